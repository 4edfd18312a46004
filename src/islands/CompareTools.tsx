import { useRef, useState, type ReactNode } from 'react'

import type { Comparison } from '../compare/comparison.ts'
import { toMarkdown, toSheet } from '../compare/copy.ts'

interface Props {
  comparison: Comparison
  caption: string
  link: string
  today: string
  children?: ReactNode
}

const addressOf = (path: string) => new URL(path, window.location.origin).href

/** Takes a comparison elsewhere: as a link, as text, as a table, on paper. */
export function CompareTools({ comparison, caption, link, today, children }: Props) {
  const [said, setSaid] = useState('')
  /** What the browser would not copy, to be copied by hand. */
  const [byHand, setByHand] = useState<{ what: string; text: string } | null>(null)
  const pressed = useRef<HTMLButtonElement>(null)

  const copy = async (what: string, make: () => string | Promise<string>) => {
    const text = await make()
    try {
      await navigator.clipboard.writeText(text)
      setByHand(null)
      setSaid(`Copied: ${what}.`)
    } catch {
      setByHand({ what, text })
      setSaid('')
    }
  }
  const button = (label: string, what: string, make: () => string | Promise<string>) => (
    <button
      type="button"
      onClick={(event) => {
        pressed.current = event.currentTarget
        void copy(what, make)
      }}
    >
      {label}
    </button>
  )

  return (
    <>
      <div className="compare-tools needs-script" role="group" aria-label={caption}>
        {children}
        {button('Copy link', 'the link', () => addressOf(`/compare/${link}`))}
        {button('Copy as Markdown', 'the table as Markdown', () => toMarkdown(comparison, today, addressOf))}
        {button('Copy as CSV', 'the table as CSV', async () => {
          const { formatCsv } = await import('../catalog/csv.ts')
          // The mark that tells a file's encoding has no meaning on a clipboard.
          return formatCsv(toSheet(comparison, today, addressOf)).replace(/^\uFEFF/, '')
        })}
        <button
          type="button"
          onClick={() => {
            window.print()
          }}
        >
          Print
        </button>
        <span className="small" role="status">
          {said}
        </span>
      </div>
      {byHand !== null && (
        <div className="by-hand">
          <label>
            Your browser does not let us copy. Here is {byHand.what}:
            <textarea
              key={byHand.what}
              ref={(area) => {
                area?.focus()
                area?.select()
              }}
              readOnly
              rows={6}
              value={byHand.text}
            />
          </label>
          <button
            type="button"
            className="link"
            onClick={() => {
              setByHand(null)
              pressed.current?.focus()
            }}
          >
            Close
          </button>
        </div>
      )}
    </>
  )
}
