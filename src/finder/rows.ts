import { catalog, today } from '../catalog/catalog.ts'
import { toColumns } from './columns.ts'
import { listCombinations, pageAddress, type Combination } from './combinations.ts'
import { createEngine, type Engine } from './engine.ts'
import { NO_FILTERS } from './filters.ts'
import type { Terms } from '../memberships/price-for-me.ts'
import { MINE_KEYS, type VerdictTable } from './mine.ts'
import { DEFAULT_ORDER } from './order.ts'
import type { Names } from './names.ts'
import { packRows, toRow } from './row.ts'
import { stampOf, type Shipment, type Texts } from './shipment.ts'
import { toVocabulary } from './understand.ts'
import { judgeCourses } from './verdicts.ts'

/** Rows on one page of results. */
export const PAGE_SIZE = 20

const rows = catalog.courses.map((course) => toRow(course, catalog, today))
const memberships: Terms[] = catalog.memberships.map(({ id, name, opens }) => ({ id, name, opens }))
const stamp = stampOf(rows.map(({ id }) => id))

const used = (ids: readonly string[]) => [...new Set(ids)].sort()
const table = <T>(ids: readonly string[], entryOf: (id: string) => T) =>
  Object.fromEntries(used(ids).map((id) => [id, entryOf(id)]))

/** Names of all that occurs in rows. */
export const names: Names = {
  bodies: table(
    rows.flatMap(({ bodies }) => bodies.map(({ id }) => id)),
    (id) => catalog.bodies.find((body) => body.id === id)?.short ?? id,
  ),
  providers: table(
    rows.map(({ provider }) => provider),
    (id) => catalog.providers.find((provider) => provider.id === id)?.name ?? id,
  ),
  credentials: Object.fromEntries(
    catalog.credentials.map(({ id, abbreviation, needs }) => [id, { name: abbreviation, unit: needs.unit }]),
  ),
  units: table(
    [
      ...rows.flatMap(({ credits }) => (credits ?? []).map(({ unit }) => unit)),
      ...catalog.credentials.flatMap(({ needs }) => needs.unit ?? []),
    ],
    (id) => {
      const unit = catalog.units.find((one) => one.id === id)
      return { one: unit?.name ?? id, many: unit?.plural ?? id }
    },
  ),
  memberships: Object.fromEntries(catalog.memberships.map(({ id, name }) => [id, name])),
}

/** What `/finder.json` sends. */
export const shipment: Shipment = {
  stamp,
  rows: packRows(rows),
  memberships,
  vocabulary: toVocabulary(catalog.bodies, catalog.credentials),
}

/** What `/texts.json` sends. */
export const texts: Texts = { of: stamp, texts: catalog.courses.map(({ summary }) => summary) }

const judgements = new Map<string, ReturnType<typeof judgeCourses>>()
function judge(id: string) {
  const credential = catalog.credentials.find((one) => one.id === id)
  if (credential === undefined) throw new RangeError(`no credential ${id}`)
  const known = judgements.get(id) ?? judgeCourses(catalog.courses, credential, catalog, today)
  judgements.set(id, known)
  return known
}

/** @returns the verdicts of a credential, for the browser */
export const verdictsFor = (id: string): VerdictTable => ({ of: stamp, verdicts: toColumns(judge(id), MINE_KEYS) })

const engines = new Map<string, Engine>()

/** @returns the list as the holder of these credentials sees it, made once for the whole build; no page searches words */
export function engineFor(credentials: readonly string[]): Engine {
  const name = credentials.join()
  const visitor = { credentials, held: [], on: today }
  const search = () => ({ places: [], near: 0, terms: new Map() })
  const known = engines.get(name) ?? createEngine({ rows, memberships, search }, credentials.map(judge), visitor)
  engines.set(name, known)
  return known
}

/** Every course as anybody sees it, in the default order. */
export const allHits = engineFor([]).find(
  { filters: { ...NO_FILTERS, over: true }, order: DEFAULT_ORDER },
  rows.length,
).hits

/** Every combination under `/find/`. */
export const combinations = listCombinations(engineFor([]))

/** Searches that many people come with: those of them that find something, with how much. */
export const starts = [
  { path: '/find/accredited/clinical/under-30/', label: 'Clinical under $30, accredited' },
  { path: '/find/free/', label: 'Free' },
  { path: '/find/accredited/free/', label: 'Free and accredited' },
  { path: '/find/half-hour/', label: 'In 30 minutes' },
  { path: '/find/five-credits/', label: '5 credits or more at once' },
].flatMap(({ path, label }) => {
  const combination = combinations.find((one) => one.path === path)
  return combination === undefined ? [] : [{ path, label, count: combination.count }]
})

/** @returns each page of a combination's results with its address */
export const resultPages = (combination: Combination) =>
  Array.from({ length: Math.max(1, Math.ceil(combination.count / PAGE_SIZE)) }, (_, place) => ({
    address: pageAddress(combination, place + 1),
    combination,
    page: place + 1,
  }))
