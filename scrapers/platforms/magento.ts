import type { CheerioAPI } from 'cheerio/slim'

import { safeHttpUrl } from '../../src/schema/url.ts'
import type { Money } from '../../src/schema/values.ts'
import { TryNextWay } from '../errors.ts'
import { linesOf, textOf, tryParseHtml } from '../extract/html.ts'
import { extractLabels } from '../extract/labels.ts'
import { normalizeListing } from '../normalize/listing.ts'
import { findAmounts } from '../normalize/money.ts'
import { MAX_TITLE } from '../normalize/text.ts'
import type { ListedPrice, Listing, Page, Platform, Reading } from '../provider.ts'
import { walkLists } from './walk.ts'
import { ask } from './ask.ts'

type Nodes = ReturnType<CheerioAPI>

/**
 * Shops on Magento 2 (Adobe Commerce).
 *
 * Where: the categories in the menu of the home page, page by page, then each product page. No recording of such a shop was at hand.
 * What is read is what Magento's own public templates print (module Catalog: `list.phtml`, `attributes.phtml`, `final_price.phtml`,
 * `amount/default.phtml`; module Theme: `title.phtml`, `pager.phtml`):
 *   <li class="item product product-item"> ... <a class="product-item-link" href="...">name</a>
 *   <span data-price-amount="45" data-price-type="finalPrice" class="price-wrapper"><span class="price">$45.00</span></span>
 *   <table id="product-attribute-specs-table"> <th class="col label">Contact Hours</th> <td class="col data">1.5</td>
 *   <a class="action next" href="...?p=2">, <body class="catalog-product-view ...">
 * Status: unproven; a theme may print other marks.
 * Official: what the shop shows to any visitor.
 * Fills: title, price and price before a reduction, short and long description, the table of attributes, category.
 * Skipped: products outside the menu, prices of options, ranges, "as low as" prices.
 */
export const magento = {
  id: 'magento',
  ways: [{ id: 'category-pages', read: readCategories }],
  normalize: (listing, context) => normalizeListing(listing, context, { isGroup: listing.type === 'grouped' }),
} satisfies Platform

/** How sure it is that Magento 2 served a page, 0 to 1. */
export function recognize({ body, headers }: Page): number {
  const marks = [
    /\btype="text\/x-magento-init"/.test(body),
    /\bdata-mage-init=/.test(body),
    /\/static\/(?:version\d+\/)?frontend\//.test(body) || /\bmage\/cookies\b/.test(body),
    'x-magento-tags' in headers || 'x-magento-vary' in headers || 'x-magento-cache-debug' in headers,
  ].filter(Boolean).length
  return [0, 0.6, 0.9, 0.97, 0.99][marks] ?? 0
}

export function* readCategories(origin: string): Reading {
  const home = `${origin}/`
  const seen = { mark: false }
  const cards = new Map<string, Listing>()
  const menu = new Set<string>()
  const walked = yield* walkLists({
    start: [home],
    onList: (page) => {
      if (page.requested === home) seen.mark = recognize(page) >= 0.6
      const $ = tryParseHtml(page.body)
      if ($ === null) return
      for (const element of $('nav.navigation a[href], .navigation a.level-top[href], a.action.next[href]').toArray()) {
        const url = safeHttpUrl($(element).attr('href') ?? '', page.url)
        if (url !== null) menu.add(url.replace(/#.*$/, ''))
      }
      const category = isProduct($) ? null : textOf($('h1').first(), 100)
      for (const element of $('.product-item').toArray()) {
        const card = readCard($(element), page.url, category)
        if (card !== null && !cards.has(card.url)) cards.set(card.url, card)
      }
    },
    sort: ({ url }) => (menu.has(url) ? 'list' : null),
  })
  if (!seen.mark) throw new TryNextWay(`${home} is not served by Magento`)
  if (cards.size === 0) throw new TryNextWay(`the menu of ${home} leads to no products`)
  const listings: Listing[] = []
  let lost = 0
  for (const card of cards.values()) {
    const page: Page | null = card.url.startsWith(home) ? yield* ask(card.url) : null
    const product = page === null ? null : readProduct(page)
    if (product === null) lost += 1
    listings.push(
      product === null
        ? card
        : {
            ...product,
            url: card.url,
            categories: card.categories,
            prices: product.prices.length > 0 ? product.prices : card.prices,
          },
    )
  }
  const notes = walked.lost.map((url) => `${url} was lost, so the list is not whole`)
  if (lost > 0)
    notes.push(`${String(lost)} of ${String(cards.size)} product pages were lost; their cards in the lists are used`)
  return { listings, announced: null, complete: walked.whole && walked.lost.length === 0, notes }
}

const isProduct = ($: CheerioAPI) => /\bcatalog-product-view\b/.test($('body').attr('class') ?? '')

function readCard(card: Nodes, base: string, category: string | null): Listing | null {
  const link = card.find('a.product-item-link[href]').first()
  const title = textOf(link, MAX_TITLE)
  const url = safeHttpUrl(link.attr('href') ?? '', base)?.replace(/[?#].*$/, '')
  if (title === null || url === undefined) return null
  const key = card.find('[data-product-id]').first().attr('data-product-id') ?? URL.parse(url)?.pathname ?? url
  const short = linesOf(card.find('.product-item-description').first()) ?? ''
  return {
    key,
    url,
    title,
    type: null,
    categories: category === null ? [] : [category],
    tags: [],
    prices: readPrices(card),
    labels: [],
    texts: [short, ''],
  }
}

/** A product page; null when it is the page of anything else. */
export function readProduct(page: Page): Listing | null {
  const $ = tryParseHtml(page.body)
  if ($ === null || !isProduct($)) return null
  const main = $('.product-info-main').first()
  const title = textOf($('h1').first(), MAX_TITLE)
  if (title === null) return null
  const block = main.length > 0 ? main : $('body')
  const key =
    block.find('.price-box[data-product-id], [data-product-id]').first().attr('data-product-id') ??
    URL.parse(page.url)?.pathname ??
    page.url
  const short = $('.product.overview .value, .product.attribute.overview .value').first()
  const long = $('.product.description .value, .product.attribute.description .value').first()
  return {
    key,
    url: page.url.replace(/[?#].*$/, ''),
    title,
    type: $('.table.grouped').length > 0 ? 'grouped' : null,
    categories: [],
    tags: [],
    prices: readPrices(block),
    labels: [
      ...extractLabels($, $('#product-attribute-specs-table')),
      ...extractLabels($, short),
      ...extractLabels($, long),
    ],
    texts: [linesOf(short) ?? '', linesOf(long) ?? ''],
  }
}

/** The price that is paid, and the old one beside it. */
function readPrices(block: Nodes): ListedPrice[] {
  const box = block.find('.price-box').first()
  const read = (type: string) => amountOf(textOf(box.find(`[data-price-type="${type}"]`).first()))
  const price = read('finalPrice')
  const before = read('oldPrice')
  if (price === null) return []
  const isReduced = before?.currency === price.currency && before.minor > price.minor
  return [{ tier: null, price, listPrice: isReduced ? before : null, free: price.minor === 0, printed: textOf(box) }]
}

function amountOf(text: string | null): Money | null {
  return text === null ? null : (findAmounts(text).find(({ marked }) => marked)?.money ?? null)
}
