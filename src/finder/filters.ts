import type { Answer } from '../credentials/verdict.ts'
import type { AreaId } from '../schema/ids.ts'
import type { Row } from './row.ts'

/** Steps of the price filter; each is a yes/no question about one row. */
export const PRICE_STEPS = {
  free: { label: 'Free', holds: (cents: number | null) => cents === 0 },
  'under-30': { label: 'Under $30, free included', holds: (cents: number | null) => cents !== null && cents < 3000 },
  'from-30-to-60': {
    label: '$30 to $60',
    holds: (cents: number | null) => cents !== null && cents >= 3000 && cents <= 6000,
  },
  'over-60': { label: 'Over $60', holds: (cents: number | null) => cents !== null && cents > 6000 },
  unknown: { label: 'Price not known', holds: (cents: number | null) => cents === null },
} as const
export type PriceStep = keyof typeof PRICE_STEPS

/** What the visitor asks for: several values of one group are alternatives, groups add up. */
export interface Filters {
  words: string
  /** The credentials that it has to count for; [] = those of this device, or none. */
  credentials: readonly string[]
  /** Verdicts that every one of them must have. */
  answers: readonly Answer[]
  bodies: readonly string[]
  areas: readonly AreaId[]
  prices: readonly PriceStep[]
  providers: readonly string[]
  formats: readonly string[]
  /** Only courses that a named body approved, not past its date. */
  accredited: boolean
  /** Leave out areas that we judged ourselves. */
  printedAreas: boolean
  /** Also show courses that are over. */
  over: boolean
}

export const NO_FILTERS: Filters = {
  words: '',
  credentials: [],
  answers: [],
  bodies: [],
  areas: [],
  prices: [],
  providers: [],
  formats: [],
  accredited: false,
  printedAreas: false,
  over: false,
}

/** The groups in which values can be ticked. */
export const GROUPS = ['answers', 'bodies', 'areas', 'prices', 'providers', 'formats'] as const
export type Group = (typeof GROUPS)[number]

const acceptsFor = (row: Row, approvedOnly: boolean) =>
  row.bodies.filter((body) => !body.past && (!approvedOnly || body.approved))

/** Values of a row in each group. */
function valuesOf(row: Row, group: Group, filters: Filters): readonly string[] {
  switch (group) {
    case 'answers':
      return row.mine.every(({ answer }) => answer === row.mine[0]?.answer)
        ? row.mine.slice(0, 1).map(({ answer }) => answer)
        : []
    case 'bodies':
      return acceptsFor(row, filters.accredited).map(({ id }) => id)
    case 'areas':
      return row.areasJudged && filters.printedAreas ? [] : row.areas
    case 'prices':
      return (Object.keys(PRICE_STEPS) as PriceStep[]).filter((step) => PRICE_STEPS[step].holds(row.cents))
    case 'providers':
      return [row.provider]
    case 'formats':
      return row.format === null ? [] : [row.format]
  }
}

/** @returns true when a row fits what is ticked in a group; with two credentials the verdict on both has to fit */
function fits(row: Row, group: Group, filters: Filters): boolean {
  const wanted: readonly string[] = filters[group]
  if (wanted.length === 0) return true
  if (group === 'answers') return row.mine.length > 0 && row.mine.every(({ answer }) => wanted.includes(answer))
  return valuesOf(row, group, filters).some((value) => wanted.includes(value))
}

function holds(row: Row, filters: Filters, except: Group | null): boolean {
  if (row.over && !filters.over) return false
  if (filters.accredited && acceptsFor(row, true).length === 0) return false
  return GROUPS.every((group) => group === except || fits(row, group, filters))
}

/** @returns the rows that pass every filter; words are the search's business */
export const applyFilters = (rows: readonly Row[], filters: Filters): Row[] =>
  rows.filter((row) => holds(row, filters, null))

/** @returns for each value of a group how many rows it stands on, given the filters of the other groups */
export function countValues(rows: readonly Row[], filters: Filters, group: Group): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) {
    if (!holds(row, filters, group)) continue
    for (const value of valuesOf(row, group, filters)) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

/** @returns filters with one value of a group ticked or unticked */
export function toggle(filters: Filters, group: Group, value: string): Filters {
  const before: readonly string[] = filters[group]
  const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value]
  return { ...filters, [group]: after }
}

/** @returns how many choices are set, words apart */
export const countChoices = (filters: Filters): number =>
  GROUPS.reduce((sum, group) => sum + filters[group].length, 0) +
  [filters.accredited, filters.printedAreas, filters.over].filter(Boolean).length
