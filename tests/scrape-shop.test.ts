import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { readData } from '../src/catalog/load.ts'
import { openReplay } from '../scrapers/clients.ts'
import { woocommerce } from '../scrapers/platforms/woocommerce.ts'
import { formatReport } from '../scrapers/report.ts'
import { runProvider, type RunReport } from '../scrapers/run.ts'
import { openStore } from '../scrapers/store.ts'
import type { Course } from '../src/schema/course.ts'
import { sampleEntry } from './scrape-samples.ts'

/** An invented shop on WooCommerce that is read again and again while it changes. */

const CLI = resolve(import.meta.dirname, '../scrapers/cli.ts')
const ORIGIN = 'https://shop.example'

interface Product {
  id: number
  name: string
  /** In cents. */
  price: number
}

let root = ''
let data = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'ce-counts-'))
  data = join(root, 'data')
})
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

const SHELF: Product[] = [
  { id: 1, name: 'Wound Care Basics', price: 1500 },
  { id: 2, name: 'Front Desk Ethics', price: 2000 },
  { id: 3, name: 'ECG at a Glance', price: 2500 },
  { id: 4, name: 'Safe Injections', price: 3000 },
  { id: 5, name: 'Charting Well', price: 3500 },
]

/** A product as the Store API of WooCommerce gives it. */
const answerOf = ({ id, name, price }: Product) => ({
  id,
  name,
  slug: `product-${String(id)}`,
  parent: 0,
  type: 'simple',
  variation: '',
  permalink: `${ORIGIN}/product/product-${String(id)}/`,
  short_description: '<p>2 contact hours. Approved for 2.0 AAMA CEU (clinical).</p>',
  description: '<p>Self-paced, online.</p>',
  on_sale: false,
  prices: {
    price: String(price),
    regular_price: String(price),
    sale_price: String(price),
    price_range: null,
    currency_code: 'USD',
    currency_minor_unit: 2,
  },
  price_html: `<span class="woocommerce-Price-amount amount">&#36;${(price / 100).toFixed(2)}</span>`,
  categories: [{ id: 7, name: 'Clinical', slug: 'clinical' }],
  tags: [],
  attributes: [],
  is_purchasable: true,
  is_in_stock: true,
})

let recordings = 0
/** The shop as it is now, recorded. */
function record(
  products: readonly Product[],
  body = JSON.stringify(products.map(answerOf)),
  type = 'application/json',
) {
  recordings += 1
  const folder = join(root, `recording-${String(recordings)}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'robots.txt'), 'User-agent: *\nDisallow: /wp-admin/\n')
  writeFileSync(join(folder, 'list'), body)
  const answer = (path: string, file: string, headers: readonly (readonly [string, string])[]) => ({
    url: `${ORIGIN}${path}`,
    method: 'GET',
    status: 200,
    headers,
    file,
  })
  const manifest = [
    answer('/robots.txt', 'robots.txt', [['Content-Type', 'text/plain']]),
    answer('/wp-json/wc/store/v1/products?per_page=100&catalog_visibility=catalog', 'list', [
      ['Content-Type', type],
      ['X-WP-Total', String(products.length)],
      ['X-WP-TotalPages', '1'],
    ]),
    answer('/shop/', 'list', [['Content-Type', 'text/html']]),
  ]
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))
  return folder
}

/** Reads a recording with the real client over loopback, as the command does. */
async function visit(recording: string): Promise<string> {
  const site = await openReplay(recording)
  const store = openStore(data, { write: true })
  try {
    const provider = { id: 'replay', platform: woocommerce, origin: site.origin }
    const entry = sampleEntry({ id: 'replay', hosts: ['shop.example'], platform: 'woocommerce' })
    return formatReport(await runProvider({ ...site, provider, entry, store, clock: Date.now, dryRun: false }))
  } finally {
    store.close()
    await site.close()
  }
}
const courses = () => JSON.parse(readFileSync(join(data, 'courses/replay.json'), 'utf8')) as Course[]
const historyLines = () => readFileSync(join(data, 'history/replay.jsonl'), 'utf8').trimEnd().split('\n')

it('follows a shop through changes and lies', async () => {
  expect(await visit(record(SHELF))).toContain('published · first run, unreviewed')
  expect(courses()).toHaveLength(5)
  expect(courses()[0]).toMatchObject({
    id: 'replay/product-1',
    key: '1',
    title: 'Wound Care Basics',
    areas: ['clinical'],
    offers: [{ for: 'anyone', price: { min: { minor: 1500, currency: 'USD' } } }],
  })
  expect(await visit(record(SHELF))).toContain('unchanged, all confirmed')

  // A price rises a little: published, with its history.
  const dearer = SHELF.map((product) => (product.id === 2 ? { ...product, price: 2200 } : product))
  expect(await visit(record(dearer))).toContain('Front Desk Ethics: replay/product-2: offers 20.00 USD → 22.00 USD')
  expect(historyLines()).toHaveLength(1)

  // Lies: nothing of them is published.
  const published = readFileSync(join(data, 'courses/replay.json'), 'utf8')
  const wall = '<!doctype html><html><head><title>Just a moment...</title></head><body>Checking.</body></html>'
  const lies: [words: string, recording: string][] = [
    ['FAILED', record(dearer, wall, 'text/html')],
    ['FAILED', record([])],
    ['gate "count"', record(dearer.slice(0, 2))],
    ['gate "prices"', record(dearer.map((product) => ({ ...product, price: product.price / 100 })))],
    ['gate "complete"', record(dearer, JSON.stringify(dearer.slice(1).map(answerOf)))],
    ['gate "right page"', record(dearer.map((product) => ({ ...product, name: 'Log in' })))],
  ]
  for (const [words, recording] of lies) {
    const report = await visit(recording)
    expect(report).toContain('the last good data stays')
    expect(report).toContain(words)
    expect(readFileSync(join(data, 'courses/replay.json'), 'utf8')).toBe(published)
    expect(readData(data).problems).toEqual([])
  }

  // The truth again: the run heals without a hand. One course is gone, one is renamed.
  const renamed = dearer.map((product) => (product.id === 1 ? { ...product, name: 'Wound Care Today' } : product))
  expect(await visit(record(renamed.slice(0, 4)))).toContain('published')
  expect(courses().map(({ title, vanished }) => [title, vanished === null])).toEqual([
    ['Wound Care Today', true],
    ['Front Desk Ethics', true],
    ['ECG at a Glance', true],
    ['Safe Injections', true],
    ['Charting Well', false],
  ])
  expect(await visit(record(renamed))).toContain('Listed again\n    Charting Well: replay/product-5\n')
  expect(courses()).toHaveLength(5)
  const fields = historyLines().map((line) => (JSON.parse(line) as { field: string }).field)
  expect(fields).toEqual(['offers', 'title', 'vanished', 'vanished'])
  expect(readData(data).problems).toEqual([])
}, 60_000)

it('does the same as a command, with exit codes and a report', () => {
  const folder = join(root, 'by command')
  const file = join(root, 'report.md')
  const scrape = (recording: string) =>
    spawnSync(
      process.execPath,
      [CLI, '--platform', 'woocommerce', '--replay', recording, '--data', folder, '--report', file],
      { encoding: 'utf8' },
    )
  expect(scrape(record(SHELF)).status).toBe(0)
  expect(readFileSync(file, 'utf8')).toMatch(
    /^## replay: published · first run, unreviewed\n\n- Read: 5 listings of 5 announced/,
  )
  expect(scrape(record(SHELF.slice(0, 2))).status).toBe(1)
  expect(readFileSync(file, 'utf8')).toContain('- Refused, count: `2 courses, 5 before (40 %)`')
}, 60_000)

it('makes a complete catalog of a recorded shop, and finds it unchanged the second time', () => {
  const recording = resolve(import.meta.dirname, 'fixtures/woocommerce/lantern')
  const listed = (JSON.parse(readFileSync(join(recording, 'products.json'), 'utf8')) as unknown[]).length
  const folder = join(root, 'lantern')
  const scrape = () => {
    const args = ['--platform', 'woocommerce', '--replay', recording, '--data', folder, '--json']
    const { status, stdout } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' })
    return { status, report: JSON.parse(stdout) as { runs: RunReport[] } }
  }
  const first = scrape()
  expect(first.status).toBe(0)
  expect(first.report.runs[0]?.run).toMatchObject({
    outcome: 'published',
    counts: { listings: listed, announced: listed },
  })
  expect(readData(folder).problems).toEqual([])
  expect(scrape().report.runs[0]?.files).toEqual(['runs.json'])
}, 60_000)
