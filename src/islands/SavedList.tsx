import { useState, useSyncExternalStore } from 'react'

import { formatDate } from '../catalog/format.ts'
import type { Visitor } from '../finder/hit.ts'
import type { Names } from '../finder/names.ts'
import type { Clock } from './Age.tsx'
import { CompareButton } from './CardActions.tsx'
import { followDevice, isKept, writeDevice } from './device.ts'
import { isUnlisted, ListedCourse, titleOf } from './ListedCourse.tsx'
import { ListHead } from './ListHead.tsx'
import { lastFirst, orderList, type ListOrder } from './saved-list.ts'
import { SavedFiles } from './SavedFiles.tsx'
import { SavedNote } from './SavedNote.tsx'
import { SavedSearches } from './SavedSearches.tsx'
import { ShareList } from './ShareList.tsx'
import { PaperAddress } from './PaperAddress.tsx'
import { useDevice } from './use-device.ts'
import { useListed } from './use-listed.ts'
import { useRemovals } from './use-removals.ts'

interface Props {
  names: Names
  clock: Clock
  visitor: Visitor
}

/** The courses that the visitor keeps, with her notes. */
export function SavedList({ names, clock, visitor }: Props) {
  const { saved } = useDevice()
  const kept = useSyncExternalStore(followDevice, isKept, () => true)
  const [order, setOrder] = useState<ListOrder>('kept')
  const [said, setSaid] = useState('')
  const lines = useRemovals(
    saved,
    ({ id }) => id,
    (next) => {
      writeDevice({ saved: next })
    },
  )
  const ids = saved.map(({ id }) => id)
  const listed = useListed(
    lines.map(({ item }) => item.id),
    visitor,
    names,
  )
  const lineOf = new Map(lines.map((line) => [line.item, line]))
  const shown = orderList(
    lastFirst(lines.map(({ item }) => item)),
    ({ id }) => listed.hitOf(id),
    order,
    clock.today,
  ).flatMap((item) => lineOf.get(item) ?? [])

  // Everything at once: a course that comes later would move the others.
  const isWaiting = listed.state === 'waiting' && lines.every(({ item }) => listed.hitOf(item.id) === undefined)

  return (
    <div className="saved-page" data-waiting={isWaiting ? '' : undefined}>
      <div className="page-head">
        <h1>Saved courses</h1>
        <p className="needs-script">
          Your list is kept in this browser, on this device, and we never see it. It is gone when you clear the
          browser’s data, so <a href="#files">keep a copy</a> of what matters.
        </p>
      </div>
      {!kept && (
        <p className="notice" role="alert">
          This browser lets us keep nothing, or has no room left: what you change now is gone when you leave this page.
        </p>
      )}
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {lines.length === 0 ? (
        <div className="nothing">
          <h2>Nothing saved yet</h2>
          <p>
            Press “Save” at a course to keep it here. Then you can write notes, see what your courses give and cost
            together, print the list and send it to somebody.
          </p>
          <p>
            <a className="button" href="/">
              Find courses
            </a>
          </p>
        </div>
      ) : (
        <>
          <ListHead ids={ids} listed={listed} visitor={visitor} names={names} order={order} onOrder={setOrder}>
            {ids.length > 0 && <ShareList ids={ids} />}
          </ListHead>
          <ol className="courses saved plain">
            {shown.map(({ item: { id, note, on }, isGone, isBack, remove, undo }) => {
              const title = titleOf(id, listed)
              return (
                <li key={id} data-gone={isGone ? '' : undefined}>
                  {isGone ? (
                    <p className="gone needs-script">
                      Removed: {title}{' '}
                      <button
                        type="button"
                        className="link"
                        autoFocus
                        onClick={() => {
                          undo()
                          setSaid(`${title} is back.`)
                        }}
                      >
                        Undo<span className="visually-hidden"> removing {title}</span>
                      </button>
                    </p>
                  ) : (
                    <>
                      <ListedCourse id={id} listed={listed} names={names} clock={clock}>
                        <p className="actions">
                          {!isUnlisted(id, listed) && <CompareButton id={id} title={title} />}
                          <button
                            type="button"
                            autoFocus={isBack}
                            onClick={() => {
                              remove()
                              setSaid(`${title} removed.`)
                            }}
                          >
                            Remove<span className="visually-hidden"> {title}</span>
                          </button>
                        </p>
                      </ListedCourse>
                      <div className="saved-own">
                        <SavedNote id={id} title={title} note={note} />
                        {on !== '' && <p className="small">Saved {formatDate(on)}</p>}
                        {!isUnlisted(id, listed) && <PaperAddress id={id} />}
                      </div>
                    </>
                  )}
                </li>
              )
            })}
          </ol>
        </>
      )}
      <SavedSearches names={names} />
      <SavedFiles names={names} today={clock.today} hitOf={listed.hitOf} />
    </div>
  )
}
