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
import { createSeen } from '../seen.ts'
import { readList } from './pages.ts'
import { pricesOf, readPriceHtml } from './price-html.ts'
import { readTiers } from './product-page.ts'

const PER_PAGE = 100
const MAX_PAGES = 1000

const named = z.looseObject({ name: z.string(), slug: z.string().optional() })

/** The fields of `wc/store/v1/products` that are read; WooCommerce 8 to 11 answer in this shape, older ones and plug-ins leave some out. */
const ApiProduct = z.looseObject({
  id: z.int(),
  name: z.string(),
  type: z.string().default('simple'),
  permalink: z.string(),
  variation: z.string().optional(),
  short_description: z.string().default(''),
  description: z.string().default(''),
  price_html: z.string(),
  prices: z.looseObject({
    price: z.string(),
    regular_price: z.string(),
    price_range: z.looseObject({ min_amount: z.string(), max_amount: z.string() }).nullish(),
    currency_code: z.string(),
    currency_minor_unit: z.int().min(0).max(6),
  }),
  on_sale: z.boolean().default(false),
  categories: z.array(named).default([]),
  tags: z.array(named).default([]),
  attributes: z
    .array(z.looseObject({ name: z.string(), has_variations: z.boolean().optional(), terms: z.array(named).nullish() }))
    .default([]),
})
type ApiProduct = z.infer<typeof ApiProduct>

/** Where the list of products answers, best first. */
const LISTS = [
  // What the catalog shows: without this parameter the list holds hidden products too.
  { path: `/wp-json/wc/store/v1/products?per_page=${String(PER_PAGE)}&catalog_visibility=catalog`, isPlain: false },
  // Some caches and firewalls answer the plain address only.
  { path: `/wp-json/wc/store/v1/products?per_page=${String(PER_PAGE)}`, isPlain: true },
  // Sites without readable addresses have the same API here.
  {
    path: `/?rest_route=/wc/store/v1/products&per_page=${String(PER_PAGE)}&catalog_visibility=catalog`,
    isPlain: false,
  },
] as const

interface Start {
  url: string
  answer: Page
  items: unknown[]
  isPlain: boolean
}

/**
 * The first page of the list. An API that is closed to us is not asked in other ways; one that does not know the address is.
 * @throws TryNextWay when no answer is the API's
 */
function* findList(origin: string): Generator<string, Start, Page> {
  const tried: string[] = []
  for (const { path, isPlain } of LISTS) {
    const url = `${origin}${path}`
    const answer = yield url
    const items = parseItems(answer)
    if (items !== null) return { url, answer, items, isPlain }
    tried.push(`${url} answered ${describe(answer)}, not a list of products`)
    if (answer.status !== 404 && answer.status !== 400) break
  }
  throw new TryNextWay(tried[0] ?? '')
}

/**
 * The public Store API.
 * @throws TryNextWay when the first answers are not the API's
 */
export function* readStoreApi(origin: string): Reading {
  const notes: string[] = []
  const seen = createSeen()
  const hidden = new Set<number>()
  const start = yield* findList(origin)
  const shown = start.isPlain ? yield* readShown(origin) : null
  if (start.isPlain && shown === null)
    notes.push('the API was asked for everything that it has; what the shop hides could not be told')
  let listed = 0
  let complete = false
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const answer: Page | null = page === 1 ? start.answer : yield* ask(`${start.url}&page=${String(page)}`)
    const items = answer === null ? null : parseItems(answer)
    if (items === null) {
      notes.push(`page ${String(page)} of the product list was lost`)
      break
    }
    const before = seen.size
    for (const item of items) {
      const { data: product, error } = ApiProduct.safeParse(item)
      if (product === undefined) {
        notes.push(`a product was not in the API's shape: ${z.prettifyError(error).slice(0, 200)}`)
        continue
      }
      const place = seen.add(product.id, item)
      if (shown?.has(String(product.id)) === false) hidden.add(product.id)
      else if (place !== 'same') {
        listed += 1
        yield toListing(product, place === 'new' ? yield* readPrices(origin, product, notes) : ownPrices(product))
      }
    }
    const last = count(answer, 'x-wp-totalpages')
    if (items.length === 0 || (last !== null && page >= last) || (last === null && items.length < PER_PAGE)) {
      complete = true
      break
    }
    if (seen.size === before) break
  }
  const total = count(start.answer, 'x-wp-total')
  const announced = total === null ? null : total - hidden.size
  return {
    listings: [],
    announced,
    complete: complete && (announced === null || listed >= announced),
    notes,
  } satisfies Read
}

/** Keys of what the shop lists; null when its list could not be read to the end. */
function* readShown(origin: string): Generator<string, ReadonlySet<string> | null, Page> {
  try {
    const { cards, complete } = yield* readList(origin)
    return complete ? new Set([...cards.values()].map(({ key }) => key)) : null
  } catch (error) {
    if (error instanceof TryNextWay) return null
    throw error
  }
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

const describe = ({ status, type }: Page) => `${String(status)} ${type ?? 'without a type'}`

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
  if (range != null) {
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
