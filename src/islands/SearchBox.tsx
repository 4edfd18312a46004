import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'

/** One suggestion under the search box. */
export interface Suggestion {
  key: string
  label: string
  /** What kind of thing it is: "course", "searched before". */
  note: string
  choose: () => void
}

interface Props {
  words: string
  suggestions: readonly Suggestion[]
  onType: (words: string) => void
  onSubmit: () => void
}

/** True where letters are typed, or choose from a list. */
const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('select, textarea, input:not([type="checkbox"], [type="radio"])'))

/** The search box with its suggestions: a combobox as the ARIA Authoring Practices describe it; `/` leads to it. */
export function SearchBox({ words, suggestions, onType, onSubmit }: Props) {
  const list = useId()
  const input = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const shown = open && suggestions.length > 0
  const current = shown ? suggestions[active] : undefined
  const optionId = (place: number) => `${list}-${place}`

  useEffect(() => {
    const lead = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return
      event.preventDefault()
      input.current?.focus()
      input.current?.select()
    }
    document.addEventListener('keydown', lead)
    return () => {
      document.removeEventListener('keydown', lead)
    }
  }, [])

  const close = () => {
    setOpen(false)
    setActive(-1)
  }
  const choose = (suggestion: Suggestion) => {
    close()
    suggestion.choose()
  }
  const move = (step: number) => {
    const count = suggestions.length
    setOpen(true)
    // One place more than there are suggestions: the box itself.
    setActive(((active + step + 1 + count + 1) % (count + 1)) - 1)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      move(event.key === 'ArrowDown' ? 1 : -1)
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault()
      close()
    } else if (event.key === 'Escape' && words !== '') {
      event.preventDefault()
      onType('')
    }
  }

  return (
    <form
      className="search needs-script"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        if (current !== undefined) choose(current)
        else {
          close()
          onSubmit()
        }
      }}
    >
      <svg
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        aria-hidden="true"
      >
        <circle cx="8.5" cy="8.5" r="5.5" />
        <path d="m13 13 4.5 4.5" />
      </svg>
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-label="Search courses"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={list}
        aria-activedescendant={current === undefined ? undefined : optionId(active)}
        aria-keyshortcuts="/"
        placeholder="Phlebotomy, HIPAA, EKG …"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="search"
        value={words}
        onChange={(event) => {
          setOpen(true)
          setActive(-1)
          onType(event.target.value)
        }}
        onFocus={() => {
          setOpen(true)
        }}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <ul id={list} className="suggestions plain" role="listbox" aria-label="Suggestions" hidden={!shown}>
        {shown &&
          suggestions.map((suggestion, place) => (
            <li
              key={suggestion.key}
              id={optionId(place)}
              role="option"
              aria-selected={place === active}
              // Keeps the focus in the box.
              onPointerDown={(event) => {
                event.preventDefault()
              }}
              onClick={() => {
                choose(suggestion)
              }}
            >
              <span>{suggestion.label}</span> <span className="small">{suggestion.note}</span>
            </li>
          ))}
      </ul>
    </form>
  )
}
