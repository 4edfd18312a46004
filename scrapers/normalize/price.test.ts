import { describe, expect, test } from 'vitest'

import type { Offer } from '../../src/schema/course.ts'
import { parseMoney, parseOffers } from './price.ts'

test.each([
  ['$19.95', 1995, 'USD'],
  ['$72 95', 7295, 'USD'],
  ['$1,845', 184500, 'USD'],
  ['(3 ratings) $18 Add to cart', 1800, 'USD'],
  ['Individual course$20 Add to cart', 2000, 'USD'],
  ['AUD 55', 5500, 'AUD'],
  ['A$55.50', 5550, 'AUD'],
  ['1.250,00 €', 125000, 'EUR'],
  ['3,500円', 3500, 'JPY'],
  ['$0.00', 0, 'USD'],
  ['29.95', 2995, 'USD'],
  ['$20 100 courses', 2000, 'USD'],
  ['$45. 20 people', 4500, 'USD'],
  ['DKK 1 299', 129900, 'DKK'],
  ['$1 298,00', 129800, 'USD'],
  ['$1,299 99', 129999, 'USD'],
  ['US$:12.99', 1299, 'USD'],
  ['5.00 US dollars', 500, 'USD'],
  ['99¢', 99, 'USD'],
  ['50 cents', 50, 'USD'],
  ['R 273.00', 27300, 'ZAR'],
  ['Dkk 499', 49900, 'DKK'],
])('%j is %i %s', (text, minor, currency) => {
  expect(parseMoney(text)).toEqual({ minor, currency })
})

test.each([
  'Free',
  '12 courses',
  'the certificate is only $',
  '-$5',
  '80%',
  '1e12',
  'NaN',
  '$1.5M',
  '7 990 kr',
  'Course 101',
  '2023-10-10',
  '12:30',
])('%j is no amount', (text) => {
  expect(parseMoney(text)).toBeNull()
})

test('the shop settles what a bare number and a dollar sign are', () => {
  expect(parseMoney('29', { currency: 'CAD' })).toEqual({ minor: 2900, currency: 'CAD' })
  expect(parseMoney('$29', { currency: 'AUD' })).toEqual({ minor: 2900, currency: 'AUD' })
  expect(parseMoney('$29', { currency: 'EUR' })).toEqual({ minor: 2900, currency: 'USD' })
})

describe('price blocks', () => {
  const show = ({ for: whom, kind, price, listPrice, extraFee }: Offer) =>
    [
      whom,
      kind,
      price === null ? 'unknown' : `${String(price.min?.minor ?? '')}-${String(price.max?.minor ?? '')}`,
      ...(listPrice === null ? [] : [`list ${String(listPrice.min?.minor)}`]),
      ...(extraFee === null ? [] : [`${extraFee.what} ${String(extraFee.price?.min?.minor)}`]),
    ].join(' ')

  test.each([
    ['Original price was: $32.00. Current price is: $24.00.', ['anyone purchase 2400-2400 list 3200']],
    ['$10.00 – $30.00', ['anyone purchase 1000-3000']],
    ['from $15', ['anyone purchase 1500-']],
    ['up to $60', ['anyone purchase -6000']],
    ['Member: $15 / Non-Member: $30', ['anyone purchase 3000-3000', 'members purchase 1500-1500']],
    ['$15 for members, $30 for non-members', ['anyone purchase 3000-3000', 'members purchase 1500-1500']],
    ['Regular $40.00 Member $20.00', ['anyone purchase 4000-4000', 'members purchase 2000-2000']],
    ['Free for members, $25 for non-members', ['anyone purchase 2500-2500', 'members included unknown']],
    ['Included with membership', ['members included unknown']],
    ['Cost: Free', ['anyone free 0-0']],
    ['No charge', ['anyone free 0-0']],
    ['Free training, certificate $25', ['anyone free 0-0 certificate 2500']],
    ['Tuition $100 + $15 processing fee', ['anyone purchase 10000-10000 processing fee 1500']],
    ['Course $20.00 (Student Manual $ 6.00)', ['anyone purchase 2000-2000 manual 600']],
    ['Total $650.00 (tuition $490.00, books $120.00, registration $40.00)', ['anyone purchase 65000-65000']],
    ['$329 T-$147/F-$182', ['anyone purchase 32900-32900']],
    ['Free; certificates sold separately', ['anyone free 0-0 certificate undefined']],
    ['List Price $9; Goal Price $9', ['anyone purchase 900-900']],
    ['Was: $50.00 Now: $35.00 You save: $15.00', ['anyone purchase 3500-3500 list 5000']],
    ['Save $20! $45.00', ['anyone purchase 4500-4500']],
    ['Earn 2 CEUs for only $27 — a $250 value!', ['anyone purchase 2700-2700']],
    ['$28 | $20', ['anyone purchase 2000-2800']],
  ])('%j', (text, offers) => {
    expect(parseOffers(text).map(show)).toEqual(offers)
  })

  test.each([
    'Price on request',
    'Fee: Variable',
    'Register a free account',
    '$9.98 per contact hour',
    'Two payments of $50',
    'N/A',
    '',
  ])('%j states no price', (text) => {
    expect(parseOffers(text)).toEqual([])
  })
})
