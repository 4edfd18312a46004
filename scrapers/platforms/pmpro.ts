import type { CheerioAPI } from 'cheerio/slim'

import { safeHttpUrl } from '../../src/schema/url.ts'
import { TryNextWay } from '../errors.ts'
import { textOf, tryParseHtml } from '../extract/html.ts'
import { courseLinks } from '../extract/links.ts'
import { normalizeListing } from '../normalize/listing.ts'
import { findAmounts } from '../normalize/money.ts'
import { MAX_TITLE } from '../normalize/text.ts'
import type { ListedPrice, Listing, NormalizeContext, Normalized, Page, Platform, Reading } from '../provider.ts'
import { ask } from './ask.ts'
import { namespacesOf } from './wordpress/posts.ts'

/**
 * Membership levels of Paid Memberships Pro (a plug-in of WordPress), versions 2 and 3.
 *
 * Where: the page of levels that the plug-in makes (`/membership-levels/`, in older installs below `/membership-account/`), or one that
 * the front page leads to. Its API (`pmpro/v1`) asks for a log-in and is not read.
 * Official: what the site shows to any visitor. Proven: a recorded page of version 3.6.2; the wording of prices ("$50 now and then $10
 * per Month", "Membership expires after 1 Year") and the older table are those of the plug-in's public source.
 * Fills: name, price of one period, length of the period, whether it charges again.
 * Skipped: courses (another plug-in has them), levels that are not on sale. What a level opens, the page does not say.
 */
export const pmpro = {
  id: 'pmpro',
  ways: [{ id: 'levels', read: readLevels }],
  normalize,
} satisfies Platform

/** How sure it is that the plug-in served a page, 0 to 1: less on pages that only mention it, because courses come from elsewhere. */
export function recognize(page: Page): number {
  if (namespacesOf(page).includes('pmpro/v1')) return 0.6
  if (/\bpmpro_levels?_table\b|\bid="pmpro_level(?:s|-\d+)"/.test(page.body)) return 0.9
  return /\/plugins\/paid-memberships-pro\/|\bpmpro-(?:has-access|no-access|body)/.test(page.body) ? 0.5 : 0
}

const PAGES = [
  '/membership-levels/',
  '/membership-account/membership-levels/',
  '/levels/',
  '/membership/',
  '/pricing/',
  '/plans/',
]
const MAX_LINKED = 5

export function* readLevels(origin: string): Reading {
  const front = yield* ask(`${origin}/`)
  const asked = new Set<string>()
  for (const url of [...linkedPages(front, origin), ...PAGES.map((path) => `${origin}${path}`)]) {
    if (asked.has(url)) continue
    asked.add(url)
    const page = yield* ask(url)
    const listings = page === null ? [] : readLevelsPage(page)
    if (listings.length > 0) return { listings, announced: null, complete: true, notes: [] }
  }
  throw new TryNextWay(`${origin} shows no page of membership levels`)
}

/** Pages behind links of the front page that speak of levels. */
function linkedPages(front: Page | null, origin: string): string[] {
  const $ = front === null ? null : tryParseHtml(front.body)
  if ($ === null || front === null) return []
  const links = courseLinks($, front.url, origin).filter(({ url, text }) =>
    /level|membership|pricing|plans?\b|join/i.test(`${new URL(url).pathname} ${text ?? ''}`),
  )
  return links.slice(0, MAX_LINKED).map(({ url }) => url)
}

/** The levels of a page: rows of the plug-in's table; of a checkout page the one that was chosen. */
export function readLevelsPage(page: Page): Listing[] {
  const $ = tryParseHtml(page.body)
  if ($ === null) return []
  const rows = $('tr.pmpro_level, .pmpro_levels_table tbody tr, #pmpro_levels_table tbody tr').toArray()
  const listings = rows.flatMap((element) => {
    const row = $(element)
    const name = textOf(row.find('th[data-title], td:first-child, th:first-child').first(), MAX_TITLE)
    const cost = row.find('.pmpro_level-price, td[data-title="Price"]').first()
    const words = textOf(
      cost.length > 0 ? row.find('.pmpro_level-price, .pmpro_level-expiration') : row.find('td').eq(1),
      300,
    )
    const links = row
      .find('a[href]')
      .toArray()
      .map((link) => $(link).attr('href') ?? '')
    const level = /^pmpro_level-(\d{1,6})$/.exec(row.attr('id') ?? '')?.[1] ?? levelIn(links)
    return name === null || level === null ? [] : [toListing(level, name, words, page.url)]
  })
  return listings.length > 0 ? withCurrency(listings) : readCheckout($, page)
}

function readCheckout($: CheerioAPI, page: Page): Listing[] {
  const level = $('input[name="pmpro_level"], input#pmpro_level').first().attr('value') ?? levelIn([page.url])
  const name = textOf($('.pmpro_level_name_text strong').first(), MAX_TITLE)
  const words = textOf($('.pmpro_level_cost_text, #pmpro_level_cost').first(), 300)
  return name === null || level === null || !/^\d{1,6}$/.test(level) ? [] : [toListing(level, name, words, page.url)]
}

function levelIn(addresses: readonly string[]): string | null {
  for (const address of addresses) {
    const level = /[?&](?:pmpro_)?level=(\d{1,6})\b/.exec(address.replace(/%3F/gi, '?').replace(/%3D/gi, '='))?.[1]
    if (level !== undefined) return level
  }
  return null
}

function toListing(level: string, name: string, words: string | null, pageUrl: string): Listing {
  return {
    key: level,
    url: safeHttpUrl(pageUrl) ?? pageUrl,
    title: name,
    type: null,
    // What this plug-in sells is a membership, whatever its name.
    categories: ['Memberships'],
    tags: [],
    prices: readCost(words),
    labels: [],
    texts: [words ?? '', ''],
  }
}

const AGAIN = /\band then\b|\bper\b|\bevery \d/i
/** A first payment, then others: the second amount is the price of a period. */
const THEN = /^(.*?)\band then (.*)$/i

function readCost(words: string | null): ListedPrice[] {
  if (words === null) return []
  const [, , later = words] = THEN.exec(words) ?? []
  const amount = findAmounts(later).find(({ marked }) => marked)
  if (amount !== undefined)
    return [{ tier: null, price: amount.money, listPrice: null, free: amount.money.minor === 0, printed: words }]
  return /\bfree\b/i.test(words) ? [{ tier: null, price: null, listPrice: null, free: true, printed: words }] : []
}

/** A free level is free in the currency of the others. */
function withCurrency(listings: Listing[]): Listing[] {
  const currency = listings.flatMap(({ prices }) => prices.flatMap(({ price }) => price?.currency ?? []))[0]
  if (currency === undefined) return listings
  return listings.map((listing) => ({
    ...listing,
    prices: listing.prices.map((price) =>
      price.free && price.price === null ? { ...price, price: { minor: 0, currency } } : price,
    ),
  }))
}

/** All levels stand on one page: what tells them apart is the number of the level. */
function normalize(listing: Listing, context: NormalizeContext): Normalized {
  const normalized = normalizeListing(listing, context, { isGroup: false })
  if (normalized.is !== 'membership') return normalized
  const [words = ''] = listing.texts
  const isLimited = /\band then\b.*\b(?:for \d+ more|after \d+)\b/i.test(words)
  const [, first = null] = THEN.test(words) ? (/^(?:.*\bis )?(\S+) now\b/i.exec(words) ?? []) : []
  return {
    is: 'membership',
    membership: {
      ...normalized.membership,
      id: `${context.provider}-level-${listing.key}`,
      autoRenews: words === '' || isLimited ? normalized.membership.autoRenews : AGAIN.test(words),
      note: first === null ? normalized.membership.note : `The first payment is ${first}.`,
    },
  }
}
