import { wordpress } from '../../platforms/wordpress.ts'
import type { Provider } from '../../provider.ts'

/**
 * Lab University of COLA, courses for physicians' office laboratories.
 * Where from: labuniversity.org, a WordPress site: its REST interface, sitemap and pages.
 * How official: the provider's own site.
 * Status: unproven. Its pages are known to print "Number of Credits", "Price" and "Author" above their values; the markup is not
 * known. The first run waits for a person.
 * Fills: title, address, and what the pages state under a label.
 * Skipped: LabGuides, which are files to download and carry no credit of their own.
 */
export const labUniversity = {
  id: 'lab-university',
  platform: wordpress,
  origin: 'https://labuniversity.org',
} satisfies Provider
