import { useLayoutEffect, useRef, type ReactNode } from 'react'

import { NO_FILTERS, type Choice, type Filters } from '../finder/filters.ts'
import { labelChoice } from '../finder/label.ts'
import type { Names } from '../finder/names.ts'

interface Props {
  choices: readonly Choice[]
  names: Names
  /** True where the last thing that was taken away can be brought back. */
  undo: boolean
  onTakeAway: (filters: Filters) => void
  onUndo: () => void
  children: ReactNode
}

/** What is chosen, each with its remove; always in the same place. */
export function Chips({ choices, names, undo, onTakeAway, onUndo, children }: Props) {
  const list = useRef<HTMLUListElement>(null)
  /** The place that something was just taken from. */
  const left = useRef<number | null>(null)
  useLayoutEffect(() => {
    const place = left.current
    left.current = null
    if (place === null) return
    // What moved up into the place has the focus, or else the last chip, or "Undo".
    const buttons = list.current?.querySelectorAll<HTMLElement>('button') ?? []
    buttons[Math.max(0, Math.min(place, choices.length - 1))]?.focus()
  })
  const takeAway = (place: number, without: Filters) => {
    left.current = place
    onTakeAway(without)
  }
  if (choices.length === 0 && !undo) return null
  return (
    <ul ref={list} className="chips plain needs-script" aria-label="Filters in use">
      {choices.map((choice, place) => (
        <li key={`${choice.group} ${choice.value}`}>
          <button
            type="button"
            onClick={() => {
              takeAway(place, choice.without)
            }}
          >
            {labelChoice(choice, names)} <span aria-hidden="true">×</span>
            <span className="visually-hidden">, remove</span>
          </button>
        </li>
      ))}
      {choices.length > 0 && (
        <li>
          <button
            type="button"
            className="clear"
            onClick={() => {
              takeAway(0, NO_FILTERS)
            }}
          >
            Clear all
          </button>
        </li>
      )}
      {undo && (
        <li>
          <button
            type="button"
            className="clear"
            onClick={() => {
              left.current = 0
              onUndo()
            }}
          >
            Undo
          </button>
        </li>
      )}
      {children !== null && children !== false && <li>{children}</li>}
    </ul>
  )
}
