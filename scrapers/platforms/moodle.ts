import type { CheerioAPI } from 'cheerio/slim'

import { safeHttpUrl } from '../../src/schema/url.ts'
import { TryNextWay } from '../errors.ts'
import { linesOf, textOf, tryParseHtml } from '../extract/html.ts'
import { normalizeListing } from '../normalize/listing.ts'
import { findAmounts } from '../normalize/money.ts'
import { MAX_TITLE } from '../normalize/text.ts'
import type { ListedPrice, Listing, Page, Platform, Reading } from '../provider.ts'
import { ask } from './ask.ts'

type Nodes = ReturnType<CheerioAPI>

/** More pages than any category has. */
const MAX_PAGES = 200
/** A label that names the price, so that the enrolment page need not be asked. */
const PRICE = /\b(?:price|cost|fee|tuition)\b/i

/** A course as lists and its own page show it. */
interface Box {
  id: string
  title: string
  labels: { label: string; value: string }[]
  summary: string[]
  prices: ListedPrice[]
  category: string | null
}

/**
 * Moodle sites (seen: 4.4, theme Boost).
 *
 * Where: the course index and its categories, page by page, then the information page of each course; where that names no price,
 * the enrolment page, as long as it is open to guests.
 * Official: what the site shows to any visitor.
 * Fills: title, summary, the course's custom fields (credit, hours, area and price stand there), the fee of "enrolment on payment".
 * Skipped: search results, which list what a category hides; contents behind the log-in. A category answers 200 with no courses
 * beyond its last page and still links a next one: a page without courses ends it.
 */
export const moodle = {
  id: 'moodle',
  ways: [{ id: 'course-index', read: readIndex }],
  normalize: (listing, context) => normalizeListing(listing, context, { isGroup: false }),
} satisfies Platform

/** How sure it is that Moodle served a page, 0 to 1. */
export function recognize({ body, headers }: Page): number {
  const marks = [
    /\bM\.cfg\s*=\s*\{"wwwroot"/.test(body),
    /<meta name="keywords" content="moodle\b/i.test(body),
    /\bMoodleSession/.test(headers['set-cookie'] ?? ''),
    /\/theme\/(?:yui_combo|styles|image)\.php/.test(body),
  ].filter(Boolean).length
  return [0, 0.6, 0.9, 0.97, 0.99][marks] ?? 0
}

export function* readIndex(origin: string): Reading {
  const front = yield* ask(`${origin}/`)
  const index = yield* ask(`${origin}/course/index.php`)
  if (index === null || recognize(index) < 0.5)
    throw new TryNextWay(`${origin}/course/index.php is no course index of Moodle`)
  const boxes = new Map<string, Box>()
  const notes: string[] = []
  if (front !== null) collect(boxes, front, null)
  collect(boxes, index, null)
  const categories = readCategories(index)
  let whole = true
  for (const id of categories.keys()) {
    const lost = yield* readCategory(origin, id, boxes)
    if (lost.length > 0) whole = false
    notes.push(...lost.map((url) => `${url} was lost, so the list is not whole`))
  }
  const listings: Listing[] = []
  let isOpen = true
  let missed = 0
  for (const listed of boxes.values()) {
    const info: Page | null = yield* ask(`${origin}/course/info.php?id=${listed.id}`)
    const own = info === null ? null : readInfo(info, listed.id)
    if (own === null) missed += 1
    const box = own === null ? listed : { ...own, category: own.category ?? listed.category }
    if (own !== null && isOpen && box.prices.length === 0 && !box.labels.some(({ label }) => PRICE.test(label))) {
      const enrol: Page | null = yield* ask(`${origin}/enrol/index.php?id=${listed.id}`)
      isOpen = enrol !== null && /<body\b[^>]*\bid="page-enrol-index"/.test(enrol.body)
      if (enrol !== null && isOpen) box.prices = readInfo(enrol, listed.id)?.prices ?? []
    }
    listings.push(toListing(origin, box, categories))
  }
  if (missed > 0)
    notes.push(`${String(missed)} of ${String(boxes.size)} information pages were lost; what the lists say is used`)
  return { listings, announced: null, complete: whole, notes }
}

/** Courses that a single page shows in full; lists that are folded name them only. */
export function readPage(page: Page, origin: string): Listing[] {
  const boxes = new Map<string, Box>()
  collect(boxes, page, null)
  return [...boxes.values()].flatMap((listed) => {
    const box = readInfo(page, listed.id) ?? listed
    return box.labels.length + box.summary.length === 0 ? [] : [toListing(origin, box, new Map())]
  })
}

/** Names by id, outermost first: the drop-down holds every category, the tree only the upper ones. */
function readCategories(index: Page): Map<string, string[]> {
  const categories = new Map<string, string[]>()
  const $ = tryParseHtml(index.body)
  if ($ === null) return categories
  for (const element of $('option[value*="categoryid="]').toArray()) {
    const id = /\bcategoryid=(\d+)/.exec($(element).attr('value') ?? '')?.[1]
    if (id !== undefined) categories.set(id, (textOf($(element)) ?? '').split(' / '))
  }
  for (const element of $('.category[data-categoryid]').toArray()) {
    const id = $(element).attr('data-categoryid') ?? ''
    const name = textOf($(element).find('.categoryname').first())
    if (!categories.has(id) && name !== null) categories.set(id, [name])
  }
  return categories
}

/** All pages of a category; the lowest page that is linked and was not read comes next. */
function* readCategory(origin: string, id: string, boxes: Map<string, Box>): Generator<string, string[], Page> {
  const first = `${origin}/course/index.php?categoryid=${id}`
  const waiting = new Map([[0, first]])
  const seen = new Set<number>()
  const lost: string[] = []
  while (waiting.size > 0 && seen.size < MAX_PAGES) {
    const [number, url] = [...waiting].sort(([one], [other]) => one - other)[0] ?? [0, first]
    waiting.delete(number)
    seen.add(number)
    let page: Page | null = yield* ask(url)
    // The size of a page that the link names is the site's own, so it can be left out.
    if (page === null && number > 0) page = yield* ask(`${first}&browse=courses&page=${String(number)}`)
    if (page === null) {
      lost.push(url)
      continue
    }
    if (collect(boxes, page, id) === 0) continue
    for (const [next, link] of readPagination(page, origin))
      if (!seen.has(next) && !waiting.has(next)) waiting.set(next, link)
  }
  return lost
}

function readPagination(page: Page, origin: string): [number, string][] {
  const $ = tryParseHtml(page.body)
  return (
    $?.('.pagination a[href*="page="]')
      .toArray()
      .flatMap((element): [number, string][] => {
        const url = safeHttpUrl($(element).attr('href') ?? '', page.url)
        const number = /[?&]page=(\d{1,4})\b/.exec(url ?? '')?.[1]
        return url?.startsWith(`${origin}/course/index.php?`) === true && number !== undefined
          ? [[Number(number), url]]
          : []
      }) ?? []
  )
}

/** Adds the courses of a list; one that tells more replaces one that tells less. @returns how many the page lists */
function collect(boxes: Map<string, Box>, page: Page, category: string | null): number {
  const $ = tryParseHtml(page.body)
  if ($ === null) return 0
  const found = $('.coursebox[data-courseid]')
    .toArray()
    .flatMap((element) => readBox($, $(element)) ?? [])
  for (const box of found) {
    const known = boxes.get(box.id)
    const best =
      known !== undefined && known.labels.length + known.summary.length >= box.labels.length + box.summary.length
        ? known
        : box
    boxes.set(box.id, { ...best, category: category ?? known?.category ?? null })
  }
  return found.length
}

function readBox($: CheerioAPI, node: Nodes): Box | null {
  const id = node.attr('data-courseid') ?? ''
  const title = textOf(node.find('.coursename').first(), MAX_TITLE)
  if (!/^\d{1,10}$/.test(id) || title === null) return null
  const labels = node
    .find('.customfield')
    .toArray()
    .flatMap((element) => {
      const label = textOf($(element).find('.customfieldname').first())
      const value = textOf($(element).find('.customfieldvalue').first(), 2000)
      return label === null || value === null ? [] : [{ label, value }]
    })
  return {
    id,
    title,
    labels,
    summary: linesOf(node.find('.summary').first())?.split('\n') ?? [],
    prices: [],
    category: null,
  }
}

/** The page of one course; null when it is anything else, such as the log-in. */
function readInfo(page: Page, id: string): Box | null {
  const $ = tryParseHtml(page.body)
  const box = $ === null ? null : readBox($, $(`.coursebox[data-courseid="${id}"]`).first())
  if ($ === null || box === null) return null
  const category = /(?:^|\s)category-(\d+)(?:\s|$)/.exec($('body').attr('class') ?? '')?.[1] ?? null
  return { ...box, prices: readFee($), category }
}

/** The fee of "enrolment on payment"; several are several ways to pay for the same. */
function readFee($: CheerioAPI): ListedPrice[] {
  return $('.enrol_fee_payment_region b')
    .toArray()
    .flatMap((element) => {
      const printed = textOf($(element))
      const price = printed === null ? undefined : findAmounts(printed).find(({ marked }) => marked)?.money
      return price === undefined ? [] : [{ tier: null, price, listPrice: null, free: price.minor === 0, printed }]
    })
}

function toListing(
  origin: string,
  { id, title, labels, summary, prices, category }: Box,
  categories: Map<string, string[]>,
): Listing {
  const [short = '', ...long] = summary
  return {
    key: id,
    url: `${origin}/course/view.php?id=${id}`,
    title,
    type: null,
    categories: categories.get(category ?? '') ?? [],
    tags: [],
    prices,
    labels,
    texts: [short, long.join('\n')],
  }
}
