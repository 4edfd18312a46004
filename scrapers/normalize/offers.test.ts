import { expect, test } from 'vitest'

import type { ListedPrice } from '../provider.ts'
import { normalizeOffers } from './offers.ts'

const price = (minor: number, tier: string | null = null, more: Partial<ListedPrice> = {}): ListedPrice => ({
  tier,
  price: { minor, currency: 'USD' },
  listPrice: null,
  free: minor === 0,
  printed: null,
  ...more,
})
const show = (prices: readonly ListedPrice[]) =>
  normalizeOffers(prices).map(({ for: whom, kind, price: span }) => [
    whom,
    kind,
    span?.min?.minor ?? null,
    span?.max?.minor ?? null,
  ])

test('anyone pays the price of non-members, members their own, students are left out', () => {
  const tiers = [price(1000, 'Student'), price(1500, 'AAMA member'), price(3000, 'Non-member')]
  expect(show(tiers)).toEqual([
    ['anyone', 'purchase', 3000, 3000],
    ['members', 'purchase', 1500, 1500],
  ])
})

test('free for members is included, not free', () => {
  expect(show([price(0, 'Member'), price(1900, 'Non-member')])).toEqual([
    ['anyone', 'purchase', 1900, 1900],
    ['members', 'included', null, null],
  ])
})

test('a range is a span, and one from 0 has no known low end', () => {
  expect(show([price(1000), price(3000)])).toEqual([['anyone', 'purchase', 1000, 3000]])
  expect(show([price(0, null, { free: false }), price(1900)])).toEqual([['anyone', 'purchase', null, 1900]])
})

test('free is what is printed as free; no price is nothing', () => {
  expect(show([price(0)])).toEqual([['anyone', 'free', 0, 0]])
  expect(show([price(0, null, { free: false })])).toEqual([])
  expect(show([])).toEqual([])
})

test('prices of the parts say nothing of the whole', () => {
  expect(normalizeOffers([price(0), price(2500)], { isSum: true })).toMatchObject([
    { for: 'anyone', kind: 'purchase', price: null },
  ])
})
