import { useState } from 'react'

import { formatCount } from '../catalog/format.ts'
import { formatShared } from './saved-list.ts'

/** Takes the list elsewhere: on paper, or as a link that holds the courses and never the notes. */
export function ShareList({ ids }: { ids: readonly string[] }) {
  const [isOpen, setOpen] = useState(false)
  const [said, setSaid] = useState('')
  const link = `${window.location.origin}/saved/${formatShared(ids)}`
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link)
      setSaid('Link copied.')
    } catch {
      setSaid('Your browser does not let us copy. Copy the link by hand.')
    }
  }
  return (
    <div className="list-tools needs-script">
      <p>
        <button
          type="button"
          className="button quiet"
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen)
            setSaid('')
          }}
        >
          Share as a link
        </button>
        <button
          type="button"
          className="button quiet"
          onClick={() => {
            window.print()
          }}
        >
          Print
        </button>
      </p>
      {isOpen && (
        <div className="sheet">
          <label>
            Link to these {formatCount(ids.length, 'course')}
            <input
              type="text"
              readOnly
              autoFocus
              value={link}
              onFocus={(event) => {
                event.target.select()
              }}
            />
          </label>
          <p className="small">
            Your notes are not in it. Whoever opens it can read the list and save it, but never change yours.
          </p>
          <p>
            <button
              type="button"
              className="button"
              onClick={() => {
                void copy()
              }}
            >
              Copy the link
            </button>{' '}
            <span role="status">{said}</span>
          </p>
        </div>
      )}
    </div>
  )
}
