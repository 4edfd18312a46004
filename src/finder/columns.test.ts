import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { makeRow } from '../../tests/records.ts'
import { fromColumns, toColumns } from './columns.ts'
import { ROW_KEYS } from './row.ts'

const value = fc.oneof(
  fc.constantFrom(null, true, '', 'clinical', '1', 1),
  fc.string(),
  fc.integer(),
  fc.array(fc.constantFrom('a', 'b', null), { maxLength: 3 }),
  fc.record({ min: fc.nat(3), max: fc.option(fc.nat(3)) }),
)
const KEYS = ['one', 'two', 'three'] as const
const records = fc.array(
  fc.record({ one: value, two: value, three: fc.constantFrom('same', 'other') }, { noNullPrototype: true }),
)

describe('columns', () => {
  it('give back what they were made of, also after a journey as text', () => {
    fc.assert(
      fc.property(records, (given) => {
        const columns = toColumns(given, KEYS)
        expect(fromColumns(columns)).toEqual(given)
        expect(fromColumns(JSON.parse(JSON.stringify(columns)) as typeof columns)).toEqual(given)
      }),
    )
  })
  it('name every key of a row', () => {
    expect([...ROW_KEYS].sort()).toEqual(Object.keys(makeRow()).sort())
  })
  it('send what repeats once, and what does not as it stands', () => {
    const columns = toColumns(
      [1, 2, 3, 4].map((id) => ({ id, areas: ['clinical'] })),
      ['id', 'areas'],
    )
    expect(columns).toEqual({ id: { values: [1, 2, 3, 4] }, areas: { values: [['clinical']], at: [0, 0, 0, 0] } })
    const [first, second] = fromColumns(columns)
    expect(first?.areas).toBe(second?.areas)
  })
})
