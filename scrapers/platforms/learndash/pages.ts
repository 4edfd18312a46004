import type { CheerioAPI } from 'cheerio/slim'

import { TryNextWay } from '../../errors.ts'
import { textOf, tryParseHtml } from '../../extract/html.ts'
import { parseOffers } from '../../normalize/price.ts'
import type { ListedPrice, Listing, Page, Reading } from '../../provider.ts'
import { readCoursePage } from '../generic/course-page.ts'
import { toListed } from '../generic/prices.ts'
import { readSitemapPages, withPages } from '../wordpress/pages.ts'
import { postListing, readPosts } from '../wordpress/posts.ts'

/** The posts of `wp/v2/sfwd-courses`, then the page of each, which has the price. */
export function* readCoursePosts(origin: string): Reading {
  const why: string[] = []
  const posts = yield* readPosts(origin, 'sfwd-courses', why)
  if (posts === null || posts.posts.length === 0)
    throw new TryNextWay(why[0] ?? `${origin} shows no posts of the type sfwd-courses`)
  const { announced, complete, notes } = posts
  const { read, lost } = yield* withPages(origin, posts.posts.map(postListing), readPage)
  if (lost > 0) notes.push(`${String(lost)} of ${String(read)} course pages were lost; what the API says is used`)
  return { listings: [], announced, complete, notes }
}

/** The pages that the sitemaps name, as far as they are pages of LearnDash courses. */
export const readSitemap = (origin: string): Reading => readSitemapPages(origin, readPage)

/**
 * A course page in the LD30 template, whatever the theme.
 * @returns null when it is no page of a LearnDash course
 */
export function readPage(page: Page, origin: string): Listing | null {
  const $ = tryParseHtml(page.body)
  if ($ === null) return null
  const key =
    /\bsingle-sfwd-courses\b/.test($('body').attr('class') ?? '') || $('.learndash_post_sfwd-courses').length > 0
      ? (/\bpostid-(\d{1,10})\b/.exec($('body').attr('class') ?? '')?.[1] ??
        /^learndash_post_(\d{1,10})$/.exec($('.learndash_post_sfwd-courses').attr('id') ?? '')?.[1])
      : undefined
  if (key === undefined) return null
  const prices = readPrice($)
  // Status, price and the list of lessons stand in the middle of the text and say nothing of credit or time of the whole.
  $('.ld-course-status, .ld-item-list, .ld-progress, .ld-status, .learndash-wrapper .ld-login-modal').remove()
  const { stated } = readCoursePage(page, origin, $)
  return stated === null ? null : { ...stated, key, prices: prices ?? stated.prices }
}

/**
 * The price in the bar above a course. "Closed" means that it is sold elsewhere, for a price that is not known here.
 * @returns null when the page has no such bar
 */
function readPrice($: CheerioAPI): ListedPrice[] | null {
  const segment = $('.ld-course-status-seg-price').first()
  const mode = /\bld-course-status-mode-([a-z]+)\b/.exec(segment.attr('class') ?? '')?.[1]
  const shown = textOf(segment.find('.ld-course-status-price, .ld-course-status-course-price').first(), 200)
  if (segment.length === 0) return null
  if (shown === null || mode === 'closed' || /^closed$/i.test(shown)) return []
  // What is charged again and again is no price of the course.
  const isRecurring = mode === 'subscribe' || segment.find('.ld-recurring-duration, .ld-course-pricing').length > 0
  if (isRecurring) return [{ tier: null, price: null, listPrice: null, free: false, printed: textOf(segment, 300) }]
  return parseOffers(shown).flatMap((offer) => toListed(offer, shown))
}
