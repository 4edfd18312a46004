import { describe, expect, it } from 'vitest'

import type { Course } from '../src/schema/course.ts'
import { cost, sampleCourses, sampleListing, sampleOffer, sampleRun, usd } from '../tests/scrape-samples.ts'
import { confirmFindings } from './confirm.ts'
import { guard, type Candidate } from './guard.ts'
import { listedOf } from './validate.ts'

const DAY_MS = 24 * 3_600_000
const REFUSED_AT = '2026-11-15T06:00:00Z'
const NEXT_DAY = Date.parse(REFUSED_AT) + DAY_MS

const priced = (count: number, minor: (place: number) => number) =>
  sampleCourses(count, (place) => ({ offers: [sampleOffer({ price: cost(minor(place)) })] }))
const usual = (place: number) => 2000 + place * 10
const BEFORE = priced(40, usual)

const candidateOf = (courses: readonly Course[], changes: Partial<Candidate> = {}): Candidate => ({
  listings: courses.map(({ key, title }) => listedOf(sampleListing(key ?? '', { title }))),
  announced: courses.length,
  complete: true,
  lostPages: 0,
  rejected: 0,
  courses,
  before: BEFORE,
  beforeSale: new Map(),
  ownLimits: [],
  priceRange: null,
  today: '2026-11-16',
  ...changes,
})
const refusalOf = (courses: readonly Course[]) => ({
  at: REFUSED_AT,
  gate: 'any',
  reason: 'any',
  courses: JSON.parse(JSON.stringify(courses)) as [],
  memberships: [],
  cut: null,
})
const nowOf = (second: Candidate) => ({
  way: 'list',
  started: NEXT_DAY,
  held: { courses: second.courses, memberships: [] },
})

/** @returns the gates that still refuse, once `first` was held back and `second` was read */
function refusing(first: readonly Course[], second: Candidate, changes: { way?: string; started?: number } = {}) {
  const earlier = { refusal: refusalOf(first), lastGood: sampleRun() }
  const now = { ...nowOf(second), ...changes }
  const findings = confirmFindings(guard(second), second, earlier, now)
  return findings.filter(({ result }) => result === 'refuse').map(({ gate }) => gate)
}
const twice = (courses: readonly Course[]) => refusing(courses, candidateOf(courses))

const DEARER = priced(40, (place) => Math.round(usual(place) * 1.1))

describe('a plain change that a second run reads again', () => {
  it.each<[string, Course[]]>([
    ['ten percent more for everything', DEARER],
    ['prices at half', priced(40, (place) => usual(place) / 2)],
    ['prices doubled', priced(40, (place) => usual(place) * 2)],
    ['half of the courses', priced(20, usual)],
    ['twice the courses', priced(80, usual)],
  ])('is let through: %s', (_, courses) => {
    expect(guard(candidateOf(courses)).some(({ result }) => result === 'refuse')).toBe(true)
    expect(twice(courses)).toEqual([])
  })

  it('says so as a warning', () => {
    const second = candidateOf(DEARER)
    const earlier = { refusal: refusalOf(DEARER), lastGood: sampleRun() }
    const findings = confirmFindings(guard(second), second, earlier, nowOf(second))
    expect(findings.find(({ gate }) => gate === 'prices')).toMatchObject({
      result: 'warn',
      reason:
        '40 of 40 prices changed, in the middle by a factor of 1.10; held back on 2026-11-15, and the same was read again today, so it is taken for true',
    })
  })

  it('is let through although a few courses came or went since', () => {
    expect(refusing(DEARER, candidateOf(DEARER.slice(1)))).toEqual([])
  })
})

describe('what is still held back', () => {
  it.each<[string, Course[], string[]]>([
    ['under half of the courses', priced(19, usual), ['count']],
    ['over twice the courses', priced(81, usual), ['count']],
    ['prices at a tenth', priced(40, (place) => usual(place) / 10), ['prices']],
    ['prices at under half', priced(40, (place) => Math.floor(usual(place) * 0.49)), ['prices']],
    ['prices over doubled', priced(40, (place) => Math.ceil(usual(place) * 2.01)), ['prices']],
    ['one at a tenth among many', priced(40, (place) => (place === 0 ? 200 : usual(place) * 1.1)), ['prices']],
    ['one price for everything', priced(40, () => 2100), ['prices']],
    [
      'one price for everything that has one',
      priced(40, () => 2600).map((course, place) => (place < 4 ? { ...course, offers: [] } : course)),
      ['prices'],
    ],
    ['prices of the neighbors', priced(40, (place) => usual((place + 20) % 40)), ['prices']],
    [
      'half more for everything, with other times',
      priced(40, (place) => usual(place) * 1.5).map((course) => ({ ...course, minutes: { min: 20, max: 20 } })),
      ['prices'],
    ],
    [
      'everything free',
      sampleCourses(40, () => ({ offers: [sampleOffer({ kind: 'free', price: cost(0) })] })),
      ['prices'],
    ],
    [
      'another currency',
      sampleCourses(40, (place) => {
        const price = { ...usd(usual(place) * 1.1), currency: 'EUR' }
        return { offers: [sampleOffer({ price: { min: price, max: price } })] }
      }),
      ['prices', 'currency'],
    ],
    ['no course at all', [], ['count']],
  ])('%s', (_, courses, gates) => {
    expect(twice(courses)).toEqual(expect.arrayContaining(gates))
  })

  it.each<[string, Partial<Candidate>, string]>([
    ['a list whose end is not proven', { complete: false }, 'complete'],
    [
      'a wall on the way',
      { listings: DEARER.map(({ id }) => listedOf(sampleListing(id, { title: 'Log in' }))) },
      'right page',
    ],
    ['many lost pages', { lostPages: 5 }, 'answers'],
    ['many rejected listings', { rejected: 5 }, 'schema'],
  ])('a plain change with %s', (_, changes, gate) => {
    expect(refusing(DEARER, candidateOf(DEARER, changes))).toEqual(expect.arrayContaining(['prices', gate]))
  })

  it.each<[string, Course[], { way?: string; started?: number }]>([
    ['other prices than the first time', priced(40, (place) => Math.round(usual(place) * 1.15)), {}],
    ['the same, but hours later', DEARER, { started: NEXT_DAY - 5 * 3_600_000 }],
    ['the same, but read in another way', DEARER, { way: 'pages' }],
  ])('%s', (_, second, changes) => {
    expect(refusing(DEARER, candidateOf(second), changes)).toEqual(['prices'])
  })

  it('what no run held back before, or what no longer fits the schema', () => {
    const second = candidateOf(DEARER)
    const now = nowOf(second)
    const refusals = [null, { ...refusalOf(DEARER), courses: [{ id: 'shop/c1' }] }]
    for (const refusal of refusals)
      expect(confirmFindings(guard(second), second, { refusal, lastGood: sampleRun() }, now)).toEqual(guard(second))
  })
})
