import { generic } from '../../platforms/generic.ts'
import type { Provider } from '../../provider.ts'

/**
 * American Society for Clinical Pathology, courses for laboratory staff.
 * Where from: education.ascp.org, pages under /Listing/.
 * How official: the society's own store.
 * Status: unproven. Single lines of one page are known ("1.0 continuing education (CME/CMLE) credit", "Release Date: 1/1/2024");
 * its markup is not. The first run waits for a person.
 * Fills: what a page states under a label.
 * Skipped: what needs a log-in.
 */
export const ascp = {
  id: 'ascp',
  platform: generic,
  origin: 'https://education.ascp.org',
} satisfies Provider
