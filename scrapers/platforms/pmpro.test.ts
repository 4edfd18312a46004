import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { Membership } from '../../src/schema/membership.ts'
import { readExpected, scoreFacts } from '../../tests/capture-facts.ts'
import { drive, SHARED } from '../../tests/replay-pages.ts'
import type { Page } from '../provider.ts'
import { pmpro, readLevels, readLevelsPage, recognize } from './pmpro.ts'
import { sitemapsInRobots } from '../extract/sitemap.ts'

const CAPTURE = join(SHARED, 'captures/pmpro-wpcom-learningchief')
const LEVELS = 'https://shop.example/membership-levels/'
const pageOf = (body: string, url = LEVELS, status = 200): Page => ({
  requested: url,
  url,
  status,
  type: 'text/html',
  headers: {},
  body,
})
const captured = (file: string, url: string) => pageOf(readFileSync(join(CAPTURE, file), 'utf8'), url)

function levelsOf(page: Page): Membership[] {
  return readLevelsPage(page).map((listing) => {
    const normalized = pmpro.normalize(listing, { provider: 'shop', publisher: 'Shop', today: '2026-11-22' })
    if (normalized.is !== 'membership') throw new Error(`${listing.title} is ${normalized.is}`)
    return Membership.parse(normalized.membership)
  })
}

/** A level in the table of version 3, with the words that the plug-in prints for its cost. */
const row = (id: number, name: string, cost: string, expires = '') =>
  `<tr id="pmpro_level-${String(id)}" class="pmpro_level"><th data-title="Level">${name}</th><td data-title="Price"><p class="pmpro_level-price">${cost}</p>${expires && `<p class="pmpro_level-expiration">${expires}</p>`}</td><td><a class="pmpro_btn" href="/membership-checkout/?pmpro_level=${String(id)}">Select</a></td></tr>`
const table = (...rows: string[]) =>
  `<section id="pmpro_levels"><table class="pmpro_table pmpro_levels_table"><thead><tr><th>Level</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`

describe('levels', () => {
  it.each<[string, string, string, Partial<Record<'minor' | 'months' | 'again', unknown>>]>([
    ['once', '<strong>$120.00</strong> now.', '', { minor: 12000, months: null, again: false }],
    [
      'once, for a year',
      '<strong>$120.00</strong> now.',
      'Membership expires after 1 Year.',
      { minor: 12000, months: 12, again: false },
    ],
    ['every month', '<strong>$10.00 per Month</strong>.', '', { minor: 1000, months: 1, again: true }],
    ['every three months', '<strong>$25.00 every 3 Months</strong>.', '', { minor: 2500, months: 3, again: true }],
    [
      'more at first',
      '<strong>$50.00</strong> now and then <strong>$10.00 per Month</strong>.',
      '',
      { minor: 1000, months: 1, again: true },
    ],
    [
      'in parts',
      '<strong>$50.00</strong> now and then <strong>$50.00 per Month for 3 more Months</strong>.',
      '',
      { minor: 5000, again: null },
    ],
    ['free', '<strong>Free</strong>.', '', { minor: 0, months: null }],
    ['without words', '', '', { minor: null, months: null, again: null }],
  ])('%s', (_, cost, expires, expected) => {
    const [level] = levelsOf(pageOf(table(row(7, 'Clinic &amp; Staff', cost, expires))))
    const months = level?.period === null || level?.period === 'calendar-year' ? null : level?.period.months
    expect(level).toMatchObject({ id: 'shop-level-7', name: 'Clinic & Staff', url: LEVELS })
    expect({ minor: level?.price?.min?.minor ?? null, months, again: level?.autoRenews }).toMatchObject(expected)
  })

  it('the first payment is kept in words where it differs', () => {
    const [level] = levelsOf(
      pageOf(table(row(1, 'Staff', '<strong>$50.00</strong> now and then <strong>$10.00 per Month</strong>.'))),
    )
    expect(level?.note).toBe('The first payment is $50.00.')
  })

  it('the table of version 2', () => {
    const old = `<table id="pmpro_levels_table" class="pmpro_checkout"><tbody><tr class="odd"><td>Staff</td><td><strong>$99.00 per Year</strong>.</td><td><a class="pmpro_btn pmpro_btn-select" href="https://shop.example/membership-account/membership-checkout/?level=4">Select</a></td></tr></tbody></table>`
    expect(levelsOf(pageOf(old))).toMatchObject([
      { id: 'shop-level-4', name: 'Staff', price: { min: { minor: 9900 } }, period: { months: 12 } },
    ])
  })

  it('are looked for where the front page leads, then at the usual addresses', () => {
    const answers: Record<string, string> = {
      'https://shop.example/': '<a href="/join-us/">Join</a>',
      'https://shop.example/join-us/': '<h1>Join</h1>',
      [LEVELS]: table(row(1, 'Staff', '<strong>Free</strong>.')),
    }
    const { read, asked } = drive(readLevels('https://shop.example'), (url) =>
      pageOf(answers[url] ?? '', url, url in answers ? 200 : 404),
    )
    expect(asked).toEqual(['https://shop.example/', 'https://shop.example/join-us/', LEVELS])
    expect(read).toMatchObject({ complete: true, listings: [{ key: '1', title: 'Staff' }] })
    expect(() => drive(readLevels('https://shop.example'), (url) => pageOf('', url, 404))).toThrow(
      'shows no page of membership levels',
    )
  })
})

describe.skipIf(!existsSync(CAPTURE))('a recorded site (skipped without ../shared)', () => {
  const site = 'https://learningchief.com'

  it('every level, with name, price and period', () => {
    const page = captured('membership-levels.html', `${site}/membership-levels/`)
    expect(recognize(page)).toBe(0.9)
    const levels = levelsOf(page)
    const facts = readExpected('pmpro-wpcom-learningchief').flatMap((expected) => {
      const level = levels.find(({ id }) => id === `shop-level-${expected.key}`)
      return [
        [`${expected.key} name`, expected['title'], level?.name],
        [`${expected.key} price`, expected['price'], level?.price?.min?.minor],
        [`${expected.key} currency`, 'GBP', level?.price?.min?.currency],
        [`${expected.key} period`, expected['period'] === 'month' ? { months: 1 } : null, level?.period],
      ] as const
    })
    expect(scoreFacts('pmpro-wpcom-learningchief', facts)).toEqual({ right: 16, wrong: [] })
  })

  it('the checkout of one level', () => {
    const [level] = levelsOf(captured('membership-checkout-level3.html', `${site}/membership-checkout/?pmpro_level=3`))
    expect(level).toMatchObject({
      id: 'shop-level-3',
      name: 'Complete Bundle (Ages 9-11)',
      price: { min: { minor: 1999, currency: 'GBP' } },
    })
  })

  it('the index of its API, and its robots.txt', () => {
    expect(recognize({ ...captured('wp-json-root.json', `${site}/wp-json/`), type: 'application/json' })).toBe(0.6)
    const robots = readFileSync(join(CAPTURE, 'robots.txt'), 'utf8')
    expect(sitemapsInRobots(robots)).toEqual(
      ['sitemap.xml', 'news-sitemap.xml', 'sitemap_index.xml'].map((file) => `${site}/${file}`),
    )
  })
})
