import { searchIndex, type SearchIndex } from '../search/search.ts'
import { applyFilters, countValues, GROUPS, toggle, type Filters, type Group } from './filters.ts'
import { sortRows } from './order.ts'
import type { View } from './query-string.ts'
import type { Row } from './row.ts'

/** How many rows of each value there would be, by group, and how many if only accredited ones were asked for. */
export type Counts = Record<Group, Readonly<Record<string, number>>> & { accredited: number }

/** The rows that the words leave; without words all of them. */
export const searchRows = (rows: readonly Row[], index: SearchIndex | null, words: string): readonly Row[] =>
  index === null || words.trim() === '' ? rows : searchIndex(index, words).flatMap((place) => rows[place] ?? [])

/** @returns the rows of a view in its order */
export const findRows = (rows: readonly Row[], index: SearchIndex | null, { filters, order }: View): Row[] =>
  sortRows(applyFilters(searchRows(rows, index, filters.words), filters), order)

/** @returns the live counts of every value of every group */
export function countAll(pool: readonly Row[], filters: Filters): Counts {
  const groups = Object.fromEntries(
    GROUPS.map((group) => [group, Object.fromEntries(countValues(pool, filters, group))]),
  )
  return {
    ...(groups as Record<Group, Record<string, number>>),
    accredited: applyFilters(pool, { ...filters, accredited: true }).length,
  }
}

/** A choice that is set, and the filters without it. */
export interface Choice {
  group: Group | 'words' | 'credential' | 'accredited' | 'printedAreas' | 'over'
  value: string
  without: Filters
}

/** @returns every choice that is set, in the order of the groups */
export function listChoices(filters: Filters): Choice[] {
  const choices: Choice[] = []
  if (filters.words.trim() !== '')
    choices.push({ group: 'words', value: filters.words.trim(), without: { ...filters, words: '' } })
  for (const value of filters.credentials)
    choices.push({
      group: 'credential',
      value,
      without: { ...filters, credentials: filters.credentials.filter((one) => one !== value) },
    })
  for (const key of ['accredited', 'printedAreas', 'over'] as const)
    if (filters[key]) choices.push({ group: key, value: '', without: { ...filters, [key]: false } })
  for (const group of GROUPS)
    for (const value of filters[group]) choices.push({ group, value, without: toggle(filters, group, value) })
  return choices
}

/** @returns for an empty result each choice whose removal would give something, with how much, most first */
export function listRelaxations(
  rows: readonly Row[],
  index: SearchIndex | null,
  view: View,
): (Choice & { count: number })[] {
  return listChoices(view.filters)
    .map((choice) => ({ ...choice, count: findRows(rows, index, { ...view, filters: choice.without }).length }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
}
