import { genericBelow } from '../../platforms/section.ts'
import type { Provider } from '../../provider.ts'

/**
 * CDC Division of Laboratory Systems, free courses for people who test and who handle samples.
 * Where from: pages below www.cdc.gov/labtraining/; nothing else of that large site is asked for.
 * How official: the agency's own pages. Credit is given by CDC TRAIN, which needs a log-in.
 * Status: unproven. The address of one course page is known, its markup is not. The first run waits for a person.
 * Fills: what a page states under a label.
 * Skipped: CDC TRAIN.
 */
export const cdcLabTraining = {
  id: 'cdc-lab-training',
  platform: genericBelow('/labtraining/'),
  origin: 'https://www.cdc.gov',
} satisfies Provider
