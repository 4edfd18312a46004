import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { Course } from '../../src/schema/course.ts'
import { amountIn, paidBy, readExpected, scoreFacts } from '../../tests/capture-facts.ts'
import { drive, openReplay, originOf, SHARED, type Alter } from '../../tests/replay-pages.ts'
import type { Listing } from '../provider.ts'
import { learnpress } from './learnpress.ts'

const CAPTURE = join(SHARED, 'captures/learnpress-live')
const CONTEXT = { provider: 'replay', publisher: 'Replay', today: '2026-11-22' }

function readWay(id: string, alter?: Alter) {
  const way = learnpress.ways.find((each) => each.id === id)
  if (way === undefined) throw new Error(`there is no way ${id}`)
  return drive(way.read(originOf(CAPTURE)), openReplay(CAPTURE, alter))
}

function coursesOf(listings: readonly Listing[]): Map<string, Course> {
  const courses = listings.map((listing) => {
    const normalized = learnpress.normalize(listing, CONTEXT)
    if (normalized.is !== 'course') throw new Error(`${listing.title} is ${normalized.is}`)
    return Course.parse(normalized.course)
  })
  return new Map(courses.map((course) => [course.key ?? '', course]))
}

/** Minutes or hours of study; longer stretches are no study time, and hours of credit stand for it. */
function minutesOf(duration: unknown, contactHours: unknown): number | null {
  const [, count, unit] = /^(\d+) (minute|hour)$/.exec(String(duration)) ?? []
  const minutes = Number(count ?? 0) * (unit === 'hour' ? 60 : 1)
  return minutes > 0 ? minutes : typeof contactHours === 'number' ? contactHours * 60 : null
}

/** Every fact of the recorded courses against what was read; what the way cannot know is left out. */
function score(way: string, courses: ReadonlyMap<string, Course>) {
  return scoreFacts(
    `learnpress-live, ${way}`,
    readExpected('learnpress-live')
      .filter(({ status, key }) => status === 'publish' && courses.has(key))
      .flatMap((expected) => {
        const course = courses.get(expected.key)
        if (course === undefined) return []
        const of = (name: string) => `${expected.key} ${name}`
        const offer = course.offers.find((each) => each.for === 'anyone')
        const isReduced = Number(expected['listPrice']) > Number(expected['price'])
        return [
          [of('title'), expected['title'], course.title],
          [of('url'), expected['url'], course.url],
          [of('price'), expected['price'], paidBy(course)],
          [of('list price'), isReduced ? expected['listPrice'] : null, offer?.listPrice?.min?.minor ?? null],
          [of('minutes'), minutesOf(expected['duration'], expected['contactHours']), course.minutes?.min ?? null],
          [of('contact hours'), expected['contactHours'], amountIn(course, /^contact-hour$/)],
          [of('CEUs'), expected['ceus'], amountIn(course, /-ceu$/)],
          [of('no credit'), expected['noCredit'], course.credits?.length === 0],
          [of('area'), [String(expected['area']).toLowerCase()], course.areas],
        ] as const
      }),
  )
}

describe.skipIf(!existsSync(CAPTURE))('a recorded LearnPress site (skipped without ../shared)', () => {
  it('is read by its API: all published courses, every fact', () => {
    const { read, asked } = readWay('api')
    expect(read).toMatchObject({ announced: 13, complete: true, notes: [] })
    expect(read.listings.map(({ key }) => key)).not.toContain('154')
    expect(asked).toHaveLength(3)
    const courses = coursesOf(read.listings)
    expect(courses.size).toBe(13)
    expect(score('api', courses)).toEqual({ right: 13 * 9, wrong: [] })
  })

  it('asks for each course where the posts are closed', () => {
    const { read } = readWay('api', (page) => (page.url.includes('/wp/v2/') ? null : page))
    const courses = coursesOf(read.listings)
    expect([...courses.keys()]).toEqual(['113'])
    expect(score('api without posts', courses)).toEqual({ right: 9, wrong: [] })
    expect(courses.get('113')?.approvals.map(({ body }) => body)).toEqual(['aama', 'nha'])
    expect(read.complete).toBe(false)
  })

  it('is read by its posts and pages where the API is closed', () => {
    const { read } = readWay('posts')
    const courses = coursesOf(read.listings)
    expect(read).toMatchObject({ announced: 13, complete: true })
    // Three of the pages were not recorded; what the posts say of those courses is known all the same.
    const { wrong } = score('posts', courses)
    expect(wrong.filter((line) => !/^(?:119|149|160) (?:price|minutes|list price):/.test(line))).toEqual([])
  })

  it('is read by its pages alone, by way of the sitemap', () => {
    const { read } = readWay('pages', (page) => (page.url.includes('/wp-json/') ? null : page))
    const courses = coursesOf(read.listings)
    expect(courses.size).toBe(10)
    expect(score('pages', courses)).toEqual({ right: 10 * 9, wrong: [] })
  })
})
