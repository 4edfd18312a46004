import type { ReactNode } from 'react'

import { formatCount } from '../catalog/format.ts'
import type { Visitor } from '../finder/hit.ts'
import type { Names } from '../finder/names.ts'
import { totalWords } from '../finder/totals.ts'
import { isUnlisted } from './ListedCourse.tsx'
import { LIST_ORDERS, type ListOrder } from './saved-list.ts'
import type { Listed } from './use-listed.ts'

interface Props {
  ids: readonly string[]
  listed: Listed
  visitor: Visitor
  names: Names
  order: ListOrder
  /** How the order is called in which the list is kept. */
  kept?: string
  onOrder: (order: ListOrder) => void
  children?: ReactNode
}

/** How many courses a list has, what they give and cost together, and in which order they stand. */
export function ListHead({ ids, listed, visitor, names, order, kept, onOrder, children }: Props) {
  const hits = ids.flatMap((id) => listed.hitOf(id) ?? [])
  const unlisted = ids.filter((id) => isUnlisted(id, listed)).length
  return (
    <>
      <div className="bar">
        <h2 className="found">{formatCount(ids.length, 'course')}</h2>
        {ids.length > 1 && (
          <label className="needs-script">
            <span className="word">Order</span>
            <select
              aria-label="Order"
              value={order}
              onChange={(event) => {
                onOrder(event.target.value as ListOrder)
              }}
            >
              {Object.entries({ ...LIST_ORDERS, kept: kept ?? LIST_ORDERS.kept }).map(([by, words]) => (
                <option key={by} value={by}>
                  {words}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {listed.state === 'failed' && (
        <p className="notice" role="alert">
          What these courses cost and count for could not be loaded. The list itself is safe on this device. Check your
          connection and{' '}
          <button
            type="button"
            className="link"
            onClick={() => {
              window.location.reload()
            }}
          >
            try again
          </button>
          .
        </p>
      )}
      {hits.length > 0 && (
        <ul className="totals plain">
          {totalWords(hits, visitor.credentials, names).map((words) => (
            <li key={words}>{words}</li>
          ))}
          {unlisted > 0 && (
            <li>
              {formatCount(unlisted, 'course')} {unlisted === 1 ? 'is' : 'are'} no longer listed and not added up.
            </li>
          )}
        </ul>
      )}
      {visitor.credentials.length === 0 && hits.length > 0 && (
        <p className="small needs-script">Choose your credential above to see how many credits count for it.</p>
      )}
      {children}
    </>
  )
}
