import type { Catalog } from '../catalog/load.ts'
import type { Day } from '../schema/values.ts'
import type { Context } from './verdict.ts'

/** What of a catalog verdicts are judged by. */
export type Judges = Pick<Catalog, 'units' | 'conversions' | 'bodies' | 'runs'>

/** @returns what every verdict on a day is judged by */
export const contextOf = ({ units, conversions, bodies, runs }: Judges, on: Day): Context => ({
  on,
  units: { units, conversions },
  bodies,
  confirmed: Object.assign({}, ...runs.map(({ confirmed }) => confirmed)) as Record<string, string>,
})
