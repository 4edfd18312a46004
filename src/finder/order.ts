import { isRanked, lastDayOf } from '../catalog/courses.ts'
import { isStale } from '../catalog/freshness.ts'
import type { Day } from '../schema/values.ts'
import { isCounting, type Hit } from './hit.ts'

/** Orders to choose from; the first is the default. Unknown values come last in each, both ways. */
export const ORDERS = {
  cost: 'Cost per credit',
  price: 'Price you pay',
  time: 'Time it takes',
  credits: 'Credits',
  fresh: 'Last checked',
  newest: 'Newest',
  title: 'Title',
} as const
export type OrderBy = keyof typeof ORDERS

/** What is sorted by; each begins with what people want most, and can be turned round. */
export interface Order {
  by: OrderBy
  reversed: boolean
}
export const DEFAULT_ORDER: Order = { by: 'cost', reversed: false }
export const isDefaultOrder = ({ by, reversed }: Order): boolean => by === DEFAULT_ORDER.by && !reversed

const dayNumber = (date: string | null): number | null => (date === null ? null : -Date.parse(lastDayOf(date)))
const most = (value: number | null): number | null => (value === null ? null : -value)

/** Smallest first. */
const KEYS: Record<Exclude<OrderBy, 'title'>, (hit: Hit) => number | null> = {
  cost: ({ measures }) => measures.costs,
  price: ({ measures }) => measures.prices,
  time: ({ measures }) => measures.minutes,
  credits: ({ measures }) => most(measures.credits),
  fresh: ({ measures }) => measures.freshness,
  newest: ({ row }) => dayNumber(row.released),
}

/** What counts, what may, what does not. */
const standing = (hit: Hit): number => (isCounting(hit) ? 0 : hit.answer === 'does-not-count' ? 2 : 1)

const UNKNOWN = Infinity
const column = (hits: readonly Hit[], key: (hit: Hit) => number | null) =>
  Float64Array.from(hits, (hit) => key(hit) ?? UNKNOWN)

/** Cents of one credit as printed, where the unit can be compared: all that is known where nobody says how much of it counts. */
function printedCost({ perCredit }: Hit): number | null {
  const high = perCredit?.price.max
  return perCredit?.unit != null && isRanked(perCredit.unit) && high?.currency === 'USD' ? high.minor : null
}

/** @returns for each place where its title stands in the alphabet */
function rankTitles(hits: readonly Hit[]): Float64Array {
  const { compare } = new Intl.Collator('en', { numeric: true })
  const titles = hits.map(({ row }, place) => ({ place, title: row.title, id: row.id }))
  titles.sort((a, b) => compare(a.title, b.title) || compare(a.id, b.id))
  const ranks = new Float64Array(hits.length)
  for (const [rank, { place }] of titles.entries()) ranks[place] = rank
  return ranks
}

/**
 * Sorts whole lists once, so that a keystroke only picks from them. What is over comes last. By default: what counts before
 * what may before what does not; then the cost of a credit that counts, or else of one as printed; then a price that is fresh before one that is stale; then what was
 * checked last; then the shorter.
 * @param today the visitor's day
 * @returns for an order the places in it
 */
export function createRanking(hits: readonly Hit[], today: Day): (order: Order) => readonly number[] {
  const over = column(hits, ({ row }) => Number(row.over))
  const stale = column(hits, ({ row }) => Number(isStale(row.fresh, today)))
  const printed = column(hits, printedCost)
  const titles = rankTitles(hits)
  const [costs, freshness, minutes, standings] = [KEYS.cost, KEYS.fresh, KEYS.time, standing].map((key) =>
    column(hits, key),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array]
  const ranked = new Map<string, readonly number[]>()
  return ({ by, reversed }) => {
    const name = `${by} ${reversed}`
    const known = ranked.get(name)
    if (known !== undefined) return known
    const main = by === 'title' ? titles : column(hits, KEYS[by])
    const first = by === DEFAULT_ORDER.by && !reversed ? [over, standings] : [over]
    const rest = [costs, printed, stale, freshness, minutes, titles]
    const at = (keys: Float64Array, place: number) => keys[place] ?? UNKNOWN
    const by_ = (keys: Float64Array, a: number, b: number) => {
      const [one, other] = [at(keys, a), at(keys, b)]
      return one === other ? 0 : one - other
    }
    const byMain = (a: number, b: number) => {
      const [one, other] = [at(main, a), at(main, b)]
      if (one === other) return 0
      return one === UNKNOWN || other === UNKNOWN || !reversed ? one - other : other - one
    }
    const order = hits
      .map((_, place) => place)
      .sort((a, b) => {
        for (const keys of first) if (by_(keys, a, b) !== 0) return by_(keys, a, b)
        if (byMain(a, b) !== 0) return byMain(a, b)
        for (const keys of rest) if (by_(keys, a, b) !== 0) return by_(keys, a, b)
        return 0
      })
    ranked.set(name, order)
    return order
  }
}
