import type { ReactNode } from 'react'

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
  if (choices.length === 0 && !undo) return null
  return (
    <ul className="chips plain needs-script" aria-label="Filters in use">
      {choices.map((choice) => (
        <li key={`${choice.group} ${choice.value}`}>
          <button
            type="button"
            onClick={() => {
              onTakeAway(choice.without)
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
              onTakeAway(NO_FILTERS)
            }}
          >
            Clear all
          </button>
        </li>
      )}
      {undo && (
        <li>
          <button type="button" className="clear" onClick={onUndo}>
            Undo
          </button>
        </li>
      )}
      {children !== null && children !== false && <li>{children}</li>}
    </ul>
  )
}
