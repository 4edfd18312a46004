import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { openStore } from '../../scrapers/store.ts'
import { hugeLie, LIES } from './lies.ts'
import parameters from './parameters.json' with { type: 'json' }
import { answerOf, createShop } from './shop.ts'
import { formatYear, liveThroughYear, snapshot, visit } from './year.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ce-counts-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

it('ten shops live through a year, each telling every lie', async () => {
  const year = await liveThroughYear({ folder: join(folder, 'year'), parameters })
  console.log(formatYear(year))
  expect(year.runs).toBe(parameters.providers * parameters.days)
  expect(year.lies).toBe(3 * LIES.length * parameters.providers)
  expect(year).toMatchObject({ wrongPrices: 0, believed: [], spilled: [], unhealed: [] })
  // Out with the second run.
  expect(year.longestRefusal).toBeLessThanOrEqual(1)
  expect(year.alarms.length / year.runs).toBeLessThanOrEqual(0.01)
}, 1_800_000)

it('refuses 100,000 courses where there were a hundred', async () => {
  const store = openStore(join(folder, 'huge'), { write: true })
  try {
    const shop = createShop('shop-1', 0, parameters)
    const now = Date.parse('2027-01-01T06:00:00Z')
    await visit(store, shop, answerOf(shop), now)
    const before = snapshot(store.folder, shop.id).own
    const report = await visit(store, shop, hugeLie(100_000).tell(answerOf(shop)), now + 86_400_000)
    expect(report.run).toMatchObject({ outcome: 'refused', gate: 'count' })
    expect(snapshot(store.folder, shop.id).own).toBe(before)
    console.log(`100,000 courses refused; ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB in use`)
  } finally {
    store.close()
  }
}, 300_000)
