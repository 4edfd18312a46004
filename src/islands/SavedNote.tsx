import { useEffect, useId, useRef, useState } from 'react'

import { LONGEST_NOTE, readDevice, writeDevice } from './device.ts'

/** How long typing has to rest before a note is kept, in milliseconds. */
const REST_MS = 400

function keepNote(id: string, note: string): void {
  const { saved } = readDevice()
  if (saved.some((one) => one.id === id && one.note !== note))
    writeDevice({ saved: saved.map((one) => (one.id === id ? { ...one, note } : one)) })
}

/** The visitor's own words on a course, kept as she types. */
export function SavedNote({ id, title, note }: { id: string; title: string; note: string }) {
  const field = useId()
  /** What is typed and not kept yet; null = the note stands as it is kept. */
  const [draft, setDraft] = useState<string | null>(null)
  const unkept = useRef<string | null>(null)
  const timer = useRef(0)

  useEffect(() => {
    const keep = () => {
      if (unkept.current !== null) keepNote(id, unkept.current)
      unkept.current = null
    }
    window.addEventListener('pagehide', keep)
    return () => {
      window.removeEventListener('pagehide', keep)
      window.clearTimeout(timer.current)
      keep()
    }
  }, [id])

  const keep = () => {
    window.clearTimeout(timer.current)
    if (unkept.current !== null) keepNote(id, unkept.current)
    unkept.current = null
    setDraft(null)
  }
  return (
    <div className="saved-note">
      <label htmlFor={field} className="needs-script">
        Note<span className="visually-hidden"> on {title}</span>
      </label>
      <textarea
        id={field}
        className="needs-script"
        rows={1}
        maxLength={LONGEST_NOTE}
        value={draft ?? note}
        onChange={({ target: { value } }) => {
          setDraft(value)
          unkept.current = value
          window.clearTimeout(timer.current)
          timer.current = window.setTimeout(keep, REST_MS)
        }}
        onBlur={keep}
      />
      {note !== '' && <p className="on-paper">{note}</p>}
    </div>
  )
}
