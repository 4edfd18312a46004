/** An XML declaration, comments, processing instructions and a doctype before the first element. */
const PROLOG = /^(?:\s+|<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>)*/i

/**
 * Whether a body ends where its kind ends: a client accepts a body that was cut, so the text itself has to show it.
 * @returns why it is not whole, or null
 */
export function findMissingEnd(type: string | null, body: string): string | null {
  const text = body.trim()
  if (isJson(type)) return findJsonFault(text)
  // A packed sitemap comes as a file of no kind, or says nothing of itself.
  if (isXml(type) || (!isHtml(type) && /^<(?:\?xml|urlset|sitemapindex)\b/.test(text))) return findOpenRoot(text)
  if (type !== null && !isHtml(type)) return null
  if (/<\/html\s*>/i.test(text)) return null
  // Some sites say "text/html" about their JSON.
  return /^[[{]/.test(text) ? findJsonFault(text) : '</html> is missing'
}

function findJsonFault(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return `its JSON does not parse (${error instanceof Error ? error.message.slice(0, 120) : ''})`
  }
}

function findOpenRoot(text: string): string | null {
  const start = PROLOG.exec(text)?.[0].length ?? 0
  const root = /^<([\w.:-]+)/.exec(text.slice(start, start + 200))?.[1]
  if (root === undefined) return 'it has no root element'
  if (text.includes(`</${root}>`, start) || /^<[^<>]*\/>$/.test(text.slice(start))) return null
  return `</${root}> is missing`
}

function isJson(type: string | null): boolean {
  return type === 'application/json' || (type?.endsWith('+json') ?? false)
}

function isHtml(type: string | null): boolean {
  return type === 'text/html' || type === 'application/xhtml+xml'
}

function isXml(type: string | null): boolean {
  return type === 'application/xml' || type === 'text/xml' || (type?.endsWith('+xml') ?? false)
}
