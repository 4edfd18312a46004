import { genericBelow } from '../../platforms/section.ts'
import type { Provider } from '../../provider.ts'

/**
 * Mayo Clinic Laboratories, free modules on taking blood and handling samples.
 * Where from: pages below news.mayocliniclabs.com/phlebotomy-modules/.
 * How official: the provider's own site.
 * Status: unproven. One line of such a page is known ("Released: April 1, 2025 Expires: April 1, 2027"); its markup is not. The
 * first run waits for a person.
 * Fills: what a page states under a label.
 * Skipped: news, conferences.
 */
export const mayoClinicLaboratories = {
  id: 'mayo-clinic-laboratories',
  platform: genericBelow('/phlebotomy-modules/'),
  origin: 'https://news.mayocliniclabs.com',
} satisfies Provider
