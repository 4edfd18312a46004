/** Does it count, best first. What each means is in `ANSWER_WORDS`. */
export const ANSWERS = [
  'counts',
  'counts-with-limit',
  'attest',
  'body-reviews',
  'not-confirmed',
  'does-not-count',
] as const
export type Answer = (typeof ANSWERS)[number]
