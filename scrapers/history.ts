import { isDeepStrictEqual } from 'node:util'

import * as z from 'zod'

import { EVIDENCED_FIELDS, Offer, type Course } from '../src/schema/course.ts'
import { HistoryLine } from '../src/schema/history.ts'
import type { CourseId } from '../src/schema/ids.ts'
import type { Membership } from '../src/schema/membership.ts'
import type { Day } from '../src/schema/values.ts'

/** Fields of a course whose every change is written down. */
const COURSE_FIELDS = [...EVIDENCED_FIELDS, 'title', 'url', 'vanished'] as const
/** Likewise of a membership. */
const MEMBERSHIP_FIELDS = ['name', 'url', 'price', 'period', 'autoRenews'] as const

/**
 * @param before the record as it was published, null when it is new: a first appearance is no change
 * @returns a line for each fact that changed
 */
function linesOf<T extends { id: string; url: string | null }>(
  fields: readonly (keyof T & string)[],
  before: T | null,
  after: T,
  today: Day,
): HistoryLine[] {
  if (before === null) return []
  return fields
    .filter((field) => !isDeepStrictEqual(before[field], after[field]))
    .map((field) =>
      HistoryLine.parse({
        record: after.id,
        field,
        from: before[field],
        to: after[field],
        on: today,
        seen: today,
        // That a course is gone was seen in the list, not on its page.
        source: field === 'vanished' ? null : after.url,
        note: null,
      }),
    )
}

export const courseLines = (before: Course | null, after: Course, today: Day): HistoryLine[] =>
  linesOf(COURSE_FIELDS, before, after, today)

export const membershipLines = (before: Membership | null, after: Membership, today: Day): HistoryLine[] =>
  linesOf(MEMBERSHIP_FIELDS, before, after, today)

const DAY_MS = 24 * 3_600_000
const Offers = z.array(Offer)
const offersOf = (value: unknown): readonly Offer[] => Offers.safeParse(value).data ?? []
const priceOf = (offers: readonly Offer[]) => offers.find(({ for: whom }) => whom === 'anyone')?.price ?? null
function isBelow(to: Offer['price'], from: Offer['price']): boolean {
  const [is, was] = [to?.min ?? null, from?.min ?? null]
  return is !== null && was !== null && is.currency === was.currency && is.minor < was.minor
}

/**
 * @param lines of one provider, oldest first
 * @param days how long ago a price may have fallen
 * @returns by course: the offers before the last change of its price, where that change was a fall
 */
export function offersBeforeFall(
  lines: readonly HistoryLine[],
  today: Day,
  days: number,
): Map<CourseId, readonly Offer[]> {
  const fallen = new Map<CourseId, readonly Offer[]>()
  const since = Date.parse(today) - days * DAY_MS
  for (const { record, field, from, to, seen } of lines) {
    if (field !== 'offers') continue
    const [was, is] = [offersOf(from), offersOf(to)]
    if (isDeepStrictEqual(priceOf(was), priceOf(is))) continue
    fallen.delete(record)
    if (isBelow(priceOf(is), priceOf(was)) && Date.parse(seen) >= since) fallen.set(record, was)
  }
  return fallen
}

/** @returns the lines as they are appended to `history/<provider>.jsonl` */
export const formatLines = (lines: readonly HistoryLine[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('')
