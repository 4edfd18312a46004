import { generic } from '../../platforms/generic.ts'
import type { Provider } from '../../provider.ts'

/**
 * Smiles for Life, eight free modules on oral health by the Society of Teachers of Family Medicine.
 * Where from: www.smilesforlifeoralhealth.org.
 * How official: the provider's own site.
 * Status: unproven. That the modules are free and last 60 minutes each is known from public pages; the markup is not. The first run
 * waits for a person.
 * Fills: what a page states under a label.
 * Skipped: what needs a log-in.
 */
export const smilesForLife = {
  id: 'smiles-for-life',
  platform: generic,
  origin: 'https://www.smilesforlifeoralhealth.org',
} satisfies Provider
