import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Course } from '../src/schema/course.ts'
import type { ProviderRuns } from '../src/schema/run.ts'
import { cost, sampleEntry, sampleListing, sampleOffer, samplePage, samplePlatform } from '../tests/scrape-samples.ts'
import { RetryLater } from './errors.ts'
import type { Listing, Page, Platform } from './provider.ts'
import { releaseRefusal } from './release.ts'
import { runProvider, type RunInput } from './run.ts'
import { openStore, type Store } from './store.ts'

let folder = ''
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ce-counts-'))
  store = openStore(folder, { write: true })
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const listings = (count: number) => Array.from({ length: count }, (_, place) => sampleListing(`c${String(place + 1)}`))
const answers = (list: readonly Listing[]) => (url: string) => Promise.resolve(samplePage(url, JSON.stringify(list)))
const run = (fetchPage: (url: string) => Promise<Page>, changes: Partial<RunInput> = {}) =>
  runProvider({
    provider: { id: 'shop', platform: samplePlatform, origin: 'https://shop.example' },
    entry: sampleEntry(),
    store,
    fetchPage,
    clock: () => Date.parse('2026-11-22T06:00:00.500Z'),
    dryRun: false,
    ...changes,
  })
/** The same shop once everything costs half as much again. */
const dearerPlatform: Platform = {
  ...samplePlatform,
  normalize(listing, context) {
    const normalized = samplePlatform.normalize(listing, context)
    if (normalized.is !== 'course') return normalized
    return { is: 'course', course: { ...normalized.course, offers: [sampleOffer({ price: cost(3000) })] } }
  },
}
const on = (day: string): Partial<RunInput> => ({ clock: () => Date.parse(`${day}T06:00:00Z`) })
/** A folder in which a first run waits for a person. */
const asProject = (): Partial<RunInput> => ({ store: { ...store, isProject: true } })
const courses = () => JSON.parse(readFileSync(join(folder, 'courses/shop.json'), 'utf8')) as Course[]
const runsOf = () => (JSON.parse(readFileSync(join(folder, 'runs.json'), 'utf8')) as ProviderRuns[])[0]
const snapshot = () =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')]),
  )

describe('runProvider', () => {
  it('publishes a first run into a folder of its own, unreviewed', async () => {
    const special = [
      sampleListing('gift', { type: 'gift-card', title: 'Gift card' }),
      sampleListing('all', { type: 'membership', title: 'All access' }),
    ]
    const report = await run(answers([...listings(3), ...special]))
    expect(report).toMatchObject({
      firstRun: true,
      leftOut: [{ title: 'Gift card', reason: 'a gift card is no course' }],
    })
    expect(report.run).toMatchObject({
      outcome: 'published',
      gate: null,
      way: 'list',
      started: '2026-11-22T06:00:00Z',
      counts: { requests: 1, announced: 5, listings: 5, courses: 3, memberships: 1, leftOut: 1, rejected: 0, added: 3 },
      coverage: { title: 1, price: 1, credits: 0 },
    })
    expect(report.run.notes).toContain('First run, unreviewed.')
    expect(courses().map(({ id }) => id)).toEqual(['shop/c1', 'shop/c2', 'shop/c3'])
    expect(runsOf()?.confirmed).toEqual({ 'shop/c1': '2026-11-22', 'shop/c2': '2026-11-22', 'shop/c3': '2026-11-22' })
  })

  it('changes nothing but runs.json when it finds the same, on whatever day', async () => {
    await run(answers(listings(3)))
    const before = snapshot()
    const report = await run(answers(listings(3)), on('2026-12-24'))
    expect(report).toMatchObject({ firstRun: false, files: ['runs.json'], run: { outcome: 'unchanged' } })
    expect([...snapshot()].filter(([path, text]) => before.get(path) !== text).map(([path]) => path)).toEqual([
      'runs.json',
    ])
    expect(runsOf()?.confirmed['shop/c1']).toBe('2026-12-24')
  })

  it('takes a listing that comes twice for one course, and refuses two that have one id', async () => {
    await run(answers(listings(12)))
    const repeated = (again: Listing) => async () => {
      const list = [...listings(12), again]
      return Promise.resolve(samplePage('https://shop.example/list', JSON.stringify(list)))
    }
    // The list announces thirteen, and one of them is missing.
    expect((await run(repeated(sampleListing('c3')))).run).toMatchObject({ counts: { listings: 12 }, gate: 'complete' })
    const refused = await run(repeated(sampleListing('c3', { title: 'Something else' })))
    expect(refused.run).toMatchObject({ outcome: 'refused', gate: 'ids', counts: { listings: 13 } })
    expect(refused.findings.find(({ gate }) => gate === 'ids')?.reason).toContain('key c3')
  })

  it('writes nothing on a dry run', async () => {
    const report = await run(answers(listings(3)), { dryRun: true })
    expect(report).toMatchObject({ dryRun: true, files: [], run: { outcome: 'published' } })
    expect(readdirSync(folder)).toEqual([])
  })

  it('marks what vanished, keeps the day on which it was last seen, and takes it back', async () => {
    await run(answers(listings(12)))
    const gone = await run(answers(listings(11)), on('2026-12-01'))
    expect(gone.vanished).toEqual([{ id: 'shop/c12', title: 'Course c12' }])
    expect(courses().find(({ id }) => id === 'shop/c12')?.vanished).toBe('2026-12-01')
    expect(runsOf()?.confirmed['shop/c12']).toBe('2026-11-22')
    const back = await run(answers(listings(12)), on('2026-12-08'))
    expect(back.returned).toHaveLength(1)
    expect(readFileSync(join(folder, 'history/shop.jsonl'), 'utf8').trim().split('\n')).toHaveLength(2)
  })

  it('keeps the last good data when a gate refuses, with the evidence, until a good run', async () => {
    await run(answers(listings(12)))
    const good = courses()
    const refused = await run(answers(listings(5)), on('2026-12-01'))
    expect(refused.run).toMatchObject({ outcome: 'refused', gate: 'count' })
    expect(courses()).toEqual(good)
    expect(runsOf()).toMatchObject({ last: { outcome: 'refused' }, lastGood: { outcome: 'published' } })
    expect(store.read('shop').refusal).toMatchObject({
      gate: 'count',
      at: '2026-12-01T06:00:00Z',
      courses: { length: 5 },
    })
    const again = await run(answers(listings(5)), on('2026-12-02'))
    expect(again.files).toEqual(['runs.json'])
    const healed = await run(answers(listings(12)), on('2026-12-03'))
    expect(healed.run.outcome).toBe('unchanged')
    expect(store.read('shop').refusal).toBeNull()
  })

  it('publishes a true large change with the second run that sees it, and keeps the day on which it was first held back', async () => {
    await run(answers(listings(12)))
    const dearer: Partial<RunInput> = {
      provider: { id: 'shop', platform: dearerPlatform, origin: 'https://shop.example' },
    }
    const refused = await run(answers(listings(12)), { ...dearer, ...on('2026-12-01') })
    expect(refused.run).toMatchObject({ outcome: 'refused', gate: 'prices' })
    const sameDay = await run(answers(listings(12)), { ...dearer, clock: () => Date.parse('2026-12-02T01:00:00Z') })
    expect(sameDay.run.outcome).toBe('refused')
    expect(store.read('shop').refusal?.at).toBe('2026-12-01T06:00:00Z')
    const confirmed = await run(answers(listings(12)), { ...dearer, ...on('2026-12-02') })
    expect(confirmed.run).toMatchObject({ outcome: 'published', gate: null })
    expect(confirmed.run.notes.join(' ')).toContain('held back on 2026-12-01, and the same was read again today')
    expect(store.read('shop').refusal).toBeNull()
    expect(new Set(courses().map(({ offers }) => offers[0]?.price?.min?.minor))).toEqual(new Set([3000]))
  })

  it.each<[string, (url: string) => Promise<Page>, RegExp]>([
    ['nothing is listed', answers([]), /Not one course was read/],
    ['only a gift card is listed', answers([sampleListing('g', { type: 'gift-card' })]), /Not one course was read/],
    ['the answer is no list', (url) => Promise.resolve(samplePage(url, '<html>')), /is not valid JSON/],
    ['the host asks for a pause', () => Promise.reject(new RetryLater('Ask again tomorrow')), /Ask again tomorrow/],
  ])('fails and keeps the last good data when %s', async (_, fetchPage, remark) => {
    await run(answers(listings(3)))
    const before = snapshot()
    const report = await run(fetchPage, on('2026-12-01'))
    expect(report).toMatchObject({ run: { outcome: 'failed', gate: null }, files: ['runs.json'] })
    expect(report.remarks.join(' ')).toMatch(remark)
    for (const [path, text] of before) if (path !== 'runs.json') expect(snapshot().get(path)).toBe(text)
  })

  it.each([
    [20 * 60_000, 'unchanged'],
    [20 * 60_000 + 1, 'failed'],
  ])('takes at most 20 minutes of work, waiting for the site not counted: %d ms', async (ms, outcome) => {
    await run(answers(listings(3)))
    let now = 0
    const slow = (step: number): Platform => ({
      ...samplePlatform,
      ways: samplePlatform.ways.map((way) => ({
        ...way,
        *read(origin) {
          const result = yield* way.read(origin)
          now += step
          return result
        },
      })),
    })
    const site = answers(listings(3))
    const waiting = (url: string) => {
      now += 3 * 3_600_000
      return site(url)
    }
    const provider = { id: 'shop', platform: slow(ms), origin: 'https://shop.example' }
    const report = await run(waiting, { provider, timer: () => now, ...on('2026-12-01') })
    expect(report.run.outcome).toBe(outcome)
    if (outcome === 'failed') expect(report.remarks).toEqual(['more than 20 minutes of work, waiting not counted'])
    expect(courses()).toHaveLength(3)
  })

  it('rejects a bad listing with title, field, value and reason, and publishes the others', async () => {
    const bad = sampleListing('bad', { title: 'Bad link', url: 'javascript:alert(1)' })
    const report = await run(answers([...listings(60), bad]))
    expect(report.run).toMatchObject({ outcome: 'published', counts: { courses: 60, rejected: 1 } })
    expect(report.rejected).toEqual([
      expect.objectContaining({ title: 'Bad link', field: 'url', value: '"javascript:alert(1)"' }),
    ])
    expect(report.run.notes.join('\n')).toContain('Rejected: "Bad link": url "javascript:alert(1)" is not valid')
  })

  it('keeps control characters of a listing out of notes', async () => {
    const report = await run(
      answers([...listings(3), sampleListing('g', { type: 'gift-card', title: 'a\u001b[2Jb\u202ec' })]),
    )
    expect(report.run.notes.join()).toContain('"a [2Jb c"')
  })
})

describe('a first run into the project', () => {
  it('waits for a person, who releases it', async () => {
    const report = await run(answers(listings(3)), asProject())
    expect(report.run).toMatchObject({ outcome: 'refused', gate: 'first run' })
    expect(report.files).toContain('refused/shop.json')
    expect(store.read('shop').courses).toEqual([])

    const released = releaseRefusal(store, 'shop', Date.parse('2026-11-23T08:00:00Z'))
    expect(released.courses).toBe(3)
    expect(courses()).toHaveLength(3)
    expect(store.read('shop').refusal).toBeNull()
    expect(runsOf()).toMatchObject({
      lastGood: { outcome: 'published', notes: [expect.stringContaining('Released by a person on 2026-11-23')] },
    })
    expect(runsOf()?.confirmed['shop/c1']).toBe('2026-11-22')

    const next = await run(answers(listings(3)), asProject())
    expect(next).toMatchObject({ firstRun: false, run: { outcome: 'unchanged' } })
  })
  it('cannot be released when nothing is held back', () => {
    expect(() => releaseRefusal(store, 'shop', Date.now())).toThrow('Nothing of "shop" is held back')
  })
})
