import { describe, expect, it } from 'vitest'

import { sampleEntry, sampleRun } from '../../tests/scrape-samples.ts'
import type { Run } from '../schema/run.ts'
import { formatAge, healthOf } from './health.ts'

const provider = sampleEntry({ rhythmDays: 7 })
const good = sampleRun({ started: '2026-11-15T06:00:00Z' })
const staleSince = (last: Run, lastGood: Run | null, today: string) =>
  healthOf(provider, [{ provider: 'shop', last, lastGood, confirmed: {} }], [], today).staleSince

describe('healthOf', () => {
  it.each([
    ['a good run this week', good, good, '2026-11-20', null],
    ['a good run two rhythms ago', good, good, '2026-11-29', null],
    ['a good run longer ago', good, good, '2026-11-30', '2026-11-15'],
    [
      'a refused run since',
      sampleRun({ started: '2026-11-18T06:00:00Z', outcome: 'refused' }),
      good,
      '2026-11-18',
      '2026-11-15',
    ],
    ['nothing but failed runs', sampleRun({ outcome: 'failed' }), null, '2026-12-24', null],
  ] as const)('%s', (_, last, lastGood, today, expected) => {
    expect(staleSince(last, lastGood, today)).toBe(expected)
  })

  it('knows who was never read, and what is held back', () => {
    const refusal = {
      provider: 'shop',
      at: '2026-11-15T06:00:00Z',
      gate: 'count',
      reason: '2 courses, 5 before (40 %)',
    }
    expect(healthOf(provider, [], [refusal], '2026-11-20')).toEqual({
      provider,
      last: null,
      lastGood: null,
      staleSince: null,
      refusal,
    })
  })
})

it.each([
  ['2026-11-22', 'today'],
  ['2026-11-21', 'yesterday'],
  ['2026-11-10', '12 days ago'],
  ['2026-11-30', 'today'],
])('formatAge(%s)', (day, words) => {
  expect(formatAge(day, '2026-11-22')).toBe(words)
})
