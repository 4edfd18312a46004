import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import {
  cheapestOf,
  costOf,
  flipsAt,
  listWays,
  type Assumed,
  type CourseChoice,
  type Goal,
  type Subscription,
  type Way,
} from './ways.ts'

const exactly = (value: number) => ({ min: value, max: value })
const single: Assumed = { cents: 1500, credits: 1 }
const ace: Subscription = {
  ...{ id: 'ace', cents: exactly(2995), months: 12, once: false },
  ...{ credits: { min: 40, max: null }, most: null, sure: true, freshUntil: null },
}
const relias: Subscription = { ...ace, id: 'relias', cents: exactly(24900), months: null, credits: null }
const course = (id: string, cents: number, credits: number, changes: Partial<CourseChoice> = {}): CourseChoice => ({
  ...{ id: `shop/${id}`, credits: exactly(credits), cents: exactly(cents), sure: true, limit: null },
  ...changes,
})
const ways = (goal: Goal, given: Partial<Parameters<typeof listWays>[1]> = {}) =>
  listWays(goal, { courses: [], subscriptions: [], single, ...given })
const way = (all: readonly Way[], kind: Way['kind']): Way => all.find((one) => one.kind === kind) ?? expect.fail(kind)
const FIVE_YEARS = { credits: 60, months: 60 }

describe('single courses', () => {
  it('are taken cheapest per credit first', () => {
    const courses = [course('dear', 3000, 1), course('cheap', 1000, 2), course('free', 0, 1)]
    const listed = way(ways({ credits: 4, months: 12 }, { courses }), 'listed')
    expect([1, 2, 3, 4].map((credits) => costOf(listed, credits)?.high)).toEqual([0, 1000, 1000, 4000])
    expect(costOf(listed, 5)).toBeNull()
  })
  it('make a band where it is not confirmed that they count, and nothing is guessed beyond them', () => {
    const courses = [course('sure', 2000, 1), course('perhaps', 500, 1, { sure: false })]
    const listed = way(ways({ credits: 3, months: 12 }, { courses }), 'listed')
    expect(listed.steps).toEqual([
      { upTo: 1, cost: { low: 500, high: 2000 } },
      { upTo: 2, cost: { low: 2500, high: null } },
    ])
  })
  it('give no more than their limit allows', () => {
    const limit = { rule: 'cpr-cards', max: 6 }
    const cards = ['a', 'b', 'c'].map((id) => course(id, 5000, 4, { limit }))
    const listed = way(ways({ credits: 12, months: 12 }, { courses: cards }), 'listed')
    expect(listed.steps.map(({ upTo, cost }) => [upTo, cost.high])).toEqual([
      [4, 5000],
      [6, 10000],
    ])
  })
  it('at the assumed price cost that price as often as it takes', () => {
    const assumed = way(ways({ credits: 3, months: 12 }, { single: { cents: 1500, credits: 2 } }), 'assumed')
    expect([0.5, 2, 2.25, 3].map((credits) => costOf(assumed, credits)?.high)).toEqual([1500, 1500, 3000, 3000])
  })
})

describe('a membership', () => {
  const all = ways(FIVE_YEARS, { subscriptions: [ace] })
  it('is paid only as often as its credits are needed: in the last year alone, if one year’s credits do', () => {
    const needed = way(all, 'needed')
    expect(costOf(needed, 40)).toEqual({ low: 2995, high: 2995 })
    expect(costOf(needed, 60)).toEqual({ low: 2995, high: 5990 })
  })
  it('costs more where it is kept to the end', () => {
    expect(way(all, 'kept')).toMatchObject({ payments: 5, steps: [{ upTo: 60, cost: { low: 14975, high: 14975 } }] })
  })
  it('goes with single courses for the rest', () => {
    expect(costOf(way(all, 'topped-up'), 42)).toEqual({ low: 2995, high: 2995 + 2 * 1500 })
  })
  it('whose credits are not known costs at least its price', () => {
    expect(way(ways(FIVE_YEARS, { subscriptions: [relias] }), 'needed').steps).toEqual([
      { upTo: 60, cost: { low: 24900, high: null } },
    ])
  })
  it('whose credits may not count has no known high end', () => {
    const unsure = ways(FIVE_YEARS, { subscriptions: [{ ...ace, sure: false }] })
    expect(costOf(way(unsure, 'needed'), 60)).toEqual({ low: 2995, high: null })
    expect(costOf(way(unsure, 'kept'), 60)).toEqual({ low: 14975, high: null })
    expect(costOf(way(unsure, 'topped-up'), 42)).toEqual({ low: 2995, high: null })
  })
  it('under a limit reaches no further than that', () => {
    const outside = { ...relias, most: 30 }
    expect(costOf(way(ways(FIVE_YEARS, { subscriptions: [outside] }), 'needed'), 31)).toBeNull()
  })
  it('that is a bundle gives its credits once', () => {
    const bundle = { ...ace, once: true, credits: exactly(10) }
    const needed = way(ways(FIVE_YEARS, { subscriptions: [bundle] }), 'needed')
    expect(needed.steps).toEqual([{ upTo: 10, cost: { low: 2995, high: 2995 } }])
  })
})

const amounts = fc.integer({ min: 1, max: 240 }).map((quarters) => quarters / 4)
const prices = fc.integer({ min: 1, max: 30_000 })

describe('for any prices', () => {
  it('where two ways cross equals counting credit by credit', () => {
    fc.assert(
      fc.property(amounts, prices, prices, amounts, (need, membership, cents, each) => {
        const goal = { credits: need, months: 24 }
        const subscription = { ...ace, cents: exactly(membership), credits: exactly(each) }
        const all = ways(goal, { single: { cents, credits: 1 }, subscriptions: [subscription] })
        const [bought, singles] = [way(all, 'needed'), way(all, 'assumed')]
        // The last place, in quarters of a credit, at which single courses are still cheaper, or the membership does not reach.
        let last: number | null = null
        for (let quarter = 1; quarter <= need * 4; quarter += 1) {
          const payments = Math.ceil(quarter / 4 / each)
          const theirs = Math.ceil(quarter / 4) * cents
          if (payments > 2 || payments * membership > theirs) last = quarter / 4
        }
        const expected = last === null ? 0 : last === need ? null : last
        expect(flipsAt(bought, singles, goal)).toBe(expected)
      }),
      { numRuns: 500 },
    )
  })

  it('costs never fall with more credits, are whole cents, and the low end is never above the high one', () => {
    const choice = fc
      .record({ cents: prices, spread: fc.nat(500), quarters: fc.integer({ min: 1, max: 20 }), sure: fc.boolean() })
      .map(({ cents, spread, quarters, sure }) =>
        course('any', cents, quarters / 4, { sure, cents: { min: cents, max: cents + spread } }),
      )
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 8 }), amounts, prices, (courses, need, cents) => {
        const goal = { credits: need, months: 36 }
        const all = ways(goal, { courses, single: { cents, credits: 1 }, subscriptions: [ace, relias] })
        for (const { steps } of all)
          for (const [place, { cost }] of steps.entries()) {
            const before = steps[place - 1]?.cost
            expect(cost.low).toSatisfy(Number.isInteger)
            expect(cost.low).toBeGreaterThanOrEqual(before?.low ?? 0)
            if (cost.high !== null) expect(cost.high).toBeGreaterThanOrEqual(Math.max(cost.low, before?.high ?? 0))
          }
      }),
      { numRuns: 500 },
    )
  })

  it('the cheapest way has the lowest high end', () => {
    fc.assert(
      fc.property(amounts, prices, (need, cents) => {
        const all = ways({ credits: need, months: 12 }, { single: { cents, credits: 1 }, subscriptions: [ace, relias] })
        const highs = all.map((one) => costOf(one, need)?.high ?? Infinity)
        const best = cheapestOf(all, need)
        expect(best === null ? Infinity : costOf(best, need)?.high).toBe(Math.min(...highs))
      }),
    )
  })
})
