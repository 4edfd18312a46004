import { useState } from 'react'

import { NO_FILTERS } from '../finder/filters.ts'
import { labelFilters } from '../finder/label.ts'
import type { Names } from '../finder/names.ts'
import { isDefaultOrder, ORDERS } from '../finder/order.ts'
import { formatView, parseView } from '../finder/query-string.ts'
import { writeDevice } from './device.ts'
import { useDevice } from './use-device.ts'
import { useRemovals } from './use-removals.ts'

/** What a search asks for, in words. */
function wordsOf(search: string, names: Names): string {
  const { filters, order } = parseView(search)
  const asked = formatView({ filters, order: { by: 'cost', reversed: false } })
  const words = asked === '' ? labelFilters(NO_FILTERS, names) : labelFilters(filters, names)
  return isDefaultOrder(order) ? words : `${words}, by ${ORDERS[order.by].toLowerCase()}`
}

/** The searches that the visitor keeps. */
export function SavedSearches({ names }: { names: Names }) {
  const { searches } = useDevice()
  const [said, setSaid] = useState('')
  const lines = useRemovals(
    searches,
    (search) => search,
    (next) => {
      writeDevice({ searches: next })
    },
  )
  if (lines.length === 0) return null
  return (
    <section className="needs-script">
      <h2>Saved searches</h2>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <ul className="searches plain">
        {lines.map(({ item: search, isGone, isBack, remove, undo }) => {
          const words = wordsOf(search, names)
          return (
            <li key={search}>
              {isGone ? (
                <span className="soft">Removed: {words}</span>
              ) : (
                <a href={`/${formatView(parseView(search))}`}>{words}</a>
              )}
              <button
                key={isGone ? 'undo' : 'remove'}
                type="button"
                className="link"
                autoFocus={isGone || isBack}
                onClick={() => {
                  if (isGone) undo()
                  else remove()
                  setSaid(isGone ? `${words} is back.` : `${words} removed.`)
                }}
              >
                {isGone ? 'Undo' : 'Remove'}
                <span className="visually-hidden">
                  {isGone ? ' removing ' : ' '}
                  {words}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
