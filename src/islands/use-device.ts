import { useMemo, useSyncExternalStore } from 'react'

import type { Visitor } from '../finder/hit.ts'
import type { Clock } from './Age.tsx'
import { readToday } from './today.ts'
import { followDevice, readDevice, readNothing, type Device } from './device.ts'
import { useMedia } from './use-media.ts'

/** What is kept on this device; nothing while the page hydrates, as in the HTML. */
export const useDevice = (): Device => useSyncExternalStore(followDevice, readDevice, readNothing)

const noFollow = () => () => undefined

/** Today by this device; while the page hydrates the day on which it was built. */
export function useClock(built: string): Clock {
  const today = useSyncExternalStore(
    noFollow,
    () => readToday(),
    () => built,
  )
  const as = useSyncExternalStore<Clock['as']>(
    noFollow,
    () => 'age',
    () => 'date',
  )
  return useMemo(() => ({ today, as }), [today, as])
}

const WIDE = '(min-width: 64rem)'

/** True where a table of results has room. */
export const useIsWide = (): boolean => useMedia(WIDE)

/** Whose eyes the list is seen with: the holder of these credentials, or else of those of this device. */
export function useVisitor(asked: readonly string[], isKnown: (id: string) => boolean, on: string): Visitor {
  const { credentials, held } = useDevice()
  const names = (asked.length > 0 ? asked : credentials).filter(isKnown).join()
  return useMemo(() => ({ credentials: names === '' ? [] : names.split(','), held, on }), [names, held, on])
}
