/** A page that a script makes: `view.php?id=2` names the script and not what it shows. */
const SCRIPT = /\.(?:php|aspx?|jsp|cfm|html?)$/i

/**
 * The last part of an address as lower-case words of ASCII letters and digits.
 * @returns null when nothing is left of it
 */
export function slugOf(url: string): string | null {
  const { pathname = '', search = '' } = URL.parse(url) ?? {}
  const last = pathname.split('/').filter(Boolean).at(-1) ?? ''
  return search !== '' && SCRIPT.test(last) ? null : toSlug(decode(last.replace(SCRIPT, '')))
}

/** Words of ASCII letters and digits joined by hyphens; null when nothing is left. */
export function toSlug(text: string): string | null {
  const slug = text
    .slice(0, 400)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 110)
    .replace(/^-|-$/g, '')
  return slug === '' ? null : slug
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
