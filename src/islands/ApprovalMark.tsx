import type { ReactNode } from 'react'

/** How a body stands to a course. */
export type Standing = 'approved' | 'claims' | 'past' | 'none'

const ICONS: Record<Standing, ReactNode> = {
  approved: <path d="m3.5 10.5 4.2 4.2 8.8-9.2" />,
  claims: (
    <>
      <path d="M4 4.500h12v8.500H9l-3.5 3V13H4Z" />
    </>
  ),
  past: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6v4.300l2.8 1.9" />
    </>
  ),
  none: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 13.800v.1M10 6v5" />
    </>
  ),
}

const WORDS: Record<Standing, string> = {
  approved: 'Approved:',
  claims: 'Provider says:',
  past: 'Approval ended:',
  none: 'No approval found',
}

/** Icon, word and names: who approves a course, or only is said to accept it. */
export function ApprovalMark({ standing, names = '' }: { standing: Standing; names?: string }) {
  return (
    <span className={`approval ${standing}`}>
      <svg
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {ICONS[standing]}
      </svg>
      <span>
        <b>{WORDS[standing]}</b> {names}
      </span>
    </span>
  )
}
