import { generic } from '../../platforms/generic.ts'
import type { Provider } from '../../provider.ts'

/**
 * Texas Health Steps, free courses of the Texas health department.
 * Where from: www.txhealthsteps.com (Drupal), pages such as /502-immunization.
 * How official: the state's own site.
 * Status: unproven. Addresses and one line are known ("Credit hours: 1.00 CE"); the markup is not. The first run waits for a person.
 * Fills: what a page states under a label.
 * Skipped: what needs a log-in.
 */
export const texasHealthSteps = {
  id: 'texas-health-steps',
  platform: generic,
  origin: 'https://www.txhealthsteps.com',
} satisfies Provider
