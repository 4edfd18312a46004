import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { drive, openReplay, originOf, SHARED } from '../../tests/replay-pages.ts'
import type { Page } from '../provider.ts'
import { recognize as recognizeLearnPress } from './learnpress.ts'
import { recognize as recognizeWooCommerce } from './woocommerce.ts'
import { readPosts, postListing } from './wordpress/posts.ts'
import { readCoursePosts, recognize } from './wordpress.ts'

const ORIGIN = 'https://x.example'
const json = (url: string, value: unknown, headers: Record<string, string> = {}): Page => ({
  requested: url,
  url,
  status: 200,
  type: 'application/json',
  headers,
  body: JSON.stringify(value),
})
const post = (id: number, changes: object = {}) => ({
  id,
  link: `${ORIGIN}/c/${String(id)}/`,
  status: 'publish',
  title: { rendered: `C${String(id)}` },
  ...changes,
})

/** Drives a generator that yields addresses. */
function run<T>(reading: Generator<string, T, Page>, answer: (url: string) => Page): { value: T; asked: string[] } {
  const asked: string[] = []
  let step = reading.next()
  while (step.done !== true) {
    asked.push(step.value)
    if (asked.length > 200) throw new Error('the reading does not end')
    step = reading.next(answer(step.value))
  }
  return { value: step.value, asked }
}

describe('posts', () => {
  const pageNumber = (url: string) => Number(new URL(url).searchParams.get('page') ?? 1)

  it('are read to the last page that is announced', () => {
    const { value, asked } = run(readPosts(ORIGIN, 'course'), (url) =>
      json(url, [post(pageNumber(url))], { 'x-wp-total': '3', 'x-wp-totalpages': '3' }),
    )
    expect(value).toMatchObject({ announced: 3, complete: true })
    expect(asked).toHaveLength(3)
  })

  it('end where a site repeats itself', () => {
    const { value, asked } = run(readPosts(ORIGIN, 'course'), (url) =>
      json(url, [post(1)], { 'x-wp-totalpages': '99' }),
    )
    expect(value).toMatchObject({ complete: false, posts: [{ id: 1 }] })
    expect(asked).toHaveLength(2)
  })

  it('are not whole where a page is lost', () => {
    const { value } = run(readPosts(ORIGIN, 'course'), (url) =>
      pageNumber(url) === 2 ? { ...json(url, {}), status: 500 } : json(url, [post(1)], { 'x-wp-totalpages': '3' }),
    )
    expect(value).toMatchObject({ complete: false, notes: ['page 2 of course was lost'] })
  })

  it('there are none where the site does not answer', () => {
    expect(run(readPosts(ORIGIN, 'course'), (url) => ({ ...json(url, {}), status: 404 })).value).toBeNull()
  })

  it('with a cut excerpt keep its whole sentences', () => {
    const cut = post(1, { excerpt: { rendered: '<p>All about skin. Earns 1.5 con [&hellip;]</p>' } })
    expect(postListing(cut as never).texts[0]).toBe('All about skin.')
  })

  it('that are protected keep their text to themselves', () => {
    expect(postListing(post(1, { content: { rendered: '<p>secret</p>', protected: true } }) as never).texts).toEqual([
      '',
      '',
    ])
  })
})

describe('types', () => {
  it('that are named after courses are read, their parts are not', () => {
    const types = Object.fromEntries(
      ['post', 'course', 'course_lesson', 'product'].map((slug) => [slug, { slug, rest_base: slug }]),
    )
    const { asked } = drive(readCoursePosts(ORIGIN), (url) =>
      url.endsWith('/types')
        ? json(url, types)
        : url.includes('/wp/v2/course?')
          ? json(url, [post(1)])
          : { ...json(url, ''), status: 404 },
    )
    expect(asked).toEqual([
      `${ORIGIN}/wp-json/wp/v2/types`,
      `${ORIGIN}/wp-json/wp/v2/course?per_page=100`,
      `${ORIGIN}/c/1/`,
    ])
  })
})

describe('recognize', () => {
  it.each<[string, string, string, number]>([
    ['the index of the API', '{"namespaces":["oembed/1.0","wp/v2"]}', 'application/json', 0.5],
    ['a generator', '<meta name="generator" content="WordPress 6.9" /><img src="/wp-content/a.png">', 'text/html', 0.5],
    ['files alone', '<img src="/wp-content/a.png">', 'text/html', 0.4],
    ['something else', '<p>WordPress</p>', 'text/html', 0],
  ])('%s', (_, body, type, sure) => {
    expect(recognize({ requested: ORIGIN, url: ORIGIN, status: 200, type, headers: {}, body })).toBe(sure)
  })
})

const LEARNPRESS = join(SHARED, 'captures/learnpress-live')
const WOOCOMMERCE = join(SHARED, 'captures/woocommerce-live')

describe.skipIf(!existsSync(LEARNPRESS))('recorded sites (skipped without ../shared)', () => {
  it('a site that does not list its types is asked for the usual ones', () => {
    const { read } = drive(readCoursePosts(originOf(LEARNPRESS)), openReplay(LEARNPRESS))
    expect(read).toMatchObject({ announced: 13, complete: true })
    expect(read.listings).toHaveLength(13)
  })

  it('a shop has no posts that are courses', () => {
    expect(() => drive(readCoursePosts(originOf(WOOCOMMERCE)), openReplay(WOOCOMMERCE))).toThrow('no posts of a type')
  })

  it('a plug-in is recognized before WordPress, each by its own marks', () => {
    const pageOf = (folder: string, file: string, type: string): Page => ({
      requested: ORIGIN,
      url: ORIGIN,
      status: 200,
      type,
      headers: {},
      body: readFileSync(join(folder, file), 'utf8'),
    })
    const course = pageOf(LEARNPRESS, 'html/course-LP-01.html', 'text/html')
    const product = pageOf(WOOCOMMERCE, 'html/product-CE-101.html', 'text/html')
    const index = pageOf(LEARNPRESS, 'api/wp-json-root-namespaces.json', 'application/json')
    expect([recognize(course), recognize(product)]).toEqual([0.5, 0.5])
    expect(recognizeLearnPress(course)).toBeGreaterThan(0.9)
    expect(recognizeLearnPress(index)).toBeGreaterThan(0.9)
    expect(recognizeLearnPress(product)).toBe(0)
    expect(recognizeWooCommerce(product)).toBeGreaterThan(0.9)
  })
})
