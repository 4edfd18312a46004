import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { makeHit, makeMine, makeOffer, makeRow, price, TODAY } from '../../tests/records.ts'
import { ANSWERS, type Answer } from '../credentials/answers.ts'
import { addBit, createBits } from './bits.ts'
import { applyFilters, countFound, countValues, createFacets, namesIn } from './facets.ts'
import { GROUPS, listChoices, NO_FILTERS, toggle, type Filters, type Group } from './filters.ts'
import { toHit, type Hit } from './hit.ts'
import type { Row } from './row.ts'
import { MEASURES, type Measure } from './steps.ts'

/** Steps as closed spans of whole numbers, hundredths for credits; null = it is not known. */
const SPANS: Record<Measure, Record<string, [number, number] | null>> = {
  prices: {
    free: [0, 0],
    'under-30': [0, 2999],
    'from-30-to-60': [3000, 6000],
    'over-60': [6001, Infinity],
    unknown: null,
  },
  costs: {
    free: [0, 0],
    'up-to-5': [0, 500],
    'up-to-10': [0, 1000],
    'up-to-20': [0, 2000],
    'over-20': [2001, Infinity],
    unknown: null,
  },
  credits: {
    'under-1': [0, 99],
    'from-1': [100, Infinity],
    'from-2': [200, Infinity],
    'from-5': [500, Infinity],
    unknown: null,
  },
  minutes: {
    'up-to-30': [0, 30],
    'up-to-60': [0, 60],
    'up-to-120': [0, 120],
    'over-120': [121, Infinity],
    unknown: null,
  },
  freshness: { month: [0, 31], 'half-year': [0, 183], year: [0, 366], older: [367, Infinity], unknown: null },
  expiry: { soon: [0, 91], later: [92, Infinity], unknown: null },
}

/** Every value that a group can have. */
const VALUES: Record<Group, readonly string[]> = {
  answers: ANSWERS,
  areas: ['administrative', 'clinical', 'general'],
  bodies: ['aama', 'amt', 'nha'],
  formats: ['online-self-paced', 'in-person'],
  topics: ['laboratory', 'diabetes'],
  providers: ['ace', 'labce'],
  ...(Object.fromEntries(MEASURES.map((measure) => [measure, Object.keys(SPANS[measure])])) as Record<
    Measure,
    string[]
  >),
}

/** One course in bare numbers, with verdicts for two credentials. */
const fact = fc.record({
  provider: fc.constantFrom('ace', 'labce'),
  format: fc.constantFrom(null, 'online-self-paced', 'in-person'),
  topics: fc.subarray(['laboratory', 'diabetes']),
  areas: fc.subarray(['administrative', 'clinical', 'general']),
  areasJudged: fc.boolean(),
  bodies: fc.array(
    fc.record({ id: fc.constantFrom('aama', 'amt', 'nha'), approved: fc.boolean(), past: fc.boolean() }),
    { maxLength: 3 },
  ),
  cents: fc.constantFrom(null, 0, 100, 500, 2999, 3000, 6000, 6001, 9900),
  dollars: fc.constantFrom(true, true, true, false),
  issued: fc.constantFrom(null, 0.5, 1, 2, 3, 5, 6),
  bare: fc.boolean(),
  minutes: fc.constantFrom(null, 15, 30, 31, 60, 120, 121),
  age: fc.constantFrom(null, 0, 31, 32, 183, 184, 366, 367),
  closes: fc.constantFrom(null, -1, 0, 91, 92),
  over: fc.constantFrom(false, false, false, true),
  verdicts: fc.tuple(...[0, 1].map(() => fc.tuple(fc.constantFrom(...ANSWERS), fc.constantFrom(null, 0, 0.5, 1, 4)))),
})
type Fact = typeof fact extends fc.Arbitrary<infer T> ? T : never

const DAY_MS = 86_400_000
const dayAfter = (days: number) => new Date(Date.parse(TODAY) + days * DAY_MS).toISOString().slice(0, 10)

const isInDollars = ({ cents, dollars }: Fact) => dollars || cents === 0

const toRow = (one: Fact): Row =>
  makeRow({
    ...(one as Pick<Row, 'provider' | 'format' | 'topics' | 'areas' | 'areasJudged' | 'bodies' | 'over'>),
    offers:
      one.cents === null ? [] : [makeOffer(one.cents, isInDollars(one) ? {} : { price: price(one.cents, 'AUD') })],
    credits:
      one.issued === null
        ? null
        : [{ unit: one.bare ? 'bare-ceu' : 'pace-hour', amount: { min: one.issued, max: one.issued } }],
    minutes: one.minutes === null ? null : { min: null, max: one.minutes },
    fresh: { day: one.age === null ? null : dayAfter(-one.age), how: 'checked', freshUntil: null },
    expires: one.closes === null ? null : dayAfter(one.closes),
  })

/** Whether it is over on the day of the visit, whatever was so when the site was built. */
const isOver = ({ over, closes }: Fact) => over || (closes !== null && closes < 0)

/** The first so many credentials are chosen. */
const toHits = (facts: readonly Fact[], chosen: number): Hit[] =>
  facts.map((one) => {
    const verdicts = one.verdicts
      .slice(0, chosen)
      .map(([answer, credits]) => makeMine(one.over ? null : answer, one.over ? null : credits))
    const credentials = ['aama-cma', 'amt-rma'].slice(0, chosen)
    return toHit(toRow(one), verdicts, { credentials, held: [], on: TODAY }, [])
  })

/** The values of a course in each group, told anew from the bare numbers. */
function valuesOf(one: Fact, chosen: number, { accredited, printedAreas }: Filters): Record<Group, readonly string[]> {
  const verdicts = isOver(one) ? [] : one.verdicts.slice(0, chosen)
  const worst = verdicts.map(([answer]) => answer).sort((a, b) => ANSWERS.indexOf(b) - ANSWERS.indexOf(a))[0]
  const cents = isInDollars(one) ? one.cents : null
  const counting = verdicts[0]?.[1] ?? null
  const perCredit = (): number | null => {
    if (cents === null || worst === 'does-not-count') return null
    const relied = (['counts', 'counts-with-limit', 'attest', 'body-reviews'] as (Answer | undefined)[]).includes(worst)
    if (relied) return counting === null || counting === 0 ? null : Math.round(cents / counting)
    return one.issued === null || one.bare ? null : Math.round(cents / one.issued)
  }
  const credits = verdicts.length > 0 ? counting : one.issued
  const measures: Record<Measure, number | null> = {
    prices: cents,
    costs: perCredit(),
    credits: credits === null ? null : credits * 100,
    minutes: one.minutes,
    freshness: one.age,
    expiry: one.closes,
  }
  const steps = MEASURES.map((measure) => {
    const value = measures[measure]
    const held = Object.entries(SPANS[measure]).filter(([, span]) =>
      span === null || value === null ? span === value : span[0] <= value && value <= span[1],
    )
    return [measure, held.map(([step]) => step)]
  })
  return {
    answers: worst === undefined ? [] : [worst],
    areas: printedAreas && one.areasJudged ? [] : one.areas,
    bodies: one.bodies.filter(({ approved, past }) => !past && (approved || !accredited)).map(({ id }) => id),
    formats: one.format === null ? [] : [one.format],
    topics: one.topics,
    providers: [one.provider],
    ...(Object.fromEntries(steps) as Record<Measure, string[]>),
  }
}

function passes(one: Fact, chosen: number, filters: Filters): boolean {
  const { accredited, over, priceFrom, priceTo } = filters
  if (isOver(one) && !over) return false
  if (accredited && !one.bodies.some(({ approved, past }) => approved && !past)) return false
  if (priceFrom !== null || priceTo !== null) {
    if (one.cents === null || !isInDollars(one)) return false
    if (one.cents < (priceFrom ?? 0) * 100 || one.cents > (priceTo ?? 1e9) * 100) return false
  }
  const values = valuesOf(one, chosen, filters)
  return GROUPS.every((group) => {
    const wanted: readonly string[] = filters[group]
    return wanted.length === 0 || wanted.some((value) => values[group].includes(value))
  })
}

const seldom = <T>(usual: T, other: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, other)
const ticked = Object.fromEntries(
  GROUPS.map((group) => [group, seldom([] as string[], fc.subarray([...VALUES[group]]))]),
)
const filters = fc
  .record({
    ...ticked,
    priceFrom: seldom<number | null>(null, fc.constantFrom(0, 1, 30, 60)),
    priceTo: seldom<number | null>(null, fc.constantFrom(0, 5, 30, 60)),
    accredited: seldom(false, fc.constant(true)),
    printedAreas: seldom(false, fc.constant(true)),
    over: fc.boolean(),
  })
  .map((own): Filters => ({ ...NO_FILTERS, ...own }))

describe('facets', () => {
  it.each([0, 1, 2])('count what filtering object by object finds, with %d credentials', (chosen) => {
    let most = 0
    fc.assert(
      fc.property(
        fc.array(fact, { maxLength: 40, size: 'max' }),
        filters,
        fc.option(fc.func(fc.boolean())),
        (facts, asked, fits) => {
          const facets = createFacets(toHits(facts, chosen))
          const inPool = facts.map((_, place) => fits?.(place) ?? true)
          const pool = fits === null ? null : createBits(facts.length)
          for (const [place, fit] of inPool.entries()) if (pool !== null && fit) addBit(pool, place)
          const naive = (view: Filters) =>
            facts.filter((one, place) => inPool[place] === true && passes(one, chosen, view)).length

          expect(countFound(facets, pool, asked)).toBe(naive(asked))
          const counts = countValues(facets, pool, asked)
          expect(counts.accredited).toBe(naive({ ...asked, accredited: true }))
          for (const group of GROUPS) {
            const expected = Object.fromEntries(
              VALUES[group].map((value) => [value, naive({ ...asked, [group]: [value] })]),
            )
            const found = Object.fromEntries(VALUES[group].map((value) => [value, counts[group][value] ?? 0]))
            expect(found, group).toEqual(expected)
            expect(VALUES[group]).toEqual(expect.arrayContaining(Object.keys(counts[group])))
            expect(namesIn(facets, group)).toEqual(expect.arrayContaining(Object.keys(counts[group])))
          }
          most = Math.max(most, naive(asked))
        },
      ),
      { numRuns: 300 },
    )
    // Else the filters would leave nothing to compare.
    expect(most).toBeGreaterThan(10)
  })

  const count = (hits: readonly Hit[], own: Partial<Filters>) =>
    countFound(createFacets(hits), null, { ...NO_FILTERS, ...own })

  it('under $30 includes free and leaves out $30 and the unknown', () => {
    const hits = [null, 0, 2999, 3000].map((cents) => makeHit({ offers: [makeOffer(cents)] }))
    expect(applyFilters(createFacets(hits), null, { ...NO_FILTERS, prices: ['under-30'] })).toEqual(
      Uint32Array.of(0b0110),
    )
  })
  it('accredited looks at the body that is asked for', () => {
    const bodies = [
      { id: 'pace', approved: true, past: false },
      { id: 'amt', approved: false, past: false },
    ]
    const hits = [makeHit({ bodies })]
    expect(count(hits, { bodies: ['amt'] })).toBe(1)
    expect(count(hits, { bodies: ['amt'], accredited: true })).toBe(0)
    expect(count(hits, { bodies: ['pace'], accredited: true })).toBe(1)
  })
  it('with two credentials the worse answer speaks', () => {
    const hits = [makeHit({}, [makeMine('counts', 1), makeMine('not-confirmed')])]
    expect(count(hits, { answers: ['counts'] })).toBe(0)
    expect(count(hits, { answers: ['not-confirmed'] })).toBe(1)
  })
})

describe('filters', () => {
  it('are toggled by value', () => {
    const one = toggle(NO_FILTERS, 'areas', 'clinical')
    expect(one.areas).toEqual(['clinical'])
    expect(toggle(one, 'areas', 'clinical')).toEqual(NO_FILTERS)
  })
  it('list every choice once, each with the filters without it', () => {
    const asked: Filters = {
      ...NO_FILTERS,
      ...{ words: ' ekg ', credentials: ['aama-cma'], accredited: true, priceTo: 20, areas: ['clinical', 'general'] },
    }
    expect(listChoices(asked).map(({ group, value }) => `${group} ${value}`)).toEqual([
      'words ekg',
      'credentials aama-cma',
      'accredited ',
      'priceTo 20',
      'areas clinical',
      'areas general',
    ])
    const last = listChoices(asked).reduce((left) => listChoices(left)[0]?.without ?? left, asked)
    expect(last).toEqual(NO_FILTERS)
  })
})
