import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { parseBodies } from '../../scrapers/normalize/body.ts'
import { parseCredits } from '../../scrapers/normalize/credits.ts'
import { parseDate } from '../../scrapers/normalize/date.ts'
import { parseMinutes } from '../../scrapers/normalize/duration.ts'
import { parseFormat } from '../../scrapers/normalize/format.ts'
import { readAudience, readDate } from '../../scrapers/normalize/listing-facts.ts'
import { parseOffers } from '../../scrapers/normalize/price.ts'
import { readPrinted, type Printed } from '../../scrapers/normalize/printed.ts'
import { parseCertificate } from '../../scrapers/normalize/terms.ts'
import type { Offer } from '../../src/schema/course.ts'
import type { Span } from '../../src/schema/values.ts'
import { SHARED } from '../replay-pages.ts'
import cases from './printed-wordings.json' with { type: 'json' }

const FILE = join(SHARED, 'facts/printed-wordings.json')
const TODAY = '2026-11-22'

const showSpan = (span: Span<number> | null) => {
  if (span === null) return null
  return span.min === span.max ? String(span.min) : `${String(span.min ?? '')}..${String(span.max ?? '')}`
}

function showOffer({ for: whom, kind, price }: Offer): string {
  if (kind !== 'purchase') return `${whom} ${kind}`
  return `${whom} ${String(showSpan(price === null ? null : { min: price.min?.minor ?? null, max: price.max?.minor ?? null }))}`
}

const printedOf = (text: string): Printed =>
  readPrinted({
    key: '1',
    url: '',
    title: '',
    type: null,
    categories: [],
    tags: [],
    prices: [],
    labels: [],
    texts: [text],
  })

const READERS: Record<string, (text: string, issuer: string | undefined) => unknown> = {
  credits: (text, issuer) =>
    parseCredits(text, issuer === undefined ? {} : { issuer })?.map(
      ({ unit, amount }) => `${unit} ${String(showSpan(amount))}`,
    ) ?? null,
  minutes: (text) => showSpan(parseMinutes(text)),
  offers: (text) => parseOffers(text).map(showOffer),
  date: (text) => parseDate(text, { now: TODAY }),
  expires: (text) => readDate(printedOf(text), 'expires', TODAY)?.value ?? null,
  released: (text) => readDate(printedOf(text), 'released', TODAY)?.value ?? null,
  reviewed: (text) => readDate(printedOf(text), 'reviewed', TODAY)?.value ?? null,
  bodies: (text) => parseBodies(text).map(({ body }) => body),
  certificate: parseCertificate,
  audience: (text) => readAudience(printedOf(text)),
  format: parseFormat,
}

describe.skipIf(!existsSync(FILE))('wordings seen in print, against values written down by hand', () => {
  const wordings = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as { text: string }[]) : []

  test('every wording has its values', () => {
    expect(cases.map(({ n }) => n)).toEqual(wordings.map((_, n) => n))
    const changed = cases.filter(
      ({ n, sha256 }) =>
        !createHash('sha256')
          .update(wordings[n]?.text ?? '')
          .digest('hex')
          .startsWith(sha256),
    )
    expect(changed).toEqual([])
  })

  test('at least 95 % of the wordings are read as a person reads them', () => {
    const wrong = cases.flatMap(({ n, expect: values, ...rest }) => {
      const text = wordings[n]?.text ?? ''
      const issuer = 'issuer' in rest ? rest.issuer : undefined
      const misread = Object.entries(values).flatMap(([field, value]) => {
        const read = READERS[field]?.(text, issuer)
        return JSON.stringify(read) === JSON.stringify(value)
          ? []
          : [`${String(n)} ${field}: ${JSON.stringify(read)} for ${JSON.stringify(value)}`]
      })
      return misread.length === 0 ? [] : [misread.join(', ')]
    })
    const share = 1 - wrong.length / cases.length
    console.info(`printed wordings: ${(share * 100).toFixed(1)} % of ${String(cases.length)}\n${wrong.join('\n')}`)
    expect(share).toBeGreaterThanOrEqual(0.95)
  })
})
