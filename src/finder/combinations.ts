import { AreaId } from '../schema/ids.ts'
import type { Engine } from './engine.ts'
import { NO_FILTERS, type Filters } from './filters.ts'
import { DEFAULT_ORDER } from './order.ts'

/** A combination of filters that has a page of its own, for links that work without script. */
export interface Combination {
  /** Its address: `/find/accredited/clinical/under-30/`. */
  path: string
  filters: Filters
  count: number
}

/** One step of a path and what it filters; null = no such step. */
type Step = [string | null, Partial<Filters>]

const AREAS: readonly Step[] = [[null, {}], ...AreaId.options.map((id): Step => [id, { areas: [id] }])]
const PRICES: readonly Step[] = [
  [null, {}],
  ...(['free', 'under-30'] as const).map((id): Step => [id, { prices: [id] }]),
]

/** @returns every combination of one step of each kind that finds something; `all` names the one without any step */
function combine(engine: Engine, base: string, all: string, own: Filters, kinds: readonly (readonly Step[])[]) {
  const paths = kinds.reduce<{ steps: string[]; filters: Filters }[]>(
    (sofar, kind) =>
      sofar.flatMap(({ steps, filters }) =>
        kind.map(([step, change]) => ({
          steps: step === null ? steps : [...steps, step],
          filters: { ...filters, ...change },
        })),
      ),
    [{ steps: [], filters: own }],
  )
  return paths.flatMap(({ steps, filters }): Combination[] => {
    const count = engine.find({ filters, order: DEFAULT_ORDER }, 0).found
    return count === 0 ? [] : [{ path: `${base}${steps.length === 0 ? all : steps.join('/')}/`, filters, count }]
  })
}

/** @returns who names or approves a course x area x price, under `/find/`; `/find/all/` has every course */
export function listCombinations(engine: Engine): Combination[] {
  const bodies = [...new Set(engine.hits.flatMap(({ row }) => row.bodies.map(({ id }) => id)))].sort()
  const who: Step[] = [
    [null, {}],
    ['accredited', { accredited: true }],
    ...bodies.map((id): Step => [id, { bodies: [id] }]),
  ]
  const alone: Step[] = [
    ['half-hour', { minutes: ['up-to-30'] }],
    ['five-credits', { credits: ['from-5'] }],
  ]
  return [
    ...combine(engine, '/find/', 'all', NO_FILTERS, [who, AREAS, PRICES]),
    ...combine(engine, '/find/', 'all', NO_FILTERS, [alone]),
  ]
}

/** @returns area x price for one credential, under `/for/<credential>/`; the engine carries its verdicts */
export const listCredentialCombinations = (engine: Engine, credential: string): Combination[] =>
  combine(engine, `/for/${credential}/`, 'courses', { ...NO_FILTERS, credentials: [credential] }, [AREAS, PRICES])

/** @returns the address of a page of a combination's results, from 1 */
export const pageAddress = ({ path }: Pick<Combination, 'path'>, page: number): string =>
  page === 1 ? path : `${path}${String(page)}/`
