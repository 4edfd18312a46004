import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

import parameters from './parameters.json' with { type: 'json' }
import { formatYear, liveThroughYearOnDisk } from './year.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ce-counts-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

it('a short year of two small shops: no lie is believed, no wrong price is published', async () => {
  const year = await liveThroughYearOnDisk(folder, {
    providers: 2,
    parameters: {
      ...parameters,
      days: 60,
      courses: { min: 20, max: 40 },
      sales: { ...parameters.sales, weekends: 2 },
    },
    daysBetweenLies: 2,
  })
  console.log(formatYear(year))
  expect(year).toMatchObject({ wrongPrices: 0, believed: [], spilled: [], unhealed: [] })
  expect(year.longestRefusal).toBeLessThanOrEqual(1)
}, 120_000)
