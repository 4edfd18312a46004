import { ethosce } from '../../platforms/ethosce.ts'
import type { Provider } from '../../provider.ts'
import { normalize } from './normalize.ts'

/**
 * American Medical Technologists, who certify the RMA (AMT) and sell articles with tests (STEP) and recorded sessions.
 * Where from: the store at amt.ethosce.com, pages under /content/.
 * How official: the certifier's own store.
 * Status: unproven. One page of it is known by its words (STEP 509, a saved copy); the first run waits for a person.
 * Fills: title, price, credit, launch year, pass mark, attempts, the certifications that a course is said to be relevant for.
 * Skipped: the expiry 12/31/2099, which stands for none; the older catalog at learning.americanmedtech.org, whose facts are in
 * `data/reported/amt.json`.
 */
export const amt = {
  id: 'amt',
  platform: { ...ethosce, normalize },
  origin: 'https://amt.ethosce.com',
} satisfies Provider
