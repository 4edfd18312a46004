import { normalizeListing } from '../../normalize/listing.ts'
import type { Provider } from '../../provider.ts'
import { readCards } from './extract.ts'

/**
 * NursingCE, contact hours for nurses; some titles are open to others.
 * Where from: the list at www.nursingce.com/ceu-courses.
 * How official: the provider's own shop.
 * Status: unproven. What is read is what a public scraper of 2021 read on that list, with its result beside it: cards
 * `div.card-body` with `h4` (title), `p.text-success.fw-900` ("$25"), the first `p` (the first words of a description, cut off) and
 * `p.hours` ("3.0 ANCC Contact Hour(s)"). Whether the cards link their courses, and whether the list has further pages, was not
 * recorded. The first run waits for a person.
 * Fills: title, price, contact hours and time, summary.
 * Skipped: course pages, whose shape is not known.
 */
export const nursingce = {
  id: 'nursingce',
  platform: {
    id: 'nursingce',
    ways: [{ id: 'cards', read: readCards }],
    normalize: (listing, context) => normalizeListing(listing, context, { isGroup: false }),
  },
  origin: 'https://www.nursingce.com',
} satisfies Provider
