import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'

import { openStore } from '../../scrapers/store.ts'
import { formatDate } from '../../src/catalog/format.ts'
import { addDays } from '../../src/catalog/health.ts'
import type { Run } from '../../src/schema/run.ts'
import { serveFolder, type Served } from '../../src/serve.ts'
import { sampleCourse, sampleEntry, sampleRun, sampleSource } from '../scrape-samples.ts'
import { expectAccessible, expectNoSidewaysScroll, openPage, type PageOptions } from './browser.ts'

const today = new Date().toISOString().slice(0, 10)
const ago = (days: number) => addDays(today, -days)

interface Shop {
  good: string | null
  last?: Run
  confirmed?: Record<string, string>
  refusedOn?: string
}

/** Adds a shop with one course that is read once in seven days. */
function addShop(data: string, id: string, { good, last, confirmed = {}, refusedOn }: Shop) {
  const store = openStore(data, { write: true })
  const runOn = (day: string, more: Partial<Run> = {}) =>
    sampleRun({ provider: id, started: `${day}T06:00:00Z`, ended: `${day}T06:00:01Z`, ...more })
  const coverage = { title: 1, url: 1, price: 0.95, credits: 0.5, minutes: 0, areas: 0, approvals: 1, date: 0.25 }
  const lastGood = good === null ? null : runOn(good, { way: 'store-api', coverage })
  const ended = last ?? lastGood
  const refusal =
    refusedOn === undefined
      ? undefined
      : {
          at: `${refusedOn}T06:00:00Z`,
          gate: 'count',
          reason: '2 courses, 5 before (40 %)',
          courses: [],
          memberships: [],
          cut: null,
        }
  store.write(id, {
    provider: sampleEntry({ id, name: `The ${id} shop`, status: 'live', rhythmDays: 7, platform: 'woocommerce' }),
    courses:
      good === null
        ? []
        : [
            sampleCourse('one', {
              id: `${id}/one`,
              provider: id,
              sources: [sampleSource({ readOn: ago(90) })],
            }),
          ],
    ...(ended !== null && { runs: { provider: id, last: ended, lastGood, confirmed } }),
    ...(refusal !== undefined && { refusal }),
  })
  store.close()
}

describe('a site of shops that are read well and badly', () => {
  let folder: string
  let site: Served

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ce-counts-fresh-'))
    const data = join(folder, 'data')
    for (const shared of ['bodies.json', 'units.json', 'credentials'])
      cpSync(join('data', shared), join(data, shared), { recursive: true })
    addShop(data, 'fresh', { good: ago(3), confirmed: { 'fresh/one': ago(3) } })
    addShop(data, 'silent', { good: ago(40), confirmed: { 'silent/one': ago(40) } })
    addShop(data, 'refused', {
      good: ago(9),
      last: sampleRun({ provider: 'refused', started: `${ago(2)}T06:00:00Z`, outcome: 'refused', gate: 'count' }),
      confirmed: { 'refused/one': ago(9) },
      refusedOn: ago(2),
    })
    addShop(data, 'new', { good: null })
    const out = join(folder, 'dist')
    const { status, stderr } = spawnSync(
      process.execPath,
      ['node_modules/astro/bin/astro.mjs', 'build', '--silent', '--outDir', out],
      { encoding: 'utf8', env: { ...process.env, CE_COUNTS_DATA: data, NODE_ENV: 'production' } },
    )
    if (status !== 0) throw new Error(stderr)
    site = await serveFolder(out, { port: 0, host: '127.0.0.1' })
  }, 300_000)

  afterAll(async () => {
    await site.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const open = async (path: string, options: PageOptions = {}) =>
    (await openPage(path, { origin: site.origin, today, ...options })).page
  const priceAge = (page: Page) => page.locator('[data-price-age]').innerText()
  const CHECK = (name: string) => `Check it at The ${name} shop before you pay.`

  it('says on a course when its price was checked: as a date without script, as an age with it', async () => {
    expect(await priceAge(await open('/courses/fresh/one/', { javaScript: false }))).toBe(
      `Price: checked ${formatDate(ago(3))}.`,
    )
    const page = await open('/courses/fresh/one/')
    expect(await priceAge(page)).toBe('Price: checked 3 days ago.')
    expect(await page.locator('.facts').innerText()).toContain('checked 3 days ago')
    await expectAccessible(page)
  })

  it('says so itself once nobody builds it any more', async () => {
    const stale = `Price: not checked since ${formatDate(ago(3))}. ${CHECK('fresh')}`
    expect(await priceAge(await open('/courses/fresh/one/', { today: addDays(today, 11) }))).toBe(
      'Price: checked 14 days ago.',
    )
    expect(await priceAge(await open('/courses/fresh/one/', { today: addDays(today, 12) }))).toBe(stale)
    const status = await open('/status/', { today: addDays(today, 400) })
    expect(await status.locator('.page-head').innerText()).toContain(`${formatDate(today)} (400 days ago)`)
    expect(await status.locator('[data-provider="fresh"]').innerText()).toContain(
      `Stale: nothing newer than ${formatDate(ago(3))}`,
    )
  })

  it.each([
    ['silent', 40],
    ['refused', 9],
  ])('says that a price of the %s shop is stale, and what to do', async (id, days) => {
    const words = `Price: not checked since ${formatDate(ago(days))}. ${CHECK(id)}`
    expect(await priceAge(await open(`/courses/${id}/one/`))).toBe(words)
    expect(await priceAge(await open(`/courses/${id}/one/`, { javaScript: false }))).toBe(words)
  })

  it.each([true, false])('tells on the status page how each shop is read, script: %s', async (javaScript) => {
    const page = await open('/status/', { javaScript })
    const row = (id: string) => page.locator(`[data-provider="${id}"]`).innerText()
    const age = (days: number) => (javaScript ? ` (${String(days)} days ago)` : '')
    const fresh = await row('fresh')
    for (const words of [
      `${formatDate(ago(3))}${age(3)}, changes published`,
      `${formatDate(ago(3))}${age(3)}, 1 course, from the shop’s data feed`,
      'price 95 %, credit 50 %, time 0 %, area 0 %, approval 100 %, a date 25 %',
      'nothing',
    ])
      expect(fresh).toContain(words)
    expect(fresh).not.toContain('Stale')
    expect(await row('silent')).toContain(`Stale: nothing newer than ${formatDate(ago(40))}`)
    const refused = await row('refused')
    for (const words of [
      `${formatDate(ago(2))}${age(2)}, held back for a check`,
      `${formatDate(ago(9))}${age(9)}, 1 course`,
      `Stale: nothing newer than ${formatDate(ago(9))}`,
      `Held back since ${formatDate(ago(2))}: 2 courses, 5 before (40 %)`,
    ])
      expect(refused).toContain(words)
    expect(await page.locator('main').innerText()).toContain('3 prices known, 2 of them stale')
    expect(await page.getByRole('link', { name: 'The new shop' }).count()).toBe(1)
  })

  it('tells on the pages of providers when they were read', async () => {
    const list = await open('/providers/')
    expect(await list.getByRole('row', { name: 'The fresh shop' }).innerText()).toContain('checked 3 days ago')
    expect(await (await open('/providers/fresh/')).locator('.facts').innerText()).toContain('checked 3 days ago')
    expect(await (await open('/providers/refused/')).locator('.facts').innerText()).toContain(
      `not checked since ${formatDate(ago(9))}. What it read on ${formatDate(ago(2))} is held back: why`,
    )
  })

  it.each([360, 1280])('has room for all of it, %s px', async (width) => {
    const page = await open('/status/', { width })
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  })
})

it('dates facts that were read by hand by the page they stand on, in words that stay true', async () => {
  const path = '/courses/temple-college/ekg-technician/'
  const words = 'Price: last seen in 2025. Check it at Temple College before you pay.'
  for (const javaScript of [true, false]) {
    const { page } = await openPage(path, { javaScript, origin: inject('origin') })
    expect(await page.locator('[data-price-age]').innerText()).toBe(words)
  }
})
