import { describe, expect, it } from 'vitest'

import { makeHit, makeMine, makeNames, makeOffer, makeRow, price } from '../../tests/records.ts'
import type { Offer } from '../schema/course.ts'
import type { Hit } from './hit.ts'
import {
  areaWords,
  countingWords,
  creditWords,
  factWords,
  isPerCounting,
  perCreditWords,
  priceNotes,
  priceWords,
  standingWords,
} from './words.ts'

const names = makeNames()
const credits = [{ unit: 'pace-hour', amount: { min: 2, max: 2 } }]
const say = (hit: Hit) => ({
  price: priceWords(hit, names),
  per: perCreditWords(hit, names)?.price ?? null,
  notes: priceNotes(hit, names),
})
const sold = (...offers: Offer[]) => say(makeHit({ credits, offers }))
const member = (...offers: Offer[]) =>
  say(makeHit({ credits, offers }, [], { held: [{ id: 'club', until: null }], memberships: [] }))
const fee = (cents: number | null) => ({
  extraFee: { what: 'certificate', price: cents === null ? null : price(cents) },
})
const included = makeOffer(null, { for: 'club', kind: 'included' })

describe('the price in words', () => {
  it('is never free because it is included', () => {
    expect(member(makeOffer(2000), included)).toEqual({
      price: 'Included with the Club',
      per: 'No further charge',
      notes: ['without it $20'],
    })
    expect(member(included).notes).toEqual(['without it the price is not known'])
  })
  it('is reduced by a membership, and says what it is without it', () => {
    const reduced = makeOffer(1000, { for: 'club', listPrice: price(2000) })
    expect(member(makeOffer(2000), reduced)).toEqual({
      price: '$10',
      per: '$5',
      notes: ['with the Club', 'without it $20', 'instead of $20'],
    })
  })
  it('is what anyone pays for who holds nothing; what others pay stands beside it', () => {
    expect(sold(makeOffer(2000), included, makeOffer(1500, { for: 'members' }))).toEqual({
      price: '$20',
      per: '$10',
      notes: ['included with the Club', '$15 for members'],
    })
    expect(sold(makeOffer(2000), makeOffer(0, { for: 'members' })).notes).toEqual(['free for members'])
  })
  it('is free with a paid certificate, which is said and counted in a credit', () => {
    expect(sold(makeOffer(0, fee(1000)))).toEqual({ price: 'Free', per: '$5', notes: ['certificate $10'] })
    expect(sold(makeOffer(0, fee(null)))).toMatchObject({
      price: 'Free',
      notes: ['certificate extra, price not known'],
    })
    expect(sold(makeOffer(2000, fee(1000)))).toEqual({ price: '$30', per: '$15', notes: ['with $10 for certificate'] })
  })
  it('is not known where nobody says it', () => {
    for (const offers of [[], [makeOffer(null)]]) expect(sold(...offers)).toEqual({ price: null, per: null, notes: [] })
  })
  it('stays a range', () => {
    const [min, max] = [price(1500).min, price(6000).max]
    expect(sold(makeOffer(1, { price: { min, max } }))).toMatchObject({ price: '$15 to $60', per: '$7.50 to $30' })
    expect(sold(makeOffer(1, { price: { min, max: null } }))).toMatchObject({
      price: '$15 or more',
      per: '$7.50 or more',
    })
    expect(sold(makeOffer(1, { price: { min: null, max } })).price).toBe('up to $60')
  })
  it('is never converted from another currency', () => {
    expect(sold(makeOffer(1, { price: price(2000, 'AUD') }))).toMatchObject({ price: 'A$20', per: 'A$10' })
  })
})

describe('credits in words', () => {
  it('are as issued, alternatives joined by "or"', () => {
    expect(creditWords(null, names)).toBeNull()
    expect(creditWords([], names)).toBe('No credit')
    expect(creditWords([{ unit: 'pace-hour', amount: { min: 1, max: 1 } }], names)).toBe('1 P.A.C.E. contact hour')
    const both = [
      { unit: 'aama-ceu', amount: { min: 1, max: 2.5 } },
      { unit: 'bare-ceu', amount: null },
    ]
    expect(creditWords(both, names)).toBe('1 to 2.5 AAMA CEUs or “CEUs”, amount not printed')
  })
  it('that count are in the credential’s own unit, and none where it does not count', () => {
    const words = (mine: Parameters<typeof makeHit>[1]) =>
      makeHit({}, mine).mine.map((one) => countingWords(one, names))
    expect(words([makeMine('counts', 3), makeMine('attest', 1)])).toEqual(['3 AAMA CEUs', '1 CCP point'])
    expect(words([makeMine('does-not-count', 0), makeMine('attest')])).toEqual([null, null])
  })
  it('have a price that says which credit it is of', () => {
    const unit = (...mine: Parameters<typeof makeMine>[]) => {
      const hit = makeHit(
        { credits, offers: [makeOffer(2000)] },
        mine.map((one) => makeMine(...one)),
      )
      return [perCreditWords(hit, names)?.unit ?? null, isPerCounting(hit)]
    }
    expect(unit()).toEqual(['P.A.C.E. contact hour', false])
    expect(unit(['counts', 2])).toEqual(['credit that counts', true])
    expect(unit(['counts', 2], ['attest', 2])).toEqual(['credit that counts for CMA (AAMA)', true])
    expect(unit(['not-confirmed', 2])).toEqual(['P.A.C.E. contact hour', false])
    expect(unit(['does-not-count', 0])).toEqual([null, false])
  })
})

describe('other facts in words', () => {
  it('are the kind, how it is taken, and the time', () => {
    const words = (own: Parameters<typeof makeRow>[0]) => factWords(makeRow(own))
    expect(words({})).toBe('')
    expect(words({ format: 'online-self-paced', minutes: { min: 90, max: 90 } })).toBe(
      'Online, self-paced · 1 h 30 min',
    )
    expect(words({ kind: 'article-test', format: 'article' })).toBe('Article with a test')
  })
  it('say which areas are our own reading', () => {
    const areas = ['clinical', 'general'] as const
    expect(areaWords(makeRow())).toBeNull()
    expect(areaWords(makeRow({ areas }))).toBe('Clinical and General')
    expect(areaWords(makeRow({ areas, areasJudged: true }))).toBe('fits clinical and general (our reading)')
  })
  it('tell approval from claim, and what has passed from both', () => {
    const bodies = [
      { id: 'aama', approved: true, past: false },
      { id: 'amt', approved: false, past: false },
      { id: 'nameless', approved: true, past: true },
    ]
    expect(standingWords(makeRow({ bodies }), names)).toEqual({
      approved: ['AAMA'],
      claims: ['AMT'],
      past: ['nameless'],
    })
  })
})
