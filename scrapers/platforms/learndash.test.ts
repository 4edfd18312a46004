import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { Course } from '../../src/schema/course.ts'
import { amountIn, paidBy, readExpected, scoreFacts } from '../../tests/capture-facts.ts'
import { SHARED } from '../../tests/replay-pages.ts'
import type { Page } from '../provider.ts'
import { readPage } from './learndash/pages.ts'
import { learndash, recognize } from './learndash.ts'

const CAPTURE = join(SHARED, 'captures/learndash-cloudnativebasecamp')
const URL_OF_PAGE = 'https://cloudnativebasecamp.com/courses/node-js-from-scratch/'
const pageOf = (body: string): Page => ({
  requested: URL_OF_PAGE,
  url: URL_OF_PAGE,
  status: 200,
  type: 'text/html',
  headers: {},
  body,
})

describe.skipIf(!existsSync(CAPTURE))('a recorded LearnDash page (skipped without ../shared)', () => {
  it('gives every fact, and no price where the course is closed', () => {
    const page = pageOf(readFileSync(join(CAPTURE, 'course-4467.html'), 'utf8'))
    expect(recognize(page)).toBeGreaterThan(0.9)
    const listing = readPage(page, 'https://cloudnativebasecamp.com')
    const normalized =
      listing === null
        ? null
        : learndash.normalize(listing, { provider: 'replay', publisher: 'Replay', today: '2026-11-22' })
    const course = normalized?.is === 'course' ? Course.parse(normalized.course) : null
    const [expected] = readExpected('learndash-cloudnativebasecamp')
    expect(
      scoreFacts('learndash-cloudnativebasecamp', [
        ['id', expected?.key, course?.key],
        ['title', expected?.['title'], course?.title],
        ['price', expected?.['price'], course && paidBy(course)],
        ['contact hours', expected?.['contactHours'], course && amountIn(course, /contact-hour/)],
        ['minutes', null, course?.minutes],
        ['address', URL_OF_PAGE, course?.url],
      ]),
    ).toEqual({ right: 6, wrong: [] })
  })
})

describe('recognize', () => {
  it.each([
    ['the index of an API', '{"namespaces":["wp/v2","ldlms/v2"]}', 'application/json', 0.96],
    ['a page of something else', '<p>Courses</p>', 'text/html', 0],
  ])('%s', (_, body, type, sure) => {
    expect(recognize({ ...pageOf(body), type })).toBe(sure)
  })

  it('a page without a course is none', () => {
    expect(
      readPage(
        pageOf('<body class="archive post-type-archive-sfwd-courses"><h1>Courses</h1></body>'),
        'https://x.example',
      ),
    ).toBeNull()
  })
})
