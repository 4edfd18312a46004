import { useState } from 'react'

import { putBack, type Removed } from './saved-list.ts'

/** One line of a list: what stands in it, or what was just taken out and can be brought back in its place. */
export interface Line<T> {
  item: T
  isGone: boolean
  /** True where the item was just brought back, and the focus belongs to it. */
  isBack: boolean
  remove: () => void
  undo: () => void
}

/**
 * Lets lines be taken out of a list, each with an undo of its own where it stood.
 * @param keep writes the list
 */
export function useRemovals<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  keep: (items: readonly T[]) => void,
): Line<T>[] {
  const [removed, setRemoved] = useState<readonly Removed<T>[]>([])
  const [back, setBack] = useState<string | null>(null)
  const has = (key: string) => items.some((one) => keyOf(one) === key)
  const gone = removed.filter(({ item }) => !has(keyOf(item)))
  return gone
    .reduceRight<readonly T[]>((list, entry) => putBack(list, entry, keyOf), items)
    .map((item) => {
      const key = keyOf(item)
      return {
        item,
        isGone: !has(key),
        isBack: key === back,
        remove: () => {
          const place = items.findIndex((one) => keyOf(one) === key)
          setBack(null)
          setRemoved([...gone, { item, following: items.slice(place + 1).map(keyOf) }])
          keep(items.filter((one) => keyOf(one) !== key))
        },
        undo: () => {
          const entry = gone.find((one) => keyOf(one.item) === key)
          if (entry === undefined) return
          setBack(key)
          setRemoved(gone.filter((one) => one !== entry))
          keep(putBack(items, entry, keyOf))
        },
      }
    })
}
