import { catalog, today } from '../catalog/catalog.ts'
import type { Names } from './label.ts'
import { toRow } from './row.ts'

/** Rows on one page of results. */
export const PAGE_SIZE = 20

/** Every course as a row, in the order of the files; `/finder.json` sends the same to the browser. */
export const allRows = catalog.courses.map((course) => toRow(course, catalog, today))

const used = (ids: readonly string[]) => [...new Set(ids)].sort()

/** Names of the bodies and providers that occur in rows. */
export const names: Names = {
  bodies: Object.fromEntries(
    used(allRows.flatMap(({ bodies }) => bodies.map(({ id }) => id))).map((id) => [
      id,
      catalog.bodies.find((body) => body.id === id)?.short ?? id,
    ]),
  ),
  providers: Object.fromEntries(
    used(allRows.map(({ provider }) => provider)).map((id) => [
      id,
      catalog.providers.find((provider) => provider.id === id)?.name ?? id,
    ]),
  ),
}
