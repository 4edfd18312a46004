import { describe, expect, it } from 'vitest'
import type { Outcome } from './exchange.ts'
import { LIMITS } from './limits.ts'
import { decideRetry, parseHttpDate, parseRetryAfter } from './retry.ts'

const NOW = Date.UTC(2026, 10, 22, 12)
const SOON = 'Sun, 22 Nov 2026 12:01:00 GMT'

const decide = (outcome: Outcome, attempt: number): ReturnType<typeof decideRetry> =>
  decideRetry(outcome, attempt, { now: NOW, random: () => 0, limits: LIMITS })
const answer = (status: number, headers: Record<string, string> = {}): Outcome => ({
  is: 'answer',
  answer: { status, headers, body: Buffer.alloc(0) },
})

describe('Retry-After', () => {
  it.each([
    ['120', NOW + 120_000],
    [' 0 ', NOW],
    ['1.5', NOW + 1_500],
    [SOON, NOW + 60_000],
    ['Sunday, 22-Nov-26 12:01:00 GMT', NOW + 60_000],
    ['Sun Nov 22 12:01:00 2026', NOW + 60_000],
    ['Sun, 06 Nov 1994 08:49:37 GMT', NOW],
    ['99999999999999', NOW + 365 * 24 * 3_600_000],
  ])('%j is understood', (header, moment) => {
    expect(parseRetryAfter(header, NOW)).toBe(moment)
  })

  it.each(['', 'soon', '-5', '1e9', '120 s', '2026-11-22T12:01:00Z', 'Sun, 99 Nov 2026 12:01:00 GMT', undefined])(
    '%j names no moment',
    (header) => {
      expect(parseRetryAfter(header, NOW)).toBe(null)
    },
  )

  it('counts from the clock of the host when that is behind ours', () => {
    expect(parseRetryAfter(SOON, NOW, 'Sun, 22 Nov 2026 11:00:00 GMT')).toBe(NOW + 3_660_000)
    expect(parseRetryAfter(SOON, NOW, 'Sun, 22 Nov 2026 13:00:00 GMT')).toBe(NOW + 60_000)
  })
})

describe('HTTP dates', () => {
  it('reads the three forms and nothing else', () => {
    expect(parseHttpDate('Sun Nov  6 08:49:37 1994')).toBe(Date.UTC(1994, 10, 6, 8, 49, 37))
    expect(parseHttpDate('1795345142')).toBe(null)
  })
})

describe('the retry policy', () => {
  it('asks again while a host is unreachable, with growing pauses, and then ends', () => {
    const outcome: Outcome = { is: 'unreachable', why: 'refused' }
    expect(decide(outcome, 1)).toEqual({ then: 'again', at: NOW + 5_000 })
    expect(decide(outcome, 2)).toEqual({ then: 'again', at: NOW + 10_000 })
    expect(decide(outcome, 3)).toEqual({ then: 'end', at: null })
  })

  it('asks once more for an answer that was cut, and never for one that is too large', () => {
    expect(decide({ is: 'lost', why: 'truncated', again: true }, 1)).toMatchObject({ then: 'again' })
    expect(decide({ is: 'lost', why: 'truncated', again: true }, 2)).toEqual({ then: 'done' })
    expect(decide({ is: 'lost', why: 'too large', again: false }, 1)).toEqual({ then: 'done' })
  })

  it.each([429, 503])('waits as long as a %i asks, or ends when that is long', (status) => {
    expect(decide(answer(status, { 'retry-after': '60' }), 1)).toEqual({ then: 'again', at: NOW + 60_000 })
    expect(decide(answer(status, { 'retry-after': '1' }), 1)).toEqual({ then: 'again', at: NOW + 5_000 })
    expect(decide(answer(status, { 'retry-after': '3600' }), 1)).toEqual({ then: 'end', at: NOW + 3_600_000 })
    expect(decide(answer(status), 1)).toEqual({ then: 'again', at: NOW + 5_000 })
    expect(decide(answer(status), 3)).toEqual({ then: 'end', at: null })
    expect(decide(answer(status, { 'retry-after': '60' }), 3)).toEqual({ then: 'end', at: NOW + 60_000 })
  })

  it('asks once more after a server error', () => {
    expect(decide(answer(500), 1)).toMatchObject({ then: 'again' })
    expect(decide(answer(500), 2)).toEqual({ then: 'done' })
  })

  it.each([200, 301, 304, 400, 401, 403, 404, 410])('takes %i as an answer', (status) => {
    expect(decide(answer(status, { 'retry-after': '60' }), 1)).toEqual({ then: 'done' })
  })
})
