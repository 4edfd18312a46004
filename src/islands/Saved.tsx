import { useMemo, useSyncExternalStore } from 'react'

import type { Names } from '../finder/names.ts'
import { CompareTray } from './CompareTray.tsx'
import { parseShared } from './saved-list.ts'
import { SavedList } from './SavedList.tsx'
import { SharedList } from './SharedList.tsx'
import { useClock, useVisitor } from './use-device.ts'

const followHash = (listener: () => void) => {
  window.addEventListener('hashchange', listener)
  return () => {
    window.removeEventListener('hashchange', listener)
  }
}

interface Props {
  names: Names
  /** The day on which the page was built. */
  built: string
}

/** The visitor's own list, or one that somebody shared: the address says which. */
export function Saved({ names, built }: Props) {
  const hash = useSyncExternalStore(
    followHash,
    () => window.location.hash,
    () => null,
  )
  const shared = useMemo(() => (hash === null ? null : parseShared(hash)), [hash])
  const clock = useClock(built)
  const visitor = useVisitor([], (id) => Object.hasOwn(names.credentials, id), clock.today)
  const given = { names, clock, visitor }
  if (hash === null)
    return (
      <div className="page-head">
        <h1>Saved courses</h1>
        <p className="needs-script">Opening your list …</p>
      </div>
    )
  return (
    <>
      {shared === null ? <SavedList {...given} /> : <SharedList key={hash} ids={shared} {...given} />}
      <CompareTray />
    </>
  )
}
