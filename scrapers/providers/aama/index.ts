import { generic } from '../../platforms/generic.ts'
import type { Provider } from '../../provider.ts'

/**
 * American Association of Medical Assistants, who certify the CMA (AAMA) and approve other providers' courses.
 * Where from: pages of www.aama-ntl.org that speak of courses. Its e-Learning Center stands on a host that nobody here has seen;
 * once its address is known it belongs into `hosts` and gets a reader of its own.
 * How official: the certifier itself.
 * Status: unproven. How its pages look is not known (three generations of addresses exist), so only structured data and labelled
 * text can be read; the first run waits for a person.
 * Fills: what a page states under a label.
 * Skipped: test.aama-ntl.org, which is its staging site.
 */
export const aama = {
  id: 'aama',
  platform: generic,
  origin: 'https://www.aama-ntl.org',
} satisfies Provider
