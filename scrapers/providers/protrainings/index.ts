import { generic } from '../../platforms/generic.ts'
import type { Provider } from '../../provider.ts'

/**
 * ProTrainings, CPR, first aid and short continuing-education courses.
 * Where from: www.protrainings.com, pages such as /continuing-education/414-infection-control-basics.
 * How official: the provider's own shop.
 * Status: unproven. Addresses and one line are known ("Target Audience: Nurses, healthcare professionals, and interested
 * individuals"); the markup is not. The first run waits for a person.
 * Fills: what a page states under a label.
 * Skipped: what needs a log-in.
 */
export const protrainings = {
  id: 'protrainings',
  platform: generic,
  origin: 'https://www.protrainings.com',
} satisfies Provider
