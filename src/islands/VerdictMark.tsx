import type { ReactNode } from 'react'

import type { Answer } from '../credentials/answers.ts'
import { ANSWER_WORDS } from '../credentials/words.ts'

const ICONS: Record<Answer, ReactNode> = {
  counts: (
    <>
      <circle cx="10" cy="10" r="7.5" />
      <path d="m6.5 10.2 2.5 2.5 4.6-5" />
    </>
  ),
  'counts-with-limit': (
    <>
      <circle cx="10" cy="10" r="7.5" strokeDasharray="3 2.4" />
      <path d="m6.5 10.2 2.5 2.5 4.6-5" />
    </>
  ),
  attest: <path d="m4 16 .8-3.6L13.6 3.6 16.4 6.4 7.6 15.2Z" />,
  'body-reviews': (
    <>
      <path d="M1.8 10S5 4.8 10 4.8 18.2 10 18.2 10 15 15.2 10 15.2 1.8 10 1.8 10Z" />
      <circle cx="10" cy="10" r="2.2" />
    </>
  ),
  'not-confirmed': (
    <>
      <path d="M7 7.2a3 3 0 1 1 4.4 2.6c-1 .6-1.4 1.1-1.4 2.2" />
      <path d="M10 15.6v.1" />
    </>
  ),
  'does-not-count': <path d="m5.5 5.5 9 9m0-9-9 9" />,
}

/** Icon and word of an answer, and what follows it; the color only repeats what they say. */
export function VerdictMark({ answer, children }: { answer: Answer; children?: ReactNode }) {
  return (
    <span className={`verdict ${answer}`}>
      <svg
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {ICONS[answer]}
      </svg>
      <span>
        <b>{ANSWER_WORDS[answer].word}</b> {children}
      </span>
    </span>
  )
}
