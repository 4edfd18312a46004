import * as z from 'zod'

import { TryNextWay } from '../../errors.ts'
import { htmlText, linesOf, tryParseHtml } from '../../extract/html.ts'
import { extractLabels } from '../../extract/labels.ts'
import { decimalsOf } from '../../normalize/currency.ts'
import { findAmounts } from '../../normalize/money.ts'
import { MAX_TITLE, parseText } from '../../normalize/text.ts'
import type { ListedPrice, Listing, Page, Reading } from '../../provider.ts'
import { ask } from '../ask.ts'
import { createSeen } from '../seen.ts'
import { countOf, parseJson, postListing, readPosts } from '../wordpress/posts.ts'

const MAX_PAGES = 500

const amount = z.union([z.number(), z.string()]).nullish()
const named = z.looseObject({ name: z.string() })

/** The fields of `learnpress/v1/courses` that are read; LearnPress 4.2 answers in this shape. */
const ApiCourse = z.looseObject({
  id: z.int(),
  name: z.string(),
  duration: z.string().nullish(),
  price: amount,
  price_rendered: z.string().nullish(),
  origin_price: amount,
  origin_price_rendered: z.string().nullish(),
  on_sale: z.boolean().nullish(),
  categories: z.array(named).nullish(),
})
type ApiCourse = z.infer<typeof ApiCourse>

/** What the answer for one course says beside that. */
const ApiDetail = z.looseObject({
  permalink: z.string(),
  content: z.string().nullish(),
  excerpt: z.string().nullish(),
  tags: z.array(named).nullish(),
})

/**
 * The plug-in's own list (price, time, category), joined with the posts of `wp/v2/lp_course` (address, texts, tags), which costs
 * one request a hundred courses; where the posts are closed, the plug-in is asked for each course.
 * @throws TryNextWay when the first answer is not the API's
 */
export function* readApi(origin: string): Reading {
  const notes: string[] = []
  const { courses, announced, complete } = yield* readList(origin, notes)
  const posts = yield* readPosts(origin, 'lp_course')
  const byId = new Map((posts?.posts ?? []).map((post) => [post.id, postListing(post)]))
  let read = 0
  for (const course of courses) {
    const base = byId.get(course.id) ?? (yield* readDetail(origin, course.id))
    if (base === null) {
      notes.push(`${course.name.slice(0, MAX_TITLE)} has no page that could be read`)
      continue
    }
    byId.set(course.id, base)
    read += 1
    yield withFacts(base, course)
  }
  return { listings: [], announced, complete: complete && (announced === null || read >= announced), notes }
}

interface List {
  courses: ApiCourse[]
  announced: number | null
  complete: boolean
}

function* readList(origin: string, notes: string[]): Generator<string, List, Page> {
  const courses: ApiCourse[] = []
  const seen = createSeen()
  let announced: number | null = null
  for (let number = 1; number <= MAX_PAGES; number += 1) {
    const url = `${origin}/wp-json/learnpress/v1/courses${number === 1 ? '' : `?page=${String(number)}`}`
    const page: Page | null = number === 1 ? yield url : yield* ask(url)
    const items = page?.status === 200 ? parseJson(page) : null
    if (page === null || !Array.isArray(items)) {
      if (number === 1) throw new TryNextWay(`${url} is no list of courses`)
      notes.push(`page ${String(number)} of the list of courses was lost`)
      break
    }
    if (number === 1) announced = countOf(page, 'x-wp-total')
    const before = seen.size
    for (const item of items) {
      const { data: course, error } = ApiCourse.safeParse(item)
      if (course === undefined)
        notes.push(`a course was not in the API's shape: ${z.prettifyError(error).slice(0, 200)}`)
      else if (seen.add(course.id, item) !== 'same') courses.push(course)
    }
    const last = countOf(page, 'x-wp-totalpages')
    if (items.length === 0 || (last !== null && number >= last)) return { courses, announced, complete: true }
    // A site that repeats itself would go on for ever.
    if (seen.size === before) break
  }
  return { courses, announced, complete: false }
}

function* readDetail(origin: string, id: number): Generator<string, Listing | null, Page> {
  const detail = ApiDetail.safeParse(
    parseJson(yield* ask(`${origin}/wp-json/learnpress/v1/courses/${String(id)}`)),
  ).data
  if (detail === undefined) return null
  const content = tryParseHtml(detail.content ?? '')
  const excerpt = tryParseHtml(detail.excerpt ?? '')
  return {
    key: String(id),
    url: detail.permalink,
    title: '',
    type: null,
    categories: [],
    tags: (detail.tags ?? []).flatMap(({ name }) => parseText(name, 100) ?? []),
    prices: [],
    labels: content === null ? [] : extractLabels(content, content.root()),
    texts: [excerpt, content].map(($) => ($ === null ? '' : (linesOf($.root()) ?? ''))),
  }
}

function withFacts(base: Listing, course: ApiCourse): Listing {
  const duration = parseText(course.duration ?? '', 100)
  const categories = (course.categories ?? []).flatMap(({ name }) => parseText(name, 100) ?? [])
  return {
    ...base,
    // The list has the name as plain text, the post as markup.
    title: base.title === '' ? (htmlText(course.name, MAX_TITLE) ?? '') : base.title,
    categories: categories.length > 0 ? categories : base.categories,
    prices: readPrice(course),
    labels: [...(duration === null ? [] : [{ label: 'Duration', value: duration }]), ...base.labels],
  }
}

/** A price of 0 is free here, and printed so; a sale that is over or not begun leaves `on_sale` false. */
function readPrice(course: ApiCourse): ListedPrice[] {
  const [now, before] = [toNumber(course.price), toNumber(course.origin_price)]
  const shown = parseText(course.price_rendered ?? '', 100)
  const origin = parseText(course.origin_price_rendered ?? '', 100)
  const currency = [shown, origin].flatMap((text) => findAmounts(text ?? '').filter(({ marked }) => marked))[0]?.money
    .currency
  if (now === null || shown === null) return []
  const money = (value: number) =>
    currency === undefined ? null : { minor: Math.round(value * 10 ** decimalsOf(currency)), currency }
  const isReduced = course.on_sale === true && before !== null && before > now
  if (now > 0 && currency === undefined) return []
  const printed = isReduced ? `${origin ?? ''} ${shown}` : shown
  return [{ tier: null, price: money(now), listPrice: isReduced ? money(before) : null, free: now === 0, printed }]
}

function toNumber(value: number | string | null | undefined): number | null {
  const number = typeof value === 'string' ? (value.trim() === '' ? NaN : Number(value)) : (value ?? NaN)
  return Number.isFinite(number) && number >= 0 ? number : null
}
