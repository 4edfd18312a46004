import { useRef, useState } from 'react'

import { formatCount } from '../catalog/format.ts'
import type { Visitor } from '../finder/hit.ts'
import type { Names } from '../finder/names.ts'
import type { Clock } from './Age.tsx'
import { CardActions } from './CardActions.tsx'
import { readDevice, writeDevice } from './device.ts'
import { isUnlisted, ListedCourse, titleOf } from './ListedCourse.tsx'
import { ListHead } from './ListHead.tsx'
import { PaperAddress } from './PaperAddress.tsx'
import { mergeSaved, orderList, type ListOrder } from './saved-list.ts'
import { useDevice } from './use-device.ts'
import { useListed } from './use-listed.ts'

interface Props {
  ids: readonly string[]
  names: Names
  clock: Clock
  visitor: Visitor
}

/** A list that came as a link: it can be read and saved; the visitor's own stays as it is. */
export function SharedList({ ids, names, clock, visitor }: Props) {
  const { saved } = useDevice()
  const [order, setOrder] = useState<ListOrder>('kept')
  const [said, setSaid] = useState<readonly string[]>([])
  const own = useRef<HTMLAnchorElement>(null)
  const listed = useListed(ids, visitor, names)
  const shown = orderList(ids, listed.hitOf, order, clock.today)
  const missing = ids.filter((id) => !saved.some((one) => one.id === id)).length

  const save = () => {
    const others = ids.map((id) => ({ id, note: '', on: clock.today }))
    const { saved: merged, added, known, problems } = mergeSaved(readDevice().saved, others)
    writeDevice({ saved: merged })
    // The button leaves once all of them are kept.
    if (added === missing) own.current?.focus()
    const before = known === 0 ? [] : [`${formatCount(known, 'course')} ${known === 1 ? 'was' : 'were'} in it already.`]
    setSaid([`${formatCount(added, 'course')} added to your list.`, ...before, ...problems])
  }

  return (
    <>
      <div className="page-head">
        <h1>A list that somebody shared</h1>
        <p>
          {ids.length === 0
            ? 'This link names no course that we can read. It may have been cut off on its way to you.'
            : 'You see it with your own verdicts and prices. Your own list stays as it is until you add these to it.'}
        </p>
      </div>
      {ids.length > 0 && (
        <ListHead
          ids={ids}
          listed={listed}
          visitor={visitor}
          names={names}
          order={order}
          kept="As it was shared"
          onOrder={setOrder}
        />
      )}
      <div className="list-tools needs-script">
        <p>
          {missing > 0 && (
            <button type="button" className="button" onClick={save}>
              Save these to mine
            </button>
          )}
          <a ref={own} className="button quiet" href="/saved/">
            Open my own list
          </a>
        </p>
        <p role="status">
          {said.length > 0 ? said.join(' ') : ids.length > 0 && missing === 0 ? 'All of these are in your list.' : ''}
        </p>
      </div>
      <ol className="courses saved plain">
        {shown.map((id) => (
          <li key={id}>
            <ListedCourse id={id} listed={listed} names={names} clock={clock}>
              {!isUnlisted(id, listed) && <CardActions id={id} title={titleOf(id, listed)} today={clock.today} />}
            </ListedCourse>
            {!isUnlisted(id, listed) && <PaperAddress id={id} />}
          </li>
        ))}
      </ol>
    </>
  )
}
