import { describe, expect, it } from 'vitest'

import { makeHit, makeMine, makeOffer, price } from '../../tests/records.ts'
import type { Terms } from '../memberships/price-for-me.ts'
import { isCounting } from './hit.ts'
import type { Row } from './row.ts'

const credits = (unit: string, min: number | null, max = min): Row['credits'] => [{ unit, amount: { min, max } }]
const course = { offers: [makeOffer(2000)], credits: credits('pace-hour', 4) }

describe('the price of one credit', () => {
  it('is one that counts where a credential is chosen, else one as issued', () => {
    expect(makeHit(course).perCredit).toEqual({ price: price(500), unit: 'pace-hour' })
    expect(makeHit(course, [makeMine('counts', 2)]).perCredit).toEqual({ price: price(1000), unit: null })
    expect(makeHit(course, [makeMine('counts', 2)]).measures.costs).toBe(1000)
  })
  it('is one as issued where it may count, or counts nobody knows how much', () => {
    for (const mine of [makeMine('not-confirmed', 2), makeMine('attest')])
      expect(makeHit(course, [mine]).perCredit).toEqual({ price: price(500), unit: 'pace-hour' })
  })
  it('is none where it does not count, for any of two credentials', () => {
    expect(makeHit(course, [makeMine('does-not-count', 0)]).perCredit).toBeNull()
    expect(makeHit(course, [makeMine('counts', 2), makeMine('does-not-count', 0)]).perCredit).toBeNull()
  })
  it('is said but not ranked for a bare CEU, unless it is known to count', () => {
    const bare = { ...course, credits: credits('bare-ceu', 4) }
    expect(makeHit(bare).perCredit).toEqual({ price: price(500), unit: 'bare-ceu' })
    expect(makeHit(bare).measures.costs).toBeNull()
    expect(makeHit(bare, [makeMine('counts', 4)]).measures.costs).toBe(500)
  })
  it('is not known where the price or the credit is not', () => {
    expect(makeHit({ ...course, offers: [makeOffer(null)] }).perCredit).toBeNull()
    expect(makeHit({ ...course, credits: null }).perCredit).toBeNull()
    expect(makeHit({ ...course, credits: credits('pace-hour', null, 2) }).measures.costs).toBeNull()
    expect(makeHit({ ...course, credits: [] }).perCredit).toBeNull()
  })
  it('is not ranked in another currency', () => {
    const { measures, perCredit } = makeHit({ ...course, offers: [makeOffer(2000, { price: price(2000, 'AUD') })] })
    expect(perCredit?.price).toEqual(price(500, 'AUD'))
    expect([measures.prices, measures.costs]).toEqual([null, null])
  })
})

describe('verdicts', () => {
  it('of two credentials the worse one speaks, in either order; the first one counts the credits', () => {
    const [yes, maybe] = [makeMine('counts', 3), makeMine('not-confirmed', 1)]
    for (const verdicts of [
      [yes, maybe],
      [maybe, yes],
    ]) {
      const hit = makeHit(course, verdicts)
      expect(hit.answer).toBe('not-confirmed')
      expect(isCounting(hit)).toBe(false)
      expect(hit.measures.credits).toBe(verdicts[0]?.credits?.min)
      expect(hit.mine.map(({ credential, answer }) => [credential, answer])).toEqual([
        ['aama-cma', verdicts[0]?.answer],
        ['amt-rma', verdicts[1]?.answer],
      ])
    }
  })
  it('are none once the course is over', () => {
    const hit = makeHit({ ...course, over: true }, [makeMine(null), makeMine(null)])
    expect(hit).toMatchObject({ mine: [], answer: null, perCredit: { unit: 'pace-hour' } })
  })
  it('may be relied on when the body reviews or the holder attests, and where nobody asked', () => {
    const answers = ['counts', 'counts-with-limit', 'attest', 'body-reviews', null, 'not-confirmed'] as const
    expect(answers.map((answer) => isCounting({ answer }))).toEqual([true, true, true, true, true, false])
  })
})

describe('memberships', () => {
  const club: Terms = {
    id: 'club',
    name: 'the Club',
    opens: [{ providers: ['shop'], courses: [], percentOff: 100, note: 'All courses.', source: null }],
  }
  const with_ = (until: string | null) => makeHit(course, [], { held: [{ id: 'club', until }], memberships: [club] })

  it.each<string | null>([null, '2026-11-22', '2027-01-01'])(
    'held until %s: the course is included, and the price without it is kept',
    (until) => {
      const hit = with_(until)
      expect(hit.price).toMatchObject({ kind: 'included', through: 'club', without: price(2000) })
      expect([hit.measures.prices, hit.measures.costs]).toEqual([0, 0])
    },
  )
  it('that ended yesterday, or that nobody holds, change nothing', () => {
    for (const hit of [with_('2026-11-21'), makeHit(course, [], { memberships: [club] })]) {
      expect(hit.price).toMatchObject({ kind: 'purchase', through: null, price: price(2000) })
      expect(hit.measures.costs).toBe(500)
    }
  })
})

describe('measures', () => {
  it('take the high end of what is paid and of the time', () => {
    const range = { min: price(1000).min, max: price(3000).max }
    const { measures } = makeHit({
      ...{ offers: [makeOffer(1000, { price: range })], credits: credits('pace-hour', 2, 4) },
      minutes: { min: 30, max: 90 },
    })
    expect(measures).toMatchObject({ prices: 3000, costs: 1500, credits: 2, minutes: 90 })
    expect(makeHit({ minutes: { min: 30, max: null } }).measures.minutes).toBe(30)
    expect(
      makeHit({ offers: [makeOffer(1000, { price: { min: price(1000).min, max: null } })] }).measures.prices,
    ).toBeNull()
  })
  it('call a course with a paid certificate free to take, with a credit that costs the fee', () => {
    const { measures } = makeHit({
      ...{ credits: credits('pace-hour', 2) },
      offers: [makeOffer(0, { extraFee: { what: 'certificate', price: price(1000) } })],
    })
    expect(measures).toMatchObject({ prices: 0, costs: 500 })
  })
  it('read a date without a day as its last one; the future is not older than today', () => {
    const ages = ['2026-11-22', '2026-11-01', '2026-10', '2025', '2026'].map(
      (day) => makeHit({ fresh: { day, how: 'seen', freshUntil: null } }).measures.freshness,
    )
    expect(ages).toEqual([0, 21, 22, 326, 0])
    const ends = ['2026-11-22', '2026-12', '2026-11-21'].map((expires) => makeHit({ expires }).measures.expiry)
    expect(ends).toEqual([0, 39, -1])
  })
  it('know nothing of what is not known', () => {
    expect(new Set(Object.values(makeHit().measures))).toEqual(new Set([null]))
  })
})

describe('a course that ended after the site was built', () => {
  it('is over by the visitor’s clock, and counts for nobody', () => {
    const ended = makeHit({ ...course, expires: '2026-11-21' }, [makeMine('counts', 2)])
    expect([ended.row.over, ended.mine, ended.answer]).toEqual([true, [], null])
    const last = makeHit({ ...course, expires: '2026-11-22' }, [makeMine('counts', 2)])
    expect([last.row.over, last.answer]).toEqual([false, 'counts'])
  })
})
