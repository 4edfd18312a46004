import { woocommerce } from '../../platforms/woocommerce.ts'
import type { Provider } from '../../provider.ts'

/**
 * BLX Training, courses that state boards ask for.
 * Where from: its shop at blxtraining.com, a WooCommerce shop by the marks of archived pages: the public Store API, else
 * JSON-LD, else the product pages.
 * How official: the provider's own shop.
 * Status: unproven. Nobody has seen a live answer of this site through this reader; the first run waits for a person.
 * Fills: what WooCommerce states for every product (title, address, price, categories) and what the texts print.
 * Skipped: /florida-human-trafficking/ and other plain pages that sell a course outside the shop; their facts are in
 * `data/reported/blx.json`.
 */
export const blx = {
  id: 'blx',
  platform: woocommerce,
  origin: 'https://blxtraining.com',
} satisfies Provider
