import * as z from 'zod'

import { CourseId, MembershipId } from './ids.ts'
import { Day, HttpUrl, PartialDate, Text } from './values.ts'

/** One line of `history/<provider>.jsonl`: a fact changed. Lines are only ever added. */
export const HistoryLine = z.strictObject({
  /** The course or membership. */
  record: z.union([CourseId, MembershipId]),
  /** Which field (`offers`, `expires`, `vanished`, ...). */
  field: Text,
  /** Value before; null = none. */
  from: z.json(),
  /** Value after; null = none. */
  to: z.json(),
  /** When it changed, as far as known; null = between two undated copies. */
  on: PartialDate.nullable(),
  /** The day on which the line was written. */
  seen: Day,
  /** Where the later value was read. */
  source: HttpUrl.nullable(),
  /** How the order is known, in our words; null for scraped changes. */
  note: Text.nullable(),
})
export type HistoryLine = z.infer<typeof HistoryLine>
