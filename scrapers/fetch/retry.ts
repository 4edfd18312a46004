import type { Outcome } from './exchange.ts'
import type { Limits } from './limits.ts'

/** The longest Retry-After that is believed: a year. */
const RETRY_AFTER_MAX_MS = 365 * 24 * 3_600_000

/** `Sun, 06 Nov 1994 08:49:37 GMT`, the older `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994`. */
const HTTP_DATE =
  /^(?:[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT|[A-Z][a-z]+, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4})$/

/** What happens after an exchange. */
export type Decision =
  | { then: 'done' }
  /** Ask again, not before `at`. */
  | { then: 'again'; at: number }
  /** End; `at` = the moment the host named, null = it named none. */
  | { then: 'end'; at: number | null }

/** The moment of an HTTP date, null when it is none. */
export function parseHttpDate(text: string): number | null {
  if (!HTTP_DATE.test(text)) return null
  const moment = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`)
  return Number.isNaN(moment) ? null : moment
}

/**
 * The moment a Retry-After header names: seconds from now, or an HTTP date.
 * A date that counts from the host's own clock is moved by the difference of the clocks.
 * @returns null when there is none or it cannot be read
 */
export function parseRetryAfter(header: string | undefined, now: number, date?: string): number | null {
  const text = header?.trim() ?? ''
  if (/^\d{1,15}(?:\.\d+)?$/.test(text)) return now + Math.min(Number(text) * 1000, RETRY_AFTER_MAX_MS)
  const moment = parseHttpDate(text)
  if (moment === null) return null
  const theirNow = date === undefined ? null : parseHttpDate(date.trim())
  const shifted = theirNow === null ? moment : Math.max(moment, now + (moment - theirNow))
  return Math.min(Math.max(shifted, now), now + RETRY_AFTER_MAX_MS)
}

/**
 * Decides after each exchange of one address.
 * @param attempt 1 after the first
 */
export function decideRetry(
  outcome: Outcome,
  attempt: number,
  { now, random, limits }: { now: number; random: () => number; limits: Limits },
): Decision {
  const backoff = now + limits.backoffMs * 2 ** (attempt - 1) * (1 + random())
  if (outcome.is === 'unreachable') {
    return attempt < limits.attempts ? { then: 'again', at: backoff } : { then: 'end', at: null }
  }
  if (outcome.is === 'lost') {
    const again = outcome.again && attempt < limits.attemptsOfFaulty
    return again ? { then: 'again', at: backoff } : { then: 'done' }
  }
  const { status, headers } = outcome.answer
  if (status === 429 || status === 503) {
    const asked = parseRetryAfter(headers['retry-after'], now, headers.date)
    if (attempt >= limits.attempts || (asked !== null && asked - now > limits.waitMaxMs))
      return { then: 'end', at: asked }
    return { then: 'again', at: Math.max(backoff, asked ?? 0) }
  }
  if (status >= 500 && attempt < limits.attemptsOfFaulty) return { then: 'again', at: backoff }
  return { then: 'done' }
}
