import { describe, expect, it } from 'vitest'

import { drive } from '../../tests/replay-pages.ts'
import { TryNextWay } from '../errors.ts'
import type { Page, Platform } from '../provider.ts'
import { moodle, readIndex } from './moodle.ts'
import { openedx } from './openedx.ts'
import { readProducts } from './shopify.ts'
import { walkLists } from './walk.ts'

const ORIGIN = 'https://site.example'
const page = (url: string, body: string, status = 200): Page => ({
  requested: url,
  url,
  status,
  type: body.startsWith('{') ? 'application/json' : 'text/html',
  headers: {},
  body,
})
function firstWay({ ways }: Platform) {
  const [way] = ways
  if (way === undefined) throw new Error('there is no way')
  return way.read(ORIGIN)
}

describe('a list that never ends', () => {
  it('Moodle: beyond the last page it answers 200 and still links a next one', () => {
    const box = (id: number) =>
      `<div class="coursebox" data-courseid="${id}"><div class="coursename">Course ${id}</div></div>`
    const next = (number: number) =>
      `<ul class="pagination"><li><a href="/course/index.php?categoryid=5&browse=courses&perpage=2&page=${number}">next</a></li></ul>`
    const mark = '<script>M.cfg = {"wwwroot":"https://site.example"}</script><body class="x">'
    const { read, asked } = drive(readIndex(ORIGIN), (url) => {
      if (url.endsWith('/course/index.php'))
        return page(url, `${mark}<select><option value="/course/index.php?categoryid=5">Clinical</option></select>`)
      const number = Number(/[?&]page=(\d+)/.exec(url)?.[1] ?? 0)
      if (url.includes('categoryid=5'))
        return page(url, `${mark}${number < 2 ? box(number * 2 + 2) + box(number * 2 + 3) : ''}${next(number + 1)}`)
      return page(url, '', 404)
    })
    expect(read).toMatchObject({ complete: true, listings: [{ key: '2' }, { key: '3' }, { key: '4' }, { key: '5' }] })
    expect(asked.filter((url) => url.includes('page=3'))).toEqual([])
    expect(read.listings[0]).toMatchObject({
      url: 'https://site.example/course/view.php?id=2',
      categories: ['Clinical'],
    })
  })

  it('Shopify: the same products again and again', () => {
    const products = Array.from({ length: 250 }, (_, id) => ({
      id,
      title: `Course ${id}`,
      handle: `c-${id}`,
      body_html: '',
      product_type: '',
      tags: '',
      variants: [],
    }))
    const { read, asked } = drive(readProducts(ORIGIN), (url) =>
      page(url, url.includes('.json') ? JSON.stringify({ products }) : ''),
    )
    expect([read.listings.length, read.complete, asked.length]).toEqual([250, false, 3])
    expect(read.notes).toEqual(['the shop names no currency, so its prices are not read'])
  })

  it('Open edX: a next page that is an earlier one, or on another site', () => {
    const course = {
      key: 'X+1',
      title: 'One',
      course_runs: [{ status: 'published', availability: 'Current', marketing_url: `${ORIGIN}/one`, seats: [] }],
    }
    const next = (to: string) => JSON.stringify({ next: to, results: [course] })
    const circle = drive(firstWay(openedx), (url) =>
      page(url, next(`${ORIGIN}/api/v1/courses/${url.includes('p=2') ? '' : '?p=2'}`)),
    )
    expect([circle.asked.length, circle.read.complete]).toEqual([2, false])
    const away = drive(firstWay(openedx), (url) => page(url, next('https://elsewhere.example/api/')))
    expect([away.asked.length, away.read.complete]).toEqual([1, false])
  })

  it('links without end', () => {
    const walk = walkLists({ start: [`${ORIGIN}/`], sort: () => 'list' })
    let count = 0
    let step = walk.next()
    while (step.done !== true) {
      count += 1
      step = walk.next(page(step.value, `<a href="/p${count}a">a</a><a href="/p${count}b">b</a>`))
    }
    expect([count, step.value.whole]).toEqual([200, false])
  })
})

it.each([moodle, openedx])('$id: a site that is something else is left to the next way', (platform) => {
  expect(() => drive(firstWay(platform), (url) => page(url, '<h1>Hello</h1>'))).toThrow(TryNextWay)
})
