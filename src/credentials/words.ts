import type { Answer } from './answers.ts'
import type { Basis, MissingFact } from './verdict.ts'

/** Each answer as the site shows it: an icon of that name and a word, never color alone. */
export const ANSWER_WORDS: Record<Answer, { icon: string; word: string; meaning: string }> = {
  counts: { icon: 'check', word: 'Counts', meaning: 'It counts in full.' },
  'counts-with-limit': {
    icon: 'check-limit',
    word: 'Counts, with a limit',
    meaning: 'It counts, but only so much of this kind may count.',
  },
  attest: { icon: 'pen', word: 'You attest', meaning: 'You judge whether it fits, and you keep the proof.' },
  'body-reviews': { icon: 'eye', word: 'They review', meaning: 'The body looks at your certificate and decides.' },
  'not-confirmed': { icon: 'question', word: 'Not confirmed', meaning: 'It may count. Ask before you pay.' },
  'does-not-count': { icon: 'cross', word: 'Does not count', meaning: 'You earn nothing with it.' },
}

/** What an answer rests on. */
export const BASIS_WORDS: Record<Basis, string> = {
  approved: 'Approved',
  'provider-claims': 'Provider says',
  rule: 'By the rules',
}

/** What to find out where an answer is not confirmed. */
export const MISSING_WORDS: Record<MissingFact, string> = {
  'approval-of-course': 'Is this very course approved, or does only the provider say so?',
  'still-approved': 'Does the approval or the credit still hold today?',
  'credit-amount': 'How much credit does it give, at the least?',
  'unit-issuer': 'Who issues the credit, and what does one stand for?',
  conversion: 'What is one of these credits worth with this body?',
  hours: 'Does it take at least one contact hour?',
  'who-may-earn': 'May a medical assistant earn the credit?',
  acceptance: 'Does the body take such courses, and on what terms?',
  'renewal-rules': 'What does the body ask for to renew?',
}
