import { safeHttpUrl } from '../../../src/schema/url.ts'
import { TryNextWay } from '../../errors.ts'
import { textOf, tryParseHtml } from '../../extract/html.ts'
import { MAX_TITLE } from '../../normalize/text.ts'
import type { Listing, Page, Reading } from '../../provider.ts'
import { readCoursePage } from '../generic/course-page.ts'
import { ask } from '../ask.ts'
import { readSitemapPages, withPages } from '../wordpress/pages.ts'
import { postListing, readPosts } from '../wordpress/posts.ts'

const MAX_PAGES = 500

/** The posts of `wp/v2/lp_course`, then the page of each, which has the price. */
export function* readCoursePosts(origin: string): Reading {
  const why: string[] = []
  const posts = yield* readPosts(origin, 'lp_course', why)
  if (posts === null || posts.posts.length === 0)
    throw new TryNextWay(why[0] ?? `${origin} shows no posts of the type lp_course`)
  const { announced, complete, notes } = posts
  return yield* readListed(origin, posts.posts.map(postListing), { announced, complete, notes })
}

/** The list of courses, page by page, or the sitemap where a script loads the list later; then the page of each. */
export function* readArchive(origin: string): Reading {
  const listed = yield* readCards(origin)
  if (listed.cards.length > 0) return yield* readListed(origin, listed.cards, { ...listed, announced: null })
  return yield* readSitemapPages(origin, readPage)
}

interface Known {
  announced: number | null
  complete: boolean
  notes: string[]
}

function* readListed(origin: string, listed: readonly Listing[], { announced, complete, notes }: Known): Reading {
  const { lost } = yield* withPages(origin, listed, readPage)
  if (lost > 0)
    notes.push(`${String(lost)} of ${String(listed.length)} course pages were lost; what the list says is used`)
  return { listings: [], announced, complete, notes }
}

function* readCards(origin: string): Generator<string, { cards: Listing[]; complete: boolean; notes: string[] }, Page> {
  const cards = new Map<string, Listing>()
  const notes: string[] = []
  let url: string | null = `${origin}/courses/`
  const asked = new Set<string>()
  while (url !== null && asked.size < MAX_PAGES) {
    asked.add(url)
    const page: Page | null = yield* ask(url)
    const $ = page === null ? null : tryParseHtml(page.body)
    if (page === null || $ === null) {
      if (asked.size > 1) notes.push(`${url} was lost, so the list is not whole`)
      return { cards: [...cards.values()], complete: false, notes }
    }
    const before = cards.size
    $('.lp-list-courses-related, aside').remove()
    const items = $('.course-item[data-id], li.lp_course')
    for (const element of (items.length > 0 ? items : $('.course-item, li.course')).toArray()) {
      const card = $(element)
      const link = card.find('a.course-permalink, .course-title a, h2 a, h3 a').first()
      const address = safeHttpUrl(link.attr('href') ?? '', page.url)
      const title = textOf(link, MAX_TITLE)
      const key = card.attr('data-id') ?? /\bpost-(\d{1,10})\b/.exec(card.attr('class') ?? '')?.[1] ?? address
      if (address === null || title === null || key === null || cards.has(address)) continue
      cards.set(address, {
        key,
        url: address,
        title,
        type: null,
        categories: [],
        tags: [],
        prices: [],
        labels: [],
        texts: ['', ''],
      })
    }
    const next = safeHttpUrl(
      $('.learn-press-pagination a.next, a.next.page-numbers, link[rel="next"]').first().attr('href') ?? '',
      page.url,
    )
    url = next !== null && next.startsWith(`${origin}/`) && !asked.has(next) && cards.size > before ? next : null
  }
  return { cards: [...cards.values()], complete: url === null, notes }
}

/**
 * A course page, in the modern, the classic and the "offline" layout, whatever the theme.
 * @returns null when it is no page of a LearnPress course
 */
export function readPage(page: Page, origin: string): Listing | null {
  const $ = tryParseHtml(page.body)
  const classes = $?.('body').attr('class') ?? ''
  if ($ === null || !/\bsingle-lp_course\b|\blp_course-template\b/.test(classes)) return null
  const duration = textOf($('.course-duration, .meta-item-duration, .duration-feature .value').first(), 100)
  const categories = $('.course-categories, .meta-item-categories')
    .first()
    .find('a')
    .toArray()
    .flatMap((link) => textOf($(link), 100) ?? [])
  const tags = $('.course-tags a')
    .toArray()
    .flatMap((link) => textOf($(link), 100) ?? [])
  const { stated } = readCoursePage(page, origin, $)
  const key = /\bpostid-(\d{1,10})\b/.exec(classes)?.[1]
  if (stated === null || key === undefined) return null
  const hasDuration = duration === null || stated.labels.some(({ label }) => /^duration$/i.test(label))
  return {
    ...stated,
    key,
    categories: categories.length > 0 ? [...new Set(categories)] : stated.categories,
    tags: tags.length > 0 ? tags : stated.tags,
    labels: hasDuration ? stated.labels : [{ label: 'Duration', value: duration }, ...stated.labels],
  }
}
