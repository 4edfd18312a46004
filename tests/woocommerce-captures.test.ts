import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'

import { woocommerce } from '../scrapers/platforms/woocommerce.ts'
import { TryNextWay } from '../scrapers/errors.ts'
import type { Read } from '../scrapers/provider.ts'
import { Course } from '../src/schema/course.ts'
import { Membership } from '../src/schema/membership.ts'
import { drive, openReplay, originOf, SHARED, type Alter } from './replay-pages.ts'

const folderOf = (name: string) => join(SHARED, 'captures', name)
const LIVE = folderOf('woocommerce-live')
const CONTEXT = { provider: 'replay', publisher: 'Replayed shop', today: '2026-11-22' }

interface Product {
  sku: string
  id: number
  title: string
  titleFromHtmlPage?: string
  listedInShop: boolean
  categories: string[]
  shortDescriptionSource: string
  creditStatedIn: string[]
  contactHours: number | null
  ceus: number | null
  regularCents: number | null
  priceCents: number | null
  onSale: boolean
  split?: Record<string, number>
  variations?: { tier: string; priceCents: number; regularCents: number; saleCents: number | null }[]
}

function wayOf(id: string) {
  const way = woocommerce.ways.find((each) => each.id === id)
  if (way === undefined) throw new Error(`there is no way ${id}`)
  return way
}
const read = (id: string, folder = LIVE, alter?: Alter) =>
  drive(wayOf(id).read(originOf(folder)), openReplay(folder, alter)).read
const recordsOf = ({ listings }: Read) =>
  new Map(listings.map((listing) => [listing.key, woocommerce.normalize(listing, CONTEXT)]))
const isDetailed = ({ listings }: Read) =>
  new Set(listings.filter(({ texts }) => texts.some((text) => text !== '')).map(({ key }) => key))

describe.skipIf(!existsSync(LIVE))('answers of real WooCommerce', () => {
  const products = existsSync(LIVE)
    ? (JSON.parse(readFileSync(join(LIVE, 'expected.json'), 'utf8')) as { products: Product[] }).products
    : []
  const listed = products.filter(({ listedInShop }) => listedInShop)

  test.each(['store-api', 'json-ld', 'pages'])('by %s: the listed products and no other', (id) => {
    const result = read(id)
    expect(result).toMatchObject({ announced: 65, complete: true })
    expect(new Set(result.listings.map(({ key }) => key))).toEqual(new Set(listed.map((product) => String(product.id))))
    const records = recordsOf(result)
    const kinds = Object.fromEntries(listed.map(({ sku, id: key }) => [sku, records.get(String(key))]))
    expect(kinds['CE-501']?.is).toBe('membership')
    expect(kinds['CE-505']).toEqual({ is: 'left-out', reason: 'a gift card, not a course' })
    for (const sku of ['CE-502', 'CE-503']) expect(kinds[sku]).toMatchObject({ course: { kind: 'bundle' } })
    for (const record of records.values()) {
      if (record.is === 'course') Course.parse(record.course)
      if (record.is === 'membership') Membership.parse(record.membership)
    }
  })

  test.each(['store-api', 'json-ld', 'pages'])('by %s: what stands in the answers is read, and nothing else', (id) => {
    const result = read(id)
    const detailed = isDetailed(result)
    const records = recordsOf(result)
    const wrong: string[] = []
    const missed: string[] = []
    let facts = 0
    for (const product of listed) {
      const record = records.get(String(product.id))
      if (record?.is !== 'course') continue
      const { course } = record
      const judge = (field: string, value: unknown, right: unknown) => {
        facts += 1
        if (JSON.stringify(value) === JSON.stringify(right)) return
        const list = value === null || (Array.isArray(value) && value.length === 0) ? missed : wrong
        list.push(`${product.sku} ${field}: ${JSON.stringify(value)} for ${JSON.stringify(right)}`)
      }
      const open = product.variations?.find(({ tier }) => tier === 'Non-member')
      const offer = course.offers.find((each) => each.for === 'anyone')
      const onSale = open === undefined ? product.onSale : open.saleCents !== null
      judge('title', course.title === product.titleFromHtmlPage ? product.title : course.title, product.title)
      // A card shows the range of the tiers, not whose they are.
      if (open === undefined || detailed.has(String(product.id))) {
        judge('price', offer?.price?.min?.minor ?? null, (open ?? product).priceCents)
        judge('list price', offer?.listPrice?.min?.minor ?? null, onSale ? (open ?? product).regularCents : null)
      }
      const areas = Object.keys(product.split ?? {}).map((area) => area.toLowerCase())
      const named = product.categories
        .map((category) => category.toLowerCase())
        .filter((category) => ['administrative', 'clinical', 'general'].includes(category))
      const known = areas.length > 0 && detailed.has(String(product.id)) ? areas : named
      judge('areas', course.areas ?? [], known.sort())
      if (!detailed.has(String(product.id))) continue
      const printsTime =
        product.creditStatedIn.includes('attributes') ||
        /hour|hr|minute|hora/i.test(product.shortDescriptionSource) ||
        product.sku === 'CE-317'
      judge(
        'minutes',
        course.minutes?.max ?? null,
        product.contactHours === null || !printsTime ? null : Math.round(product.contactHours * 60),
      )
      const printsCredit = product.ceus !== null && product.sku !== 'CE-309'
      const amounts = (course.credits ?? []).map(({ amount }) => amount?.max)
      judge(
        'credits',
        printsCredit
          ? amounts.includes(product.ceus ?? undefined) || amounts.includes(product.contactHours ?? undefined)
          : amounts.length === 0,
        true,
      )
      judge(
        'credit is never more than printed',
        amounts.every((amount) => amount === product.ceus || amount === product.contactHours),
        true,
      )
    }
    console.info(
      `${id}: ${(100 - ((wrong.length + missed.length) / facts) * 100).toFixed(1)} % of ${String(facts)} facts\n${[...wrong, ...missed].join('\n')}`,
    )
    expect(wrong).toEqual([])
    expect(1 - missed.length / facts).toBeGreaterThanOrEqual(0.98)
  })

  test('a recording with the plain list of the API only is read as far as it goes, without what its titles call hidden', () => {
    const folder = folderOf('woocommerce-live-v8.5.2')
    const result = read('store-api', folder)
    const records = recordsOf(result)
    const api = recordsOf(read('store-api'))
    expect(result).toMatchObject({ announced: 67, complete: true })
    const courses = [...records].flatMap(([key, record]) =>
      record.is === 'course' ? [{ key, course: record.course }] : [],
    )
    expect(courses).toHaveLength(63)
    // Where the tiers were not recorded, the range of prices is what there is.
    const isUntold = ({ title }: Course) => result.notes.some((note) => note.startsWith(`the tiers of "${title}"`))
    const wrong = courses.filter(({ key, course }) => {
      const wanted = api.get(key)
      if (wanted?.is !== 'course') return true
      const { offers, evidence } = isUntold(course) ? course : wanted.course
      return !isDeepStrictEqual(course, { ...wanted.course, offers, evidence })
    })
    expect(wrong).toEqual([])
  })

  test('a bare CEU stays one, issuers are kept, "approved" is told from a tag', () => {
    const records = recordsOf(read('store-api'))
    const course = (sku: string) => {
      const record = records.get(String(products.find((product) => product.sku === sku)?.id))
      return record?.is === 'course' ? record.course : undefined
    }
    const units = (sku: string) => course(sku)?.credits?.map(({ unit }) => unit)
    expect(units('CE-101')).toEqual(['aama-ceu', 'contact-hour'])
    expect(units('CE-114')).toEqual(['iacet-ceu', 'contact-hour'])
    expect(units('CE-118')).toEqual(['bare-ceu', 'contact-hour'])
    expect(units('CE-205')).toEqual(['aama-ceu', 'contact-hour', 'amt-point', 'nha-credit'])
    expect(course('CE-101')?.approvals.map(({ body, basis }) => [body, basis])).toEqual([
      ['aama', 'approved'],
      ['amt', 'provider-claims'],
      ['nha', 'provider-claims'],
    ])
    expect(course('CE-313')?.conflicts).toHaveLength(1)
    expect(course('CE-312')?.credits).toEqual([])
    expect(course('CE-123')?.credits).toBeNull()
    expect(course('CE-210')?.offers).toEqual([])
    expect(course('CE-404')?.offers).toMatchObject([
      { for: 'anyone', price: { min: { minor: 1900 } } },
      { for: 'members', kind: 'included' },
    ])
    expect(course('CE-104')?.id).toBe('replay/phlebotomy-refresher')
  })

  test.each([
    ['a 404', { status: 404 }],
    ['a 401', { status: 401 }],
    ['HTML with 200', { body: '<!DOCTYPE html><html></html>' }],
  ])('the API switched off by %s', (_, answer) => {
    const alter: Alter = (page) => (page.url.includes('/wp-json/') ? { ...page, ...answer } : page)
    expect(() => read('store-api', LIVE, alter)).toThrow(TryNextWay)
  })

  test.each([
    ['json-ld', 'woocommerce-live'],
    ['pages', 'woocommerce-live'],
    ['json-ld', 'woocommerce-live-storefront'],
    ['pages', 'woocommerce-live-storefront'],
    ['pages', 'woocommerce-live-v8.5.2'],
  ])('%s of %s carries the same as the API where the page was recorded', (id, name) => {
    const withoutJsonLd: Alter = (page) => ({
      ...page,
      body: page.body.replaceAll('application/ld+json', 'text/plain'),
    })
    const api = recordsOf(read('store-api'))
    const other = read(id, folderOf(name), id === 'pages' ? withoutJsonLd : undefined)
    const detailed = isDetailed(other)
    expect(detailed.size).toBeGreaterThan(0)
    for (const [key, record] of recordsOf(other)) {
      const wanted = api.get(key)
      if (!detailed.has(key) || record.is !== 'course' || wanted?.is !== 'course') continue
      // One title holds a live script, which the API turns into words.
      expect(record.course).toEqual({ ...wanted.course, title: expect.any(String) as string })
      if (key !== '65') expect(record.course.title).toBe(wanted.course.title)
    }
  })
})
