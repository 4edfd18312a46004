import { normalizeListing } from '../normalize/listing.ts'
import type { Page, Platform } from '../provider.ts'
import { readJsonLd, readPages } from './woocommerce/pages.ts'
import { readStoreApi } from './woocommerce/store-api.ts'

/**
 * Shops on WooCommerce (WordPress), versions 8 to 11.
 *
 * Where: the public Store API (`/wp-json/wc/store/v1/products`), which every shop answers unless its owner closed it; else the
 * shop's own list (`/shop/`) and, for each product on it, the JSON-LD that WooCommerce prints into the page; else the page itself.
 * Official: all three are what the shop shows to any visitor. Only what the catalog lists is read: hidden products answer to the
 * API's default list or stand in the sitemap. Where only that default list answers, the shop's own list says which are shown.
 * Fills: title, prices by tier, sale and list price, credit, time, area, approvals, dates, pass mark, topics, summary.
 * Skipped: stock (a course is not a thing), reviews (their numbers are not the shop's), prices for students and groups.
 */
export const woocommerce = {
  id: 'woocommerce',
  ways: [
    { id: 'store-api', read: readStoreApi },
    { id: 'json-ld', read: readJsonLd },
    { id: 'pages', read: readPages },
  ],
  normalize: (listing, context) => normalizeListing(listing, context, { isGroup: listing.type === 'grouped' }),
} satisfies Platform

/** How sure it is that WooCommerce served a page, 0 to 1. */
export function recognize({ url, type, body }: Page): number {
  if (type === 'application/json') return url.includes('/wp-json/wc/store/') || body.includes('"wc/store"') ? 0.95 : 0
  const marks = [
    /\bclass="[^"]*\bwoocommerce(?:-page|-js|-no-js)?\b/.test(body),
    body.includes('/plugins/woocommerce/'),
    /<meta name="generator" content="WooCommerce\b/i.test(body),
    /\b(?:product-type-[a-z]+|add_to_cart_button|wc-block-)/.test(body),
  ].filter(Boolean).length
  return [0, 0.5, 0.85, 0.95, 0.99][marks] ?? 0
}
