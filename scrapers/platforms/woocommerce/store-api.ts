import * as z from 'zod'

import { safeHttpUrl } from '../../../src/schema/url.ts'
import type { Money } from '../../../src/schema/values.ts'
import { TryNextWay } from '../../errors.ts'
import { htmlText, linesOf, tryParseHtml } from '../../extract/html.ts'
import { extractLabels, type Label } from '../../extract/labels.ts'
import { decimalsOf } from '../../normalize/currency.ts'
import { isMemberTier, isOpenTier } from '../../normalize/tier.ts'
import { MAX_TITLE, parseText } from '../../normalize/text.ts'
import type { ListedPrice, Listing, Page, Read, Reading } from '../../provider.ts'
import { ask } from '../ask.ts'
import { pricesOf, readPriceHtml } from './price-html.ts'
import { readTiers } from './product-page.ts'

const PER_PAGE = 100
const MAX_PAGES = 1000

const named = z.looseObject({ name: z.string(), slug: z.string().optional() })

/** The fields of `wc/store/v1/products` that are read; WooCommerce 8 to 11 answer in this shape. */
const ApiProduct = z.looseObject({
  id: z.int(),
  name: z.string(),
  type: z.string(),
  permalink: z.string(),
  variation: z.string().optional(),
  short_description: z.string(),
  description: z.string(),
  price_html: z.string(),
  is_purchasable: z.boolean(),
  prices: z.looseObject({
    price: z.string(),
    regular_price: z.string(),
    price_range: z.looseObject({ min_amount: z.string(), max_amount: z.string() }).nullable(),
    currency_code: z.string(),
    currency_minor_unit: z.int().min(0).max(6),
  }),
  on_sale: z.boolean(),
  categories: z.array(named),
  tags: z.array(named),
  attributes: z.array(
    z.looseObject({ name: z.string(), has_variations: z.boolean().optional(), terms: z.array(named).nullable() }),
  ),
})
type ApiProduct = z.infer<typeof ApiProduct>

/**
 * The public Store API, asked for what the catalog shows: its default list holds hidden products too.
 * @throws TryNextWay when the first answer is not the API's
 */
export function* readStoreApi(origin: string): Reading {
  const notes: string[] = []
  const products = new Map<number, ApiProduct>()
  let announced: number | null = null
  let complete = false
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const url = `${origin}/wp-json/wc/store/v1/products?per_page=${String(PER_PAGE)}&catalog_visibility=catalog${page === 1 ? '' : `&page=${String(page)}`}`
    const answer: Page | null = page === 1 ? yield url : yield* ask(url)
    const items = answer === null ? null : parseItems(answer)
    if (items === null) {
      if (page === 1) throw new TryNextWay(`${url} answered ${describe(answer)}, not a list of products`)
      notes.push(`page ${String(page)} of the product list was lost`)
      break
    }
    if (page === 1) announced = count(answer, 'x-wp-total')
    const before = products.size
    for (const item of items) {
      const product = ApiProduct.safeParse(item)
      if (product.success) products.set(product.data.id, product.data)
      else notes.push(`a product was not in the API's shape: ${z.prettifyError(product.error).slice(0, 200)}`)
    }
    const last = count(answer, 'x-wp-totalpages')
    if (items.length === 0 || (last !== null && page >= last) || (last === null && items.length < PER_PAGE)) {
      complete = true
      break
    }
    if (products.size === before) break
  }
  const listings: Listing[] = []
  for (const product of products.values()) listings.push(toListing(product, yield* readPrices(origin, product, notes)))
  return {
    listings,
    announced,
    complete: complete && (announced === null || listings.length >= announced),
    notes,
  } satisfies Read
}

/** Products of one answer as they stand, hidden ones too: what the shop lists, other pages tell. */
export const readApiPage = (page: Page): Listing[] =>
  (parseItems(page) ?? [])
    .flatMap((item) => ApiProduct.safeParse(item).data ?? [])
    .map((product) => toListing(product, ownPrices(product)))

function parseItems(page: Page): unknown[] | null {
  if (page.status !== 200) return null
  try {
    const value: unknown = JSON.parse(page.body)
    return Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

const describe = (page: Page | null) =>
  page === null ? 'nothing' : `${String(page.status)} ${page.type ?? 'without a type'}`

function count(page: Page | null, header: string): number | null {
  const value = page?.headers[header]
  return value !== undefined && /^\d{1,7}$/.test(value) ? Number(value) : null
}

/** Prices by tier for a product with variations, else the one that it has. */
function* readPrices(origin: string, product: ApiProduct, notes: string[]): Generator<string, ListedPrice[], Page> {
  const own = ownPrices(product)
  if (product.type !== 'variable' || own.length < 2) return own
  const variations = yield* ask(
    `${origin}/wp-json/wc/store/v1/products?type=variation&parent=${product.id}&per_page=${PER_PAGE}`,
  )
  const items = (variations === null ? null : parseItems(variations)) ?? []
  const found = items.flatMap((item) => ApiProduct.safeParse(item).data ?? [])
  const fromApi = found.flatMap((variation) => ownPrices(variation, tierOf(variation), own[0]?.printed)).sort(byTier)
  if (fromApi.length > 0) return fromApi
  const url = safeHttpUrl(product.permalink)
  const page = url?.startsWith(`${origin}/`) ? yield* ask(url) : null
  const $ = page === null ? null : tryParseHtml(page.body)
  const fromPage = $ === null ? [] : readTiers($, product.prices.currency_code)
  if (fromPage.length > 0) return fromPage
  notes.push(`the tiers of "${htmlText(product.name) ?? ''}" could not be asked for; its range of prices is used`)
  return product.on_sale ? own : inferTiers(product, own)
}

const tierOf = ({ variation }: ApiProduct) => parseText(variation?.replace(/^[^:]{1,60}:\s*/, '') ?? '')

function byTier(first: ListedPrice, second: ListedPrice): number {
  return (first.price?.minor ?? 0) - (second.price?.minor ?? 0)
}

/** Two tiers, one for members and one for others, at two prices: members do not pay more. */
function inferTiers(product: ApiProduct, own: ListedPrice[]): ListedPrice[] {
  const terms = product.attributes
    .filter((attribute) => attribute.has_variations === true)
    .flatMap(({ terms: all }) => all ?? [])
  const names = terms.flatMap(({ name }) => parseText(name) ?? [])
  const open = names.find(isOpenTier)
  const member = names.find(isMemberTier)
  const [low, high] = own
  if (names.length !== 2 || open === undefined || member === undefined || low === undefined || high === undefined)
    return own
  return [
    { ...low, tier: member, free: low.price?.minor === 0 },
    { ...high, tier: open },
  ]
}

/** A product without a price answers "0" as a free one does: the empty `price_html` tells them apart. */
function ownPrices(
  product: ApiProduct,
  tier: string | null = null,
  printedElsewhere: string | null = null,
): ListedPrice[] {
  const { prices } = product
  const block = readPriceHtml(product.price_html, prices.currency_code)
  const printed = block.printed ?? printedElsewhere
  if (printed === null) return []
  const price = toMoney(prices.price, prices)
  if (product.type === 'grouped') return pricesOf(block)
  const range = prices.price_range
  if (range !== null) {
    const ends = [toMoney(range.min_amount, prices), toMoney(range.max_amount, prices)]
    return ends.flatMap((end) => (end === null ? [] : [{ tier, price: end, listPrice: null, free: false, printed }]))
  }
  if (price === null) return []
  const regular = toMoney(prices.regular_price, prices)
  const listPrice = product.on_sale && regular !== null && regular.minor > price.minor ? regular : null
  return [{ tier, price, listPrice, free: price.minor === 0, printed }]
}

/** The API counts in as many decimals as the shop shows. */
function toMoney(
  amount: string,
  { currency_code: currency, currency_minor_unit: unit }: ApiProduct['prices'],
): Money | null {
  if (!/^\d{1,9}$/.test(amount) || !/^[A-Z]{3}$/.test(currency)) return null
  return { minor: Math.round(Number(amount) * 10 ** (decimalsOf(currency) - unit)), currency }
}

function toListing(product: ApiProduct, prices: ListedPrice[]): Listing {
  const descriptions = [product.short_description, product.description].map(tryParseHtml)
  return {
    key: String(product.id),
    url: product.permalink,
    title: htmlText(product.name, MAX_TITLE) ?? '',
    type: product.type,
    categories: product.categories.flatMap(({ name }) => parseText(name) ?? []),
    tags: product.tags.flatMap(({ name }) => parseText(name) ?? []),
    prices,
    labels: [
      ...product.attributes.flatMap(toLabel),
      ...descriptions.flatMap(($) => ($ === null ? [] : extractLabels($, $.root()))),
    ],
    texts: descriptions.map(($) => ($ === null ? null : linesOf($.root())) ?? ''),
  }
}

function toLabel({ name, terms }: ApiProduct['attributes'][number]): Label[] {
  const label = parseText(name)
  const value = parseText((terms ?? []).map((term) => term.name).join(', '), 2000)
  return label === null || value === null ? [] : [{ label, value }]
}
