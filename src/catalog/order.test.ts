import { expect, it } from 'vitest'

import { formatProblem } from '../schema/problem.ts'
import { readData } from './load.ts'
import { findDisorder } from './order.ts'

const { data } = readData('data')

it('finds the project’s own data in order', () => {
  expect(findDisorder(data)).toEqual([])
})

it('names the record that stands too late, and where it belongs', () => {
  const [first, second, ...rest] = data.bodies
  if (first === undefined || second === undefined) throw new Error('there are fewer than two bodies')
  expect(findDisorder({ ...data, bodies: [second, first, ...rest] }).map(formatProblem)).toEqual([
    `bodies.json, record ${first.record.id}: must stand before "${second.record.id}": records are sorted by id`,
  ])
})
