import { isDeepStrictEqual } from 'node:util'

import type { Course, Offer } from '../src/schema/course.ts'
import type { CourseId } from '../src/schema/ids.ts'
import type { Day, MoneySpan } from '../src/schema/values.ts'
import { coverageOf } from './coverage.ts'
import { NeedsPerson } from './errors.ts'
import type { Listed } from './validate.ts'

/** What a gate judges: one reading of a site against the last good data. */
export interface Candidate {
  /** Listings as they were read. */
  listings: readonly Listed[]
  /** How many the site announced; null = it did not say. */
  announced: number | null
  /** Whether the last page of the list is proven. */
  complete: boolean
  /** Listings whose own page was asked for and gave nothing usable. */
  lostPages: number
  /** Listings that the schema refused. */
  rejected: number
  /** Courses as they would be published. */
  courses: readonly Course[]
  /** Listed courses of the last good data; [] = there is none. */
  before: readonly Course[]
  /** By course: the offers that stood before the last change of its price, where the history says that it fell lately. */
  beforeSale: ReadonlyMap<CourseId, readonly Offer[]>
  /** What single courses cost at this provider, where that is known. */
  priceRange: MoneySpan | null
  /** Where this provider has other limits than `LIMITS`. */
  ownLimits: readonly OwnLimit[]
  today: Day
}

/** Every number that decides whether a run may be published. */
export const LIMITS = {
  /** Share of the courses before: from here on nothing is said ... */
  silentFrom: 0.9,
  /** ... from here on it is mentioned, below it refuses ... */
  warnFrom: 0.7,
  /** ... and so does more than this. */
  growthMax: 1.5,
  /** How much of its coverage a field may lose, as a share of all courses. */
  coverageLoss: 0.1,
  /** Share of listings that the schema may refuse. */
  rejectedShare: 0.02,
  /** Share of courses whose price may change at once ... */
  priceChanges: 0.2,
  /** ... or this many, in a small catalog. */
  priceChangesFew: 3,
  /** Median of new price by old price. */
  priceRatio: { min: 0.8, max: 1.25 },
  /** Share of prices that may change so that all are one price then. */
  onePriceShare: 0.5,
  /** A sale down to less than this share of the printed list price is taken for an error. */
  saleFloor: 0.1,
  /** A price that fell within this many days may have been a sale's. */
  saleDays: 60,
  /** Prices in minor units where the provider's own range is not known. */
  priceMinor: { min: 50, max: 500_000 },
  /** How far beyond the provider's known range a price may lie. */
  rangeFactor: 3,
  /** Share of characters that show a wrong character set. */
  replacementShare: 0.001,
  /** Share of pages that may have one title ... */
  sameTitleShare: 0.5,
  /** ... from this many on: two courses of one name are nothing unusual. */
  sameTitleFrom: 3,
  /** Share of course pages that may be lost. */
  lostShare: 0.02,
  /** Earliest year of an expiry, and how many years ahead it may lie. */
  expiry: { from: '2000', years: 10 },
  /** Share of dated courses with a date that cannot be. */
  wrongDates: 0.02,
  /** A large but plain change is believed when a second run reads the same; see `confirmFindings`. */
  confirm: {
    /** At least this much later: a fault of a site is mostly mended within a day. */
    hours: 20,
    /** Share of courses whose prices must be the same in both runs. */
    samePrices: 0.95,
    /** Courses by courses before. */
    count: { min: 0.5, max: 2 },
    /** Median of new price by old price ... */
    priceRatio: { min: 0.5, max: 2 },
    /** ... and the same of every single course: a tenth, or free, is no plain change. */
    singleRatio: { min: 0.25, max: 4 },
    /** Share of changed prices that go the same way, up or down: mixed up prices go both ways. */
    oneWay: 0.9,
    /** Share of courses whose credits and time must be as before: a page read wrongly shows other facts too. */
    sameFacts: 0.95,
  },
} as const
type Widened<T> = T extends number ? number : T extends object ? { readonly [K in keyof T]: Widened<T[K]> } : T
type Limits = Widened<typeof LIMITS>

/** The limits that a provider may have of its own. */
const OWN = ['warnFrom', 'growthMax', 'coverageLoss', 'rejectedShare', 'priceChanges', 'lostShare'] as const

/** Another limit for one provider. It needs a fact about its site, not a wish that a gate were quiet. */
export interface OwnLimit {
  limit: (typeof OWN)[number]
  value: number
  /** The fact, in a sentence; every run report shows it. */
  why: string
}

/** @throws NeedsPerson when one of them is none, or comes without a reason */
export function withOwnLimits(own: readonly OwnLimit[]): Limits {
  for (const { limit, value, why } of own) {
    const isShare = limit === 'growthMax' ? value >= 1 && value <= 10 : value > 0 && value < 1
    if (!OWN.includes(limit) || !isShare)
      throw new NeedsPerson(`"${limit}: ${String(value)}" is no limit of the guard.`)
    if (why.trim().length < 20) throw new NeedsPerson(`The limit "${limit}" needs its reason in a sentence.`)
  }
  return { ...LIMITS, ...Object.fromEntries(own.map(({ limit, value }) => [limit, value])) }
}

/** @returns what the run report says of such limits */
export const ownLimitWords = (own: readonly OwnLimit[]): string[] =>
  own.map(
    ({ limit, value, why }) => `Limit "${limit}" is ${String(value)} here instead of ${String(LIMITS[limit])}: ${why}`,
  )

/** What one gate found. */
export interface Finding {
  gate: string
  result: 'pass' | 'warn' | 'refuse'
  /** What was measured against what, in a sentence. */
  reason: string
  /** True where a refusal rests on a change that shops do make, so that a second run may confirm it. */
  plain?: boolean
}
type Gate = (candidate: Candidate, limits: Limits) => Omit<Finding, 'gate'>

const percent = (share: number) => `${String(Math.round(share * 1000) / 10)} %`
const judge = (isFine: boolean, reason: string): Omit<Finding, 'gate'> => ({
  result: isFine ? 'pass' : 'refuse',
  reason,
})
const isWithin = (value: number, { min, max }: { min: number; max: number }) => value >= min && value <= max
const shareOf = (part: number, all: number) => (all === 0 ? 0 : part / all)

/** What anyone pays, in minor units; free is 0, unknown is null. */
const paidBy = (offer: Offer | undefined) =>
  offer?.kind === 'free' ? 0 : (offer?.price?.min?.minor ?? offer?.price?.max?.minor ?? null)
const anyoneOffer = ({ offers }: Pick<Course, 'offers'>) => offers.find((offer) => offer.for === 'anyone')
const currenciesOf = ({ offers }: Course) =>
  offers.flatMap(({ price }) => [price?.min?.currency, price?.max?.currency]).filter((code) => code !== undefined)

const complete: Gate = ({ listings, announced, complete: isProven }) => {
  const read = `${String(listings.length)} listings read`
  if (announced === null)
    return judge(isProven, isProven ? `${read}, to the last page` : `${read}, the end of the list is not proven`)
  return judge(
    isProven && listings.length === announced,
    `${read} of ${String(announced)} announced${isProven ? '' : ', the end of the list is not proven'}`,
  )
}

const count: Gate = ({ courses, before }, limits) => {
  const now = `${String(courses.length)} courses`
  if (courses.length === 0) return judge(false, 'no course was read')
  if (before.length === 0) return judge(true, `${now}, none before`)
  const share = courses.length / before.length
  const reason = `${now}, ${String(before.length)} before (${percent(share)})`
  if (share < limits.warnFrom || share > limits.growthMax)
    return { ...judge(false, reason), plain: isWithin(share, limits.confirm.count) }
  return { result: share < limits.silentFrom ? 'warn' : 'pass', reason }
}

const coverage: Gate = ({ courses, before }, limits) => {
  const lost: string[] = []
  for (const field of ['title', 'url'] as const) {
    const now = coverageOf(courses, field)
    if (now < 1) lost.push(`${field} is known on ${percent(now)}, must be 100 %`)
  }
  for (const field of ['price', 'credits', 'date'] as const) {
    const [now, earlier] = [coverageOf(courses, field), coverageOf(before, field)]
    // The small term keeps a loss of exactly ten points inside the limit.
    if (before.length > 0 && earlier - now > limits.coverageLoss + 1e-9)
      lost.push(`${field} is known on ${percent(now)}, ${percent(earlier)} before`)
  }
  return judge(lost.length === 0, lost.length === 0 ? 'no field lost more than it may' : lost.join('; '))
}

const schema: Gate = ({ rejected, listings }, limits) => {
  const share = shareOf(rejected, listings.length)
  const reason = `${String(rejected)} of ${String(listings.length)} listings rejected (${percent(share)}, at most ${percent(limits.rejectedShare)})`
  return judge(share <= limits.rejectedShare, reason)
}

const ids: Gate = ({ courses }) => {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const { id, key } of courses)
    for (const name of [`id ${id}`, ...(key === null ? [] : [`key ${key}`])]) (seen.has(name) ? twice : seen).add(name)
  const names = [...twice].slice(0, 5).join(', ')
  return judge(twice.size === 0, twice.size === 0 ? 'every id stands once' : `stand more than once: ${names}`)
}

/** @returns new price by old price, of regular prices where a printed list price shows that the other one is a sale's */
function priceRatio(before: Course, now: Course, limits: Limits): number | null {
  const [old, fresh] = [anyoneOffer(before), anyoneOffer(now)]
  const [was, is] = [paidBy(old), paidBy(fresh)]
  if (was === null || is === null || was === is) return was === is && was !== null ? 1 : null
  const regularWas = old?.listPrice?.min?.minor ?? was
  const regularIs = fresh?.listPrice?.min?.minor ?? is
  if (regularWas > 0 && is >= regularIs * limits.saleFloor && was >= regularWas * limits.saleFloor)
    return regularIs / regularWas
  return was === 0 ? Infinity : is / was
}

/**
 * Many shops print no old price beside that of a sale: when it ends, a part of their prices jumps back at once. Each of these
 * is known already, to the cent, from the day on which it was published and then fell; so it says nothing against the reading.
 * Only the way up counts: a price that falls again, to whatever it was, is a change. A page that is read wrongly hits the
 * earlier price of a course by chance at most, and then publishes one that was true before.
 */
const isSaleOver = (now: Course, beforeSale: readonly Offer[] | undefined) =>
  beforeSale !== undefined &&
  isDeepStrictEqual(anyoneOffer(now)?.price, anyoneOffer({ offers: [...beforeSale] })?.price)

const prices: Gate = ({ courses, before, beforeSale }, limits) => {
  const old = new Map(before.map((course) => [course.id, course]))
  const ratios = courses.flatMap((course) => {
    const previous = old.get(course.id)
    const ratio = previous === undefined ? null : priceRatio(previous, course, limits)
    if (ratio !== null && ratio > 1 && isSaleOver(course, beforeSale.get(course.id))) return [1]
    return ratio === null ? [] : [ratio]
  })
  const changes = ratios.filter((ratio) => ratio !== 1).sort((a, b) => a - b)
  if (changes.length === 0) return judge(true, 'no price changed')
  const share = changes.length / ratios.length
  const isFew = share <= limits.priceChanges || changes.length <= limits.priceChangesFew
  const middle = changes.length / 2
  const median = ((changes[Math.ceil(middle) - 1] ?? 1) + (changes[Math.floor(middle)] ?? 1)) / 2
  const isAlike = isWithin(median, limits.priceRatio)
  const factor = Number.isFinite(median) ? `a factor of ${median.toFixed(2)}` : 'an end to being free'
  const distinct = (list: readonly Course[]) =>
    new Set(list.map((course) => paidBy(anyoneOffer(course))).filter((minor) => minor !== null)).size
  // One price for everything is what a broken template shows, also where only a few courses show one.
  const isOnePrice = distinct(courses) === 1 && distinct(before) > 1
  const rises = shareOf(changes.filter((ratio) => ratio > 1).length, changes.length)
  const plain =
    Math.max(rises, 1 - rises) >= limits.confirm.oneWay &&
    isWithin(median, limits.confirm.priceRatio) &&
    changes.every((ratio) => isWithin(ratio, limits.confirm.singleRatio)) &&
    !isOnePrice
  const reason = `${String(changes.length)} of ${String(ratios.length)} prices changed, in the middle by ${factor}`
  if (isOnePrice && share > limits.onePriceShare) return judge(false, `${reason}, all to one price`)
  return isFew && isAlike ? judge(true, reason) : { ...judge(false, reason), plain }
}

const currency: Gate = ({ courses, before }) => {
  const known = new Set(before.flatMap(currenciesOf))
  const strange = known.size === 0 ? [] : [...new Set(courses.flatMap(currenciesOf))].filter((code) => !known.has(code))
  const old = new Map(before.map((course) => [course.id, course]))
  const switched = courses.filter((course) => {
    const [was, is] = [currenciesOf(old.get(course.id) ?? course)[0], currenciesOf(course)[0]]
    return was !== undefined && is !== undefined && was !== is
  })
  if (strange.length > 0)
    return judge(false, `prices in ${strange.join(', ')}, before only in ${[...known].join(', ')}`)
  return judge(
    switched.length === 0,
    switched.length === 0
      ? 'currencies as before'
      : `another currency on ${switched
          .map(({ id }) => id)
          .slice(0, 5)
          .join(', ')}`,
  )
}

const range: Gate = ({ courses, priceRange }, limits) => {
  const [low, high] = [priceRange?.min?.minor, priceRange?.max?.minor]
  const min = low === undefined ? limits.priceMinor.min : Math.min(limits.priceMinor.min, low / limits.rangeFactor)
  const max = high === undefined ? limits.priceMinor.max : high * limits.rangeFactor
  const wrong = courses.filter(({ offers }) =>
    offers.some(({ kind, price }) =>
      [price?.min?.minor, price?.max?.minor].some(
        (minor) =>
          minor !== undefined && (minor === 0 ? kind !== 'free' : kind === 'free' || minor < min || minor > max),
      ),
    ),
  )
  const names = wrong.slice(0, 5).map(({ id }) => id)
  return judge(
    wrong.length === 0,
    wrong.length === 0
      ? 'all prices can be'
      : `${String(wrong.length)} courses have a price that cannot be: ${names.join(', ')}`,
  )
}

const text: Gate = ({ listings }, limits) => {
  const all = listings.reduce((sum, { characters }) => sum + characters, 0)
  const broken = listings.reduce((sum, { unreadable }) => sum + unreadable, 0)
  const share = shareOf(broken, all)
  return judge(
    share <= limits.replacementShare,
    `${String(broken)} of ${String(all)} characters unreadable (at most ${percent(limits.replacementShare)})`,
  )
}

/** Whole titles, in bare words, of pages that stand in front of a site; longer titles that begin so are courses. */
const WALL = new RegExp(
  `^(?:${[
    'just a moment',
    'attention required(?: cloudflare)?',
    'access (?:is )?denied|forbidden',
    'are you (?:a )?(?:human|robot)|verify(?:ing)? you are (?:a )?human|security check|captcha',
    'log ?in|sign ?in|login required|please log ?in',
    '(?:site )?(?:under |down for |scheduled )?maintenance(?: mode)?',
    '(?:error )?(?:40[0-9]|50[0-9])(?: error)?(?: (?:page )?not found| forbidden| service unavailable| bad gateway)?',
    '(?:page )?not found|service (?:temporarily )?unavailable|internal server error',
    '(?:this )?domain (?:is )?for sale',
  ].join('|')})$`,
)
const isWall = (title: string) =>
  WALL.test(
    title
      .slice(0, 300)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, ' ')
      .trim(),
  )

const rightPage: Gate = ({ listings }, limits) => {
  const walls = listings.filter(({ title }) => isWall(title))
  if (walls.length > 0)
    return judge(false, `${String(walls.length)} pages are a wall, such as "${walls[0]?.title.slice(0, 100) ?? ''}"`)
  const titles = new Map<string, number>()
  for (const { title } of listings) titles.set(title, (titles.get(title) ?? 0) + 1)
  const [title, most] = [...titles].sort(([, a], [, b]) => b - a)[0] ?? ['', 0]
  const isShared = most >= limits.sameTitleFrom && most / listings.length >= limits.sameTitleShare
  return judge(
    !isShared,
    isShared
      ? `${String(most)} of ${String(listings.length)} pages are called "${title.slice(0, 100)}"`
      : 'no wall, no title on half of the pages',
  )
}

const answers: Gate = ({ listings, lostPages }, limits) => {
  const share = shareOf(lostPages, listings.length)
  const most = percent(limits.lostShare)
  return judge(
    share <= limits.lostShare,
    `${String(lostPages)} of ${String(listings.length)} course pages lost (at most ${most})`,
  )
}

function hasWrongDate({ released, expires }: Course, today: Day, { expiry }: Limits): boolean {
  const tomorrow = new Date(Date.parse(today) + 24 * 3_600_000).toISOString()
  const latest = String(Number(today.slice(0, 4)) + expiry.years) + today.slice(4)
  // A date is as long as it was printed; its limit is cut to the same length.
  if (released !== null && released > tomorrow.slice(0, released.length)) return true
  return expires !== null && (expires < expiry.from || expires > latest.slice(0, expires.length))
}

const dates: Gate = ({ courses, today }, limits) => {
  const dated = courses.filter(({ released, expires }) => released !== null || expires !== null)
  const wrong = dated.filter((course) => hasWrongDate(course, today, limits))
  return judge(
    shareOf(wrong.length, dated.length) <= limits.wrongDates,
    `${String(wrong.length)} of ${String(dated.length)} dated courses have a date that cannot be`,
  )
}

/** The gates in the order in which they are asked. */
export const GATES = {
  complete,
  count,
  coverage,
  schema,
  ids,
  prices,
  currency,
  range,
  text,
  'right page': rightPage,
  answers,
  dates,
} satisfies Record<string, Gate>

/** Asks every gate, so that a refusal names all that is wrong and not only the first. */
export function guard(candidate: Candidate): Finding[] {
  const limits = withOwnLimits(candidate.ownLimits)
  return Object.entries(GATES).map(([gate, ask]) => ({ gate, ...ask(candidate, limits) }))
}
