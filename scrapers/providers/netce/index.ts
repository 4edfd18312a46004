import { generic } from '../../platforms/generic.ts'
import type { Provider } from '../../provider.ts'

/**
 * NetCE, courses for health professions by mail and online.
 * Where from: netce.com, pages such as /courseoverview.php?courseid=2318.
 * How official: the provider's own shop.
 * Status: unproven. Addresses of course pages are known, their markup is not. The first run waits for a person.
 * Fills: what a page states under a label.
 * Skipped: www.netcestudents.com, the same courses in another shop.
 */
export const netce = {
  id: 'netce',
  platform: generic,
  origin: 'https://netce.com',
} satisfies Provider
