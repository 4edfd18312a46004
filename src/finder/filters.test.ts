import { describe, expect, it } from 'vitest'

import { makeRow } from '../../tests/records.ts'
import {
  applyFilters,
  countChoices,
  countValues,
  GROUPS,
  NO_FILTERS,
  PRICE_STEPS,
  toggle,
  type Filters,
} from './filters.ts'
import type { Answer } from '../credentials/verdict.ts'
import type { Mine } from './mine.ts'
import type { Row } from './row.ts'

const AREAS = ['administrative', 'clinical', 'general'] as const
const PRICES = Object.keys(PRICE_STEPS) as (keyof typeof PRICE_STEPS)[]
const pick = <T>(values: readonly T[], seed: number): T => values[seed % values.length] as T

const mine = (answer: Answer): Mine => ({ credential: 'X', answer, reason: '', credits: null, amount: null })

/** Rows of every kind, the same in each run. */
const rows: Row[] = Array.from({ length: 240 }, (_, n) =>
  makeRow({
    id: `shop/${String(n)}`,
    provider: pick(['ace', 'labce', 'relias'], n),
    format: pick([null, 'online-self-paced', 'in-person'], n >> 1),
    areas: pick([[], ['clinical'], ['general', 'clinical'], ['administrative']] as const, n >> 2),
    areasJudged: n % 5 === 0,
    bodies: [
      { id: pick(['aama', 'amt', 'pace'], n >> 3), short: 'x', approved: n % 2 === 0, past: n % 7 === 0 },
      { id: 'nha', short: 'NHA', approved: false, past: false },
    ].slice(0, n % 3),
    cents: pick([null, 0, 1500, 3000, 6000, 9900], n),
    over: n % 11 === 0,
    mine: pick([[], [mine('counts')], [mine('counts'), mine('not-confirmed')]], n >> 3),
  }),
)

/** Every 37th of all combinations of one value a group and the yes/no filters. */
const views: Filters[] = [false, true].flatMap((accredited) =>
  [false, true].flatMap((printedAreas) =>
    [false, true].flatMap((over) =>
      [[], ['clinical'], ['clinical', 'general']].flatMap((areas) =>
        [[], ['free'], ['under-30', 'unknown']].flatMap((prices) =>
          [[], ['aama'], ['nha', 'pace']].map(
            (bodies) => ({ ...NO_FILTERS, accredited, printedAreas, over, areas, prices, bodies }) as Filters,
          ),
        ),
      ),
    ),
  ),
)

describe('filters', () => {
  it('every count is what ticking that value alone in its group would give', () => {
    for (const view of views) {
      for (const group of GROUPS) {
        const counts = countValues(rows, view, group)
        const values = {
          answers: ['counts', 'not-confirmed'],
          areas: AREAS,
          prices: PRICES,
          bodies: ['aama', 'amt', 'pace', 'nha'],
          providers: ['ace', 'labce'],
          formats: ['in-person'],
        }[group]
        for (const value of values) {
          const alone = applyFilters(rows, { ...view, [group]: [value] }).length
          expect(counts.get(value) ?? 0, `${group}=${value} of ${JSON.stringify(view)}`).toBe(alone)
        }
      }
    }
  })
  it('values of one group are alternatives, groups add up', () => {
    const both = applyFilters(rows, { ...NO_FILTERS, areas: ['clinical', 'administrative'], prices: ['free'] })
    expect(both.length).toBeGreaterThan(0)
    for (const row of both) {
      expect(row.areas.includes('clinical') || row.areas.includes('administrative')).toBe(true)
      expect(row.cents).toBe(0)
    }
  })
  it('under $30 includes free and leaves out $30 and the unknown', () => {
    const cents = new Set(applyFilters(rows, { ...NO_FILTERS, prices: ['under-30'] }).map((row) => row.cents))
    expect(cents).toEqual(new Set([0, 1500]))
  })
  it('accredited looks at the body that is asked for', () => {
    const row = makeRow({
      bodies: [
        { id: 'pace', short: 'P.A.C.E.', approved: true, past: false },
        { id: 'amt', short: 'AMT', approved: false, past: false },
      ],
    })
    expect(applyFilters([row], { ...NO_FILTERS, bodies: ['amt'] })).toHaveLength(1)
    expect(applyFilters([row], { ...NO_FILTERS, bodies: ['amt'], accredited: true })).toHaveLength(0)
    expect(applyFilters([row], { ...NO_FILTERS, bodies: ['pace'], accredited: true })).toHaveLength(1)
  })
  it('toggles and counts choices', () => {
    const one = toggle(NO_FILTERS, 'areas', 'clinical')
    expect(one.areas).toEqual(['clinical'])
    expect(toggle(one, 'areas', 'clinical')).toEqual(NO_FILTERS)
    expect(countChoices({ ...one, accredited: true })).toBe(2)
  })
})
