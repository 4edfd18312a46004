import { describe, expect, it } from 'vitest'

import { makeRow } from '../../tests/records.ts'
import { sortRows, type Order } from './order.ts'

const rows = [
  makeRow({ id: 'unknown', title: 'A' }),
  makeRow({ id: 'dear', title: 'B', perCredit: 3000, cents: 3000, minutes: 30, released: '2020' }),
  makeRow({ id: 'cheap', title: 'C', perCredit: 500, cents: 5000, minutes: 600, released: '2025-03' }),
  makeRow({ id: 'free', title: 'D', perCredit: 0, cents: 0, minutes: 60, released: '2024-12-31' }),
  makeRow({ id: 'over', title: 'E', perCredit: 0, cents: 0, minutes: 1, released: '2026', over: true }),
  makeRow({ id: 'bare', title: 'F', perCredit: null, cents: 100 }),
]
const order = (by: Order) => sortRows(rows, by).map(({ id }) => id)

describe('order', () => {
  it('puts the lowest price per credit first, what cannot be ranked later, what is over last', () => {
    expect(order('per-credit')).toEqual(['free', 'cheap', 'dear', 'bare', 'unknown', 'over'])
  })
  it('sorts by price, time and date with the unknown last', () => {
    expect(order('price')).toEqual(['free', 'bare', 'dear', 'cheap', 'unknown', 'over'])
    expect(order('time')).toEqual(['dear', 'free', 'cheap', 'bare', 'unknown', 'over'])
    expect(order('newest')).toEqual(['cheap', 'free', 'dear', 'bare', 'unknown', 'over'])
  })
  it('does not touch what it was given', () => {
    const before = rows.map(({ id }) => id)
    sortRows(rows, 'price')
    expect(rows.map(({ id }) => id)).toEqual(before)
  })
})
