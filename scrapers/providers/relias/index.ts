import { oracleAtg } from '../../platforms/oracle-atg.ts'
import type { Provider } from '../../provider.ts'

/**
 * Relias Academy, single courses and an all-access subscription for many health professions.
 * Where from: the store at reliasacademy.com/rls/store/, an Oracle ATG store in 2020.
 * How official: the provider's own shop.
 * Status: unproven. Selectors of a public scraper of 2020 are known, no page; the site may sit behind a wall for robots. The first
 * run waits for a person.
 * Fills: title, price, description, hours beside the title; packages (ids with p) as bundles.
 * Skipped: the all-access subscription, which stands in `data/memberships.json` by hand.
 */
export const relias = {
  id: 'relias',
  platform: oracleAtg,
  origin: 'https://reliasacademy.com',
} satisfies Provider
