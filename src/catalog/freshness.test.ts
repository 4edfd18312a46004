import { describe, expect, it } from 'vitest'

import {
  sampleCorrection,
  sampleCourse,
  sampleEntry,
  sampleOffer,
  sampleRun,
  sampleSource,
} from '../../tests/scrape-samples.ts'
import { correctCourse } from '../schema/correction.ts'
import type { Course } from '../schema/course.ts'
import type { Run } from '../schema/run.ts'
import type { Source } from '../schema/source.ts'
import { formatFreshness, freshnessOf, isStale, isStalePrice, type Freshness, type Readings } from './freshness.ts'

const good = sampleRun({ started: '2026-11-15T06:00:00Z' })
const readings = (own: Partial<Readings> = {}, last: Run = good): Readings => ({
  providers: [sampleEntry({ rhythmDays: 7 })],
  runs: [{ provider: 'shop', last, lastGood: good, confirmed: { 'shop/c1': '2026-11-15' } }],
  refusals: [],
  corrections: [],
  ...own,
})
const from = (source: Partial<Source>, own: Partial<Course> = {}) =>
  sampleCourse('c1', { sources: [sampleSource({ readOn: '2026-01-10', ...source })], ...own })
const scraped = from({})
const price = (course: Course, on: string, known = readings()) => freshnessOf(course, 'offers', known, on)

describe('freshnessOf', () => {
  it('takes the day on which a run last confirmed the course, not the day of the last change', () => {
    expect(price(scraped, '2026-11-18')).toEqual({ day: '2026-11-15', how: 'checked', freshUntil: '2026-11-29' })
  })
  it('takes the day of reading where no run has confirmed it since', () => {
    expect(price(from({ readOn: '2026-11-16' }), '2026-11-18').day).toBe('2026-11-16')
    expect(price(scraped, '2026-01-11', readings({ runs: [] }))).toEqual({
      day: '2026-01-10',
      how: 'checked',
      freshUntil: '2026-01-24',
    })
  })
  it('relies on nothing of a provider that is held back, fails, or was not read for two rhythms', () => {
    const failed = sampleRun({ started: '2026-11-18T06:00:00Z', outcome: 'failed' })
    const refusal = { provider: 'shop', at: '2026-11-18T06:00:00Z', gate: 'count', reason: '2 courses, 5 before' }
    expect(price(scraped, '2026-11-18', readings({}, failed)).freshUntil).toBeNull()
    expect(price(scraped, '2026-11-18', readings({ refusals: [refusal] })).freshUntil).toBeNull()
    expect(price(scraped, '2026-11-30').freshUntil).toBeNull()
    expect(price(scraped, '2026-11-18', readings({ providers: [] })).freshUntil).toBeNull()
  })
  it('takes the date of a page that was read by hand, and never the day of reading it', () => {
    const byHand = { method: 'read-by-hand', readOn: '2026-11-18' } as const
    expect(price(from({ ...byHand, date: '2026-10' }), '2026-11-18')).toEqual({
      day: '2026-10',
      how: 'seen',
      freshUntil: '2026-11-30',
    })
    expect(price(from({ ...byHand, date: null }), '2026-11-18')).toEqual({
      day: null,
      how: 'undated',
      freshUntil: null,
    })
    expect(price(from({ method: 'reported', date: '2021' }), '2026-11-18')).toMatchObject({
      day: '2021',
      how: 'reported',
    })
  })
  it('gives other facts as long as a verdict gives them', () => {
    const source = sampleSource({ method: 'read-by-hand', date: '2025-03-01' })
    const course = sampleCourse('c1', {
      sources: [source],
      minutes: { min: 60, max: 60 },
      evidence: { minutes: { source: 'page', printed: null }, offers: { source: 'page', printed: null } },
    })
    expect(freshnessOf(course, 'minutes', readings(), '2026-11-18').freshUntil).toBe('2027-03-01')
    expect(price(course, '2026-11-18').freshUntil).toBe('2025-04-30')
  })
  it('dates a correction by the day on which somebody looked', () => {
    const correction = sampleCorrection()
    const known = readings({ corrections: [correction] })
    expect(price(correctCourse(scraped, [correction]), '2026-11-22', known)).toMatchObject({
      day: '2026-11-22',
      how: 'seen',
    })
  })
  it('ends with an offer whose last day is printed', () => {
    const offers = [sampleOffer({ until: '2026-11-20' }), sampleOffer()]
    expect(price(from({}, { offers }), '2026-11-20').freshUntil).toBe('2026-11-20')
    expect(price(from({}, { offers }), '2026-11-21').freshUntil).toBe('2026-11-29')
  })
  it('knows nothing of a field without a source', () => {
    expect(freshnessOf(scraped, 'credits', readings(), '2026-11-18').how).toBe('undated')
  })
})

it.each([
  ['2026-11-29', false],
  ['2026-11-30', true],
])('a price checked on November 15, with a rhythm of 7 days, is stale on %s: %s', (on, stale) => {
  expect(isStalePrice(scraped, readings(), on)).toBe(stale)
  // A page built earlier says the same on that day, by the clock of whoever looks.
  expect(isStale(price(scraped, '2026-11-15'), on)).toBe(stale)
})

describe('formatFreshness', () => {
  const checked: Freshness = { day: '2026-11-15', how: 'checked', freshUntil: '2026-11-29' }
  const seen = (day: string): Freshness => ({ day, how: 'seen', freshUntil: null })
  it.each([
    [checked, '2026-11-18', 'checked November 15, 2026', 'checked 3 days ago'],
    [checked, '2026-11-15', 'checked November 15, 2026', 'checked today'],
    [checked, '2026-11-30', 'not checked since November 15, 2026', 'not checked since November 15, 2026'],
    [seen('2025-05'), '2026-11-18', 'last seen in May 2025', 'last seen in May 2025'],
    [seen('2025-05-09'), '2026-11-18', 'last seen on May 9, 2025', 'last seen on May 9, 2025'],
    [{ ...seen('2021'), how: 'reported' as const }, '2026-11-18', 'reported in 2021', 'reported in 2021'],
    [{ day: null, how: 'undated' as const, freshUntil: null }, '2026-11-18', 'date not known', 'date not known'],
  ])('%j on %s', (freshness, today, date, age) => {
    expect(formatFreshness(freshness, today)).toBe(date)
    expect(formatFreshness(freshness, today, 'age')).toBe(age)
  })
})
