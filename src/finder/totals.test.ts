import { describe, expect, it } from 'vitest'

import type { Answer } from '../credentials/answers.ts'
import type { MoneySpan, Span } from '../schema/values.ts'
import type { Hit } from './hit.ts'
import type { Names } from './names.ts'
import { totalWords } from './totals.ts'

const names: Names = {
  bodies: {},
  providers: {},
  memberships: { ace: 'ACE annual membership' },
  credentials: { cma: { name: 'CMA (AAMA)', unit: 'ceu' } },
  units: { ceu: { one: 'AAMA CEU', many: 'AAMA CEUs' } },
}
const usd = (min: number | null, max = min): MoneySpan => ({
  min: min === null ? null : { minor: min, currency: 'USD' },
  max: max === null ? null : { minor: max, currency: 'USD' },
})
const credits = (min: number | null, max = min): Span<number> => ({ min, max })

interface Given {
  price?: MoneySpan | null
  kind?: Hit['price']['kind']
  answer?: Answer
  gives?: Span<number> | null
  over?: boolean
  /** What is charged on top, nobody knows how much. */
  fee?: string
}
const hit = ({ price = null, kind = 'purchase', answer, gives = null, over = false, fee }: Given) =>
  ({
    row: { over },
    mine: answer === undefined ? [] : [{ credential: 'cma', answer, credits: gives, reason: '' }],
    price: {
      ...{ price, kind, through: kind === 'included' ? 'ace' : null },
      extra: fee === undefined ? [] : [{ what: fee, price: null }],
    },
  }) as unknown as Hit
const words = (given: readonly Given[], credentials: readonly string[] = []) =>
  totalWords(given.map(hit), credentials, names)

describe('what courses cost together', () => {
  it.each<[Given[], string]>([
    [[{ price: usd(1500) }, { price: usd(3000) }], 'Together they cost $45.'],
    [[{ price: usd(1500) }], 'It costs $15.'],
    [[{ price: usd(1500, 2000) }, { price: usd(3000) }], 'Together they cost $45 to $50.'],
    [[{ price: usd(4500) }, {}, {}], 'Together they cost at least $45; 2 prices not known.'],
    [[{ price: usd(4500, null) }, { price: usd(0) }], 'Together they cost at least $45.'],
    [[{ price: usd(0) }, { price: usd(0) }], 'Together they cost nothing.'],
    [[{}, {}], '2 prices not known.'],
    [
      [{ price: usd(0), kind: 'included' }, { price: usd(1500) }],
      'Together they cost $15; 1 costs nothing further with ACE annual membership.',
    ],
    [
      [
        { price: usd(0), kind: 'included' },
        { price: usd(0), kind: 'included' },
      ],
      'They cost nothing further with ACE annual membership.',
    ],
    [[{ price: usd(500), kind: 'included' }], 'It costs $5; what a membership costs is not in it.'],
    [[{ price: usd(0, null), kind: 'free', fee: 'certificate' }], 'It is free, certificate extra.'],
    [
      [{ price: usd(0, null), kind: 'free', fee: 'certificate' }, { price: usd(1500) }],
      'Together they cost at least $15; 1 is free, certificate extra.',
    ],
    [[{ price: usd(0), kind: 'free' }, {}], '1 costs nothing; 1 price not known.'],
    [
      [{ price: usd(1500) }, { price: { min: null, max: { minor: 900, currency: 'AUD' } } }],
      'Together they cost at least $15; 1 price in other money.',
    ],
  ])('%j', (given, said) => {
    expect(words(given)).toEqual([said])
  })
})

describe('what they give', () => {
  const said = (given: readonly Given[]) => words(given, ['cma'])[0]
  it('adds what surely counts, low ends first', () => {
    expect(
      said([
        { answer: 'counts', gives: credits(1.5) },
        { answer: 'counts', gives: credits(1) },
      ]),
    ).toBe('2.5 AAMA CEUs that count for CMA (AAMA).')
    expect(said([{ answer: 'counts', gives: credits(1, 2) }])).toBe('At least 1 AAMA CEU that counts for CMA (AAMA).')
  })
  it('tells limits and what is not added', () => {
    expect(
      said([
        { answer: 'counts', gives: credits(4) },
        { answer: 'counts-with-limit', gives: credits(4) },
        { answer: 'counts' },
        { answer: 'not-confirmed', gives: credits(9) },
        { answer: 'does-not-count' },
      ]),
    ).toBe(
      'At least 4 AAMA CEUs that count for CMA (AAMA); of 1 we do not know how many; 1 more counts only up to a limit; 1 not confirmed; 1 does not count.',
    )
  })
  it('adds no credits up that fall under a limit', () => {
    const card: Given = { answer: 'counts-with-limit', gives: credits(4) }
    expect(said([card, card, card, card, card, card])).toBe('6 count for CMA (AAMA) only up to a limit.')
    expect(said([card, card, { answer: 'counts', gives: credits(13) }])).toBe(
      '13 AAMA CEUs that count for CMA (AAMA); 2 more count only up to a limit.',
    )
  })
  it('promises nothing where nothing surely counts', () => {
    expect(said([{ answer: 'not-confirmed', gives: credits(2) }])).toBe(
      'None of them is sure to count for CMA (AAMA); 1 not confirmed.',
    )
  })
})

it('leaves out what has ended, and says so', () => {
  expect(words([{ price: usd(1500) }, { price: usd(900), over: true }], ['cma']).slice(1)).toEqual([
    'It costs $15.',
    '1 course has ended and is not added up.',
  ])
  expect(words([{ over: true }])).toEqual(['1 course has ended and is not added up.'])
  expect(words([])).toEqual([])
})
