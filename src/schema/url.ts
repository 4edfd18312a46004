/** Longer addresses are a mistake or an attack; servers refuse them too. */
const LONGEST = 2048

/**
 * The one judge of every link that is fetched, stored or shown.
 * @param input an address as found, absolute, or relative to `base`
 * @param base the page it stood on
 * @returns the canonical http(s) address without user info, or null when it is anything else
 *   (`javascript:`, `data:`, `https://good.example@evil.example/`, no host, too long)
 */
export function safeHttpUrl(input: string, base?: string): string | null {
  if (input.length > LONGEST) return null
  const url = URL.parse(input, base)
  if (url === null) return null
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  if (url.username !== '' || url.password !== '' || url.hostname === '') return null
  return url.href.length > LONGEST ? null : url.href
}
