import { isCourseId } from '../catalog/ids.ts'
import type { Hit } from '../finder/hit.ts'
import { createRanking, ORDERS } from '../finder/order.ts'
import { LONGEST_NOTE, MOST_SAVED, type Saved } from './device.ts'

/** What a link to a list begins with; a fragment is never sent to a server. */
const SHARED = '#list='

/** @returns the fragment of a link to these courses; notes never stand in it */
export const formatShared = (ids: readonly string[]): string => `${SHARED}${ids.join(',')}`

/** @returns the courses that a link names; null = it is no link to a list */
export function parseShared(hash: string): string[] | null {
  if (!hash.startsWith(SHARED)) return null
  const ids = hash
    .slice(SHARED.length)
    .replaceAll(/%2f|%2c/gi, decodeURIComponent)
    .split(',')
  return [...new Set(ids.filter(isCourseId))].slice(0, MOST_SAVED)
}

/** Orders of a saved list; `kept` is the order in which it is given. */
export const LIST_ORDERS = {
  kept: 'Saved last',
  cost: ORDERS.cost,
  price: ORDERS.price,
  time: ORDERS.time,
  title: ORDERS.title,
} as const
export type ListOrder = keyof typeof LIST_ORDERS

/** @returns what was saved last first; what has no day last */
export const lastFirst = (saved: readonly Saved[]): Saved[] =>
  saved.toReversed().sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? 1 : -1))

/** @returns the items in an order; what the catalog does not list comes last */
export function orderList<T>(
  items: readonly T[],
  hitOf: (item: T) => Hit | undefined,
  by: ListOrder,
  today: string,
): T[] {
  if (by === 'kept') return [...items]
  const listed = items.flatMap((item) => {
    const hit = hitOf(item)
    return hit === undefined ? [] : [{ item, hit }]
  })
  const places = createRanking(
    listed.map(({ hit }) => hit),
    today,
  )({ by, reversed: false })
  return [...places.flatMap((place) => listed[place]?.item ?? []), ...items.filter((item) => hitOf(item) === undefined)]
}

/** Something that was taken out of a list, and what came after it. */
export interface Removed<T> {
  item: T
  following: readonly string[]
}

/** @returns the list with the item where it was before, as far as its neighbors are still there */
export function putBack<T>(items: readonly T[], { item, following }: Removed<T>, keyOf: (item: T) => string): T[] {
  const after = following.map((key) => items.findIndex((one) => keyOf(one) === key)).find((place) => place >= 0)
  return items.toSpliced(after ?? items.length, 0, item)
}

/** What became of courses that were added to a list. */
export interface Merged {
  saved: Saved[]
  added: number
  /** How many of them were in the list before. */
  known: number
  /** What could not be taken, in sentences. */
  problems: string[]
}

/** Both notes, each word of them once. */
function joinNotes(own: string, other: string): string {
  if (own.includes(other)) return own
  return other.includes(own) ? other : `${own}\n${other}`
}

/** Adds courses to a list. What stands in it stays, its notes too: a second note comes below the first. */
export function mergeSaved(own: readonly Saved[], others: readonly Saved[]): Merged {
  const merged = new Map(own.map((one) => [one.id, one]))
  const problems: string[] = []
  let full = 0
  for (const { id, note, on } of others) {
    const before = merged.get(id)
    if (before === undefined && merged.size >= MOST_SAVED) full += 1
    else if (before === undefined) merged.set(id, { id, note, on })
    else {
      const both = joinNotes(before.note, note)
      const fits = both.length <= LONGEST_NOTE
      if (!fits) problems.push(`The note on ${id} was not added: with yours it would be too long.`)
      merged.set(id, { ...before, note: fits ? both : before.note })
    }
  }
  if (full > 0) problems.push(`${full} more did not fit: a list holds ${MOST_SAVED} courses.`)
  const added = merged.size - own.length
  return { saved: [...merged.values()], added, known: others.length - full - added, problems }
}
