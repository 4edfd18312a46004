import { generic } from '../../platforms/generic.ts'
import type { Provider } from '../../provider.ts'

/**
 * Think Cultural Health, free e-learning of the HHS Office of Minority Health.
 * Where from: cccm.thinkculturalhealth.hhs.gov, the guide for clinicians.
 * How official: the office's own site.
 * Status: unproven. Lines of its help pages are known; the markup is not. The first run waits for a person.
 * Fills: what a page states under a label.
 * Skipped: the courses for nurses on a host of their own, whose facts are in `data/reported/think-cultural-health.json`.
 */
export const thinkCulturalHealth = {
  id: 'think-cultural-health',
  platform: generic,
  origin: 'https://cccm.thinkculturalhealth.hhs.gov',
} satisfies Provider
