import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { makeMine, makeOffer, makeRow, TODAY } from '../../tests/records.ts'
import { createEngine, type Engine } from './engine.ts'
import { listChoices, NO_FILTERS, type Filters } from './filters.ts'
import type { Mine } from './mine.ts'
import { DEFAULT_ORDER } from './order.ts'
import type { Row } from './row.ts'

/** Words are found in titles as they stand; titles of the same first letter fit less exactly. */
const searchIn = (rows: readonly Row[]) => (words: string) => {
  const places = [...rows.keys()]
  const title = (place: number) => rows[place]?.title ?? ''
  const exact = places.filter((place) => title(place).includes(words))
  const near = places.filter((place) => !exact.includes(place) && title(place).startsWith(words.charAt(0)))
  return { places: [...exact, ...near], near: exact.length, terms: new Map(exact.map((place) => [place, [words]])) }
}
const makeEngine = (rows: readonly Row[], tables: readonly (readonly Mine[])[] = []): Engine => {
  const credentials = ['aama-cma', 'amt-rma'].slice(0, tables.length)
  return createEngine({ rows, memberships: [], search: searchIn(rows) }, tables, { credentials, held: [], on: TODAY })
}
const find = (engine: Engine, own: Partial<Filters>, shown = 20) =>
  engine.find({ filters: { ...NO_FILTERS, ...own }, order: DEFAULT_ORDER }, shown)
const idsOf = (hits: Engine['hits']) => hits.map(({ row }) => row.id)

const credits: Row['credits'] = [{ unit: 'pace-hour', amount: { min: 1, max: 1 } }]
const row = (id: string, title: string, cents: number) => makeRow({ id, title, offers: [makeOffer(cents)], credits })

describe('engine', () => {
  const rows = [row('a', 'ekg', 900), row('b', 'ears', 100), row('c', 'ekg at work', 500), row('d', 'diabetes', 0)]
  const engine = makeEngine(rows)

  it('puts what words fit exactly before what they nearly fit, each in order, with its marks', () => {
    const { hits, marks, found } = find(engine, { words: 'ekg' })
    expect(idsOf(hits)).toEqual(['c', 'a', 'b'])
    expect(marks).toEqual([['ekg'], ['ekg'], []])
    expect(found).toBe(3)
  })
  it('shows as many as are asked for and counts them all', () => {
    for (const shown of [0, 1, 2, 3]) {
      const { hits, marks, found } = find(engine, { words: 'ekg' }, shown)
      expect(idsOf(hits)).toEqual(['c', 'a', 'b'].slice(0, shown))
      expect([marks.length, found]).toEqual([shown, 3])
    }
  })
  it('picks courses in the order in which they are named, and leaves out strangers', () => {
    expect(idsOf(engine.pick(['d', 'nobody', 'a', '__proto__', 'c']))).toEqual(['d', 'a', 'c'])
  })
  it('is seen with the eyes of who asks', () => {
    const judged = makeEngine(rows, [rows.map(({ id }) => makeMine(id === 'a' ? 'counts' : 'does-not-count', 1))])
    expect(idsOf(find(judged, {}).hits)[0]).toBe('a')
    expect(find(judged, { answers: ['counts'] }).found).toBe(1)
    expect(find(judged, {}).counts.answers).toEqual({ counts: 1, 'does-not-count': 3 })
  })
  it('relaxes nothing where something is found', () => {
    expect(find(engine, { words: 'ekg', prices: ['under-30'] }).relaxations).toEqual([])
  })
})

describe('relaxations', () => {
  const anyRow = fc.record({
    title: fc.constantFrom('ekg', 'ears', 'diabetes'),
    areas: fc.subarray(['clinical', 'general'] as const),
    bodies: fc.subarray([
      { id: 'aama', approved: true, past: false },
      { id: 'amt', approved: false, past: false },
    ]),
    cents: fc.constantFrom(0, 1500, 9000),
    over: fc.boolean(),
    answer: fc.constantFrom('counts' as const, 'attest' as const, 'does-not-count' as const),
  })
  const anyFilters = fc.record({
    words: fc.constantFrom('', 'ekg', 'diabetes', 'nothing of the kind'),
    credentials: fc.constantFrom([], ['aama-cma']),
    answers: fc.subarray(['counts', 'attest']),
    areas: fc.subarray(['clinical', 'administrative']),
    bodies: fc.subarray(['aama', 'amt', 'nha']),
    prices: fc.subarray(['free', 'over-60', 'unknown']),
    priceFrom: fc.constantFrom(null, 10),
    priceTo: fc.constantFrom(null, 5, 20),
    accredited: fc.boolean(),
    printedAreas: fc.boolean(),
  }) as fc.Arbitrary<Partial<Filters>>

  it('give exactly as much as they say, most first, and never nothing', () => {
    let offered = 0
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 12, size: 'max' }), anyFilters, (facts, asked) => {
        const rows = facts.map(({ cents, title, areas, bodies, over }, place) =>
          makeRow({ id: `shop/${String(place)}`, title, areas, bodies, over, offers: [makeOffer(cents)] }),
        )
        const engine = makeEngine(rows, [facts.map(({ answer, over }) => makeMine(over ? null : answer, 1))])
        const { found, relaxations } = find(engine, asked)
        if (found > 0) return
        const counts = relaxations.map(({ count }) => count)
        expect(counts.every((count) => count > 0)).toBe(true)
        expect(counts).toEqual(counts.toSorted((a, b) => b - a))
        for (const { without, count } of relaxations) expect(find(engine, without).found).toBe(count)
        const helping = listChoices({ ...NO_FILTERS, ...asked }).filter(
          ({ without }) => find(engine, without).found > 0,
        )
        expect(relaxations).toHaveLength(helping.length)
        offered += relaxations.length
      }),
      { numRuns: 500 },
    )
    expect(offered).toBeGreaterThan(50)
  })
  it('name each choice whose removal alone helps', () => {
    const engine = makeEngine([
      makeRow({ id: 'a', title: 'ekg', areas: ['clinical'], offers: [makeOffer(2000)] }),
      makeRow({ id: 'b', title: 'diabetes', areas: ['administrative'], offers: [makeOffer(0)] }),
    ])
    const { relaxations } = find(engine, { words: 'ekg', areas: ['administrative'] })
    expect(relaxations.map(({ group, count }) => [group, count])).toEqual([
      ['words', 1],
      ['areas', 1],
    ])
    expect(find(engine, { words: 'ekg', areas: ['administrative'], prices: ['over-60'] }).relaxations).toEqual([])
  })
})
