import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { decimalsOf } from '../../scrapers/normalize/currency.ts'
import { parseDate } from '../../scrapers/normalize/date.ts'
import { parseMinutes } from '../../scrapers/normalize/duration.ts'
import { normalizeListing } from '../../scrapers/normalize/listing.ts'
import { parseMoney } from '../../scrapers/normalize/price.ts'
import { parseText } from '../../scrapers/normalize/text.ts'
import type { Listing } from '../../scrapers/provider.ts'
import { Course } from '../../src/schema/course.ts'
import { Text } from '../../src/schema/values.ts'
import { SHARED } from '../replay-pages.ts'

const path = (name: string) => join(SHARED, 'cases', name)
const read = <T>(name: string): T[] =>
  existsSync(path(name)) ? (JSON.parse(readFileSync(path(name), 'utf8')) as T[]) : []
const percent = (part: number, all: number) => `${((part / all) * 100).toFixed(1)} % of ${String(all)}`

describe.skipIf(!existsSync(path('price-parser')))('prices of other projects', () => {
  interface Case {
    price_raw: string
    currency: string | null
    amount: string | null
  }
  const judged = read<Case>('price-parser/cases.json').map((each) => {
    const money = parseMoney(each.price_raw)
    const amount = money === null ? null : money.minor / 10 ** decimalsOf(money.currency)
    const wanted = each.amount === null ? null : Math.round(Number(each.amount) * 100) / 100
    return { each, right: amount === wanted, confident: amount !== null }
  })
  const share = (list: typeof judged) => list.filter(({ right }) => right).length / list.length

  test('at least 97 % are right, 99 % of those in dollars, and under 0.5 % are wrong with confidence', () => {
    // Of one text two amounts are wanted, by the decimal point that a caller names: such a text by itself says neither.
    const isSettled = ({ each }: (typeof judged)[number]) =>
      judged.every(({ each: other }) => other.price_raw !== each.price_raw || other.amount === each.amount)
    const dollars = judged.filter((one) => one.each.price_raw.includes('$') && isSettled(one))
    const wrong = judged.filter(({ right, confident }) => !right && confident)
    console.info(
      `prices: ${percent(judged.filter(({ right }) => right).length, judged.length)} right, ${String(wrong.length)} wrong with confidence; in dollars ${percent(dollars.filter(({ right }) => right).length, dollars.length)}`,
    )
    expect(share(judged)).toBeGreaterThanOrEqual(0.97)
    expect(share(dollars)).toBeGreaterThanOrEqual(0.99)
    expect(wrong.length / judged.length).toBeLessThan(0.005)
  })
})

describe.skipIf(!existsSync(path('duckling')))('durations of other projects', () => {
  interface Case {
    text: string
    value: number | null
    unit?: string
  }
  const MINUTES: Record<string, number> = { second: 1 / 60, minute: 1, hour: 60 }

  test('at least 95 % are right', () => {
    const cases = read<Case>('duckling/duration.json').filter(({ unit }) => unit === undefined || unit in MINUTES)
    const right = cases.filter(({ text, value, unit = 'minute' }) => {
      const span = parseMinutes(text)
      if (value === null) return span === null
      return span !== null && span.min === span.max && Math.abs((span.min ?? 0) - value * (MINUTES[unit] ?? 0)) < 0.02
    })
    console.info(`durations: ${percent(right.length, cases.length)}`)
    expect(right.length / cases.length).toBeGreaterThanOrEqual(0.95)
  })
})

describe.skipIf(!existsSync(path('dateparser')))('dates of other projects', () => {
  test('at least 95 % of the numeric and English ones are right', () => {
    const cases = read<{ text: string; expected: string }>('dateparser/dates.json')
    const right = cases.filter(({ text, expected }) => parseDate(text, { now: '2012-11-13' }) === expected.slice(0, 10))
    console.info(`dates: ${percent(right.length, cases.length)}`)
    expect(right.length / cases.length).toBeGreaterThanOrEqual(0.95)
  })
})

describe.skipIf(!existsSync(path('naughty-strings')))('hostile text of other projects', () => {
  const payloads = [
    ...read<string>('naughty-strings/blns.json'),
    ...['dompurify-expect', 'fuzzdb-xss'].flatMap((name) =>
      read<{ payload: string }>(`xss/${name}.json`).map(({ payload }) => payload),
    ),
  ]

  test('comes out as text that the schema takes, or as nothing', () => {
    for (const payload of payloads) {
      const text = parseText(payload)
      if (text !== null) expect(Text.safeParse(text).success, JSON.stringify(payload)).toBe(true)
    }
    expect(payloads.length).toBeGreaterThan(100)
  })

  test('in every field of a listing it leaves a course that the schema takes', () => {
    for (const payload of payloads) {
      const listing: Listing = {
        key: '1',
        url: 'https://shop.example/product/one/',
        title: `Course ${payload}`,
        type: payload,
        categories: [payload],
        tags: [payload],
        prices: [
          { tier: payload, price: { minor: 100, currency: 'USD' }, listPrice: null, free: false, printed: payload },
        ],
        labels: [{ label: payload, value: payload }],
        texts: [payload, payload],
      }
      const normalized = normalizeListing(
        listing,
        { provider: 'shop', publisher: 'Shop', today: '2026-11-22' },
        { isGroup: false },
      )
      if (normalized.is !== 'course') continue
      const checked = Course.safeParse(normalized.course)
      expect(checked.success, JSON.stringify(payload)).toBe(true)
      expect(normalized.course.url).toBe(listing.url)
    }
  })
})
