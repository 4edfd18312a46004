import { formatMoney } from '../catalog/format.ts'
import type { Answer } from '../credentials/verdict.ts'
import type { Row } from './row.ts'

/** The verdict on one row for a credential that the visitor renews, in words. */
export interface Mine {
  /** Abbreviation of the credential. */
  credential: string
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

/** @returns the rows with the verdicts of each credential on them, in the order of the tables */
export const withVerdicts = (rows: readonly Row[], tables: readonly VerdictTable[]): Row[] =>
  rows.map((row) => ({
    ...row,
    mine: tables.flatMap((table) => (Object.hasOwn(table, row.id) ? (table[row.id] ?? []) : [])),
  }))

/** True when a row may be relied on to count for every credential that was chosen. */
export const isCounting = ({ mine }: Row): boolean => mine.every(({ answer }) => COUNTING.includes(answer))

/** Cents per credit that counts for the first credential; null = does not count, or price or amount are not known. */
export function perCounting(row: Row): number | null {
  const amount = row.mine[0]?.amount
  if (row.cents === null || amount == null || amount <= 0 || !isCounting(row)) return null
  return Math.round(row.cents / amount)
}

/** @returns "$13.33", the price of one credit that counts */
export function perCountingWords(row: Row): string | null {
  const minor = perCounting(row)
  return minor === null ? null : minor === 0 ? 'Free' : formatMoney({ minor, currency: 'USD' })
}
