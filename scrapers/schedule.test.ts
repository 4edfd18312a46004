import { describe, expect, it } from 'vitest'

import type { ProviderRuns, Run } from '../src/schema/run.ts'
import { sampleEntry, sampleRun } from '../tests/scrape-samples.ts'
import { findDue } from './schedule.ts'

const NOW = Date.parse('2026-11-22T06:00:00Z')
const runs = (started: string, outcome: Run['outcome'] = 'published'): ProviderRuns[] => [
  { provider: 'shop', last: sampleRun({ started, outcome }), lastGood: null, confirmed: {} },
]
const isDue = (rhythmDays: number | null, earlier: ProviderRuns[]) =>
  findDue([{ id: 'shop' }], [sampleEntry({ rhythmDays })], earlier, NOW).length === 1

describe('findDue', () => {
  it.each([
    ['never run', 7, [], true],
    ['without a rhythm', null, [], false],
    ['run a week ago', 7, runs('2026-11-15T06:00:00Z'), true],
    ['run a week ago, started a little later that day', 7, runs('2026-11-15T07:59:00Z'), true],
    ['run six days ago', 7, runs('2026-11-16T06:00:00Z'), false],
    ['refused yesterday', 7, runs('2026-11-21T06:00:00Z', 'refused'), false],
    ['failed yesterday', 7, runs('2026-11-21T06:00:00Z', 'failed'), true],
    ['failed an hour ago', 7, runs('2026-11-22T05:00:00Z', 'failed'), false],
    ['run in the future', 7, runs('2027-11-22T05:00:00Z'), true],
  ])('%s', (_, rhythm, earlier, expected) => {
    expect(isDue(rhythm, earlier)).toBe(expected)
  })
  it.each([
    ['an hour more', NOW + 3_600_000, 0],
    ['until now', NOW, 1],
    ['not at all', null, 1],
  ])('respects hosts that asked to be left alone: %s', (_, moment, count) => {
    expect(findDue([{ id: 'shop' }], [sampleEntry()], [], NOW, () => moment)).toHaveLength(count)
  })
  it('leaves out who has no scraper', () => {
    expect(findDue([], [sampleEntry()], [], NOW)).toEqual([])
  })
})
