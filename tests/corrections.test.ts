import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { formatReport } from '../scrapers/report.ts'
import { runProvider } from '../scrapers/run.ts'
import { openStore } from '../scrapers/store.ts'
import { loadCatalog, readData } from '../src/catalog/load.ts'
import { formatProblem } from '../src/schema/problem.ts'
import type { Course } from '../src/schema/course.ts'
import {
  cost,
  sampleCorrection,
  sampleCourse,
  sampleEntry,
  sampleListing,
  sampleOffer,
  samplePage,
  samplePlatform,
} from './scrape-samples.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ce-counts-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** One run over a shop of two courses, the first of which costs so many cents. */
async function visit(minor: number, day: string) {
  const listings = [sampleListing('c1'), sampleListing('c2')]
  const store = openStore(folder, { write: true })
  const platform = {
    ...samplePlatform,
    normalize: ({ key, title, url }: { key: string; title: string; url: string }) => ({
      is: 'course' as const,
      course: sampleCourse(key, { title, url, offers: [sampleOffer({ price: cost(key === 'c1' ? minor : 2000) })] }),
    }),
  }
  try {
    return await runProvider({
      provider: { id: 'shop', platform, origin: 'https://shop.example' },
      entry: sampleEntry(),
      store,
      fetchPage: (url) => Promise.resolve(samplePage(url, JSON.stringify(listings))),
      clock: () => Date.parse(`${day}T06:00:00Z`),
      dryRun: false,
    })
  } finally {
    store.close()
  }
}
const file = () => join(folder, 'corrections/shop.json')
const priceOf = (courses: readonly Course[]) => courses.find(({ id }) => id === 'shop/c1')?.offers[0]?.price?.min?.minor
const scrapedPrice = () => priceOf(JSON.parse(readFileSync(join(folder, 'courses/shop.json'), 'utf8')) as Course[])

it('survives three runs, and is reported once the site agrees or says a third thing', async () => {
  await visit(2000, '2026-11-01')
  mkdirSync(join(folder, 'corrections'))
  const text = `${JSON.stringify([sampleCorrection()], null, 2)}\n`
  writeFileSync(file(), text)

  for (const [minor, day, words] of [
    [2000, '2026-11-08', null],
    [2100, '2026-11-15', 'offers of shop/c1: the site says something new'],
    [2500, '2026-11-22', 'offers of shop/c1: the site agrees now, so it can be dropped'],
  ] as const) {
    const report = await visit(minor, day)
    expect(scrapedPrice()).toBe(minor)
    expect(readFileSync(file(), 'utf8')).toBe(text)
    const catalog = loadCatalog(folder)
    expect(priceOf(catalog.courses)).toBe(2500)
    expect(catalog.corrections).toHaveLength(1)
    if (words === null) expect(report.corrections).toEqual([])
    else {
      expect(formatReport(report)).toContain(words)
      expect(report.run.notes.join(' ')).toContain('Correction of offers of shop/c1')
    }
  }
})

it('is checked like the records: course, file, references, twice the same field', () => {
  const wrong = [
    sampleCorrection(),
    sampleCorrection(),
    sampleCorrection({ course: 'shop/c9' }),
    sampleCorrection({
      course: 'shop/c2',
      field: 'approvals',
      value: [{ body: 'nobody', basis: 'approved', number: null, from: null, until: null }],
      instead: [],
    }),
    sampleCorrection({ course: 'shop/c2', value: 25 }),
  ]
  writeFileSync(file(), JSON.stringify(wrong))
  const sentences = readData(folder).problems.map(formatProblem)
  expect(sentences).toEqual([
    expect.stringMatching(/^corrections\/shop\.json, record shop\/c2, field value: 25 is not valid/),
    'corrections/shop.json, record shop/c1, field field: "offers" is corrected a second time',
    'corrections/shop.json, record shop/c9, field course: "shop/c9" is not the id of a course',
    'corrections/shop.json, record shop/c2, field approvals.body: "nobody" is not the id of a body',
  ])
})
