import { useMemo } from 'react'

import type { Names } from '../finder/names.ts'
import { CompareTray } from './CompareTray.tsx'
import { parseShared } from './saved-list.ts'
import { SavedList } from './SavedList.tsx'
import { SharedList } from './SharedList.tsx'
import { useClock, useVisitor } from './use-device.ts'
import { createHashHook } from './use-hash.ts'

const useShared = createHashHook((hash) => hash === '' || parseShared(hash) !== null)

interface Props {
  names: Names
  /** The day on which the page was built. */
  built: string
}

/** The visitor's own list, or one that somebody shared: the address says which. */
export function Saved({ names, built }: Props) {
  const hash = useShared()
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
