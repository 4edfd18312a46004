import * as z from 'zod'

import { TryNextWay } from '../errors.ts'
import { normalizeListing } from '../normalize/listing.ts'
import type { Listing, Page, Platform, Reading } from '../provider.ts'
import { readByLinks, readBySitemap } from './generic/discover.ts'
import { whyNotOneCourse } from './generic/evidence.ts'
import { ask } from './ask.ts'
import { readAnyPage, withPages } from './wordpress/pages.ts'
import { namespacesOf, parseJson, postListing, readPosts } from './wordpress/posts.ts'

/**
 * Sites on WordPress whose plug-in for courses is not known here.
 *
 * Where: the post types that the REST API names (`/wp-json/wp/v2/types`), as far as they are named after courses, all posts of such
 * a type, and the page of each; else the pages that the sitemaps name, else those that the front page leads to.
 * Official: what the site shows to any visitor. Seen: WordPress 6.9; the list of types and the shape of a post are WordPress's own,
 * not a plug-in's.
 * Fills: title, address, texts, categories and tags from the API; price, credit and time from the page, as any page is read.
 * Skipped: posts and pages in the ordinary sense, products (a shop has a platform of its own), lessons and tests.
 */
export const wordpress = {
  id: 'wordpress',
  ways: [
    { id: 'posts', read: readCoursePosts },
    { id: 'sitemap', read: readBySitemap },
    { id: 'links', read: readByLinks },
  ],
  normalize: (listing, context) => normalizeListing(listing, context, { isGroup: false }),
} satisfies Platform

/** How sure it is that WordPress served a page, 0 to 1; less than any plug-in that is known by name. */
export function recognize(page: Page): number {
  if (namespacesOf(page).includes('wp/v2')) return 0.5
  const marks = [
    /<meta name=["']generator["'] content=["']WordPress\b/i,
    /\/wp-(?:content|includes)\//,
    /rel=["']https:\/\/api\.w\.org\/["']/,
  ].filter((mark) => mark.test(page.body)).length
  return [0, 0.4, 0.5, 0.5][marks] ?? 0
}

/** Types that hold courses, by their own name; what belongs to a course is none. */
const COURSE_TYPE = /course/i
/** Types that may hold courses: there each post has to show that it is one. */
const LIKELY_TYPE = /training|webinar|workshop|\bclass(?:es)?\b|activit|ceu|continuing|education|program|event/i
const PART_TYPE =
  /lesson|topic|quiz|question|unit|section|certificate|assignment|essay|group|order|transaction|achievement|template|elementor|^wp_|menu|bundle-?item/i
/** Asked for where a site does not list its types. */
const USUAL = ['courses', 'course', 'lp_course', 'sfwd-courses']
const MAX_TYPES = 6

const Types = z.record(z.string(), z.looseObject({ slug: z.string(), rest_base: z.string() }))

export function* readCoursePosts(origin: string): Reading {
  const answer = Types.safeParse(parseJson(yield* ask(`${origin}/wp-json/wp/v2/types`)))
  const types = answer.success ? Object.values(answer.data) : []
  const named = types
    .filter(({ slug }) => (COURSE_TYPE.test(slug) || LIKELY_TYPE.test(slug)) && !PART_TYPE.test(slug))
    .map(({ rest_base: base }) => base)
  const bases = answer.success ? named.slice(0, MAX_TYPES) : USUAL
  const likely = new Set<string>()
  const listings: Listing[] = []
  const notes: string[] = []
  let announced: number | null = null
  let complete = true
  for (const base of bases) {
    const posts = yield* readPosts(origin, base)
    if (posts === null) continue
    for (const post of posts.posts) {
      listings.push(postListing(post))
      if (!COURSE_TYPE.test(base)) likely.add(String(post.id))
    }
    announced = posts.announced === null ? announced : (announced ?? 0) + posts.announced
    complete &&= posts.complete
    notes.push(...posts.notes)
  }
  if (listings.length === 0) throw new TryNextWay(`${origin} has no posts of a type that is named after courses`)
  const isWanted = (listing: Listing) => !likely.has(listing.key) || isOneCourse(listing)
  const { read, lost } = yield* withPages(origin, listings, readAnyPage, isWanted)
  if (lost > 0) notes.push(`${String(lost)} of ${String(listings.length)} pages were lost; what the API says is used`)
  const others = listings.length - read
  if (others > 0) notes.push(`${String(others)} of ${String(listings.length)} posts do not show that they are courses`)
  if (read === 0) throw new TryNextWay(`no post of ${origin} shows that it is a course`)
  // What is announced counts the others too.
  return { listings: [], announced: others > 0 ? null : announced, complete, notes }
}

function isOneCourse(listing: Listing): boolean {
  const facts = (listing.texts[0] ?? '').split('\n')
  return whyNotOneCourse({ listing, facts, isTyped: false, isList: false }) === null
}
