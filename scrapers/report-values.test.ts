import { expect, it } from 'vitest'

import { cost, sampleOffer, usd } from '../tests/scrape-samples.ts'
import { formatValue } from './report-values.ts'

it.each<[string, unknown, string]>([
  ['offers', [], 'none'],
  ['offers', [sampleOffer()], '20.00 USD'],
  ['offers', [sampleOffer({ price: null })], 'not known'],
  [
    'offers',
    [sampleOffer({ listPrice: cost(2500) }), sampleOffer({ for: 'members', kind: 'included' })],
    '20.00 USD (list 25.00 USD), members: included',
  ],
  ['offers', [sampleOffer({ price: { min: usd(1000), max: usd(2000) } })], '10.00 USD to 20.00 USD'],
  ['price', { min: null, max: usd(2000) }, 'up to 20.00 USD'],
  ['minutes', { min: 60, max: null }, 'from 60'],
  ['minutes', null, 'not known'],
  ['credits', null, 'not known'],
  ['credits', [{ unit: 'aama-ceu', amount: { min: 1, max: 1 }, parts: null }], '1 aama-ceu'],
  [
    'approvals',
    [
      { body: 'aama', basis: 'approved' },
      { body: 'nha', basis: 'provider-claims' },
    ],
    'aama, nha (claimed)',
  ],
  ['areas', ['clinical', 'general'], 'clinical, general'],
  ['expires', '2027-05', '"2027-05"'],
  ['vanished', null, 'not known'],
])('writes %s %j as %s', (field, value, words) => {
  expect(formatValue(field, value)).toBe(words)
})
