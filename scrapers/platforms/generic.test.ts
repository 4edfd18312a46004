import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { Course } from '../../src/schema/course.ts'
import { amountIn, paidBy, readExpected, scoreFacts } from '../../tests/capture-facts.ts'
import { drive, openReplay, originOf, SHARED } from '../../tests/replay-pages.ts'
import type { Page } from '../provider.ts'
import { readCoursePage } from './generic/course-page.ts'
import { readByLinks } from './generic/discover.ts'
import { generic, recognize } from './generic.ts'

const CAPTURES = join(SHARED, 'captures')
const ORIGIN = 'https://x.example'
const CONTEXT = { provider: 'replay', publisher: 'Replay', today: '2026-11-22' }

const pageOf = (body: string, url = `${ORIGIN}/courses/one`): Page => ({
  requested: url,
  url,
  status: 200,
  type: 'text/html',
  headers: {},
  body,
})
const capturePage = (path: string, url?: string) => pageOf(readFileSync(join(CAPTURES, path), 'utf8'), url)
const html = (main: string, head = '') =>
  `<!doctype html><html><head><title>One | Site</title>${head}</head><body>${main}</body></html>`

/** The course of a page, in our schema; null when the page is none. */
function courseOf(page: Page): Course | null {
  const { listing } = readCoursePage(page, new URL(page.url).origin)
  if (listing === null) return null
  const normalized = generic.normalize(listing, CONTEXT)
  return normalized.is === 'course' ? Course.parse(normalized.course) : null
}
const read = (main: string, head?: string) => courseOf(pageOf(html(`<main><h1>One Course</h1>${main}</main>`, head)))

describe('what a page states', () => {
  it.each<[string, string, Partial<Record<'price' | 'minutes' | 'hours', number | null>>]>([
    ['a line', '<p>Contact hours: 1.5</p>', { hours: 1.5, minutes: 90 }],
    [
      'a definition list',
      '<dl><dt>Contact Hours</dt><dd>2.0</dd><dt>Cost</dt><dd>$12</dd></dl>',
      { hours: 2, price: 1200 },
    ],
    [
      'a table',
      '<table><tr><td>Contact hours</td><td>3</td></tr><tr><td>Price</td><td>$9.99</td></tr></table>',
      { hours: 3, price: 999 },
    ],
    ['bullets', '<ul><li><b>Contact hours:</b> 1</li><li>Price: Free</li></ul>', { hours: 1, price: 0 }],
    [
      'a heading above its value',
      '<h4>Contact Hours</h4><p>4</p><h4>Length</h4><div>4 hours</div>',
      { hours: 4, minutes: 240 },
    ],
    ['two neighbouring boxes', '<div><span>Contact hours</span><span>0.5</span></div>', { hours: 0.5, minutes: 30 }],
    ['a number before its unit', '<div><strong>2.5</strong> <span>Contact Hours</span></div>', { hours: 2.5 }],
    [
      'a row of boxes, each with a figure above its label',
      '<div><div><b>1.5</b><i>Contact Hours</i></div><div><b>3</b><i>Modules</i></div><div><b>$25</b><i>Price</i></div></div>',
      { hours: 1.5, price: 2500 },
    ],
    [
      'figures and labels in one row',
      '<div><span>90 min</span><span>Duration</span><span>$30.00</span><span>Cost</span></div><p>2 contact hours</p>',
      { hours: 2, minutes: 90, price: 3000 },
    ],
    [
      'a label without a value behind another value',
      '<div><p>Contact hours</p><p>3</p><p>Price</p></div>',
      { hours: 3 },
    ],
    [
      'a table with its headings on top',
      '<table><tr><th>Credits</th><th>Price</th><th>Length</th></tr><tr><td>1 contact hour</td><td>$10</td><td>55 minutes</td></tr></table>',
      { hours: 1, price: 1000, minutes: 55 },
    ],
    ['labels in one line', '<p>Contact Hours: 1.5 | Cost: $15</p>', { hours: 1.5, price: 1500 }],
    ['values in one line', '<p>1.5 contact hours &bull; $15.00 &bull; 85 minutes</p>', { hours: 1.5, price: 1500 }],
    [
      'a price under the name of a package',
      '<p>1 contact hour</p><p>Unlimited access</p><p>$99.00</p>',
      { hours: 1, price: null },
    ],
    ['two prices in lines of their own', '<p>1 contact hour</p><p>$15.00</p><p>$20.00</p>', { hours: 1, price: null }],
    ['dollars and cents apart', '<p>1 contact hour</p><div class="price">$72 <sup>95</sup></div>', { price: 7295 }],
    ['a price before and now', '<p>1 contact hour</p><div class="price"><s>$30.00</s> $20.00</div>', { price: 2000 }],
    [
      'words that say free',
      '<p>1 contact hour</p><p>This course is offered at no cost to clinic staff.</p>',
      { price: 0 },
    ],
    [
      'professions, not a number',
      '<p>Contact hours: CHO, RN, RS</p><p>Price: $5</p><p>A training module.</p>',
      { hours: null, price: 500 },
    ],
    ['a price on request', '<p>1 contact hour</p><p>Price: on request</p>', { price: null }],
    [
      'prices of several plans',
      '<p>1 contact hour</p><div class="price">$10</div><div class="price">$20</div>',
      { price: null },
    ],
    ['a price by the month', '<p>1 contact hour</p><div class="price">$29 / month</div>', { price: null }],
    [
      'what a renewal asks',
      '<p>1 contact hour</p><p>To renew you need 60 contact hours every 5 years.</p>',
      { hours: 1 },
    ],
    [
      'what a bundle holds',
      '<p>2 contact hours</p><p>Bundle: 30 contact hours for $99.00.</p>',
      { hours: 2, price: null },
    ],
    ['opening hours', '<p>1 contact hour</p><h4>Hours</h4><p>Mon-Fri 9 am - 5 pm</p>', { minutes: 60 }],
    [
      'two numbers of hours',
      '<p>2 contact hours for nurses.</p><p>3 contact hours for others.</p><p>Price: $5</p>',
      { hours: null },
    ],
  ])('%s', (_, main, expected) => {
    const course = read(main)
    const found =
      course === null
        ? null
        : { price: paidBy(course), minutes: course.minutes?.min ?? null, hours: amountIn(course, /contact-hour$/) }
    expect(found).toMatchObject(expected)
  })

  const ld = (value: object) =>
    `<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', ...value })}</script>`
  const offer = (offers: object) => ld({ '@type': 'Course', name: 'One Course', offers })

  it.each<[string, string, number | null]>([
    ['a price', offer({ price: '19.95', priceCurrency: 'USD' }), 1995],
    ['a number', offer({ price: 20, priceCurrency: 'USD' }), 2000],
    ['0', offer({ price: 0 }), 0],
    ['a price without a currency', offer({ price: '20' }), null],
    ['an empty price', offer({ price: '', priceCurrency: 'USD' }), null],
    ['the category free', offer({ category: 'Free' }), 0],
    ['a subscription', offer({ category: 'Subscription', price: '9', priceCurrency: 'USD' }), null],
    [
      'a price that is billed again',
      offer({ priceSpecification: { price: '9', priceCurrency: 'USD', billingDuration: 'P1M' } }),
      null,
    ],
    [
      'members and others',
      offer([
        { name: 'Member', price: '10', priceCurrency: 'USD' },
        { name: 'Non-member', price: '30', priceCurrency: 'USD' },
      ]),
      3000,
    ],
    ['a range', offer({ '@type': 'AggregateOffer', lowPrice: '10', highPrice: '30', priceCurrency: 'USD' }), 1000],
    ['one end of a range', offer({ '@type': 'AggregateOffer', lowPrice: '10', priceCurrency: 'USD' }), null],
  ])('structured data: %s', (_, head, price) => {
    const course = read('<p>Text.</p>', head)
    expect(course && paidBy(course)).toBe(price)
  })

  it('time in structured data is read as such', () => {
    const course = read('<p>Text.</p>', ld({ '@type': 'Course', name: 'One Course', timeRequired: 'PT1H30M' }))
    expect(course?.minutes).toEqual({ min: 90, max: 90 })
  })

  it('0 in structured data beside amounts in the text is not free', () => {
    const course = read('<p>Parts: $19.95 and $5.00</p>', offer({ price: '0.00', priceCurrency: 'USD' }))
    expect(course?.offers).toEqual([])
  })
})

describe('what is no course', () => {
  it.each<[string, string, string]>([
    ['a bot wall', '/courses/one', '<title>Just a moment...</title><h1>Just a moment...</h1><p>1 contact hour</p>'],
    ['a login', '/courses/one', '<title>Log in</title><form><input type="password"></form><p>Earn 2 contact hours</p>'],
    [
      'a form that asks for a password',
      '/courses/one',
      '<h1>One</h1><form>Password <input type="password"></form><p>2 contact hours</p>',
    ],
    ['an error page', '/courses/one', '<h1>Page Not Found</h1><p>2 contact hours, $10.00</p>'],
    ['a list', '/courses/', '<h1>All Courses</h1><p>1 contact hour</p>'],
    [
      'cards',
      '/courses/skin',
      `<h1>Skin</h1>${'<li class="card"><a href="/c/1">A</a><b class="price">$5.00</b> 1 contact hour</li>'.repeat(3)}`,
    ],
    ['the front page', '/', '<h1>Ann Academy</h1><p>1 contact hour for $5.00</p>'],
    ['an article', '/reading/fees', '<h1>Renewal fees</h1><p>Fee: $50. A blog post.</p>'],
    ['a thing', '/reading/socks', '<h1>Socks</h1><div class="price">$9.00</div><p>Warm and blue.</p>'],
    [
      'a lesson',
      '/courses/one/lesson-1',
      '<script type="application/ld+json">{"@type":"LearningResource","name":"Loops","isPartOf":{"@type":"Course","name":"Code"}}</script><h1>Loops</h1>',
    ],
    ['a page that states nothing', '/courses/one', '<h1>One Course</h1><p>A course on blood pressure.</p>'],
    ['markup without an end', '/courses/one', '<div>'.repeat(5000)],
  ])('%s', (_, path, body) => {
    expect(courseOf(pageOf(body, `${ORIGIN}${path}`))).toBeNull()
    expect(recognize(pageOf(body, `${ORIGIN}${path}`))).toBe(0)
  })

  it('a page with a course is recognized, with little confidence', () => {
    expect(recognize(pageOf(html('<h1>One</h1><p>1 contact hour</p>')))).toBe(0.1)
  })
})

describe('links', () => {
  const site =
    (answer: (path: string) => string | null) =>
    (url: string): Page => {
      const body = url.startsWith(ORIGIN) ? answer(url.slice(ORIGIN.length)) : null
      return body === null ? { ...pageOf('', url), status: 404 } : pageOf(body, url)
    }

  it('that go on for ever come to an end', () => {
    const { read: found, asked } = drive(
      readByLinks(ORIGIN),
      site((path) => {
        const number = Number(/\d+$/.exec(path)?.[0] ?? 0)
        if (path.startsWith('/courses/c')) return html(`<h1>C${String(number)}</h1><p>1 contact hour</p>`)
        const more = `<a rel="next" href="/courses?page=${String(number + 1)}">Next</a>`
        return html(`<h1>Courses</h1>${number < 3 ? `<a href="/courses/c${String(number)}">Course</a>` : ''}${more}`)
      }),
    )
    expect(found.listings.map(({ url }) => url)).toEqual([
      `${ORIGIN}/courses/c0`,
      `${ORIGIN}/courses/c1`,
      `${ORIGIN}/courses/c2`,
    ])
    expect(asked.length).toBeLessThan(10)
    expect(new Set(asked).size).toBe(asked.length)
  })

  it('that are all new come to an end as well, and the list counts as not whole', () => {
    const { read: found, asked } = drive(
      readByLinks(ORIGIN),
      site((path) => {
        if (path === '/courses/c') return html('<h1>C</h1><p>1 contact hour</p>')
        return html(
          `<h1>Courses</h1><a href="/courses/c">Course</a>${[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `<a href="/courses/list-${String(n)}${path.slice(1)}">More courses</a>`).join('')}`,
        )
      }),
    )
    expect(found).toMatchObject({ complete: false, listings: [{ title: 'C' }] })
    expect(asked.length).toBeLessThanOrEqual(2000)
  })
})

it('sitemaps that are packed are followed: the client unpacks them', () => {
  const answers: Record<string, string> = {
    '/robots.txt': `Sitemap: ${ORIGIN}/sitemap.xml.gz`,
    '/sitemap.xml.gz': `<sitemapindex><sitemap><loc>${ORIGIN}/sitemap-courses-1.xml.gz</loc></sitemap></sitemapindex>`,
    '/sitemap-courses-1.xml.gz': `<urlset><url><loc>${ORIGIN}/courses/one</loc></url></urlset>`,
    '/courses/one': html('<main><h1>One Course</h1><p>Contact hours: 2</p></main>'),
  }
  const way = generic.ways.find(({ id }) => id === 'sitemap')
  const answer = (url: string): Page => {
    const body = answers[url.slice(ORIGIN.length)]
    return { ...pageOf(body ?? '', url), status: body === undefined ? 404 : 200 }
  }
  const { read: found } = drive(way?.read(ORIGIN) ?? readByLinks(''), answer)
  expect(found).toMatchObject({ complete: true, listings: [{ url: `${ORIGIN}/courses/one`, title: 'One Course' }] })
})

describe.skipIf(!existsSync(CAPTURES))('recorded pages (skipped without ../shared)', () => {
  it('the examples of schema.org, in both notations', () => {
    const files = readdirSync(join(CAPTURES, 'schemaorg-course-examples')).filter((file) => file.endsWith('.html'))
    expect(files).toHaveLength(14)
    const expected = readExpected('schemaorg-course-examples')
    const facts = files.flatMap((file) => {
      const record = expected.find(({ key }) => file.startsWith(key))
      const course = courseOf(capturePage(`schemaorg-course-examples/${file}`))
      const prices =
        course?.offers.flatMap(({ price }) => [price?.min, price?.max].flatMap((money) => money ?? [])) ?? []
      const wanted = (record?.['amounts'] as string[]).map((amount) => Number(amount) * 100)
      const currencies = [...new Set(record?.['currency'] as string[])]
      return [
        // One example has no name: what the window says is then all that there is.
        [`${file} title`, record?.['title'] ?? undefined, course?.title],
        [`${file} is a course`, true, course !== null],
        [`${file} prices`, [...new Set(wanted)], [...new Set(prices.map(({ minor }) => minor))]],
        [
          `${file} currency`,
          currencies.length > 0 ? currencies : undefined,
          [...new Set(prices.map(({ currency }) => currency))],
        ],
      ] as const
    })
    expect(scoreFacts('schemaorg-course-examples', facts)).toEqual({ right: 42, wrong: [] })
  })

  it('rows of NursingCE, as a page that states them in words', () => {
    const facts = readFileSync(join(CAPTURES, 'nursingce-csv/courses.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const [, quoted, bare, cost = '', about = '', credit = ''] =
          /^(?:"(.*?)"|([^,]*)),(\$\d+),(.*),([^,]*)$/.exec(line) ?? []
        const title = quoted ?? bare ?? ''
        const card = `<h1>${title.replaceAll('&', '&amp;')}</h1><p>${credit}</p><p class="price">${cost}</p><p>${about}</p>`
        const course = courseOf(pageOf(html(`<main>${card}</main>`)))
        const record = readExpected('nursingce-csv').find(({ key }) => key === title)
        return [
          [`${title} title`, record?.['title'], course?.title],
          [`${title} price`, record?.['price'], course && paidBy(course)],
          [`${title} hours`, record?.['contactHours'], course && amountIn(course, /^ancc-contact-hour$/)],
          [`${title} minutes`, Number(record?.['contactHours']) * 60, course?.minutes?.min],
          [`${title} body`, [String(record?.['body']).toLowerCase()], course?.approvals.map(({ body }) => body)],
        ] as const
      })
    expect(scoreFacts('nursingce-csv', facts)).toEqual({ right: 60, wrong: [] })
  })

  it('a free sample that advertises something for £19.99 has no such price', () => {
    const origin = 'https://learningchief.com'
    for (const [file, title] of [
      ['printable-free-english.html', 'Free English Sample (Ages 6-8)'],
      ['printable-ultimate-math.html', 'Complete Math Bundle (Ages 9-11)'],
    ] as const) {
      const { stated } = readCoursePage(
        capturePage(`pmpro-wpcom-learningchief/${file}`, `${origin}/printable/x/`),
        origin,
      )
      expect(stated).toMatchObject({ title, prices: [] })
    }
  })

  it('a shop that has a platform of its own: every course page, no fact wrong', () => {
    const folder = join(CAPTURES, 'woocommerce-live')
    const products = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
      products: Record<string, unknown>[]
    }
    const way = generic.ways.find(({ id }) => id === 'sitemap')
    const { read: found } = drive(way?.read(originOf(folder)) ?? readByLinks(''), openReplay(folder))
    const facts = found.listings.flatMap((listing): (readonly [string, unknown, unknown])[] => {
      const normalized = generic.normalize(listing, CONTEXT)
      const product = products.products.find(({ permalink }) => permalink === listing.url)
      if (normalized.is === 'left-out' && product?.['listedInShop'] === false) return []
      if (normalized.is !== 'course' || product === undefined) return [[listing.url, true, false]]
      const paid = paidBy(normalized.course)
      const hours = amountIn(normalized.course, /^contact-hour$/)
      const ceus = amountIn(normalized.course, /-ceu$/)
      return [
        // One heading holds a script, whose text is no part of it.
        [`${String(product['sku'])} title`, String(product['title']).replace('alert("title") ', ''), listing.title],
        // With several tiers, the lowest is what the shop states; not known is not wrong.
        [`${String(product['sku'])} price`, paid === null ? undefined : product['priceCents'], paid],
        [`${String(product['sku'])} hours`, hours === null ? undefined : product['contactHours'], hours],
        [`${String(product['sku'])} CEUs`, ceus === null ? undefined : product['ceus'], ceus],
      ]
    })
    expect(found.listings.length).toBeGreaterThanOrEqual(20)
    expect(scoreFacts('woocommerce-live, as any site', facts).wrong).toEqual([])
  })
})
