import { describe, expect, it } from 'vitest'

import { memoryStore } from '../tests/faults/memory-store.ts'
import {
  sampleCourses,
  sampleEntry,
  sampleListing,
  samplePage,
  samplePlatform,
  sampleRun,
} from '../tests/scrape-samples.ts'
import type { Course } from '../src/schema/course.ts'
import { HELD, hashOf, refusalOf } from './refusal.ts'
import { releaseRefusal } from './release.ts'
import { runProvider } from './run.ts'

const FINDINGS = [{ gate: 'count', result: 'refuse', reason: 'too many' }] as const
const RUN = sampleRun({ outcome: 'refused', gate: 'count' })
const refuse = (courses: readonly Course[], before = null as ReturnType<typeof refusalOf> | null, run = RUN) =>
  refusalOf(run, FINDINGS, { courses, memberships: [] }, before)

describe('refusalOf', () => {
  it.each([
    ['all of as many as a provider may have', HELD.whole, HELD.whole, null],
    ['samples, number and hash of more', HELD.whole + 1, HELD.samples, { courses: HELD.whole + 1, released: null }],
  ])('keeps %s', (_, count, kept, cut) => {
    const refusal = refuse(sampleCourses(count))
    expect(refusal.courses).toHaveLength(kept)
    if (cut === null) expect(refusal.cut).toBeNull()
    else expect(refusal.cut).toMatchObject(cut)
  })

  it('keeps the day on which the same refusal began, also of what was cut', () => {
    const later = { ...RUN, started: '2026-12-01T06:00:00Z' }
    const courses = sampleCourses(HELD.whole + 1)
    const first = refuse(courses)
    expect(refuse(courses, first, later)).toBe(first)
    const last = courses.at(-1)
    const other = courses.map((course) => (course === last ? { ...course, title: 'Another' } : course))
    expect(refuse(other, first, later).at).toBe(later.started)
  })

  it('knows the same facts on another day', () => {
    const [course] = sampleCourses(1)
    if (course === undefined) throw new Error('no course')
    const sources = course.sources.map((source) => ({ ...source, readOn: '2026-12-01' }))
    const hash = hashOf({ courses: [course], memberships: [] })
    expect(hashOf({ courses: [{ ...course, sources }], memberships: [] })).toBe(hash)
    expect(hashOf({ courses: [{ ...course, minutes: { min: 1, max: 1 } }], memberships: [] })).not.toBe(hash)
  })
})

it('a first run of too many courses to keep is published by a release and the next run that reads the same', async () => {
  const store = { ...memoryStore({ bodies: [], units: { units: [], conversions: [], sources: [] } }), isProject: true }
  const list = (count: number) =>
    JSON.stringify(Array.from({ length: count }, (_, place) => sampleListing(`c${place}`)))
  const read = async (count: number, day: string) => {
    const body = list(count)
    const { run } = await runProvider({
      provider: { id: 'shop', platform: samplePlatform, origin: 'https://shop.example' },
      entry: sampleEntry(),
      store,
      fetchPage: (url) => Promise.resolve(samplePage(url, body)),
      clock: () => Date.parse(`${day}T06:00:00Z`),
      dryRun: false,
    })
    return [run.outcome, run.gate]
  }
  const many = HELD.whole + 1
  expect(await read(many, '2026-11-20')).toEqual(['refused', 'first run'])
  expect(releaseRefusal(store, 'shop', Date.parse('2026-11-21T08:00:00Z'))).toMatchObject({ courses: null })
  // Not what was released: it waits for a release of its own.
  expect(await read(many + 1, '2026-11-22')).toEqual(['refused', 'first run'])
  expect(store.read('shop').refusal?.cut?.released).toBeNull()
  releaseRefusal(store, 'shop', Date.parse('2026-11-23T08:00:00Z'))
  expect(await read(many + 1, '2026-11-24')).toEqual(['published', null])
  expect(store.read('shop')).toMatchObject({ courses: { length: many + 1 }, refusal: null })
}, 120_000)
