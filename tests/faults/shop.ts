import { readData } from '../../src/catalog/load.ts'
import type { Course } from '../../src/schema/course.ts'
import type { Listing, Platform } from '../../scrapers/provider.ts'
import { cost, sampleCourse, sampleEntry, sampleListing, sampleOffer, sampleSource } from '../scrape-samples.ts'
import parameters from './parameters.json' with { type: 'json' }

/** Invented shops that change as real ones do; what they sell is drawn from the records of data/. */

export type Parameters = typeof parameters
interface Range {
  min: number
  max: number
}
export interface Random {
  /** From 0 up to 1. */
  next: () => number
  within: (range: Range) => number
  pick: <T>(list: readonly T[]) => T
  shuffle: <T>(list: readonly T[]) => T[]
}

/** The same numbers for the same seed, on every machine (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    within: ({ min, max }) => min + next() * (max - min),
    pick: (list) => list[Math.floor(next() * list.length)] as never,
    shuffle: (list) =>
      list
        .map((item): [number, typeof item] => [next(), item])
        .sort(([a], [b]) => a - b)
        .map(([, item]) => item),
  }
}

/** One thing on a shelf. */
interface Item {
  key: string
  template: Course
  title: string
  /** The regular price in cents; null = it shows none. */
  minor: number | null
  /** True where a change of theme lost its credits. */
  bare: boolean
}

export interface Shop {
  id: string
  random: Random
  items: Item[]
  sold: number
  theme: number
  printsOldPrice: boolean
  /** Days on which something happens, counted from the first. */
  saleDays: Map<number, number>
  riseDays: ReadonlySet<number>
  themeDays: ReadonlySet<number>
  /** Keys on sale and what is taken off, while a sale lasts. */
  sale: { keys: ReadonlySet<string>; off: number } | null
}

const TEMPLATES = readData('data').data.courses.map(({ record }) => record)
const priceOf = ({ offers }: Course) => {
  const price = offers.find(({ for: whom, kind }) => whom === 'anyone' && kind === 'purchase')?.price
  return price?.min?.currency === 'USD' && price.min.minor > 0 ? price.min.minor : null
}

function addItem(shop: Shop): void {
  shop.sold += 1
  const template = shop.random.pick(TEMPLATES)
  shop.items.push({
    key: String(shop.sold),
    template,
    title: `${template.title.slice(0, 280)} ${shop.sold}`,
    minor: priceOf(template),
    bare: false,
  })
}

export function createShop(id: string, place: number, { seed, providers, days, courses, ...world }: Parameters): Shop {
  const random = createRandom(seed + place)
  const daysOf = (times: number) =>
    new Set(Array.from({ length: times }, () => Math.floor(random.within({ min: 1, max: days }))))
  const shop: Shop = {
    id,
    random,
    items: [],
    sold: 0,
    theme: 1,
    printsOldPrice: place < Math.round(world.sales.shopsThatPrintOldPrice * providers),
    saleDays: new Map(),
    riseDays: daysOf(world.rise.times),
    themeDays: daysOf(world.themeChange.times),
    sale: null,
  }
  const weekends = Array.from({ length: Math.floor(days / 7) }, (_, week) => week * 7 + 6)
  for (const day of random.shuffle(weekends).slice(0, world.sales.weekends))
    shop.saleDays.set(day, random.within(world.sales.off))
  const size = Math.round(random.within(courses))
  for (let item = 0; item < size; item += 1) addItem(shop)
  return shop
}

/** Lets a shop live through one day. */
export function passDay(shop: Shop, day: number, { weekly, repricing, sales, themeChange, rise }: Parameters): void {
  const { random } = shop
  const some = (range: Range) =>
    random.shuffle(shop.items).slice(0, Math.floor(shop.items.length * random.within(range)))
  if (day % 7 === 3) {
    const removed = new Set(some(weekly.removed))
    for (const item of some(weekly.repriced))
      item.minor = item.minor === null ? null : Math.round(item.minor * random.within(repricing))
    const added = Math.floor(shop.items.length * random.within(weekly.added))
    shop.items = shop.items.filter((item) => !removed.has(item))
    for (let item = 0; item < added; item += 1) addItem(shop)
  }
  if (shop.riseDays.has(day))
    for (const item of shop.items) item.minor = item.minor === null ? null : Math.round(item.minor * rise.factor)
  if (shop.themeDays.has(day)) {
    shop.theme += 1
    for (const item of some(themeChange.coverageLost)) item.bare = true
  }
  const off = shop.saleDays.get(day)
  // A weekend: Saturday and Sunday.
  if (off !== undefined) {
    const keys = random.shuffle(shop.items).slice(0, Math.round(shop.items.length * sales.share))
    shop.sale = { keys: new Set(keys.map(({ key }) => key)), off }
  } else if (!shop.saleDays.has(day - 1)) shop.sale = null
}

const addressOf = (shop: Shop, { key }: Item) =>
  `https://${shop.id}.example/${shop.theme === 1 ? 'product' : `courses-${shop.theme}`}/${key}/`

/** @returns what a course costs today, in cents; null = the shop shows no price */
function paidToday({ sale }: Shop, { key, minor }: Item): number | null {
  if (minor === null || sale?.keys.has(key) !== true) return minor
  return Math.round(minor * (1 - sale.off))
}

function courseOf(shop: Shop, item: Item): Course {
  const { template, minor } = item
  const url = addressOf(shop, item)
  const paid = paidToday(shop, item)
  const offers =
    paid === null || minor === null
      ? []
      : [sampleOffer({ price: cost(paid), listPrice: paid !== minor && shop.printsOldPrice ? cost(minor) : null })]
  const facts = {
    minutes: template.minutes,
    credits: item.bare ? null : template.credits,
    areas: template.areas,
    approvals: template.approvals,
    passMark: template.passMark,
    expires: template.expires,
    offers,
  }
  const known = Object.entries(facts).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  )
  return sampleCourse(item.key, {
    ...facts,
    id: `${shop.id}/${item.key}`,
    provider: shop.id,
    kind: template.kind,
    title: item.title,
    url,
    summary: template.summary,
    format: template.format,
    topics: template.topics,
    released: template.released,
    reviewed: template.reviewed,
    sources: [sampleSource({ url, publisher: shop.id })],
    evidence: Object.fromEntries(
      known.map(([field]) => [field, { source: 'page', printed: `${field} in theme ${shop.theme}` }]),
    ),
  })
}

/** What a site answers on one day, true or not. */
export interface Answer {
  courses: readonly Course[]
  listings: readonly Listing[]
  announced: number | null
  /** Instead of the list. */
  body?: string
  /** A list that goes on for ever. */
  endless?: true
}

/** @returns the listing of a course as its page would give it */
export const listingOf = ({ key, title, url, summary }: Course): Listing =>
  sampleListing(key ?? '', { title, url: url ?? '', texts: summary === null ? [] : [summary] })

/** @returns the truth of today */
export function answerOf(shop: Shop): Answer {
  const courses = shop.items.map((item) => courseOf(shop, item))
  return { courses, listings: courses.map(listingOf), announced: courses.length }
}

/** @returns the true price of each course by id, in cents */
export const truePrices = (shop: Shop): Map<string, number | null> =>
  new Map(shop.items.map((item) => [`${shop.id}/${item.key}`, paidToday(shop, item)]))

export const entryOf = (id: string) =>
  sampleEntry({ id, name: id, home: `https://${id}.example/`, hosts: [`${id}.example`], rhythmDays: 1 })

/** A platform that finds in the pages of a shop what it answers today. */
export function platformOf({ courses, listings, announced, endless }: Answer): Platform {
  const byPlace = new Map(listings.map((listing, place) => [listing, courses[place]]))
  return {
    id: 'sample',
    ways: [
      {
        id: 'list',
        *read(origin) {
          for (let page = 1; endless === true; page += 1) yield `${origin}/list/${page}`
          const { body } = yield `${origin}/list`
          if (body !== 'list') throw new Error('not a list')
          return { listings, announced, complete: true, notes: [] }
        },
      },
    ],
    normalize(listing, { today }) {
      const course = byPlace.get(listing)
      if (course === undefined) return { is: 'left-out', reason: 'not a course' }
      const sources = course.sources.map((source) => ({ ...source, readOn: today }))
      return { is: 'course', course: { ...course, sources } }
    },
  }
}
