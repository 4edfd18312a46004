import { AreaId } from '../schema/ids.ts'
import { applyFilters, NO_FILTERS, type Filters } from './filters.ts'
import type { Row } from './row.ts'

/** A combination of filters that has a page of its own, for links that work without script. */
export interface Combination {
  /** Path under `/find/`: `accredited/clinical/under-30`; `all` for no filter. */
  path: string
  filters: Filters
  count: number
}

const PRICES = ['free', 'under-30'] as const

/** @returns every combination of who accepts it, area and price that finds something, the unfiltered one first */
export function listCombinations(rows: readonly Row[]): Combination[] {
  const bodies = [...new Set(rows.flatMap((row) => row.bodies.map(({ id }) => id)))].sort()
  const who: [string | null, Partial<Filters>][] = [
    [null, {}],
    ['accredited', { accredited: true }],
    ...bodies.map((id): [string, Partial<Filters>] => [id, { bodies: [id] }]),
  ]
  const areas: [string | null, Partial<Filters>][] = [
    [null, {}],
    ...AreaId.options.map((id): [string, Partial<Filters>] => [id, { areas: [id] }]),
  ]
  const prices: [string | null, Partial<Filters>][] = [
    [null, {}],
    ...PRICES.map((id): [string, Partial<Filters>] => [id, { prices: [id] }]),
  ]
  return who.flatMap(([whoPath, byWho]) =>
    areas.flatMap(([areaPath, byArea]) =>
      prices.flatMap(([pricePath, byPrice]) => {
        const filters: Filters = { ...NO_FILTERS, ...byWho, ...byArea, ...byPrice }
        const count = applyFilters(rows, filters).length
        const path = [whoPath, areaPath, pricePath].filter((part) => part !== null).join('/')
        return count === 0 ? [] : [{ path: path === '' ? 'all' : path, filters, count }]
      }),
    ),
  )
}
