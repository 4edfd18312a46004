import { medialab } from '../../platforms/medialab.ts'
import type { Provider } from '../../provider.ts'

/**
 * The CE store of the American Society for Clinical Laboratory Science, who also run P.A.C.E.
 * Where from: www.asclsce.org, a shop of MediaLab; many of its courses are LabCE's under another number.
 * How official: the society's own store.
 * Status: unproven. Course pages are known by their words from saved copies; the first run waits for a person.
 * Fills: title, P.A.C.E. hours, course numbers and last days, description.
 * Skipped: the prices that stand under "Users Also Bought", which are those of other courses.
 */
export const ascls = {
  id: 'ascls',
  platform: medialab,
  origin: 'https://www.asclsce.org',
} satisfies Provider
