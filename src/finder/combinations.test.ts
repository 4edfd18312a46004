import { describe, expect, it } from 'vitest'

import { makeMine, makeNames, makeOffer, makeRow, TODAY } from '../../tests/records.ts'
import { listCombinations, listCredentialCombinations, pageAddress, type Combination } from './combinations.ts'
import { createEngine } from './engine.ts'
import { NO_FILTERS, type Filters } from './filters.ts'
import { labelChoice, labelFilters } from './label.ts'
import type { Mine } from './mine.ts'
import { DEFAULT_ORDER } from './order.ts'

const hour = (amount: number) => [{ unit: 'pace-hour', amount: { min: amount, max: amount } }]
const rows = [
  makeRow({
    ...{ id: 'a', areas: ['clinical'], credits: hour(1), offers: [makeOffer(2000)], minutes: { min: 20, max: 30 } },
    bodies: [{ id: 'amt', approved: true, past: false }],
  }),
  makeRow({ id: 'b', areas: ['administrative'], offers: [makeOffer(0)], credits: hour(5) }),
  makeRow({ id: 'c', areas: ['clinical'], offers: [makeOffer(9000)], over: true }),
  makeRow({ id: 'd', areas: ['general'], bodies: [{ id: 'nha', approved: false, past: true }] }),
]
const engineWith = (tables: readonly (readonly Mine[])[]) =>
  createEngine({ rows, memberships: [], search: () => ({ places: [], near: 0, terms: new Map() }) }, tables, {
    credentials: ['aama-cma'].slice(0, tables.length),
    held: [],
    on: TODAY,
  })
const anyone = engineWith([])
const holder = engineWith([rows.map(({ over }) => makeMine(over ? null : 'counts', 1))])

describe('combinations with a page of their own', () => {
  it.each([
    ['of all', anyone, listCombinations(anyone)],
    ['of a credential', holder, listCredentialCombinations(holder, 'aama-cma')],
  ])('%s: each finds as many as it says, none finds nothing, and none stands twice', (_, engine, combinations) => {
    expect(combinations.length).toBeGreaterThan(5)
    for (const { filters, count } of combinations) {
      expect(count).toBeGreaterThan(0)
      expect(engine.find({ filters, order: DEFAULT_ORDER }, 0).found).toBe(count)
    }
    expect(new Set(combinations.map(({ path }) => path)).size).toBe(combinations.length)
    expect(new Set(combinations.map(({ filters }) => JSON.stringify(filters))).size).toBe(combinations.length)
  })
  it('have addresses that say what they find', () => {
    const counts = (combinations: Combination[]) =>
      Object.fromEntries(combinations.map(({ path, count }) => [path, count]))
    expect(counts(listCombinations(anyone))).toMatchObject({
      '/find/all/': 3,
      '/find/amt/clinical/under-30/': 1,
      '/find/accredited/': 1,
      '/find/free/': 1,
      '/find/half-hour/': 1,
      '/find/five-credits/': 1,
    })
    expect(counts(listCombinations(anyone))).not.toHaveProperty(['/find/nha/'])
    expect(counts(listCredentialCombinations(holder, 'aama-cma'))).toMatchObject({
      '/for/aama-cma/courses/': 3,
      '/for/aama-cma/clinical/under-30/': 1,
    })
  })
  it('have pages from the second on', () => {
    expect([1, 2].map((page) => pageAddress({ path: '/find/free/' }, page))).toEqual(['/find/free/', '/find/free/2/'])
  })
})

describe('labels', () => {
  const names = makeNames()

  it.each<[string, Partial<Filters>]>([
    ['Courses', {}],
    ['Free courses', { prices: ['free'] }],
    ['Courses', { prices: ['free', 'over-60'] }],
    [
      'Accredited clinical courses under $30 that name AMT',
      { accredited: true, areas: ['clinical'], prices: ['under-30'], bodies: ['amt'] },
    ],
    [
      'Clinical or general courses for CMA (AAMA) and RMA (AMT)',
      { areas: ['clinical', 'general'], credentials: ['aama-cma', 'amt-rma'] },
    ],
    ['Courses of up to 30 minutes with 5 or more credits', { minutes: ['up-to-30'], credits: ['from-5'] }],
    ['Courses on privacy and HIPAA matching “ekg”', { topics: ['privacy-and-hipaa'], words: ' ekg ' }],
    ['Courses', { minutes: ['unknown'], credits: ['unknown'] }],
  ])('as a heading: %s', (heading, own) => {
    expect(labelFilters({ ...NO_FILTERS, ...own }, names)).toBe(heading)
  })
  it.each<[string, Parameters<typeof labelChoice>[0]]>([
    ['For CMA (AAMA)', { group: 'credentials', value: 'aama-cma' }],
    ['Names AMT', { group: 'bodies', value: 'amt' }],
    ['Up to $5 a credit', { group: 'costs', value: 'up-to-5' }],
    ['2 or more credits', { group: 'credits', value: 'from-2' }],
    ['Less than 1 credit', { group: 'credits', value: 'under-1' }],
    ['At most $20', { group: 'priceTo', value: '20' }],
    ['Counts, with a limit', { group: 'answers', value: 'counts-with-limit' }],
    ['Names constructor', { group: 'bodies', value: 'constructor' }],
  ])('on a chip: %s', (label, choice) => {
    expect(labelChoice(choice, names)).toBe(label)
  })
})
