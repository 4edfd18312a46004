import type { Answer } from '../credentials/answers.ts'
import type { Span } from '../schema/values.ts'
import type { Columns } from './columns.ts'

/** The verdict on one row for one credential. */
export interface Mine {
  /** null = the course is over and is not judged. */
  answer: Answer | null
  reason: string
  /** In the credential's own unit; null = not known. */
  credits: Span<number> | null
}

export const MINE_KEYS = ['answer', 'reason', 'credits'] as const satisfies readonly (keyof Mine)[]

/** Verdicts of one credential, in the order of the rows. */
export interface VerdictTable {
  /** What list of rows they belong to; see `stampOf`. */
  of: string
  verdicts: Columns<Mine>
}

/** How the most widely held credentials stand to a course: the same answer said once for all that share it. */
export type Overview = readonly { answer: Answer; credentials: readonly string[] }[]
