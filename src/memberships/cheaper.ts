import { areasOf, isOver } from '../catalog/courses.ts'
import { isStalePrice, type Readings } from '../catalog/freshness.ts'
import { ANSWERS, type Answer } from '../credentials/answers.ts'
import { verdict, type Context, type Verdict } from '../credentials/verdict.ts'
import type { Course } from '../schema/course.ts'
import type { Credential } from '../schema/credential.ts'
import type { AreaId, CourseId, TopicId } from '../schema/ids.ts'
import type { Money } from '../schema/values.ts'
import { priceForMe, type PriceForMe } from './price-for-me.ts'

/** A course as it is compared with others. */
export interface Judged {
  course: Course
  price: PriceForMe
  /** Its price may be relied on: known and not old. */
  fresh: boolean
  areas: readonly AreaId[]
  /** By credential. */
  verdicts: readonly Verdict[]
}

/** A course beside another one, and the credentials for which that holds. */
export interface Beside extends Judged {
  credentials: readonly Credential[]
}

const COUNTING: ReadonlySet<Answer> = new Set(['counts', 'counts-with-limit', 'attest', 'body-reviews'])
/** As many as one looks at. */
const MOST = 3

/** What every course page looks through. */
export interface Market {
  credentials: readonly Credential[]
  byId: ReadonlyMap<CourseId, Judged>
  /** Prices that may be relied on, lowest first. */
  fresh: readonly Judged[]
  free: ReadonlyMap<TopicId, readonly Judged[]>
}

const topOf = ({ price }: PriceForMe): Money | null => price?.max ?? null

/** Those that cost least first; a fee that is not known comes last. */
const byPrice = (a: Judged, b: Judged): number =>
  (topOf(a.price)?.minor ?? Infinity) - (topOf(b.price)?.minor ?? Infinity) || (a.course.id < b.course.id ? -1 : 1)

/** @returns every open course with its price to anyone and its verdicts */
function judgeAll(
  courses: readonly Course[],
  credentials: readonly Credential[],
  context: Context,
  readings: Readings,
): Market {
  const judged = courses
    .filter((course) => !isOver(course, context.on))
    .map((course) => ({
      course,
      price: priceForMe(course, { held: [], memberships: [], on: context.on }),
      fresh: !isStalePrice(course, readings, context.on),
      areas: areasOf(course).areas,
      verdicts: credentials.map((credential) => verdict(course, credential, context)),
    }))
  const free = new Map<TopicId, Judged[]>()
  for (const one of judged.filter(({ price }) => price.kind === 'free').sort(byPrice))
    for (const topic of one.course.topics) free.set(topic, [...(free.get(topic) ?? []), one])
  return {
    credentials,
    byId: new Map(judged.map((one) => [one.course.id, one])),
    fresh: judged.filter(({ fresh, price }) => fresh && topOf(price) !== null).sort(byPrice),
    free,
  }
}

const markets = new WeakMap<readonly Course[], Market>()

/** @returns the market of a catalog: judged once, however many pages ask */
export function marketOf(...[courses, ...rest]: Parameters<typeof judgeAll>): Market {
  const market = markets.get(courses) ?? judgeAll(courses, ...rest)
  markets.set(courses, market)
  return market
}

const isLower = (a: Money | null, b: Money): boolean => a?.currency === b.currency && a.minor < b.minor

/** An area that is not known cannot be the same; a credential without areas does not ask. */
const sharesArea = (a: Judged, b: Judged, { areas }: Credential): boolean =>
  areas.length === 0 || a.areas.some((area) => b.areas.includes(area))

function isCheaper(other: Judged, own: Judged, credential: Credential, place: number): boolean {
  const [theirs, mine] = [other.verdicts[place], own.verdicts[place]]
  if (theirs === undefined || mine === undefined || theirs.answer === 'does-not-count') return false
  return (
    ANSWERS.indexOf(theirs.answer) <= ANSWERS.indexOf(mine.answer) &&
    theirs.credits?.min != null &&
    theirs.credits.min > 0 &&
    mine.credits?.max != null &&
    theirs.credits.min >= mine.credits.max &&
    sharesArea(other, own, credential)
  )
}

const beside = (
  judged: readonly Judged[],
  { credentials }: Market,
  holds: (other: Judged, credential: Credential, place: number) => boolean,
): Beside[] => {
  const found: Beside[] = []
  for (const other of judged) {
    const fitting = credentials.filter((credential, place) => holds(other, credential, place))
    if (fitting.length > 0) found.push({ ...other, credentials: fitting })
    if (found.length === MOST) break
  }
  return found
}

/**
 * @returns the cheapest courses with a verdict at least as good, at least as many credits, of the same area, at a lower price;
 *   a price that is old or not known, on either side, is never called lower
 */
export function cheaperThan(own: Judged, market: Market): Beside[] {
  const price = own.price.price?.min
  if (!own.fresh || price == null) return []
  const lower = market.fresh.filter((other) => isLower(topOf(other.price), price))
  return beside(lower, market, (other, credential, place) => isCheaper(other, own, credential, place))
}

/** @returns free courses on the same topic that may be relied on to count; [] = the course is free itself */
export function freeBeside(own: Judged, market: Market): Beside[] {
  if (own.price.kind === 'free') return []
  const near = [...new Set(own.course.topics.flatMap((topic) => market.free.get(topic) ?? []))]
  const first = near.toSorted((a, b) => Number(b.fresh) - Number(a.fresh) || byPrice(a, b))
  return beside(
    first.filter((other) => other !== own),
    market,
    ({ verdicts }, _, place) => COUNTING.has(verdicts[place]?.answer ?? 'not-confirmed'),
  )
}
