import { medialab } from '../../platforms/medialab.ts'
import type { Provider } from '../../provider.ts'

/**
 * LabCE, laboratory and phlebotomy courses in P.A.C.E. contact hours, run by MediaLab.
 * Where from: www.labce.com, its page "All Available Courses" and the course pages.
 * How official: the provider's own shop.
 * Status: unproven. Course pages are known by their words from saved copies (until 2025), the home page by its markup of about
 * 2018; the first run waits for a person.
 * Fills: title, price of the single course, P.A.C.E. hours, last day of the approval, description.
 * Skipped: packages ("MLS & MLT Comprehensive CE Package"), exam simulators, sample pages, retired courses.
 */
export const labce = {
  id: 'labce',
  platform: medialab,
  origin: 'https://www.labce.com',
} satisfies Provider
