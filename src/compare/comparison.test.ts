import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { compare, isDiffering, markBest, type Cell, type Size, type Subject } from './comparison.ts'

const TODAY = '2026-11-22'
const FRESH = { day: '2026-11-20', how: 'checked', freshUntil: '2026-12-20' } as const
const STALE = { day: '2020-05', how: 'seen', freshUntil: '2020-08-01' } as const
const LOWEST = { best: 'low', word: 'Lowest' } as const
const MOST = { best: 'high', word: 'Most' } as const

const sized = (size: Cell['size'] = null): Cell => ({ text: 'x', size })
const cents = (min: number | null, max = min, seen: Size['seen'] = FRESH): Cell =>
  sized({ amount: { min, max }, measure: 'USD', seen })

const point = fc.integer({ min: 0, max: 6 })
const span: fc.Arbitrary<Size['amount']> = fc.oneof(
  point.map((at) => ({ min: at, max: at })),
  fc.tuple(point, point).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) })),
  point.map((min) => ({ min, max: null })),
  point.map((max) => ({ min: null, max })),
)
const size: fc.Arbitrary<Size | 'none' | null> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ amount: span, measure: fc.constant('USD'), seen: fc.constant(FRESH) }) },
  { weight: 1, arbitrary: fc.record({ amount: span, measure: fc.constant('USD'), seen: fc.constant(STALE) }) },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constant('none' as const) },
)
const sizes = fc.array(size, { minLength: 1, maxLength: 4 })
const isSize = (one: Cell['size']): one is Size => typeof one === 'object' && one !== null

/** Every amount that a span can turn out to be; what is open goes on a little. */
const amountsOf = ({ amount: { min, max } }: Size) => {
  const [from, to] = [min ?? 0, max ?? 9]
  return Array.from({ length: to - from + 1 }, (_, place) => from + place)
}

/** Tries out whatever the amounts may turn out to be. */
function isBestInAll(own: Size, others: readonly Size[], better: (a: number, b: number) => boolean): boolean {
  const all = (other: Size, holds: (a: number, b: number) => boolean) =>
    amountsOf(own).every((mine) => amountsOf(other).every((theirs) => holds(mine, theirs)))
  return others.every((other) => all(other, (a, b) => !better(b, a))) && others.some((other) => all(other, better))
}

describe('what is marked as the best', () => {
  it.each([
    [LOWEST, (a: number, b: number) => a < b],
    [MOST, (a: number, b: number) => a > b],
  ])('%o is what trying out every amount finds', (rank, better) => {
    fc.assert(
      fc.property(sizes, (some) => {
        const known = some.filter(isSize)
        const marks = markBest(some.map(sized), rank, TODAY)
        const isCertain = some.every((one) => one === 'none' || (isSize(one) && one.seen !== STALE))
        const words = isCertain ? `${rank.word} of ${known.length}` : `${rank.word} known`
        const expected = some.map((one) =>
          isSize(one) &&
          one.seen !== STALE &&
          isBestInAll(
            one,
            known.filter((other) => other !== one),
            better,
          )
            ? words
            : null,
        )
        expect(marks).toEqual(expected)
      }),
    )
  })

  it('is never what is not known, or seen too long ago', () => {
    fc.assert(
      fc.property(sizes, (some) => {
        for (const [place, mark] of markBest(some.map(sized), LOWEST, TODAY).entries()) {
          const one = some[place]
          if (mark !== null) expect(isSize(one ?? null) && (one as Size).seen === FRESH).toBe(true)
        }
      }),
    )
  })

  it.each<[string, Cell[], (string | null)[]]>([
    ['all of them known', [cents(500), cents(1200), cents(3000)], ['Lowest of 3', null, null]],
    ['one not known', [cents(500), sized(null), cents(3000)], ['Lowest known', null, null]],
    ['one of old', [cents(500), cents(900, 900, STALE)], ['Lowest known', null]],
    ['an old one that was lower', [cents(500), cents(300, 300, STALE)], [null, null]],
    ['the same everywhere', [cents(500), cents(500)], [null, null]],
    ['two that share it', [cents(500), cents(500), cents(900)], ['Lowest of 3', 'Lowest of 3', null]],
    ['spans that overlap', [cents(500, 1500), cents(1000, 2000)], [null, null]],
    ['nothing to pay for one that gives nothing', [cents(500), cents(900), sized('none')], ['Lowest of 2', null, null]],
    ['one alone', [cents(500)], [null]],
    ['only unknown others', [cents(500), sized(null)], [null, null]],
  ])('with %s', (_, cells, marks) => {
    expect(markBest(cells, LOWEST, TODAY)).toEqual(marks)
  })

  it('is nothing where amounts are of different kinds', () => {
    const euros = sized({ amount: { min: 1, max: 1 }, measure: 'EUR', seen: FRESH })
    expect(markBest([cents(500), cents(900), euros], LOWEST, TODAY)).toEqual([null, null, null])
  })
})

const subject = (id: string, ...cells: Cell[]): Subject => ({ id, title: id, href: `/${id}/`, note: null, cells })
const lines = [
  { key: 'price', label: 'You pay', rank: LOWEST },
  { key: 'time', label: 'Time' },
]

describe('the lines of a comparison', () => {
  const text = fc.constantFrom(null, 'a', 'b')
  const cell = fc.record({ text, notes: fc.constantFrom([], ['n']) })

  it('differ where any two cells say something else', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
        const pairs = cells.flatMap((a) => cells.map((b) => a.text === b.text && a.notes.join() === b.notes.join()))
        expect(isDiffering(cells, TODAY)).toBe(pairs.includes(false))
      }),
    )
  })

  it('differ among those that are shown, and are marked among all but the baseline', () => {
    const comparison = {
      lines,
      subjects: [
        subject('a', cents(500), { text: '1 hour' }),
        subject('b', cents(900), { text: '1 hour' }),
        subject('c', cents(700), { text: '2 hours' }),
      ],
      baseline: subject('free', cents(0), { text: '1 hour' }),
    }
    const all = compare(comparison, TODAY)
    expect(all[0]?.cells.map(({ mark }) => mark)).toEqual(['Lowest of 3', null, null, null])
    expect(all.map(({ differs }) => differs)).toEqual([false, true])
    const pair = compare(comparison, TODAY, ['b', 'a'])
    expect(pair[0]?.cells.map(({ mark }) => mark)).toEqual([null, 'Lowest of 3'])
    expect(pair[1]?.differs).toBe(false)
  })

  it('tell ages by the clock of whoever looks', () => {
    const cells = [{ text: null, seen: FRESH }]
    expect(isDiffering([...cells, { text: null, seen: STALE }], TODAY)).toBe(true)
  })
})
