import { describe, expect, it } from 'vitest'

import { makeCourse } from '../../tests/records.ts'
import type { Approval, Offer } from '../schema/course.ts'
import { areasOf, isAccredited, isOver, isRanked, issuedCredit, lastDayOf, offerForAnyone } from './courses.ts'

const usd = (minor: number) => ({ minor, currency: 'USD' })
const at = (minor: number) => ({ min: usd(minor), max: usd(minor) })
const offer = (own: Partial<Offer> = {}): Offer => ({
  for: 'anyone',
  kind: 'purchase',
  price: at(2000),
  listPrice: null,
  until: null,
  extraFee: null,
  ...own,
})
const approval = (own: Partial<Approval> = {}): Approval => ({
  body: 'pace',
  basis: 'approved',
  number: null,
  from: null,
  until: null,
  ...own,
})

describe('lastDayOf', () => {
  it.each([
    ['2025', '2025-12-31'],
    ['2024-02', '2024-02-29'],
    ['2025-02', '2025-02-28'],
    ['2025-12', '2025-12-31'],
    ['2025-08-31', '2025-08-31'],
  ])('%s ends on %s', (date, day) => {
    expect(lastDayOf(date)).toBe(day)
  })
})

describe('isOver', () => {
  it('judges a month by its last day', () => {
    expect(isOver(makeCourse({ expires: '2025-02' }), '2025-02-28')).toBe(false)
    expect(isOver(makeCourse({ expires: '2025-02' }), '2025-03-01')).toBe(true)
  })
  it('knows ended and vanished ones', () => {
    expect(isOver(makeCourse({ ended: true }), '2000-01-01')).toBe(true)
    expect(isOver(makeCourse({ vanished: '2026-01-01' }), '2026-02-01')).toBe(true)
    expect(isOver(makeCourse(), '2026-02-01')).toBe(false)
  })
})

describe('isAccredited', () => {
  it('takes an approval of this course that is not past its date, and no claim', () => {
    const on = '2026-11-22'
    expect(isAccredited(makeCourse({ approvals: [approval()] }), on)).toBe(true)
    expect(isAccredited(makeCourse({ approvals: [approval({ until: '2026-11-22' })] }), on)).toBe(true)
    expect(isAccredited(makeCourse({ approvals: [approval({ until: '2026-11-21' })] }), on)).toBe(false)
    expect(isAccredited(makeCourse({ approvals: [approval({ basis: 'provider-claims' })] }), on)).toBe(false)
    expect(isAccredited(makeCourse(), on)).toBe(false)
  })
})

describe('offerForAnyone', () => {
  it('leaves out members, what is included and what has run out', () => {
    const included = offer({ for: 'ace-membership', kind: 'included', price: null })
    const sale = offer({ price: at(1000), until: '2026-11-01' })
    expect(offerForAnyone(makeCourse({ offers: [included] }), '2026-11-22')).toBeNull()
    expect(offerForAnyone(makeCourse({ offers: [sale, offer()] }), '2026-11-22')?.price).toEqual(at(2000))
    expect(offerForAnyone(makeCourse({ offers: [sale, offer()] }), '2026-11-01')?.price).toEqual(at(1000))
  })
  it('prefers a known price to an unknown one', () => {
    expect(offerForAnyone(makeCourse({ offers: [offer({ price: null }), offer()] }), '2026-11-22')?.price).toEqual(
      at(2000),
    )
  })
})

describe('issuedCredit', () => {
  const credit = (unit: string, amount: number | null) => ({
    unit,
    amount: amount === null ? null : { min: amount, max: amount },
  })
  it('takes of alternatives the smallest unit of known size, a bare CEU only where there is nothing else', () => {
    expect(issuedCredit([credit('iacet-ceu', 0.1), credit('pace-hour', 1)])?.unit).toBe('pace-hour')
    expect(issuedCredit([credit('bare-ceu', 2), credit('pace-hour', 1)])?.unit).toBe('pace-hour')
    expect(issuedCredit([credit('bare-ceu', 2)])?.unit).toBe('bare-ceu')
    expect(isRanked('bare-ceu')).toBe(false)
  })
  it('knows nothing of credits without an amount', () => {
    for (const credits of [null, [], [credit('pace-hour', null)]]) expect(issuedCredit(credits)).toBeNull()
    expect(issuedCredit([{ unit: 'pace-hour', amount: { min: null, max: 2 } }])).toBeNull()
  })
})

describe('areasOf', () => {
  it('lets printed areas win over judged ones', () => {
    const areaFit = { areas: ['clinical' as const], why: 'drawing blood' }
    expect(areasOf(makeCourse({ areas: ['general'], areaFit }))).toEqual({ areas: ['general'], judged: false })
    expect(areasOf(makeCourse({ areaFit }))).toEqual({ areas: ['clinical'], judged: true })
    expect(areasOf(makeCourse())).toEqual({ areas: [], judged: false })
  })
})
