import { genericBelow } from '../../platforms/section.ts'
import type { Provider } from '../../provider.ts'

/**
 * AMA Ed Hub, the education site of the American Medical Association.
 * Where from: the modules of STEPS Forward below edhub.ama-assn.org/steps-forward/, which practices use to train their staff.
 * How official: the provider's own site.
 * Status: unproven. One line of such a page is known ("0.5 Credit CME"); its markup is not. The first run waits for a person.
 * Fills: what a page states under a label.
 * Skipped: the rest of the hub, which is for physicians.
 */
export const amaEdHub = {
  id: 'ama-ed-hub',
  platform: genericBelow('/steps-forward/'),
  origin: 'https://edhub.ama-assn.org',
} satisfies Provider
