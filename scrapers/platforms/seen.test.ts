import { describe, expect, it } from 'vitest'

import { drive } from '../../tests/replay-pages.ts'
import { productsAnswer } from '../../tests/bench/products.ts'
import type { Page, Platform } from '../provider.ts'
import { stepThrough } from '../reader.ts'
import { learnpress } from './learnpress.ts'
import { openedx } from './openedx.ts'
import { createSeen } from './seen.ts'
import { shopify } from './shopify.ts'
import { woocommerce } from './woocommerce.ts'
import { wordpress } from './wordpress.ts'

const ORIGIN = 'https://shop.example'

it('tells what is new, the same, and something else under a known id', () => {
  const seen = createSeen()
  expect([seen.add(1, { a: 1 }), seen.add(1, { a: 1 }), seen.add(1, { a: 2 }), seen.add(1, { a: 2 })]).toEqual([
    'new',
    'same',
    'other',
    'same',
  ])
  expect([seen.add(2, { a: 1 }), seen.size]).toEqual(['new', 2])
})

/** A list of two pages on one kind of site; `items` gives what stands on each as ids and titles. */
interface Site {
  platform: Platform
  way: string
  answer: (url: string, items: readonly Item[][]) => string | null
  headers?: Record<string, string>
}
interface Item {
  id: number
  title: string
}

const numberIn = (url: string) => Number(/[?&](?:page|p)=(\d+)/.exec(url)?.[1] ?? 1)
const product = (JSON.parse(productsAnswer(ORIGIN, 1, `${ORIGIN}/wp-json/wc/store/v1/products`).body) as object[])[0]
const totals = { 'x-wp-total': '3', 'x-wp-totalpages': '2' }
const post = ({ id, title }: Item) => ({
  id,
  link: `${ORIGIN}/courses/${id}/`,
  title: { rendered: title },
  content: { rendered: '' },
})
const json = (of: (item: Item) => unknown, path: string) => (url: string, items: readonly Item[][]) =>
  url.startsWith(`${ORIGIN}${path}`) ? JSON.stringify((items[numberIn(url) - 1] ?? []).map(of)) : null

const SITES: Record<string, Site> = {
  'WooCommerce, by its API': {
    platform: woocommerce,
    way: 'store-api',
    headers: totals,
    answer: json(({ id, title }) => ({ ...product, id, name: title }), '/wp-json/wc/store/v1/products'),
  },
  'WordPress, by its posts': {
    platform: wordpress,
    way: 'posts',
    headers: totals,
    answer: (url, items) =>
      url.endsWith('/wp-json/wp/v2/types')
        ? JSON.stringify({ course: { slug: 'course', rest_base: 'course' } })
        : json(post, '/wp-json/wp/v2/course?')(url, items),
  },
  'LearnPress, by its API': {
    platform: learnpress,
    way: 'api',
    headers: totals,
    // The names of its posts count; another course has another price.
    answer: (url, items) =>
      json(
        ({ id, title }) => ({ id, name: title, price: title.length, price_rendered: `$${title.length}.00` }),
        '/wp-json/learnpress/v1/courses',
      )(url, items) ?? json(post, '/wp-json/wp/v2/lp_course?')(url, [items.flat()]),
  },
  Shopify: {
    platform: shopify,
    way: 'products-json',
    // A page that is not full is the last one.
    answer: (url, items) => {
      if (!url.includes('/products.json')) return null
      const filler = Array.from({ length: 250 }, (_, at) => ({ id: 1000 + at, title: `Filler ${at}` }))
      const listed = numberIn(url) === 1 ? [...(items[0] ?? []), ...filler].slice(0, 250) : (items[1] ?? [])
      const products = listed.map(({ id, title }) => ({
        id,
        title,
        handle: `c-${id}`,
        body_html: '',
        product_type: '',
        tags: '',
        variants: [],
      }))
      return JSON.stringify({ products })
    },
  },
  'Open edX': {
    platform: openedx,
    way: 'catalog-v1',
    answer: (url, items) => {
      const run = { status: 'published', availability: 'Current', seats: [] }
      const results = (items[numberIn(url) - 1] ?? []).map(({ id, title }) => ({
        key: String(id),
        title,
        course_runs: [{ ...run, marketing_url: `${ORIGIN}/courses/${id}` }],
      }))
      return JSON.stringify({ next: url.includes('p=2') ? null : `${ORIGIN}/api/v1/courses/?p=2`, results })
    },
  },
}

function read({ platform, way, answer, headers = {} }: Site, items: readonly Item[][]) {
  const reading = platform.ways.find(({ id }) => id === way)?.read(ORIGIN)
  if (reading === undefined) throw new Error(`there is no way ${way}`)
  const step = stepThrough(reading, ({ key }) => key)
  const keys: string[] = []
  for (let next = step(null); ;) {
    keys.push(...next.found)
    if (next.end !== null) return { ...next.end, keys: keys.filter((key) => !/^1\d{3}$/.test(key)) }
    const url = next.wanted
    const body = url === null ? null : answer(url, items)
    const page: Page = {
      requested: url ?? '',
      url: url ?? '',
      status: body === null ? 404 : 200,
      type: 'application/json',
      headers,
      body: body ?? '',
    }
    next = step(url === null ? null : page)
  }
}

describe.each(Object.entries(SITES))('%s', (_, site) => {
  const [one, two, three] = [1, 2, 3].map((id) => ({ id, title: `Course ${id}` })) as [Item, Item, Item]

  it('a course that slides to the next page while the shop changes is one course', () => {
    const { keys, complete } = read(site, [
      [one, two],
      [two, three],
    ])
    expect([keys.length, new Set(keys).size, complete]).toEqual([3, 3, true])
  })

  it('another course under the same id is handed on, for the guard to see', () => {
    const { keys } = read(site, [
      [one, two],
      [{ ...two, title: 'Another' }, three],
    ])
    expect([keys.length, new Set(keys).size]).toEqual([4, 3])
  })
})

it('cards of WooCommerce: one product on two pages of the list is one, two products under one id are two', () => {
  const card = (id: number, path: string) =>
    `<li class="product type-product post-${id}"><a href="/product/${path}/"><h2 class="woocommerce-loop-product__title">${path}</h2></a></li>`
  const keysOf = (second: string) => {
    const answer = (url: string): Page => {
      const list = `<ul class="products">${url.includes('/page/2') ? second : card(1, 'a') + card(2, 'b')}</ul>`
      const next = url.endsWith('/shop/') ? '<a class="next page-numbers" href="/shop/page/2/">2</a>' : ''
      const isList = url.includes('/shop/')
      return { requested: url, url, status: isList ? 200 : 404, type: 'text/html', headers: {}, body: list + next }
    }
    const way = woocommerce.ways.find(({ id }) => id === 'pages')
    if (way === undefined) throw new Error('there is no such way')
    return drive(way.read(ORIGIN), answer).read.listings.map(({ key }) => key)
  }
  expect(keysOf(card(2, 'b') + card(3, 'c'))).toEqual(['1', '2', '3'])
  expect(keysOf(card(2, 'other') + card(3, 'c'))).toEqual(['1', '2', '2', '3'])
})
