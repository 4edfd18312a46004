import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { makeHit, makeMine, makeOffer, TODAY } from '../../tests/records.ts'
import type { Hit } from './hit.ts'
import { createRanking, DEFAULT_ORDER, ORDERS, type Order, type OrderBy } from './order.ts'
import type { Row } from './row.ts'

const sort = (hits: readonly Hit[], order: Order = DEFAULT_ORDER) =>
  createRanking(hits, TODAY)(order).map((place) => hits[place]?.row.id)

const credit = (amount: number): Pick<Row, 'credits'> => ({
  credits: [{ unit: 'pace-hour', amount: { min: amount, max: amount } }],
})
const fresh = (day: string, freshUntil: string | null = '2027-01-01'): Row['fresh'] => ({
  day,
  how: 'checked',
  freshUntil,
})
const minutes = (count: number) => ({ min: count, max: count })

const hits = [
  makeHit({ id: 'unknown', title: 'A' }),
  makeHit({
    ...{ id: 'dear', title: 'B 10', offers: [makeOffer(3000)], ...credit(1) },
    ...{ minutes: minutes(30), released: '2020', fresh: fresh('2026-11-20') },
  }),
  makeHit({
    ...{ id: 'cheap', title: 'B 9', offers: [makeOffer(5000)], ...credit(10) },
    ...{ minutes: minutes(600), released: '2025-03', fresh: fresh('2026-11-01') },
  }),
  makeHit({
    ...{ id: 'free', title: 'd', offers: [makeOffer(0)], ...credit(2) },
    ...{ minutes: minutes(60), released: '2024-12-31', fresh: fresh('2026-11-21') },
  }),
  makeHit({
    ...{ id: 'over', title: '0', offers: [makeOffer(0)], ...credit(50), over: true },
    ...{ minutes: minutes(1), released: '2026', fresh: fresh('2026-11-22') },
  }),
]

describe('order', () => {
  it.each<[OrderBy, string]>([
    ['cost', 'free cheap dear unknown over'],
    ['price', 'free dear cheap unknown over'],
    ['time', 'dear free cheap unknown over'],
    ['credits', 'cheap free dear unknown over'],
    ['fresh', 'free dear cheap unknown over'],
    ['newest', 'cheap free dear unknown over'],
  ])('by %s begins with what people want most; turned round, the unknown and the ended stay last', (by, expected) => {
    const [first, second, third, ...last] = expected.split(' ')
    expect(sort(hits, { by, reversed: false })).toEqual(expected.split(' '))
    expect(sort(hits, { by, reversed: true })).toEqual([third, second, first, ...last])
  })
  it('by title is alphabetical, numbers by size', () => {
    expect(sort(hits, { by: 'title', reversed: false })).toEqual(['unknown', 'cheap', 'dear', 'free', 'over'])
    expect(sort(hits, { by: 'title', reversed: true })).toEqual(['free', 'dear', 'cheap', 'unknown', 'over'])
  })

  it('by default what counts comes before what may, and that before what does not, whatever it costs', () => {
    const one = (id: string, answer: Parameters<typeof makeMine>[0], cents: number) =>
      makeHit({ id, offers: [makeOffer(cents)], ...credit(1) }, [makeMine(answer, 1)])
    const judged = [
      one('no', 'does-not-count', 0),
      one('maybe', 'not-confirmed', 0),
      one('limit', 'counts-with-limit', 2000),
      one('yes', 'counts', 3000),
    ]
    expect(sort(judged)).toEqual(['limit', 'yes', 'maybe', 'no'])
    expect(sort(judged, { by: 'price', reversed: false }).slice(-2)).toEqual(['limit', 'yes'])
  })
  it('at equal cost a fresh price comes before a stale one, then what was checked last, then the shorter, then by title', () => {
    const one = (id: string, own: Partial<Row>) =>
      makeHit({ id, title: id, offers: [makeOffer(1000)], ...credit(1), ...own })
    const equal = [
      one('stale', { fresh: fresh('2026-11-21', '2026-11-21'), minutes: minutes(1) }),
      one('undated', { minutes: minutes(1) }),
      one('b', { fresh: fresh('2026-11-20', TODAY), minutes: minutes(60) }),
      one('a', { fresh: fresh('2026-11-20', TODAY), minutes: minutes(60) }),
      one('shorter', { fresh: fresh('2026-11-20', TODAY), minutes: minutes(50) }),
      one('later', { fresh: fresh('2026-11-21', TODAY), minutes: minutes(90) }),
      one('dearer', { fresh: fresh('2026-11-22'), minutes: minutes(1), offers: [makeOffer(1001)] }),
    ]
    expect(sort(equal)).toEqual(['later', 'shorter', 'a', 'b', 'stale', 'undated', 'dearer'])
  })

  it('is the same for the same courses in any sequence, and names each once', () => {
    const some = fc.option(fc.nat(3))
    const row = fc.record({ cents: some, credits: some, time: some, age: some, over: fc.boolean() })
    const orders = (Object.keys(ORDERS) as OrderBy[]).flatMap((by) =>
      [true, false].map((reversed) => ({ by, reversed })),
    )
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), fc.constantFrom(...orders), (facts, order) => {
        const given = facts.map(({ cents, credits, time, age, over }, place) =>
          makeHit({
            id: `shop/${String(place)}`,
            offers: cents === null ? [] : [makeOffer(cents * 100)],
            ...(credits === null ? {} : credit(credits)),
            minutes: time === null ? null : minutes(time),
            ...(age === null ? {} : { fresh: fresh(`2026-11-1${String(age)}`, age === 0 ? null : '2027-01-01') }),
            over,
          }),
        )
        const sorted = sort(given, order)
        expect(sorted.toSorted()).toEqual(given.map(({ row: { id } }) => id).sort())
        expect(sort(given.toReversed(), order)).toEqual(sorted)
        expect(
          sort(
            given.toSorted((a, b) => Number(a.row.over) - Number(b.row.over)),
            order,
          ),
        ).toEqual(sorted)
      }),
      { numRuns: 300 },
    )
  })
})

it('where it counts and nobody says how much, a credit as printed decides, cheapest first', () => {
  const attested = (id: string, cents: number, hours: number) =>
    makeHit({ id, offers: [makeOffer(cents)], ...credit(hours) }, [makeMine('attest')])
  const unclear = makeHit({ id: 'unclear' }, [makeMine('attest')])
  const known = makeHit({ id: 'known', offers: [makeOffer(9000)], ...credit(1) }, [makeMine('attest', 1)])
  expect(sort([unclear, attested('dear', 3000, 1), attested('cheap', 5000, 10), known])).toEqual([
    'known',
    'cheap',
    'dear',
    'unclear',
  ])
})
