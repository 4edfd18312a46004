import { useState } from 'react'

import { formatAsked, type Kind } from '../compare/address.ts'
import { CompareTable } from './CompareTable.tsx'
import type { Records } from './Compare.tsx'
import { MOST_COMPARED } from './device.ts'

interface Props {
  kind: Exclude<Kind, 'courses'>
  records: Records
  /** null = nobody chose yet. */
  ids: readonly string[] | null
  today: string
}

const ABOUT = {
  memberships: {
    caption: 'Memberships side by side',
    note: 'A price is only ranked against prices for the same time, and only while it is fresh.',
    all: { href: '/memberships/', label: 'All memberships with their sources' },
  },
  credentials: {
    caption: 'What credentials ask for, side by side',
    note: 'Every number stands with its source on the page of its credential.',
    all: { href: '/for/', label: 'All credentials with their sources' },
  },
}

/** Replaces the address, so that Back leaves the page rather than undoing tick by tick. */
const choose = (kind: Kind, ids: readonly string[]) => {
  window.history.replaceState(null, '', formatAsked({ kind, ids }))
  // Browsers tell of this change to nobody.
  window.dispatchEvent(new HashChangeEvent('hashchange'))
}

/** Memberships or credentials that are chosen from a list; the address keeps the choice. */
export function CompareRecords({ kind, records: { all, first }, ids, today }: Props) {
  const known = (ids ?? first).filter((id) => all.subjects.some((one) => one.id === id))
  const subjects = known.flatMap((id) => all.subjects.find((one) => one.id === id) ?? [])
  // It stays open while one ticks the first ones.
  const [isOpen, setOpen] = useState(known.length === 0)
  const isFull = known.length >= MOST_COMPARED
  const { caption, note, all: link } = ABOUT[kind]
  return (
    <>
      <details
        className="compare-choice"
        open={isOpen}
        onToggle={(event) => {
          setOpen(event.currentTarget.open)
        }}
      >
        <summary>
          Choose what to compare <span className="small">{`${known.length} of ${MOST_COMPARED} chosen`}</span>
        </summary>
        <fieldset>
          <legend className="visually-hidden">Choose {MOST_COMPARED} at most</legend>
          {all.subjects.map(({ id, title }) => {
            const isChosen = known.includes(id)
            return (
              <label key={id} className="tick">
                <input
                  type="checkbox"
                  checked={isChosen}
                  disabled={isFull && !isChosen}
                  onChange={() => {
                    choose(kind, isChosen ? known.filter((one) => one !== id) : [...known, id])
                  }}
                />
                <span>{title}</span>
              </label>
            )
          })}
        </fieldset>
      </details>
      {subjects.length === 0 ? (
        <p>Choose two or more to see them side by side.</p>
      ) : (
        <CompareTable
          comparison={{ ...all, subjects }}
          caption={caption}
          link={formatAsked({ kind, ids: known })}
          today={today}
        />
      )}
      <p className="small compare-foot">
        {note} <a href={link.href}>{link.label}</a>
      </p>
    </>
  )
}
