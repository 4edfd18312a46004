import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { readIndex } from '../scrapers/platforms/moodle.ts'
import { openedx, parsePage, toListing } from '../scrapers/platforms/openedx.ts'
import { readProducts, shopify } from '../scrapers/platforms/shopify.ts'
import { probeSite } from '../scrapers/probe.ts'
import type { Listing, Page, Platform } from '../scrapers/provider.ts'
import { validateListings } from '../scrapers/validate.ts'
import type { Course } from '../src/schema/course.ts'
import { readExpected } from './capture-facts.ts'
import { drive, openReplay, originOf, SHARED } from './replay-pages.ts'

const TODAY = '2026-11-22'
const folderOf = (name: string) => join(SHARED, 'captures', name)
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

/** Counts right, missed and wrong facts; a wrong one is never excused. */
function judge() {
  const wrong: string[] = []
  const missed: string[] = []
  let facts = 0
  return {
    fact: (place: string, value: unknown, right: unknown) => {
      facts += 1
      if (JSON.stringify(value) === JSON.stringify(right)) return
      const list = value === null || value === undefined ? missed : wrong
      list.push(`${place}: ${JSON.stringify(value)} for ${JSON.stringify(right)}`)
    },
    verdict: (name: string) => {
      const share = 1 - (wrong.length + missed.length) / facts
      console.info(
        `${name}: ${(share * 100).toFixed(1)} % of ${facts} facts right, ${wrong.length} wrong\n${[...wrong, ...missed].join('\n')}`,
      )
      expect(wrong).toEqual([])
      expect(share).toBeGreaterThanOrEqual(0.98)
    },
  }
}

const priceOf = ({ offers }: Course) => offers.find((offer) => offer.for === 'anyone')?.price?.min?.minor ?? null
const coursesOf = (listings: readonly Listing[], platform: Platform) => {
  const { courses, rejected } = validateListings(listings, platform, {
    provider: 'probe',
    publisher: 'Probe',
    today: TODAY,
  })
  expect(rejected).toEqual([])
  return courses.map(({ record }) => record)
}

const MOODLE = folderOf('moodle-live')
describe.skipIf(!existsSync(MOODLE))('answers of real Moodle', () => {
  it('are read as far as they were recorded', async () => {
    const answer = openReplay(MOODLE)
    const known = (readJson(join(MOODLE, 'manifest.json')) as { url: string; status: number }[])
      .filter(({ status }) => status === 200)
      .map(({ url }) => url)
    const fetchPage = (url: string) => Promise.resolve(answer(url))
    const probe = await probeSite({ origin: originOf(MOODLE), known, isRecording: true, today: TODAY }, fetchPage)
    expect([probe.platform, probe.sure > 0.9]).toEqual(['moodle', true])
    const pages = readdirSync(MOODLE)
      .filter((file) => file.endsWith('.html'))
      .map((file) => readFileSync(join(MOODLE, file), 'utf8'))
    const listed = new Set(pages.flatMap((page) => [...page.matchAll(/data-courseid="(\d+)"/g)].map(([, id]) => id)))
    const open = new Set(
      pages.flatMap((page) =>
        [...page.matchAll(/"coursebox clearfix(?![^"]*collapsed)[^"]*" data-courseid="(\d+)"/g)].map(([, id]) => id),
      ),
    )
    const { fact, verdict } = judge()
    const facts = readExpected('moodle-live')
    expect(probe.courses.map(({ key }) => key).sort()).toEqual([...listed].sort())
    for (const { key, title, url, price, hours, credit, area } of facts) {
      const course = probe.courses.find((each) => each.key === key)
      if (course === undefined) continue
      const place = String(title)
      fact(`${place}, title`, course.title, title)
      fact(`${place}, url`, course.url, url)
      if (area !== 'Law & Ethics')
        fact(
          `${place}, area`,
          course.areas,
          open.has(key) || course.areas !== null ? [String(area).toLowerCase()] : null,
        )
      if (!open.has(key)) continue
      fact(`${place}, price`, priceOf(course), price)
      fact(
        `${place}, minutes`,
        course.minutes?.max ?? null,
        typeof hours === 'number' ? Math.round(hours * 6000) / 100 : null,
      )
      const amounts = (course.credits ?? []).map(({ amount }) => amount?.max)
      fact(
        `${place}, credit`,
        credit === null ? amounts.length : amounts.includes(Number(credit)),
        credit === null ? 0 : true,
      )
    }
    verdict('moodle-live')
  }, 30_000)

  it('names no hidden course, and no page that a category does not have', () => {
    const answer = openReplay(MOODLE)
    const { read, asked } = drive(readIndex(originOf(MOODLE)), answer)
    expect(read.listings.map(({ title }) => title)).not.toContain('Draft: Unpublished Course')
    expect(asked.filter((url) => /[?&]page=(?:[3-9]|\d\d)/.test(url))).toEqual([])
    expect(read.complete).toBe(false)
  })
})

describe.skipIf(!existsSync(folderOf('openedx-discovery-mitx')))('answers of real Open edX catalogs', () => {
  const found = (file: string) =>
    (parsePage(readFileSync(join(folderOf('openedx-discovery-mitx'), file), 'utf8'))?.items ?? []).map((item) =>
      toListing(item, 'https://learn.example/api/'),
    )

  it('the catalog service: open runs only, the price of the certificate', () => {
    const read = found('mitx-courses.json')
    const courses = coursesOf(
      read.flatMap((each) => (each !== null && 'listing' in each ? [each.listing] : [])),
      openedx,
    )
    const [open, over] = readExpected('openedx-discovery-mitx/mitx-courses.json')
    const { fact, verdict } = judge()
    for (const field of ['key', 'title', 'url'] as const) fact(field, courses[0]?.[field], open?.[field])
    fact('price', courses[0] && priceOf(courses[0]), open?.['price'])
    fact('time', courses[0]?.minutes, null)
    expect(read[1]).toEqual({ leftOut: `"${String(over?.['title'])}" has no run that is open` })
    verdict('openedx, catalog service')
  })

  it('MITx Online: a price only where one is said', () => {
    const courses = coursesOf(
      found('mitxonline-courses.json').flatMap((each) => (each !== null && 'listing' in each ? [each.listing] : [])),
      openedx,
    )
    const { fact, verdict } = judge()
    for (const { key, title, dollars } of readExpected('openedx-discovery-mitx/mitxonline-courses.json')) {
      const course = courses.find((each) => each.key === key)
      fact(`${key}, title`, course?.title, title)
      fact(`${key}, price`, course && priceOf(course), typeof dollars === 'number' ? dollars * 100 : null)
    }
    verdict('openedx, MITx Online')
  })
})

describe.skipIf(!existsSync(folderOf('shopify-nilkamal-udsy19')))('an answer of a real Shopify shop', () => {
  it('is read with the prices of its variants, in the currency that the home page names', () => {
    const products = readFileSync(join(folderOf('shopify-nilkamal-udsy19'), 'products.json'), 'utf8')
    const home = '<script>Shopify.currency = {"active":"INR","rate":"1.0"};</script>'
    const page = (url: string): Page => ({
      requested: url,
      url,
      status: 200,
      type: null,
      headers: {},
      body: url.includes('.json') ? products : home,
    })
    const { read } = drive(readProducts('https://shop.example'), page)
    const courses = coursesOf(read.listings, shopify)
    const { fact, verdict } = judge()
    for (const { key, title, price, listPrice } of readExpected('shopify-nilkamal-udsy19')) {
      const course = courses.find((each) => each.key === key)
      const [offer] = course?.offers ?? []
      fact(`${key}, title`, course?.title, title)
      fact(`${key}, price`, course && priceOf(course), price)
      fact(`${key}, list price`, offer?.listPrice?.min?.minor, listPrice)
      fact(`${key}, currency`, offer?.price?.min?.currency, 'INR')
    }
    expect(read.complete).toBe(true)
    verdict('shopify-nilkamal-udsy19')
  })
})
