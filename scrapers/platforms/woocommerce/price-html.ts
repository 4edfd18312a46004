import type { CheerioAPI } from 'cheerio/slim'

import { textOf, tryParseHtml } from '../../extract/html.ts'
import { findAmounts } from '../../normalize/money.ts'
import type { ListedPrice } from '../../provider.ts'
import type { Money } from '../../../src/schema/values.ts'

type Nodes = ReturnType<CheerioAPI>

/** What a price block shows: the amounts paid, struck-out ones apart, and the words. */
export interface PriceBlock {
  now: Money[]
  before: Money[]
  free: boolean
  printed: string | null
}

/** Reads the markup that WooCommerce prints for a price, in a card, on a page or in the API's `price_html`. */
export function readPriceBlock(block: Nodes, currency?: string): PriceBlock {
  const copy = block.clone()
  copy.find('.screen-reader-text, .sr-only, .visually-hidden').remove()
  const printed = textOf(copy)
  // The suffix says the same price with or without tax.
  copy.find('.woocommerce-price-suffix').remove()
  const before = amountsOf(textOf(copy.find('del')), currency)
  copy.find('del').remove()
  const shown = textOf(copy)?.replace(INSTALMENTS, '') ?? null
  const now = amountsOf(shown, currency)
  return { now, before, free: isFree(shown, now), printed }
}

/** "$40.00 or 4 payments of $10.00" */
const INSTALMENTS =
  /\b(?:or|in)\s+\d{1,2}\s+(?:[\p{L}-]+\s+){0,3}?(?:payments?|instal?lments?)\b.*$|\b(?:payments?|instal?lments?) (?:of|from) .*$/iu

export function readPriceHtml(html: string, currency?: string): PriceBlock {
  const $ = tryParseHtml(html)
  return $ === null ? { now: [], before: [], free: false, printed: null } : readPriceBlock($.root(), currency)
}

/** The prices of a block: one, or both ends of a range. */
export function pricesOf({ now, before, free, printed }: PriceBlock, tier: string | null = null): ListedPrice[] {
  const [first, last = first] = now
  if (first === undefined) return free ? [{ tier, price: null, listPrice: null, free, printed }] : []
  if (last !== undefined && last.minor !== first.minor) {
    return [first, last].map((price) => ({ tier, price, listPrice: null, free: false, printed }))
  }
  const [listPrice = null] = before
  return [{ tier, price: first, listPrice: before.length === 1 ? listPrice : null, free, printed }]
}

function amountsOf(text: string | null, currency?: string): Money[] {
  if (text === null) return []
  return findAmounts(text, currency === undefined ? {} : { currency })
    .filter(({ marked }) => marked)
    .map(({ money }) => money)
}

/** Free is what the shop prints as 0 or as "Free!", never a price that is missing. */
function isFree(shown: string | null, now: readonly Money[]): boolean {
  if (now.length === 0) return shown !== null && /\b(?:free|gratis)\b/i.test(shown)
  return now.every(({ minor }) => minor === 0)
}
