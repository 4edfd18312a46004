import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Course } from '../src/schema/course.ts'
import { openReplay } from '../scrapers/clients.ts'
import { SkipPage } from '../scrapers/errors.ts'
import { extractorVersion } from '../scrapers/extractor-version.ts'
import { woocommerce } from '../scrapers/platforms/woocommerce.ts'
import type { Page } from '../scrapers/provider.ts'
import { reread } from '../scrapers/reread.ts'
import { runProvider } from '../scrapers/run.ts'
import { dayOf, daysRead, openArchive, type Archive, type FetchPage } from '../scrapers/snapshots.ts'
import { openStore, type Store } from '../scrapers/store.ts'
import { sampleEntry, samplePage } from './scrape-samples.ts'

/** What is published can be read again from what was stored of the site. */

const RECORDING = resolve(import.meta.dirname, 'fixtures/woocommerce/lantern')

let root = ''
let store: Store
let archive: Archive
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ce-counts-'))
  store = openStore(join(root, 'data'), { write: true })
  archive = openArchive(join(root, 'pages.sqlite'))
})
afterEach(() => {
  store.close()
  archive.close()
  rmSync(root, { recursive: true, force: true })
})

const about = (origin: string) => ({
  provider: { id: 'replay', platform: woocommerce, origin },
  entry: sampleEntry({ id: 'replay', hosts: [new URL(origin).host], platform: 'woocommerce' }),
  extractor: 'one',
})
const textsOf = ({ folder }: Store) =>
  ['courses/replay.json', 'memberships/replay.json', 'memberships.json'].map((file) => {
    try {
      return readFileSync(join(folder, file), 'utf8')
    } catch {
      return null
    }
  })

/** Reads the recording with the real client over loopback, as it is but for what `alter` does to it. */
async function scrape(day: string, alter: (page: Page) => Page = (page) => page) {
  const site = await openReplay(RECORDING)
  try {
    const fetchPage: FetchPage = async (url) => alter(await site.fetchPage(url))
    const clock = () => Date.parse(`${day}T06:00:00Z`)
    const { run } = await runProvider({
      ...about(site.origin),
      store,
      fetchPage: archive.record(fetchPage),
      clock,
      dryRun: false,
    })
    archive.end({ hash: run.snapshot, day: dayOf(run) }, daysRead(store.read('replay')))
    return { run, origin: site.origin }
  } finally {
    await site.close()
  }
}

describe('reread', () => {
  it('gives what is published, to the byte, with no request', async () => {
    const { run, origin } = await scrape('2026-11-20')
    expect(run.outcome).toBe('published')
    expect(await reread({ ...about(origin), store, archive })).toMatchObject({ same: true, earlierExtractor: null })

    // Also into an empty folder.
    const empty = openStore(join(root, 'again'), { write: true })
    try {
      const fetchPage = archive.open(run.snapshot ?? '')
      if (fetchPage === null) throw new Error('nothing is stored')
      const clock = () => Date.parse(run.started)
      const again = await runProvider({ ...about(origin), store: empty, fetchPage, clock, dryRun: false })
      expect(again.run.snapshot).toBe(run.snapshot)
      expect(textsOf(empty)).toEqual(textsOf(store))
    } finally {
      empty.close()
    }
  })

  it('keeps the answers of every day on which something that is published was read, and no others', async () => {
    const renamed = (page: Page) => ({ ...page, body: page.body.replace('"Safe Patient Lifting', '"Safely Lifting') })
    const days = ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21']
    const runs = [
      (await scrape('2026-11-18')).run,
      (await scrape('2026-11-19')).run,
      (await scrape('2026-11-20', renamed)).run,
      (await scrape('2026-11-21', renamed)).run,
    ]
    expect(runs.map(({ outcome }) => outcome)).toEqual(['published', 'unchanged', 'published', 'unchanged'])
    // The first for most courses, the third for the one that changed, the last because it is the last.
    expect(days.map((day) => archive.runsOn(day).length)).toEqual([1, 0, 1, 1])
    const { courses } = store.read('replay')
    for (const day of daysRead({ courses, memberships: [], runs: null })) {
      const fetchPage = archive.open(archive.runsOn(day)[0] ?? '')
      if (fetchPage === null) throw new Error(`nothing is stored of ${day}`)
      const fresh = openStore(join(root, day), { write: true })
      const clock = () => Date.parse(`${day}T06:00:00Z`)
      const origin = new URL(courses[0]?.url ?? '').origin
      await runProvider({ ...about(origin), store: fresh, fetchPage, clock, dryRun: false })
      const read = new Map(fresh.read('replay').courses.map((course): [string, Course] => [course.id, course]))
      fresh.close()
      for (const course of courses.filter(({ sources }) => sources.some(({ readOn }) => readOn === day)))
        expect(read.get(course.id)).toEqual(course)
    }
  })

  it('says when another version of the code reads them, and when it reads something else', async () => {
    const { origin } = await scrape('2026-11-20')
    const other = await reread({ ...about(origin), extractor: 'two', store, archive })
    expect(other).toMatchObject({ same: true, earlierExtractor: 'one' })
    const shouting = {
      ...woocommerce,
      normalize: (...args: Parameters<typeof woocommerce.normalize>) => {
        const normalized = woocommerce.normalize(...args)
        return normalized.is === 'course'
          ? { ...normalized, course: { ...normalized.course, title: normalized.course.title.toUpperCase() } }
          : normalized
      },
    }
    const { provider, ...rest } = about(origin)
    const changed = await reread({ ...rest, provider: { ...provider, platform: shouting }, store, archive })
    expect(changed.same).toBe(false)
    expect(changed.report.changed.length).toBeGreaterThan(0)
    expect(store.read('replay').courses[0]?.title).not.toMatch(/^[^a-z]+$/)
  })

  it('says so when nothing is stored', async () => {
    const { origin } = await scrape('2026-11-20')
    const none = openArchive(':memory:')
    await expect(reread({ ...about(origin), store, archive: none })).rejects.toThrow(/are not kept here/)
    const { provider, ...rest } = about(origin)
    const never = { ...rest, provider: { ...provider, id: 'never' } }
    await expect(reread({ ...never, store, archive })).rejects.toThrow('No good run of "never"')
  })
})

describe('the archive', () => {
  const page = (body: string) => samplePage('https://shop.example/a', body)
  it('gives lost answers as they were lost', async () => {
    const lost = archive.record(() => Promise.reject(new SkipPage('too large')))
    await expect(lost('https://shop.example/a')).rejects.toThrow('too large')
    archive.end({ hash: 'a', day: '2026-11-20' }, [])
    await expect(archive.open('a')?.('https://shop.example/a')).rejects.toThrow(SkipPage)
    await expect(archive.open('a')?.('https://shop.example/b')).rejects.toThrow('was not asked for')
  })

  it('forgets what a killed run left, and no other', async () => {
    await archive.record(() => Promise.resolve(page('whole')))('https://shop.example/a')
    archive.end({ hash: 'a', day: '2026-11-20' }, [])
    await archive.record(() => Promise.resolve(page('half')))('https://shop.example/a')
    archive.close()
    archive = openArchive(join(root, 'pages.sqlite'))
    archive.end({ hash: null, day: '2026-11-21' }, ['2026-11-20'])
    expect((await archive.open('a')?.('https://shop.example/a'))?.body).toBe('whole')
    expect(archive.open('')).toBeNull()
  })

  it('does without where the file is of no use, and says so', async () => {
    const file = join(root, 'damaged.sqlite')
    writeFileSync(file, 'no database')
    const broken = openArchive(file)
    expect((await broken.record(() => Promise.resolve(page('x')))('https://shop.example/a')).body).toBe('x')
    expect(broken.problems().join()).toContain('are not kept')
    broken.close()
    expect(readFileSync(file, 'utf8')).toBe('no database')
  })
})

it('the version of the extractor is that of the code which reads the provider', () => {
  expect(extractorVersion('blx')).toMatch(/^[0-9a-f]{12}$/)
  expect(extractorVersion('blx')).toBe(extractorVersion('blx'))
  expect(extractorVersion('amt')).not.toBe(extractorVersion('blx'))
})
