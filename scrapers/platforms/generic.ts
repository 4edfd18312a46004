import { normalizeListing } from '../normalize/listing.ts'
import type { Page, Platform } from '../provider.ts'
import { readCoursePage } from './generic/course-page.ts'
import { readByLinks, readBySitemap } from './generic/discover.ts'

/**
 * Any site that no other platform knows.
 *
 * Where: the pages that its sitemaps name, else those that its front page and the lists behind it lead to, on its own host only.
 * Each page is read by what it states of itself in schema.org terms (JSON-LD, microdata, RDFa), then Open Graph, then labelled text:
 * tables, definition lists, "Contact hours: 1.5", a heading above its value.
 * Official: what the site shows to any visitor.
 * A course is a page with a title and at least a price, a credit, a time or the type Course, that speaks of a course and of one only.
 * Bot walls, log-ins and error pages never are.
 * Skipped: files such as PDFs, prices that several things on a page have each for itself, prices by the
 * month, credits that a sentence says of a renewal or of a whole catalog. How many courses there are, such a site does not say.
 */
export const generic = {
  id: 'generic',
  ways: [
    { id: 'sitemap', read: readBySitemap },
    { id: 'links', read: readByLinks },
  ],
  normalize: (listing, context) => normalizeListing(listing, context, { isGroup: false }),
} satisfies Platform

/** How sure it is that this way of reading gives something, 0 to 1: little, because it fits any page with a course on it. */
export function recognize(page: Page): number {
  const origin = URL.parse(page.url)?.origin
  if (origin === undefined || page.status !== 200) return 0
  return readCoursePage(page, origin).listing === null ? 0 : 0.1
}
