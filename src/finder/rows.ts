import { catalog, today } from '../catalog/catalog.ts'
import { listCombinations, pageAddress, type Combination } from './combinations.ts'
import type { Names } from './label.ts'
import { withVerdicts, type VerdictTable } from './mine.ts'
import { toRow, type Row } from './row.ts'
import { judgeCourses } from './verdicts.ts'

/** Rows on one page of results. */
export const PAGE_SIZE = 20

/** Every course as a row, in the order of the files; `/finder.json` sends the same to the browser. */
export const allRows = catalog.courses.map((course) => toRow(course, catalog, today))

/** Every combination under `/find/`. */
export const combinations = listCombinations(allRows)

const used = (ids: readonly string[]) => [...new Set(ids)].sort()

/** Names of the bodies and providers that occur in rows. */
export const names: Names = {
  bodies: Object.fromEntries(
    used(allRows.flatMap(({ bodies }) => bodies.map(({ id }) => id))).map((id) => [
      id,
      catalog.bodies.find((body) => body.id === id)?.short ?? id,
    ]),
  ),
  credentials: Object.fromEntries(catalog.credentials.map(({ id, abbreviation }) => [id, abbreviation])),
  providers: Object.fromEntries(
    used(allRows.map(({ provider }) => provider)).map((id) => [
      id,
      catalog.providers.find((provider) => provider.id === id)?.name ?? id,
    ]),
  ),
}

const tables = new Map<string, VerdictTable>()
const judged = new Map<string, Row[]>()

/** @returns the verdicts of a credential on every open course, judged once for the whole build */
export function verdictsFor(id: string): VerdictTable {
  const credential = catalog.credentials.find((one) => one.id === id)
  if (credential === undefined) throw new RangeError(`no credential ${id}`)
  const known = tables.get(id) ?? judgeCourses(catalog.courses, credential, catalog, today)
  tables.set(id, known)
  return known
}

/** @returns every row with the verdicts of a credential on it */
export function rowsFor(id: string): Row[] {
  const known = judged.get(id) ?? withVerdicts(allRows, [verdictsFor(id)])
  judged.set(id, known)
  return known
}

/** @returns each page of a combination's results with its address */
export const resultPages = (combination: Combination) =>
  Array.from({ length: Math.max(1, Math.ceil(combination.count / PAGE_SIZE)) }, (_, place) => ({
    address: pageAddress(combination, place + 1),
    combination,
    page: place + 1,
  }))
