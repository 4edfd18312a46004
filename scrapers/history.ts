import { isDeepStrictEqual } from 'node:util'

import { EVIDENCED_FIELDS, type Course } from '../src/schema/course.ts'
import { HistoryLine } from '../src/schema/history.ts'
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

/** @returns the lines as they are appended to `history/<provider>.jsonl` */
export const formatLines = (lines: readonly HistoryLine[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('')
