import { normalizeListing } from '../normalize/listing.ts'
import type { Page, Platform } from '../provider.ts'
import { readCoursePosts, readSitemap } from './learndash/pages.ts'
import { namespacesOf } from './wordpress/posts.ts'

/**
 * Sites with LearnDash (a plug-in of WordPress), template LD30 (the default since version 3).
 *
 * Where: the posts of `/wp-json/wp/v2/sfwd-courses`, then the page of each course; else the pages that the sitemaps name.
 * Proven: one recorded course page (LearnDash 4.3.1, October 2024), which names its own post at `wp/v2/sfwd-courses/<id>` and has the
 * bar with status and price. Not proven: how many sites answer that address; the API of the plug-in itself (`ldlms/v2`), which the
 * developers' pages describe with a price and without its currency, is not read.
 * Official: what the site shows to any visitor.
 * Fills: title, address, price, categories, tags, texts, and what these say of credit, time, area and approvals.
 * Skipped: lessons and tests; a course that is "Closed" is sold elsewhere, often in a shop on the same site: its price is unknown here,
 * and it is not free. A price by the month is not the price of a course.
 */
export const learndash = {
  id: 'learndash',
  ways: [
    { id: 'posts', read: readCoursePosts },
    { id: 'sitemap', read: readSitemap },
  ],
  normalize: (listing, context) => normalizeListing(listing, context, { isGroup: false }),
} satisfies Platform

/** How sure it is that LearnDash served a page, 0 to 1. */
export function recognize(page: Page): number {
  if (namespacesOf(page).some((name) => /^(?:ldlms\/v\d|learndash\/v\d)/.test(name))) return 0.96
  const marks = [
    /\/plugins\/sfwd-lms\//,
    /\blearndash-wrapper\b|\blearndash_post_/,
    /\bsfwd-courses\b/,
    /\bld-course-status\b|\bld-item-list\b/,
  ].filter((mark) => mark.test(page.body)).length
  return [0, 0.6, 0.9, 0.96, 0.99][marks] ?? 0
}
