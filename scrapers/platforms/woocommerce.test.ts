import { describe, expect, test } from 'vitest'

import { Course } from '../../src/schema/course.ts'
import { Membership } from '../../src/schema/membership.ts'
import { drive, openReplay, originOf, type Alter } from '../../tests/replay-pages.ts'
import { TryNextWay, SkipPage } from '../errors.ts'
import type { Listing, Page, Read } from '../provider.ts'
import { woocommerce } from './woocommerce.ts'

const FOLDER = new URL('../../tests/fixtures/woocommerce/lantern', import.meta.url).pathname
const ORIGIN = originOf(FOLDER)
const CONTEXT = { provider: 'lantern', publisher: 'Lantern CE', today: '2026-11-22' }

function wayOf(id: string) {
  const way = woocommerce.ways.find((each) => each.id === id)
  if (way === undefined) throw new Error(`there is no way ${id}`)
  return way
}
const read = (id: string, alter?: Alter) => drive(wayOf(id).read(ORIGIN), openReplay(FOLDER, alter))
const normalize = ({ listings }: Read) => listings.map((listing) => woocommerce.normalize(listing, CONTEXT))
const coursesOf = (result: Read) => normalize(result).flatMap((each) => (each.is === 'course' ? [each.course] : []))
const courseOf = (id: string, slug: string) =>
  coursesOf(read(id).read).find((course) => course.id === `lantern/${slug}`)

const withoutJsonLd: Alter = (page) => ({
  ...page,
  body: page.body.replace(/<script type="application\/ld\+json">.*?<\/script>/gs, ''),
})
const answering =
  (part: string, answer: Partial<Page>): Alter =>
  (page) =>
    page.url.includes(part) ? { ...page, ...answer } : page

describe.each(['store-api', 'json-ld', 'pages'])('by %s', (id) => {
  const { read: result, asked } = read(id)

  test('all that the shop lists is read, and nothing from beside the list', () => {
    expect(result.listings.map(({ key }) => key)).toEqual([
      '211',
      '212',
      '213',
      '214',
      '218',
      '219',
      '220',
      '221',
      '222',
    ])
    expect(result).toMatchObject({ announced: 9, complete: true, notes: [] })
    expect(new Set(asked).size).toBe(asked.length)
  })

  test('every record is in our schema', () => {
    for (const each of normalize(result)) {
      if (each.is === 'course') Course.parse(each.course)
      if (each.is === 'membership') Membership.parse(each.membership)
    }
  })

  test('credit, time, area and approval', () => {
    expect(courseOf(id, 'safe-patient-lifting')).toMatchObject({
      title: 'Safe Patient Lifting & Transfers',
      key: '211',
      format: 'online-self-paced',
      minutes: { min: 90, max: 90 },
      credits: [
        { unit: 'aama-ceu', amount: { min: 1.5, max: 1.5 } },
        { unit: 'contact-hour', amount: { min: 1.5, max: 1.5 } },
      ],
      areas: ['clinical'],
      approvals: [
        { body: 'aama', basis: 'approved' },
        { body: 'amt', basis: 'provider-claims' },
      ],
      passMark: 75,
      accessMonths: 12,
      evidence: {
        approvals: { printed: 'Approved for 1.5 AAMA CEUs (clinical). · AMT' },
        offers: { printed: '$18.00' },
      },
    })
  })

  test('a split, a time and a last day from a table, a sale', () => {
    expect(courseOf(id, 'reading-a-lab-requisition')).toMatchObject({
      credits: [
        {
          unit: 'bare-ceu',
          amount: { min: 3, max: 3 },
          parts: [
            { area: 'clinical', amount: 2 },
            { area: 'general', amount: 1 },
          ],
        },
      ],
      areas: ['clinical', 'general'],
      minutes: { min: 150, max: 150 },
      expires: '2028-06-30',
      audience: 'Medical assistants and phlebotomists',
      offers: [
        { for: 'anyone', kind: 'purchase', price: { max: { minor: 2250 } }, listPrice: { max: { minor: 3000 } } },
      ],
    })
  })

  test('free, no price, and the price of a group are three things', () => {
    expect(courseOf(id, 'telephone-manners')?.offers).toMatchObject([
      { for: 'anyone', kind: 'free', price: { min: { minor: 0 } } },
    ])
    expect(courseOf(id, 'ordering-supplies')?.offers).toEqual([])
    expect(courseOf(id, 'three-starter-courses')).toMatchObject({
      kind: 'bundle',
      offers: [{ kind: 'purchase', price: null }],
    })
  })

  test('what anyone pays and what members pay; students have no offer', () => {
    expect(courseOf(id, 'live-webinar-flu-season')).toMatchObject({
      format: 'live-webinar',
      areas: ['clinical'],
      offers: [
        { for: 'anyone', price: { min: { minor: 2000 }, max: { minor: 2000 } } },
        { for: 'members', price: { min: { minor: 1000 }, max: { minor: 1000 } } },
      ],
    })
  })

  test('a membership is none of the courses, a gift card is left out', () => {
    const [membership, leftOut] = normalize(result).filter(({ is }) => is !== 'course')
    expect(membership).toMatchObject({
      is: 'membership',
      membership: { price: { max: { minor: 4900 } }, period: { months: 12 }, autoRenews: true },
    })
    expect(leftOut).toEqual({ is: 'left-out', reason: 'a gift card, not a course' })
  })

  test('script in a title is text, and no credit is not unknown credit', () => {
    expect(courseOf(id, 'script-notes')).toMatchObject({ title: '⚕ <script>alert(1)</script> Notes', credits: [] })
  })
})

test('all ways carry the same', () => {
  const [api, jsonLd, pages] = ['store-api', 'json-ld', 'pages'].map((id) => normalize(read(id).read))
  expect(jsonLd).toEqual(api)
  expect(pages).toEqual(api)
})

test('the catalog is asked for, not the list that holds hidden products', () => {
  expect(read('store-api').asked[0]).toBe(
    `${ORIGIN}/wp-json/wc/store/v1/products?per_page=100&catalog_visibility=catalog`,
  )
})

test.each([
  ['a 404', { status: 404 }],
  ['a 401', { status: 401, body: '{"code":"rest_forbidden"}' }],
  ['HTML with 200', { body: '<!DOCTYPE html><title>Shop</title>', type: 'text/html' }],
  ['an object with 200', { body: '{"code":"rest_no_route"}' }],
])('%s of the API means the next way', (_, answer) => {
  expect(() => read('store-api', answering('/wp-json/', answer))).toThrow(TryNextWay)
})

describe('an API that knows its plain address only', () => {
  const PLAIN = `${ORIGIN}/wp-json/wc/store/v1/products?per_page=100`
  const listed = openReplay(FOLDER)(`${PLAIN}&catalog_visibility=catalog`)
  const [first = {}] = JSON.parse(listed.body) as Record<string, unknown>[]
  const hidden = { ...first, id: 900, name: 'For Staff', permalink: `${ORIGIN}/product/for-staff/` }
  const body = JSON.stringify([...(JSON.parse(listed.body) as unknown[]), hidden])
  const plain: Alter = (page) => {
    if (page.url.includes('catalog_visibility')) return null
    return page.url === PLAIN ? { ...listed, url: PLAIN, body, headers: { 'x-wp-total': '10' } } : page
  }

  test('gives what the shop lists too', () => {
    const { read: result } = read('store-api', plain)
    expect(result).toMatchObject({ announced: 9, complete: true, notes: [] })
    expect(result.listings.map(({ key }) => key)).not.toContain('900')
  })

  test('gives everything where the shop has no list, and says so', () => {
    const { read: result } = read('store-api', (page) => (page.url.includes('/wp-json/') ? plain(page) : null))
    expect(result.listings).toHaveLength(10)
    expect(result.notes[0]).toMatch(/what the shop hides could not be told/)
  })

  test('is not asked a second time when it is closed', () => {
    const asked: string[] = []
    const closed: Alter = (page) => {
      asked.push(page.url)
      return { ...page, status: 401, body: '' }
    }
    expect(() => read('store-api', closed)).toThrow(TryNextWay)
    expect(asked).toHaveLength(1)
  })

  test('is found at the address of sites without readable ones', () => {
    const odd: Alter = (page) =>
      page.url.includes('/wp-json/')
        ? null
        : page.url.includes('rest_route=/wc/store/v1/products&')
          ? { ...listed, url: page.url }
          : page
    expect(read('store-api', odd).read.listings).toHaveLength(9)
  })
})

test('product pages without structured data mean the next way, which reads the same', () => {
  expect(() => read('json-ld', withoutJsonLd)).toThrow(TryNextWay)
  expect(normalize(read('pages', withoutJsonLd).read)).toEqual(normalize(read('store-api').read))
})

test('a shop without a list answers in no way', () => {
  expect(() => read('pages', () => null)).toThrow(TryNextWay)
})

test('where product pages are lost, the cards still name every product and its price', () => {
  const lost: Alter = (page) => (page.url.includes('/product/') ? null : page)
  const { read: result } = read('pages', lost)
  expect(result.listings).toHaveLength(9)
  expect(result.notes).toEqual(['9 of 9 product pages were lost; their cards in the list are used'])
  const courses = coursesOf(result)
  expect(courses.find(({ key }) => key === '212')).toMatchObject({
    title: 'Reading a Lab Requisition',
    areas: ['clinical', 'general'],
    credits: null,
    offers: [{ price: { min: { minor: 2250 } }, listPrice: { min: { minor: 3000 } } }],
  })
  // Without its tiers, a range is all that is known.
  expect(courses.find(({ key }) => key === '214')?.offers).toMatchObject([
    { for: 'anyone', price: { min: { minor: 500 }, max: { minor: 2000 } } },
  ])
})

test('a page that the client could not read is one page less', () => {
  const answer = openReplay(FOLDER)
  const reading = wayOf('json-ld').read(ORIGIN)
  let step = reading.next()
  while (step.done !== true) {
    const url = step.value as string
    step = url.includes('/product/safe') ? reading.throw(new SkipPage('cut off')) : reading.next(answer(url))
  }
  expect(step.value.listings).toHaveLength(9)
  expect(step.value.notes).toHaveLength(1)
})

test('tiers come from the product page where the API does not tell them', () => {
  const { read: result, asked } = read('store-api', (page) => (page.url.includes('type=variation') ? null : page))
  expect(asked.at(-1)).toBe(`${ORIGIN}/product/live-webinar-flu-season/`)
  expect(coursesOf(result).find(({ key }) => key === '214')?.offers).toHaveLength(2)
})

test('without tiers the range is a span, and the report says so', () => {
  const alone: Alter = (page) => (page.url.includes('catalog_visibility') ? page : null)
  const { read: result } = read('store-api', alone)
  expect(result.notes).toEqual([
    'the tiers of "Live Webinar: Flu Season" could not be asked for; its range of prices is used',
  ])
  expect(coursesOf(result).find(({ key }) => key === '214')?.offers).toMatchObject([
    { price: { min: { minor: 500 }, max: { minor: 2000 } } },
  ])
})

describe('paging', () => {
  const products = JSON.parse(
    openReplay(FOLDER)(`${ORIGIN}/wp-json/wc/store/v1/products?per_page=100&catalog_visibility=catalog`).body,
  ) as unknown[]
  const answer = (items: readonly unknown[], headers: Record<string, string>): Page => ({
    requested: '',
    url: '',
    status: 200,
    type: 'application/json',
    headers,
    body: JSON.stringify(items),
  })
  const pageOf = (url: string) => Number(new URL(url).searchParams.get('page') ?? '1')
  const isList = (url: string) => url.includes('catalog_visibility')
  const missing = answer([], {})

  test('goes on to the announced last page', () => {
    const headers = { 'x-wp-total': '9', 'x-wp-totalpages': '3' }
    const { read: result, asked } = drive(wayOf('store-api').read(ORIGIN), (url) =>
      isList(url)
        ? answer(products.slice((pageOf(url) - 1) * 3, pageOf(url) * 3), headers)
        : { ...missing, status: 404 },
    )
    expect(asked.filter(isList).map(pageOf)).toEqual([1, 2, 3])
    expect(result).toMatchObject({ announced: 9, complete: true })
  })

  test('a lost page leaves the list unfinished', () => {
    const headers = { 'x-wp-total': '9', 'x-wp-totalpages': '3' }
    const { read: result } = drive(wayOf('store-api').read(ORIGIN), (url) =>
      isList(url) && pageOf(url) === 1 ? answer(products.slice(0, 3), headers) : { ...missing, status: 404 },
    )
    expect(result).toMatchObject({ announced: 9, complete: false })
    expect(result.notes[0]).toBe('page 2 of the product list was lost')
  })

  test('the same page again and again ends', () => {
    const headers = { 'x-wp-total': '900', 'x-wp-totalpages': '300' }
    const { read: result, asked } = drive(wayOf('store-api').read(ORIGIN), (url) =>
      isList(url) ? answer(products, headers) : { ...missing, status: 404 },
    )
    expect(asked.filter(isList)).toHaveLength(2)
    expect(result.complete).toBe(false)
  })

  test('a shop list that links back to itself ends', () => {
    const answers = openReplay(FOLDER, (page) => ({
      ...page,
      body: page.body.replaceAll('/shop/page/2/', '/shop/page/1/'),
    }))
    const { asked } = drive(wayOf('pages').read(ORIGIN), (url) =>
      url.endsWith('/shop/page/1/') ? { ...answers(`${ORIGIN}/shop/`), url } : answers(url),
    )
    expect(asked.filter((url) => url.includes('/shop/'))).toHaveLength(2)
  })
})

describe('hostile listings', () => {
  const base: Listing = {
    key: '1',
    url: 'https://shop.example/product/one/',
    title: 'One',
    type: 'simple',
    categories: [],
    tags: [],
    prices: [],
    labels: [],
    texts: ['', ''],
  }
  const course = (more: Partial<Listing>) => {
    const normalized = woocommerce.normalize({ ...base, ...more }, CONTEXT)
    return normalized.is === 'course' ? normalized.course : undefined
  }

  test('a link that is none is refused by the schema', () => {
    const checked = Course.safeParse(course({ url: 'javascript:alert(1)' }))
    expect(checked.success).toBe(false)
    expect(checked.error?.issues.map(({ path }) => path.join('.'))).toContain('url')
  })

  test('an empty title is refused', () => {
    expect(Course.safeParse(course({ title: ' \u202E ' })).success).toBe(false)
  })

  test('an address without words takes the words of the title, or else the id of the product', () => {
    const url = 'https://shop.example/product/%E5%8C%BB/'
    expect(course({ url })?.id).toBe('lantern/one')
    expect(course({ url, title: '医' })?.id).toBe('lantern/1')
  })

  test('very long fields are cut before anything is searched in them', () => {
    const began = performance.now()
    const long = course({
      title: 'a '.repeat(100_000),
      texts: ['1 CEU '.repeat(100_000), '$'.repeat(1_000_000)],
      labels: [{ label: 'x'.repeat(10_000), value: '1'.repeat(100_000) }],
    })
    expect(long?.title.length).toBeLessThanOrEqual(300)
    expect(performance.now() - began).toBeLessThan(1500)
  })

  test('a price in the structured data that is not the visible one is kept as a conflict', () => {
    const labels = [{ label: 'Price in structured data', value: '19.00 USD' }]
    const prices = [
      { tier: null, price: { minor: 2500, currency: 'USD' }, listPrice: null, free: false, printed: '$25.00' },
    ]
    expect(course({ labels, prices })?.conflicts).toEqual([
      {
        field: 'offers',
        values: [
          { value: '$25.00', source: 'page' },
          { value: 'Price in structured data: 19.00 USD', source: 'page' },
        ],
      },
    ])
  })

  test('credit that two places state differently is kept as a conflict', () => {
    const conflicting = course({ labels: [{ label: 'CEUs', value: '2' }], texts: ['3 CEUs', ''] })
    expect(conflicting?.credits).toMatchObject([{ unit: 'bare-ceu', amount: { min: 2, max: 2 } }])
    expect(conflicting?.conflicts).toMatchObject([
      { field: 'credits', values: [{ value: 'CEUs: 2' }, { value: '3 CEUs' }] },
    ])
  })
})
