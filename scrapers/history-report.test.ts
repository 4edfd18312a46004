import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { cost, sampleCourse, sampleMembership, sampleOffer, sampleRun, TODAY } from '../tests/scrape-samples.ts'
import type { Course } from '../src/schema/course.ts'
import { formatHistory, pricePeriods } from './history-report.ts'
import { courseLines } from './history.ts'
import { openStore } from './store.ts'

const at = (minor: number, changes: Partial<Course> = {}) =>
  sampleCourse('c1', { offers: [sampleOffer({ price: cost(minor) })], ...changes })
const now = at(2500, { vanished: '2026-11-20' })
const lines = [
  ...courseLines(at(2000), at(2200), '2026-11-01'),
  ...courseLines(at(2200), at(2500, { title: 'Anew' }), '2026-11-08'),
  ...courseLines(at(2500), now, '2026-11-20'),
]

describe('formatHistory', () => {
  it('gives each price its time, and every change its day', () => {
    expect(formatHistory({ record: now, lines, confirmed: '2026-11-15', corrected: ['offers'] })).toBe(
      `shop/c1: Course c1
  now        25.00 USD
  last seen  2026-11-15
  gone       no longer listed since 2026-11-20
  by hand    corrected: offers
Prices
  until 2026-11-01          20.00 USD
  2026-11-01 to 2026-11-08  22.00 USD
  since 2026-11-08          25.00 USD
Changes
  2026-11-01  offers 20.00 USD → 22.00 USD · https://shop.example/c1/
  2026-11-08  offers 22.00 USD → 25.00 USD · https://shop.example/c1/
  2026-11-08  title "Course c1" → "Anew" · https://shop.example/c1/
  2026-11-20  vanished not known → "2026-11-20"
`,
    )
  })

  it('says nothing where nothing is known', () => {
    expect(formatHistory({ record: at(2000), lines: [], confirmed: null, corrected: [] })).toBe(
      'shop/c1: Course c1\n  now  20.00 USD\nNo change is known.\n',
    )
    expect(pricePeriods(courseLines(at(2000), at(2000, { title: 'Anew' }), TODAY))).toEqual([])
  })

  it('leaves an unknown day unknown', () => {
    const undated = lines.slice(0, 1).map((line) => ({ ...line, on: null }))
    expect(pricePeriods(undated).map(({ from, to }) => [from, to])).toEqual([
      [null, null],
      [null, null],
    ])
  })
})

describe('npm run history', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ce-counts-'))
    const store = openStore(folder, { write: true })
    const run = sampleRun()
    const runs = { provider: 'shop', last: run, lastGood: run, confirmed: { 'shop/c1': TODAY } }
    store.write('shop', { runs, courses: [now], memberships: [sampleMembership()], history: lines })
    store.close()
  })
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  const print = (...args: string[]) =>
    spawnSync(process.execPath, ['scrapers/history-cli.ts', ...args, '--data', folder], { encoding: 'utf8' })

  it('prints a course and a membership, and names what it cannot find', () => {
    expect(print('shop/c1').stdout).toContain(`last seen  ${TODAY}\n`)
    expect(JSON.parse(print('shop/c1', '--json').stdout)).toMatchObject({ lines: { length: 4 } })
    expect(print('shop-all-access').stdout).toContain('99.00 USD')
    const missing = print('shop/c9')
    expect(missing.status).toBe(2)
    expect(missing.stderr).toContain('"shop/c9" is the id of no course and no membership')
  }, 60_000)
})
