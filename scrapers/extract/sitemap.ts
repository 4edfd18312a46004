import { decodeEntities } from '../normalize/text.ts'

/** What a sitemap names: other sitemaps, or pages. */
export interface Sitemap {
  sitemaps: string[]
  pages: string[]
}

/** A sitemap may hold 50,000 addresses. */
const MAX_ADDRESSES = 50_000

/**
 * Reads a sitemap or an index of sitemaps, the plain-text kind with an address a line too.
 * @returns null when the text is neither
 */
export function parseSitemap(text: string): Sitemap | null {
  if (/<(?:\w+:)?sitemapindex[\s>]/i.test(text.slice(0, 5000))) return { sitemaps: addressesIn(text), pages: [] }
  if (/<(?:\w+:)?urlset[\s>]/i.test(text.slice(0, 5000))) return { sitemaps: [], pages: addressesIn(text) }
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const isList = lines.length > 0 && lines.every((line) => /^https?:\/\/\S+$/.test(line))
  return isList ? { sitemaps: [], pages: lines.slice(0, MAX_ADDRESSES) } : null
}

/** Addresses of sitemaps that a robots.txt names, each once. */
export function sitemapsInRobots(robots: string): string[] {
  const found = robots.slice(0, 500_000).matchAll(/^[ \t]*sitemap[ \t]*:[ \t]*(\S+)/gim)
  return [...new Set([...found].map(([, address = '']) => address))]
}

function addressesIn(xml: string): string[] {
  const found: string[] = []
  // A `loc` of an image or video has a prefix of its own and is not a page.
  for (const match of xml.matchAll(/<loc>\s*(?:<!\[CDATA\[\s*)?([^<\]\s]{1,2048})/gi)) {
    found.push(decodeEntities(match[1] ?? ''))
    if (found.length >= MAX_ADDRESSES) break
  }
  return [...new Set(found)]
}
