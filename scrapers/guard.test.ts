import { describe, expect, it } from 'vitest'

import type { Course } from '../src/schema/course.ts'
import { cost, sampleCourses, sampleListing, sampleOffer, TODAY, usd } from '../tests/scrape-samples.ts'
import { GATES, guard, ownLimitWords, withOwnLimits, type Candidate, type OwnLimit } from './guard.ts'
import { providers } from './providers/index.ts'
import { listedOf } from './validate.ts'

type Case = [name: string, changes: Partial<Candidate>]

/** A reading of a hundred courses over which no gate has anything to say. */
const candidate = (changes: Partial<Candidate> = {}): Candidate => ({
  listings: listings(100),
  announced: 100,
  complete: true,
  lostPages: 0,
  rejected: 0,
  courses: sampleCourses(100),
  before: sampleCourses(100),
  beforeSale: new Map(),
  ownLimits: [],
  priceRange: null,
  today: TODAY,
  ...changes,
})

const listings = (count: number, titleOf = (place: number) => `Course ${String(place)}`) =>
  Array.from({ length: count }, (_, place) => listedOf(sampleListing(String(place), { title: titleOf(place) })))

/** The first `count` of a hundred courses changed. */
const some = (count: number, changes: Partial<Course>, all = 100) =>
  sampleCourses(all, (place) => (place < count ? changes : {}))

const priced = (minor: number): Partial<Course> => ({ offers: [sampleOffer({ price: cost(minor) })] })
const free: Partial<Course> = { offers: [sampleOffer({ kind: 'free', price: cost(0) })] }
const unpriced: Partial<Course> = { offers: [] }
/** What the history says of a hundred courses whose prices fell. */
const were = (minor: number): Candidate['beforeSale'] =>
  new Map(sampleCourses(100).map(({ id }) => [id, [sampleOffer({ price: cost(minor) })]]))
const onSale = (price: number): Partial<Course> => ({
  offers: [sampleOffer({ price: cost(price), listPrice: cost(2000) })],
})
const dollars = (currency: string): Partial<Course> => ({
  offers: [sampleOffer({ price: { min: { minor: 2000, currency }, max: null } })],
})
const text = (broken: number, all: number) => [
  listedOf(sampleListing('1', { title: '\ufffd'.repeat(broken) + 'x'.repeat(all - broken) })),
]

const CASES: Record<keyof typeof GATES, { pass: Case[]; refuse: Case[]; warn?: Case[] }> = {
  complete: {
    pass: [
      ['as many as announced', {}],
      ['nothing announced, last page proven', { announced: null }],
    ],
    refuse: [
      ['one fewer than announced', { announced: 101 }],
      ['one more than announced', { announced: 99 }],
      ['nothing announced, last page not proven', { announced: null, complete: false }],
      ['as announced, last page not proven', { complete: false }],
    ],
  },
  count: {
    pass: [
      ['the very same', {}],
      ['90 %', { courses: sampleCourses(90) }],
      ['150 %', { courses: sampleCourses(150) }],
      ['one course, none before', { courses: sampleCourses(1), before: [] }],
    ],
    warn: [
      ['89 %', { courses: sampleCourses(89) }],
      ['70 %', { courses: sampleCourses(70) }],
    ],
    refuse: [
      ['no course', { courses: [] }],
      ['no course, none before', { courses: [], before: [] }],
      ['69 %', { courses: sampleCourses(69) }],
      ['151 %', { courses: sampleCourses(151) }],
    ],
  },
  coverage: {
    pass: [
      ['a price fewer on ten of a hundred', { courses: some(10, unpriced) }],
      ['more than before', { before: some(50, unpriced) }],
      ['no price at all, none before', { courses: some(100, unpriced), before: [] }],
    ],
    refuse: [
      ['a price fewer on eleven of a hundred', { courses: some(11, unpriced) }],
      ['credits gone', { before: some(11, { credits: [] }) }],
      ['dates gone', { before: some(11, { expires: '2027' }) }],
      ['one address missing', { courses: some(1, { url: null }) }],
    ],
  },
  schema: {
    pass: [
      ['none', {}],
      ['2 of 100', { rejected: 2 }],
    ],
    refuse: [['3 of 100', { rejected: 3 }]],
  },
  ids: {
    pass: [
      ['all different', {}],
      ['no keys', { courses: some(100, { key: null }) }],
    ],
    refuse: [
      ['an id twice', { courses: [...sampleCourses(99), ...sampleCourses(1)] }],
      ['a key twice', { courses: some(2, { key: 'same' }) }],
    ],
  },
  prices: {
    pass: [
      ['none changed', {}],
      ['20 % of the courses, by a quarter up', { courses: some(20, priced(2500)) }],
      ['20 % of the courses, by a fifth down', { courses: some(20, priced(1600)) }],
      ['3 of 5', { courses: some(3, priced(2200), 5), before: sampleCourses(5) }],
      ['all on sale, the list price as before', { courses: some(100, onSale(1200)) }],
      ['all sales over', { before: some(100, onSale(1200)) }],
      [
        'one of two, to the price of the other',
        { courses: sampleCourses(2), before: sampleCourses(2, (place) => (place < 1 ? priced(1800) : {})) },
      ],
      [
        'all sales over, the old prices only in the history',
        { before: some(100, priced(1200)), beforeSale: were(2000) },
      ],
      [
        'a fifth of the prices changed, and of the others all sales over',
        {
          courses: sampleCourses(100, (place) => (place < 20 ? priced(2200) : {})),
          before: sampleCourses(100, (place) => (place < 20 ? {} : priced(1200))),
          beforeSale: were(2000),
        },
      ],
      ['prices known for the first time', { before: some(100, unpriced) }],
    ],
    refuse: [
      ['21 % of the courses', { courses: some(21, priced(2200)) }],
      ['4 of 5', { courses: some(4, priced(2200), 5), before: sampleCourses(5) }],
      ['by more than a quarter up', { courses: some(20, priced(2501)) }],
      ['by more than a fifth down', { courses: some(20, priced(1599)) }],
      ['one to its hundredth', { courses: some(1, priced(20)) }],
      ['a sale at a hundredth', { courses: some(1, onSale(20)) }],
      ['one suddenly free', { courses: some(1, free) }],
      ['free ones suddenly sold', { before: some(5, free) }],
      [
        'two of three, all to one price',
        { courses: sampleCourses(3), before: sampleCourses(3, (place) => priced(1800 + place * 200)) },
      ],
      ['sales over, a cent above the old prices', { before: some(21, priced(1200)), beforeSale: were(1999) }],
      ['a sale once more, down to what it was', { courses: some(21, priced(1200)), beforeSale: were(1200) }],
      ['the old number in another currency', { before: some(21, priced(1200)), courses: some(100, dollars('AUD')) }],
      [
        'a hundredth, while the history knows better days',
        { before: some(100, priced(1200)), courses: some(100, priced(12)), beforeSale: were(2000) },
      ],
      ['all alike', { before: sampleCourses(100, (place) => priced(1000 + place * 100)) }],
    ],
  },
  currency: {
    pass: [
      ['as before', {}],
      ['any on a first run', { courses: some(100, dollars('AUD')), before: [] }],
      ['fewer than before', { before: [...sampleCourses(100), ...some(1, { id: 'shop/x', ...dollars('AUD') }, 1)] }],
    ],
    refuse: [
      ['all in another', { courses: some(100, dollars('AUD')) }],
      ['one in another', { courses: some(1, dollars('AUD')) }],
      ['two exchanged', { before: some(1, dollars('AUD')), courses: some(2, dollars('AUD')) }],
    ],
  },
  range: {
    pass: [
      ['50 cents', { courses: some(1, priced(50)) }],
      ['5,000 dollars', { courses: some(1, priced(500_000)) }],
      ['free as printed', { courses: some(1, free) }],
      [
        'three times the known range',
        { courses: some(1, priced(18_000)), priceRange: { min: usd(1500), max: usd(6000) } },
      ],
    ],
    refuse: [
      ['49 cents', { courses: some(1, priced(49)) }],
      ['more than 5,000 dollars', { courses: some(1, priced(500_001)) }],
      ['0 without being free', { courses: some(1, priced(0)) }],
      ['free at a price', { courses: some(1, { offers: [sampleOffer({ kind: 'free' })] }) }],
      ['beyond the known range', { courses: some(1, priced(18_001)), priceRange: { min: usd(1500), max: usd(6000) } }],
    ],
  },
  text: {
    pass: [
      ['clean', {}],
      ['1 of 1000', { listings: text(1, 1000) }],
    ],
    refuse: [['2 of 1999', { listings: text(2, 1999) }]],
  },
  'right page': {
    pass: [
      ['49 of 100 called the same', { listings: listings(100, (place) => (place < 49 ? 'HIPAA' : String(place))) }],
      ['both of two called the same', { listings: listings(2, () => 'HIPAA') }],
      ['a course on denied access', { listings: listings(1, () => 'Access Denied: Patients and Their Records') }],
      ['a course on logs', { listings: listings(1, () => 'Login Security for Medical Offices') }],
    ],
    refuse: [
      ['50 of 100 called the same', { listings: listings(100, (place) => (place < 50 ? 'HIPAA' : String(place))) }],
      ['a bot wall', { listings: listings(100, (place) => (place < 1 ? 'Just a moment...' : String(place))) }],
      ['a login', { listings: listings(100, (place) => (place < 1 ? 'Log in' : String(place))) }],
      ['a refusal', { listings: listings(100, (place) => (place < 1 ? 'Access denied' : String(place))) }],
      ['maintenance', { listings: listings(100, (place) => (place < 1 ? 'Under Maintenance' : String(place))) }],
      ['an error', { listings: listings(100, (place) => (place < 1 ? '404 - Page not found' : String(place))) }],
    ],
  },
  answers: {
    pass: [
      ['none lost', {}],
      ['2 of 100', { lostPages: 2 }],
    ],
    refuse: [['3 of 100', { lostPages: 3 }]],
  },
  dates: {
    pass: [
      ['none', {}],
      ['out tomorrow', { courses: some(100, { released: '2026-11-23' }) }],
      [
        'out this month, this year',
        { courses: [...some(1, { released: '2026-11' }), ...some(1, { released: '2026' })] },
      ],
      ['over since 2000', { courses: some(100, { expires: '2000-01-01' }) }],
      ['ten years ahead', { courses: some(100, { expires: '2036-11-22' }) }],
      ['2 of 100 in 2999', { courses: sampleCourses(100, (place) => ({ expires: place < 2 ? '2999' : '2027' })) }],
    ],
    refuse: [
      ['3 of 100 in 2999', { courses: sampleCourses(100, (place) => ({ expires: place < 3 ? '2999' : '2027' })) }],
      ['out the day after tomorrow', { courses: some(3, { released: '2026-11-24' }) }],
      ['over since 1999', { courses: some(3, { expires: '1999-12-31' }) }],
      ['more than ten years ahead', { courses: some(3, { expires: '2036-11-23' }) }],
      ['1970', { courses: some(3, { expires: '1970-01-01' }) }],
    ],
  },
}

describe.each(Object.entries(CASES))('gate "%s"', (gate, { pass, warn = [], refuse }) => {
  const resultOf = (changes: Partial<Candidate>) => {
    const finding = guard(candidate(changes)).find((found) => found.gate === gate)
    expect(finding?.reason).toMatch(/\w{2}/)
    return finding?.result
  }
  it.each(pass)('passes: %s', (_, changes) => {
    expect(resultOf(changes)).toBe('pass')
  })
  it.each(warn)('warns: %s', (_, changes) => {
    expect(resultOf(changes)).toBe('warn')
  })
  it.each(refuse)('refuses: %s', (_, changes) => {
    expect(resultOf(changes)).toBe('refuse')
  })
})

it('asks all twelve gates and names what is wrong', () => {
  const findings = guard(candidate())
  expect(findings.map(({ result }) => result)).toEqual(Array.from({ length: 12 }, () => 'pass'))
  const refused = guard(candidate({ rejected: 5, lostPages: 9 })).filter(({ result }) => result === 'refuse')
  expect(refused).toEqual([
    { gate: 'schema', result: 'refuse', reason: '5 of 100 listings rejected (5 %, at most 2 %)' },
    { gate: 'answers', result: 'refuse', reason: '9 of 100 course pages lost (at most 2 %)' },
  ])
})

describe('limits of a provider’s own', () => {
  const why = 'Its site adds a hundred courses every September and drops them again.'
  const own: OwnLimit[] = [{ limit: 'growthMax', value: 2, why }]
  const countOf = (courses: number, ownLimits: OwnLimit[]) =>
    guard(candidate({ courses: sampleCourses(courses), ownLimits })).find(({ gate }) => gate === 'count')?.result

  it('take the place of those that all have, up to the boundary', () => {
    expect(countOf(151, [])).toBe('refuse')
    expect([151, 200, 201].map((courses) => countOf(courses, own))).toEqual(['pass', 'pass', 'refuse'])
  })
  it('are said with their reason', () => {
    expect(ownLimitWords(own)).toEqual([`Limit "growthMax" is 2 here instead of 1.5: ${why}`])
  })
  it.each<[string, OwnLimit]>([
    ['no reason', { limit: 'growthMax', value: 2, why: 'quiet' }],
    ['no share', { limit: 'lostShare', value: 2, why }],
    ['a limit that nobody may move', { limit: 'saleFloor' as never, value: 0.5, why }],
  ])('are refused with %s', (_, limit) => {
    expect(() => withOwnLimits([limit])).toThrow(/limit/)
  })
  it.each(providers.map(({ id, limits = [] }) => [id, limits] as const))('of %s are in order', (_, limits) => {
    expect(withOwnLimits(limits)).toMatchObject({ priceRatio: { min: 0.8, max: 1.25 } })
  })
})
