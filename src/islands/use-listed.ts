import { useMemo } from 'react'

import type { Hit, Visitor } from '../finder/hit.ts'
import type { Names } from '../finder/names.ts'
import { useEngine } from './use-engine.ts'

/** What the catalog says of courses that are known by id. */
export interface Listed {
  hitOf: (id: string) => Hit | undefined
  /** `here`: what has no hit is not in the catalog. */
  state: 'waiting' | 'here' | 'failed'
}

/** Looks courses up, with the visitor's verdicts and prices. */
export function useListed(ids: readonly string[], visitor: Visitor, names: Names): Listed {
  const { answer, waiting, failed } = useEngine('pick', ids.length === 0 ? null : { ids }, visitor, names)
  return useMemo(() => {
    const hits = new Map(answer?.map((hit) => [hit.row.id, hit]))
    return { hitOf: (id: string) => hits.get(id), state: failed ? 'failed' : waiting ? 'waiting' : 'here' } as const
  }, [answer, waiting, failed])
}
