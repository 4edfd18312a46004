import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { loadCatalog } from '../catalog/load.ts'
import type { Offer } from '../schema/course.ts'
import type { MoneySpan, Span } from '../schema/values.ts'
import { priceForMe, pricePerCredit, type Held, type PriceForMe, type Terms } from './price-for-me.ts'

const ON = '2026-11-22'
const usd = (minor: number) => ({ minor, currency: 'USD' })
const at = (minor: number, currency = 'USD') => ({ min: { minor, currency }, max: { minor, currency } })
const offer = (changes: Partial<Offer> = {}): Offer => ({
  ...{ for: 'anyone', kind: 'purchase', price: at(2000), listPrice: null, until: null, extraFee: null },
  ...changes,
})
const terms = (id: string, percentOff: number, providers = ['shop'], courses: string[] = []): Terms => ({
  id,
  name: id,
  opens: [{ providers, courses, percentOff, note: 'Some.', source: null }],
})
const holds = (...ids: string[]): Held[] => ids.map((id) => ({ id, until: null }))
const price = (offers: Offer[], held: Held[] = [], memberships: Terms[] = [], on = ON) =>
  priceForMe({ id: 'shop/course', provider: 'shop', offers }, { held, memberships, on })

describe('what a course costs one visitor', () => {
  it('is what anyone pays while she holds nothing', () => {
    expect(price([offer()])).toEqual({
      price: at(2000),
      kind: 'purchase',
      listPrice: null,
      until: null,
      extra: [],
      through: null,
      without: at(2000),
      others: [],
    })
    expect(price([])).toMatchObject({ price: null, kind: null, without: null })
    expect(price([offer({ price: null })])).toMatchObject({ price: null, kind: 'purchase', without: null })
  })

  it('is included with a membership, which says what it would cost without', () => {
    const offers = [offer(), offer({ for: 'ace', kind: 'included', price: null })]
    expect(price(offers, [{ id: 'ace', until: '2027-03-14' }])).toMatchObject({
      price: at(0),
      kind: 'included',
      through: 'ace',
      until: '2027-03-14',
      without: at(2000),
      others: [],
    })
    expect(price(offers)).toMatchObject({ price: at(2000), others: [{ for: 'ace', kind: 'included', price: at(0) }] })
  })

  it('counts a membership through its last day, not after it', () => {
    const offers = [offer(), offer({ for: 'ace', kind: 'included', price: null })]
    expect(price(offers, [{ id: 'ace', until: ON }]).kind).toBe('included')
    expect(price(offers, [{ id: 'ace', until: '2026-11-21' }]).kind).toBe('purchase')
  })

  it('honours the end of a sale', () => {
    const offers = [offer({ price: at(1000), listPrice: at(2000), until: ON }), offer()]
    expect(price(offers)).toMatchObject({ price: at(1000), listPrice: at(2000), until: ON })
    expect(price(offers, [], [], '2026-11-23')).toMatchObject({ price: at(2000), listPrice: null, until: null })
    expect(price(offers.slice(0, 1), [], [], '2026-11-23')).toMatchObject({ price: null, kind: null })
  })

  it('adds fees; one without an amount leaves the high end open', () => {
    const manual = offer({ extraFee: { what: 'manual', price: at(600) } })
    const license = offer({ extraFee: { what: 'license', price: null } })
    const abroad = offer({ extraFee: { what: 'postage', price: at(500, 'CAD') } })
    expect(price([manual])).toMatchObject({ price: at(2600), extra: [{ what: 'manual', price: at(600) }] })
    expect(price([license]).price).toEqual({ min: usd(2000), max: null })
    expect(price([abroad])).toMatchObject({ price: { min: usd(2000), max: null }, extra: [{ price: at(500, 'CAD') }] })
  })

  it('keeps "free, certificate extra" free, with the certificate in what it costs', () => {
    const paid = offer({ kind: 'free', price: at(0), extraFee: { what: 'certificate', price: at(1500) } })
    expect(price([paid])).toMatchObject({ kind: 'free', price: at(1500), extra: [{ what: 'certificate' }] })
    expect(pricePerCredit(price([paid]), { min: 3, max: 3 })).toEqual(at(500))
    const unsaid = offer({ kind: 'free', price: at(0), extraFee: { what: 'certificate', price: null } })
    expect(price([unsaid])).toMatchObject({ kind: 'free', price: { min: usd(0), max: null } })
  })

  it('takes a percentage off the price before any sale, rounded half up', () => {
    const sale = offer({ price: at(1501), listPrice: at(2001) })
    expect(price([sale], holds('half'), [terms('half', 50)]).price).toEqual(at(1001))
    expect(price([offer({ price: at(1501) })], holds('half'), [terms('half', 50)])).toMatchObject({
      price: at(751),
      kind: 'purchase',
      listPrice: at(1501),
      through: 'half',
      without: at(1501),
    })
    expect(price([offer({ price: null })], holds('half'), [terms('half', 50)]).price).toBeNull()
    expect(price([], holds('all'), [terms('all', 100)])).toMatchObject({ kind: 'included', price: at(0) })
  })

  it('lets a printed member price overrule a percentage', () => {
    const offers = [offer(), offer({ for: 'half', price: at(1500) })]
    expect(price(offers, holds('half'), [terms('half', 50)]).price).toEqual(at(1500))
  })

  it('opens courses of the named providers and named courses only', () => {
    expect(price([offer()], holds('all'), [terms('all', 100, ['other'])]).kind).toBe('purchase')
    expect(price([offer()], holds('all'), [terms('all', 100, [], ['shop/course'])]).kind).toBe('included')
  })

  it('never applies a price for members of whom is not said which, but tells of it', () => {
    const offers = [offer(), offer({ for: 'members', price: at(500) })]
    expect(price(offers, holds('ace', 'members'))).toMatchObject({
      price: at(2000),
      others: [{ for: 'members', kind: 'purchase', price: at(500) }],
    })
  })

  it('never compares currencies: what anyone pays stays', () => {
    const offers = [offer({ price: at(3000, 'AUD') }), offer({ for: 'ace', price: at(500) })]
    expect(price(offers, holds('ace')).price).toEqual(at(3000, 'AUD'))
    expect(price([offer({ price: null }), ...offers.slice(1)], holds('ace')).price).toEqual(at(500))
  })

  it('keeps ranges and takes the lower high end', () => {
    const range = { min: usd(1000), max: usd(6000) }
    const offers = [offer({ price: range }), offer({ for: 'ace', price: at(2000) })]
    expect(price(offers).price).toEqual(range)
    expect(price(offers, holds('ace')).price).toEqual(at(2000))
    expect(price([offer({ price: at(900) }), offer({ for: 'ace', price: range })], holds('ace')).through).toBeNull()
  })
})

describe('the price of one credit', () => {
  const per = (total: MoneySpan | null, credits: Span<number> | null) => pricePerCredit({ price: total }, credits)
  it.each([
    [1995, 1.5, 1330],
    [1, 2, 1],
    [1, 3, 0],
    [3, 1.2, 3],
    [0, 5, 0],
    [2000, 0.25, 8000],
  ])('of %d cents for %d credits is %d cents', (total, count, each) => {
    expect(per(at(total), { min: count, max: count })).toEqual(at(each))
  })
  it('keeps ranges and leaves open what is not known', () => {
    expect(per({ min: usd(1000), max: usd(2000) }, { min: 1, max: 2 })).toEqual({ min: usd(500), max: usd(2000) })
    expect(per(at(1000), { min: null, max: 2 })).toEqual({ min: usd(500), max: null })
    expect(per(at(1000), { min: 2, max: null })).toEqual({ min: null, max: usd(500) })
    expect(per({ min: usd(1000), max: null }, { min: 2, max: 2 })).toEqual({ min: usd(500), max: null })
    expect(per(at(1000), { min: 0, max: 0 })).toBeNull()
    expect(per(null, { min: 1, max: 1 })).toBeNull()
    expect(per(at(1000), null)).toBeNull()
  })
})

const IDS = ['ace', 'relias', 'aama']
const cents = fc.integer({ min: 0, max: 10_000 })
const span = (currencies: readonly string[]) =>
  fc
    .record({ ends: fc.tuple(fc.option(cents), fc.option(cents)), currency: fc.constantFrom(...currencies) })
    .filter(({ ends: [min, max] }) => (min !== null || max !== null) && (min === null || max === null || min <= max))
    .map(({ ends: [min, max], currency }): MoneySpan => ({
      min: min === null ? null : { minor: min, currency },
      max: max === null ? null : { minor: max, currency },
    }))
const anOffer = (currencies: readonly string[]): fc.Arbitrary<Offer> =>
  fc
    .record({
      for: fc.constantFrom('anyone', 'anyone', 'members', ...IDS),
      kind: fc.constantFrom<Offer['kind'][]>('purchase', 'purchase', 'included', 'free'),
      price: fc.option(span(currencies)),
      listPrice: fc.option(span(currencies)),
      until: fc.constantFrom(null, null, '2026-11-21', ON, '2027-01-01'),
      extraFee: fc.option(fc.record({ what: fc.constant('manual'), price: fc.option(span(currencies)) })),
    })
    .map((made) => ({ ...made, price: made.kind === 'purchase' ? made.price : null }))
const someTerms = fc.tuple(
  ...IDS.map((id) => fc.option(fc.constantFrom(10, 33, 50, 100)).map((percent) => percent && terms(id, percent))),
)
const held = fc.uniqueArray(fc.constantFrom(...IDS))
const situation = (currencies: readonly string[]) =>
  fc.record({ offers: fc.array(anOffer(currencies), { maxLength: 6 }), some: someTerms, first: held, more: held })

const top = ({ price: total }: PriceForMe) => total?.max?.minor ?? Infinity
const runs = { numRuns: 2000 }

describe('for any offers and memberships', () => {
  it('more memberships never raise the price, nor lose one that was known', () => {
    fc.assert(
      fc.property(situation(['USD']), ({ offers, some, first, more }) => {
        const memberships = some.filter((one) => one !== null)
        const fewer = price(offers, holds(...first), memberships)
        const greater = price(offers, holds(...first, ...more), memberships)
        expect(top(greater)).toBeLessThanOrEqual(top(fewer))
        if (fewer.price !== null) expect(greater.price).not.toBeNull()
        expect(greater.without).toEqual(fewer.without)
      }),
      runs,
    )
  })

  it('the same holds within a currency where several occur', () => {
    fc.assert(
      fc.property(situation(['USD', 'AUD', 'EUR']), ({ offers, some, first, more }) => {
        const memberships = some.filter((one) => one !== null)
        const fewer = price(offers, holds(...first), memberships)
        const greater = price(offers, holds(...first, ...more), memberships)
        const [before, after] = [fewer.price?.max, greater.price?.max]
        if (before != null && before.currency === after?.currency) expect(after.minor).toBeLessThanOrEqual(before.minor)
        if (fewer.price !== null) expect(greater.price).not.toBeNull()
        const ends = [greater.price?.min, greater.price?.max].filter((end) => end != null)
        expect(new Set(ends.map(({ currency }) => currency)).size).toBeLessThanOrEqual(1)
      }),
      runs,
    )
  })

  it('the order of offers and of memberships does not matter', () => {
    fc.assert(
      fc.property(situation(['USD', 'AUD']), fc.infiniteStream(fc.nat()), ({ offers, some, first }, keys) => {
        const memberships = some.filter((one) => one !== null)
        const shuffled = offers
          .map((one) => ({ one, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one)
        expect(price(shuffled, holds(...first).reverse(), memberships.toReversed())).toEqual(
          price(offers, holds(...first), memberships),
        )
      }),
      runs,
    )
  })

  it('what is not known stays so', () => {
    fc.assert(
      fc.property(situation(['USD']), ({ offers, some, first }) => {
        const memberships = some.filter((one) => one !== null)
        const unknown = offers
          .filter(({ kind }) => kind === 'purchase')
          .map((one) => ({ ...one, price: null, listPrice: null }))
        const mine = price(unknown, holds(...first), memberships)
        if (mine.kind !== 'included') expect(mine.price).toBeNull()
        expect(pricePerCredit({ price: null }, { min: 1, max: 1 })).toBeNull()
      }),
      runs,
    )
  })

  it('amounts are whole cents, and so are their sums', () => {
    fc.assert(
      fc.property(cents, cents, (base, fee) => {
        expect(price([offer({ price: at(base), extraFee: { what: 'manual', price: at(fee) } })]).price).toEqual(
          at(base + fee),
        )
      }),
    )
    fc.assert(
      fc.property(situation(['USD']), ({ offers, some, first }) => {
        const mine = price(
          offers,
          holds(...first),
          some.filter((one) => one !== null),
        )
        for (const end of [mine.price?.min, mine.price?.max])
          if (end != null) expect(end.minor).toSatisfy(Number.isInteger)
      }),
      runs,
    )
  })

  it('a credit costs the price divided by the credits', () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 600_000 }), (total, parts) => {
        const each = pricePerCredit({ price: at(total) }, { min: parts / 10_000, max: parts / 10_000 })
        // Nearest whole cent, halves up, in exact integers.
        const doubled = 2n * BigInt(total) * 10_000n + BigInt(parts)
        expect(each).toEqual(at(Number(doubled / (2n * BigInt(parts)))))
      }),
    )
  })
})

describe('in the catalog', () => {
  const { courses, memberships } = loadCatalog('data')
  const course = (id: string) => courses.find((one) => one.id === id) ?? expect.fail(`no course ${id}`)
  it('ACE and the LabCE package include their courses', () => {
    const packaged = course('labce/special-topics-in-phlebotomy')
    expect(priceForMe(packaged, { held: holds('labce-phlebotomy-package'), memberships, on: ON })).toMatchObject({
      kind: 'included',
      without: at(2000),
    })
    const ace = courses.filter(({ provider }) => provider === 'ace')
    expect(ace.map((one) => priceForMe(one, { held: holds('ace-membership'), memberships, on: ON }).kind)).toEqual(
      ace.map(() => 'included'),
    )
  })
  it('has a price for everyone wherever one is printed', () => {
    for (const one of courses) {
      const printed = one.offers.some((any) => any.for === 'anyone' && any.price !== null)
      expect(priceForMe(one, { held: [], memberships, on: ON }).price !== null).toBe(printed)
    }
  })
})
