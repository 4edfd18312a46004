import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { releaseRefusal } from '../../scrapers/release.ts'
import { openStore } from '../../scrapers/store.ts'
import { LIES } from './lies.ts'
import parameters from './parameters.json' with { type: 'json' }
import { formatYear, liveThroughYearInMemory, liveThroughYearOnDisk, snapshot } from './year.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ce-counts-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

it('ten shops live through a year, each telling every lie', async () => {
  const started = performance.now()
  const year = await liveThroughYearInMemory(parameters)
  console.log(`${formatYear(year)}\n${Math.round((performance.now() - started) / 1000)} s`)
  expect(year.runs).toBe(parameters.providers * parameters.days)
  expect(year.lies).toBe(3 * LIES.length * parameters.providers)
  expect(year).toMatchObject({ wrongPrices: 0, believed: [], spilled: [], unhealed: [] })
  // Out with the second run.
  expect(year.longestRefusal).toBeLessThanOrEqual(1)
  expect(year.alarms.length / year.runs).toBeLessThanOrEqual(0.01)
}, 1_800_000)

it('each lie of each of ten shops leaves all files of the others as they are, and its own', async () => {
  const days = LIES.length + parameters.providers + 5
  // Shops with neither sales nor rises: every day has room for a lie.
  const quiet = { sales: { ...parameters.sales, weekends: 0 }, rise: { ...parameters.rise, times: 0 } }
  const year = await liveThroughYearOnDisk(join(folder, 'lies'), {
    providers: parameters.providers,
    parameters: { ...parameters, ...quiet, days },
    daysBetweenLies: 1,
  })
  console.log(formatYear(year))
  expect(year.lies).toBe(3 * LIES.length * parameters.providers)
  expect(year).toMatchObject({ wrongPrices: 0, believed: [], spilled: [], unhealed: [] })
}, 1_800_000)

it('refuses 100,000 courses where there were a hundred, in little memory and on little disk', async () => {
  const data = join(folder, 'huge')
  const reader = fileURLToPath(new URL('./huge-reader.ts', import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, [reader, data, '100000'])
  console.log(`100,000 courses: ${stdout}`)
  const said = JSON.parse(stdout) as { outcome: string; gate: string; megabytes: number; evidenceKilobytes: number }
  expect(said).toMatchObject({ outcome: 'refused', gate: 'count' })
  expect(said.megabytes).toBeLessThanOrEqual(512)
  expect(said.evidenceKilobytes).toBeLessThan(5_000)
  const store = openStore(data, { write: true })
  const before = snapshot(data, 'shop-1').own
  expect(store.read('shop-1').courses).toHaveLength(100)
  // What was held back can still be released, though most of it is not here.
  expect(releaseRefusal(store, 'shop-1', Date.now()).courses).toBeNull()
  expect(snapshot(data, 'shop-1').own).toBe(before)
  store.close()
}, 600_000)
