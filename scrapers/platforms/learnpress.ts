import { normalizeListing } from '../normalize/listing.ts'
import type { Page, Platform } from '../provider.ts'
import { readApi } from './learnpress/api.ts'
import { readArchive, readCoursePosts } from './learnpress/pages.ts'
import { namespacesOf } from './wordpress/posts.ts'

/**
 * Sites with LearnPress (a plug-in of WordPress), version 4.2.
 *
 * Where: the plug-in's API (`/wp-json/learnpress/v1/courses`) with the posts of `wp/v2/lp_course`; else those posts and the page of
 * each course; else the list at `/courses/`, or the sitemap where that list is loaded by a script.
 * Official: what the site shows to any visitor; drafts answer to none of these.
 * Fills: title, address, price, list price, time, categories, tags, texts, and what these say of credit, area and approvals.
 * Skipped: the passing condition (of the whole course by default, not of its test), lessons, how many students there are.
 * A price of 0 is LearnPress's own way to say free, and it prints "Free" for it.
 */
export const learnpress = {
  id: 'learnpress',
  ways: [
    { id: 'api', read: readApi },
    { id: 'posts', read: readCoursePosts },
    { id: 'pages', read: readArchive },
  ],
  normalize: (listing, context) => normalizeListing(listing, context, { isGroup: false }),
} satisfies Platform

/** How sure it is that LearnPress served a page, 0 to 1. */
export function recognize(page: Page): number {
  if (namespacesOf(page).some((name) => /^(?:learnpress|lp)\/v\d/.test(name))) return 0.96
  const marks = [
    /<body[^>]*\bclass=["'][^"']*\blearn-?press(?:-page)?\b/i,
    /\/plugins\/learnpress\//,
    /<script id="lpData"|\blearn-press-|\blp-(?:single-course|archive-courses)\b/,
    /\bsingle-lp_course\b|\btype-lp_course\b/,
  ].filter((mark) => mark.test(page.body)).length
  return [0, 0.6, 0.9, 0.96, 0.99][marks] ?? 0
}
