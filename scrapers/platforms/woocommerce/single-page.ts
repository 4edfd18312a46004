import { tryParseHtml } from '../../extract/html.ts'
import type { Listing, Page } from '../../provider.ts'
import { productNode, readProductPage, withJsonLd } from './product-page.ts'
import { readShopPage } from './shop-page.ts'
import { readApiPage } from './store-api.ts'

/** What one answer of a shop shows: the product that a page is about, the cards of a list, the products of its API. */
export function readSinglePage(page: Page): Listing[] {
  if (page.type === 'application/json') return readApiPage(page)
  const $ = tryParseHtml(page.body)
  if ($ === null) return []
  const node = productNode($)
  const product = readProductPage($, page.url)
  if (product !== null) return [node === null ? product : withJsonLd(product, node)]
  return readShopPage(page).cards
}
