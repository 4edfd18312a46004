/** How fast pages become courses: decoding, tree, structured data, labels, normalization, schema; beside what the tree alone costs. */
import { load } from 'cheerio'

import { decodeText } from '../../scrapers/fetch/charset.ts'
import { readCoursePage } from '../../scrapers/platforms/generic/course-page.ts'
import { generic } from '../../scrapers/platforms/generic.ts'
import type { Page } from '../../scrapers/provider.ts'
import { validateListings } from '../../scrapers/validate.ts'
import { coursePage } from './course-pages.ts'
import { compare, show } from './figures.ts'

const ORIGIN = 'https://school.example'
const TYPE = 'text/html; charset=utf-8'
const CONTEXT = { provider: 'school', publisher: 'Sample School', today: '2026-11-22' }

const addressOf = (place: number) => `${ORIGIN}/courses/course-${place + 1}/`
const pageOf = (url: string, bytes: Buffer): Page => ({
  requested: url,
  url,
  status: 200,
  type: 'text/html',
  headers: {},
  body: decodeText(bytes, TYPE),
})

/** @returns how many courses the pages gave */
function readPages(pages: readonly Buffer[]): number {
  let courses = 0
  for (const [place, bytes] of pages.entries()) {
    const { listing } = readCoursePage(pageOf(addressOf(place), bytes), ORIGIN)
    if (listing !== null) courses += validateListings([listing], generic, CONTEXT).courses.length
  }
  return courses
}

const plain = (pages: readonly Buffer[]) => pages.map((bytes) => load(bytes.toString()).root().length)

function speed(kilobytes: number, count: number) {
  const pages = Array.from({ length: count }, (_, place) => Buffer.from(coursePage(ORIGIN, place, kilobytes * 1000)))
  const courses = readPages(pages)
  if (courses !== count) throw new Error(`${courses} of ${count} pages gave a course`)
  const [ours = NaN, cheerio = NaN] = compare(7, [() => readPages(pages), () => plain(pages)])
  const perSecond = Math.round((count / ours) * 1000)
  const each = (ms: number) => `${(ms / count).toFixed(1)} ms`
  show(
    `bytes to courses, ${kilobytes} KB`,
    `${perSecond} pages/s a core, ${each(ours)} a page; cheerio.load alone ${each(cheerio)}; ratio ${(ours / cheerio).toFixed(2)}`,
  )
}

speed(50, 100)
speed(200, 40)
