import { formatMoney } from '../catalog/format.ts'
import type { Answer } from '../credentials/verdict.ts'
import type { Row } from './row.ts'

/** The verdict on one row for the credential that the visitor renews, in words. */
export interface Mine {
  answer: Answer
  reason: string
  /** "3 AAMA CEUs", in the credential's own unit; null = not known. */
  credits: string | null
  /** Low end, in the credential's own unit; plans and prices count no more. */
  amount: number | null
}

/** Verdicts of one credential by course id; courses that are over are left out. */
export type VerdictTable = Readonly<Record<string, Mine>>

/** Courses that may be relied on to count, each in its own way. */
export const COUNTING: readonly Answer[] = ['counts', 'counts-with-limit', 'attest', 'body-reviews']

/** How the most widely held credentials stand to a course: the same answer said once for all that share it. */
export type Overview = readonly { answer: Answer; names: readonly string[] }[]

/** @returns the rows with the verdicts of a credential on them */
export const withVerdicts = (rows: readonly Row[], table: VerdictTable): Row[] =>
  rows.map((row) => ({ ...row, mine: Object.hasOwn(table, row.id) ? (table[row.id] ?? null) : null }))

/** Cents per credit that counts; null = does not count, or price or amount are not known. */
export function perCounting({ cents, mine }: Row): number | null {
  if (cents === null || mine?.amount == null || mine.amount <= 0 || !COUNTING.includes(mine.answer)) return null
  return Math.round(cents / mine.amount)
}

/** @returns "$13.33", the price of one credit that counts */
export function perCountingWords(row: Row): string | null {
  const minor = perCounting(row)
  return minor === null ? null : minor === 0 ? 'Free' : formatMoney({ minor, currency: 'USD' })
}
