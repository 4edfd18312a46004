import { wordpress } from '../../platforms/wordpress.ts'
import type { Provider } from '../../provider.ts'

/**
 * Annals of Continuing Education (ACE), articles with tests, singly or by the year.
 * Where from: annalsofcontinuingeducation.com, which looks like WordPress: its REST interface, sitemap and pages.
 * How official: the provider's own site.
 * Status: unproven. Nobody has seen a live answer; which plug-in holds the courses, and so whether the shop's interface would say
 * more, is what `npm run probe` will tell. The first run waits for a person.
 * Fills: title, address, and what the pages state under a label.
 * Skipped: the yearly access, which stands in `data/memberships.json` by hand.
 */
export const ace = {
  id: 'ace',
  platform: wordpress,
  origin: 'https://annalsofcontinuingeducation.com',
} satisfies Provider
