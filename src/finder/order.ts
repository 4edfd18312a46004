import type { Row } from './row.ts'
import { isCounting, perCounting } from './mine.ts'

/** Orders to choose from; the first is the default. Unknown values come last in each. */
export const ORDERS = {
  'per-credit': 'Price per credit',
  price: 'Price',
  time: 'Time it takes',
  newest: 'Newest',
} as const
export type Order = keyof typeof ORDERS
export const DEFAULT_ORDER: Order = 'per-credit'

const unknownLast = (a: number | null, b: number | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a - b

const time = (date: string | null): number | null => (date === null ? null : -Date.parse(date))

const KEYS: Record<Order, (row: Row) => number | null> = {
  'per-credit': (row) => (row.mine.length === 0 ? row.perCredit : perCounting(row)),
  price: (row) => row.cents,
  time: (row) => row.minutes,
  newest: (row) => time(row.released),
}

/** With a credential chosen: what counts before what may, before what does not. */
const standing = (row: Row): number =>
  isCounting(row) ? 0 : row.mine.some(({ answer }) => answer === 'does-not-count') ? 2 : 1

/** @returns a sorted copy: what is over last, then by the order's value, then cheaper, shorter, by title */
export function sortRows(rows: readonly Row[], order: Order): Row[] {
  const key = KEYS[order]
  return rows.toSorted(
    (a, b) =>
      Number(a.over) - Number(b.over) ||
      (order === DEFAULT_ORDER ? standing(a) - standing(b) : 0) ||
      unknownLast(key(a), key(b)) ||
      (order === DEFAULT_ORDER ? unknownLast(a.perCredit, b.perCredit) : 0) ||
      unknownLast(a.cents, b.cents) ||
      unknownLast(a.minutes, b.minutes) ||
      a.title.localeCompare(b.title, 'en') ||
      a.id.localeCompare(b.id, 'en'),
  )
}
