import type { CheerioAPI } from 'cheerio/slim'

import { safeHttpUrl } from '../../../src/schema/url.ts'
import { textOf, tryParseHtml } from '../../extract/html.ts'
import { MAX_TITLE } from '../../normalize/text.ts'
import type { Listing, Page } from '../../provider.ts'
import { pricesOf, readPriceBlock } from './price-html.ts'
import { slugsOf } from './product-page.ts'

type Nodes = ReturnType<CheerioAPI>

/** One page of the shop's list. */
export interface ShopPage {
  /** What the cards tell; details stand on the product pages. */
  cards: Listing[]
  /** Addresses of the categories that it shows in place of products or beside them. */
  categories: string[]
  /** Address of the next page; null on the last one. */
  next: string | null
  /** How many products the shop says it lists; null when it does not. */
  announced: number | null
}

const CARDS =
  'ul.products > li.product, .products > .product, li.wc-block-product, .wc-block-grid__product, .products .type-product'
const ELSEWHERE =
  'aside, footer, .related, .upsells, .up-sells, .cross-sells, .widget, .wp-block-woocommerce-related-products'

/** Reads a list page: the cards of classic themes and of block themes. */
export function readShopPage(page: Page): ShopPage {
  const $ = tryParseHtml(page.body)
  if ($ === null) return { cards: [], categories: [], next: null, announced: null }
  $(ELSEWHERE).remove()
  const cards = $(CARDS)
    .toArray()
    .flatMap((element) => readCard($(element), page.url) ?? [])
  const announced = readTotal(textOf($('.woocommerce-result-count').first()))
  const next = $(NEXT).first().attr('href')
  const categories = $('.product-category > a[href], .product-category .box-image a[href]')
    .toArray()
    .flatMap((link) => safeHttpUrl($(link).attr('href') ?? '', page.url) ?? [])
  return {
    cards,
    categories: [...new Set(categories)],
    next: next === undefined ? null : safeHttpUrl(next, page.url),
    announced,
  }
}

/** Links to the next page, by what themes call them; one that a script loads more with leads there too. */
const NEXT =
  'a.next.page-numbers, a.wp-block-query-pagination-next, .woocommerce-pagination a.next, link[rel="next"], a[class*="load-more"][href*="page"]'

/** Address of the page after one that names none; shops whose list a script prolongs have it all the same. */
export function pageAfter(address: string): string | null {
  const url = URL.parse(address)
  if (url === null) return null
  const named = ['paged', 'product-page'].find((name) => url.searchParams.has(name))
  const number = Number(/\/page\/(\d{1,4})\/?$/.exec(url.pathname)?.[1] ?? (named && url.searchParams.get(named)) ?? 1)
  if (!Number.isInteger(number)) return null
  if (named !== undefined || url.search !== '') url.searchParams.set(named ?? 'paged', String(number + 1))
  else url.pathname = `${url.pathname.replace(/\/page\/\d{1,4}\/?$|\/$/, '')}/page/${String(number + 1)}/`
  return url.href
}

function readCard(card: Nodes, base: string): Listing | null {
  const classes = card.attr('class') ?? ''
  const key =
    /(?:^|\s)post-(\d{1,10})(?:\s|$)/.exec(classes)?.[1] ??
    card.find('[data-product_id]').first().attr('data-product_id')
  const heading = card
    .find(
      '.woocommerce-loop-product__title, .wc-block-components-product-title, .wc-block-grid__product-title, .wp-block-post-title, h2, h3',
    )
    .first()
  const title = textOf(heading, MAX_TITLE)
  const href = linkOf(card, heading)
  if (key === undefined || !/^\d{1,10}$/.test(key) || title === null || href === null) return null
  const block = readPriceBlock(
    card.find('.price, .wc-block-components-product-price, .wc-block-grid__product-price').first(),
  )
  return {
    key,
    // A link that is no address stays as it is, so that the record is refused and reported.
    url: safeHttpUrl(href, base) ?? href,
    title,
    type:
      /\bproduct-type-([a-z_-]+)/.exec(classes)?.[1] ??
      /\bproduct_type_([a-z_]+)/.exec(card.find('.button').attr('class') ?? '')?.[1] ??
      null,
    categories: slugsOf(classes, 'product_cat'),
    tags: slugsOf(classes, 'product_tag'),
    prices: pricesOf(block),
    labels: [],
    texts: ['', ''],
  }
}

function linkOf(card: Nodes, heading: Nodes): string | null {
  const links = [
    heading.find('a[href]'),
    heading.closest('a[href]'),
    card.find('a.woocommerce-LoopProduct-link'),
    card.find('a[href]:not(.button):not([data-product_id])'),
  ]
  for (const link of links) {
    const href = link.first().attr('href')
    if (href !== undefined) return href
  }
  return null
}

/** "Showing 1–12 of 65 results", "Showing all 8 results", "Showing the single result", in any language the last of three numbers. */
function readTotal(text: string | null): number | null {
  if (text === null) return null
  if (/\bsingle result\b/i.test(text)) return 1
  const match = /(?:\bof|\ball)\s+(\d{1,3}(?:,\d{3})?|\d{1,6})\s+results?\b/i.exec(text)
  if (match?.[1] !== undefined) return Number(match[1].replace(',', ''))
  const numbers = (text.match(/\d{1,3}(?:[.,]\d{3})|\d{1,6}/g) ?? []).map((number) =>
    Number(number.replace(/[.,]/, '')),
  )
  const last = numbers.at(-1)
  return last !== undefined && (numbers.length === 1 || (numbers.length === 3 && last === Math.max(...numbers)))
    ? last
    : null
}
