import * as z from 'zod'

import type { Money } from '../../src/schema/values.ts'
import { TryNextWay } from '../errors.ts'
import { linesOf, tryParseHtml } from '../extract/html.ts'
import { extractLabels } from '../extract/labels.ts'
import { decimalsOf } from '../normalize/currency.ts'
import { normalizeListing } from '../normalize/listing.ts'
import { MAX_TITLE, parseText } from '../normalize/text.ts'
import type { ListedPrice, Listing, Page, Platform, Reading } from '../provider.ts'
import { ask } from './ask.ts'
import { createSeen } from './seen.ts'

/** The most that the list gives at once. */
const PER_PAGE = 250
const MAX_PAGES = 100
/** Name of the only variant of a product without variants. */
const ONLY = 'Default Title'

const Variant = z.looseObject({ title: z.string(), price: z.string(), compare_at_price: z.string().nullish() })
const Product = z.looseObject({
  id: z.int(),
  title: z.string(),
  handle: z.string().regex(/^[^\s/?#]+$/),
  body_html: z.string().nullish(),
  product_type: z.string().nullish(),
  tags: z.union([z.array(z.string()), z.string()]).nullish(),
  variants: z.array(Variant),
})
type Product = z.infer<typeof Product>

/**
 * Shops on Shopify.
 *
 * Where: `/products.json`, which a shop answers to anyone, page by page until one is not full; the currency, which is not in there,
 * from the script that Shopify puts into the home page.
 * Official: what the shop shows to any visitor.
 * Fills: title, prices by variant, price before a reduction, description, type and tags.
 * Skipped: whether a variant is in stock (a course is not a thing), prices of a shop that names no currency.
 */
export const shopify = {
  id: 'shopify',
  ways: [{ id: 'products-json', read: readProducts }],
  normalize: (listing, context) => normalizeListing(listing, context, { isGroup: false }),
} satisfies Platform

/** How sure it is that Shopify served a page, 0 to 1. */
export function recognize({ url, type, body, headers }: Page): number {
  if (type === 'application/json')
    return /\/products\.json(?:\?|$)/.test(url) && parseProducts(body).length > 0 ? 0.9 : 0
  const marks = [
    /\bShopify\.(?:shop|theme|currency)\s*=/.test(body),
    /\bcdn\.shopify\.com\/|\/cdn\/shop\//.test(body),
    'x-shopid' in headers || /^shopify$/i.test(headers['powered-by'] ?? '') || 'x-shopify-stage' in headers,
  ].filter(Boolean).length
  return [0, 0.6, 0.95, 0.99][marks] ?? 0
}

export function* readProducts(origin: string): Reading {
  const home = yield* ask(`${origin}/`)
  const currency = home === null ? null : readCurrency(home.body)
  const notes = currency === null ? ['the shop names no currency, so its prices are not read'] : []
  const seen = createSeen()
  let complete = false
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const url = `${origin}/products.json?limit=${String(PER_PAGE)}${page === 1 ? '' : `&page=${String(page)}`}`
    const answer: Page | null = page === 1 ? yield url : yield* ask(url)
    const items = answer?.status === 200 ? parseItems(answer.body) : null
    if (items === null) {
      if (page === 1) throw new TryNextWay(`${url} is no list of products`)
      notes.push(`page ${String(page)} of the product list was lost`)
      break
    }
    const before = seen.size
    for (const item of items) {
      const { data: product, error } = Product.safeParse(item)
      if (product === undefined)
        notes.push(`a product was not in the shape of the list: ${z.prettifyError(error).slice(0, 200)}`)
      else if (seen.add(product.id, item) !== 'same') yield toListing(origin, product, currency)
    }
    complete = items.length < PER_PAGE
    // A shop that ignores the number of the page answers with the same products again.
    if (complete || seen.size === before) break
  }
  return { listings: [], announced: null, complete, notes }
}

/** Products of one answer; [] when it is no list. */
const parseProducts = (body: string) => (parseItems(body) ?? []).flatMap((item) => Product.safeParse(item).data ?? [])

/** The products on one saved answer; which currency they are in is not said there, so their prices are not read. */
export const readProductsPage = ({ body }: Page, origin: string): Listing[] =>
  parseProducts(body).map((product) => toListing(origin, product, null))

function parseItems(body: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(body)
    const items = typeof value === 'object' && value !== null && 'products' in value ? value.products : null
    return Array.isArray(items) ? items : null
  } catch {
    return null
  }
}

/** The currency that the shop counts in; null when the page shows one that it converted to. */
function readCurrency(body: string): string | null {
  const match = /\bShopify\.currency\s*=\s*\{"active":"([A-Z]{3})","rate":"([\d.]+)"/.exec(body)
  return match?.[1] !== undefined && Number(match[2]) === 1 ? match[1] : null
}

function toListing(origin: string, product: Product, currency: string | null): Listing {
  const $ = tryParseHtml(product.body_html ?? '')
  const [short = '', ...long] = ($ === null ? null : linesOf($.root()))?.split('\n') ?? []
  const tags = Array.isArray(product.tags) ? product.tags : (product.tags ?? '').split(',')
  return {
    key: String(product.id),
    url: `${origin}/products/${product.handle}`,
    title: parseText(product.title, MAX_TITLE) ?? '',
    type: null,
    categories: [product.product_type ?? ''].flatMap((name) => parseText(name) ?? []),
    tags: tags.flatMap((name) => parseText(name) ?? []),
    prices: currency === null ? [] : readPrices(product, currency),
    labels: $ === null ? [] : extractLabels($, $.root()),
    texts: [short, long.join('\n')],
  }
}

/** A price for each variant; one, when all cost the same. */
function readPrices({ variants }: Product, currency: string): ListedPrice[] {
  const prices = variants.flatMap(({ title, price: paid, compare_at_price: before }) => {
    const price = toMoney(paid, currency)
    const listPrice = toMoney(before ?? '', currency)
    if (price === null) return []
    const isReduced = listPrice !== null && listPrice.minor > price.minor
    const tier = title === ONLY ? null : title
    return [
      { tier, price, listPrice: isReduced ? listPrice : null, free: price.minor === 0, printed: `${paid} ${currency}` },
    ]
  })
  const [first] = prices
  const isOne = prices.every(
    ({ price, listPrice }) => price.minor === first?.price.minor && listPrice?.minor === first.listPrice?.minor,
  )
  return first !== undefined && isOne ? [{ ...first, tier: null }] : prices
}

/** "2370.00": a point and no groups, in every currency. */
function toMoney(amount: string, currency: string): Money | null {
  if (!/^\d{1,7}(?:\.\d{1,3})?$/.test(amount)) return null
  return { minor: Math.round(Number(amount) * 10 ** decimalsOf(currency)), currency }
}
