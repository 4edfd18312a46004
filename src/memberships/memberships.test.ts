import { describe, expect, it } from 'vitest'

import { loadCatalog } from '../catalog/load.ts'
import { breakEven, coursesToRepay } from './break-even.ts'
import { valueMembership } from './compare.ts'

const usd = (minor: number) => ({ minor, currency: 'USD' })
const at = (minor: number) => ({ min: usd(minor), max: usd(minor) })

describe('break-even', () => {
  it.each([
    [2995, 1500, 2],
    [24900, 1500, 17],
    [24900, 6000, 5],
    [6000, 2000, 3],
    [1, 2000, 1],
  ])('%d cents are repaid by courses of %d after %d', (membership, course, count) => {
    expect(coursesToRepay(usd(membership), usd(course))).toBe(count)
  })
  it('is the first number of courses that costs at least as much, counted one by one', () => {
    for (let membership = 1; membership < 400; membership += 7)
      for (let course = 1; course < 60; course += 3) {
        let count = 1
        while (count * course < membership) count += 1
        expect(coursesToRepay(usd(membership), usd(course))).toBe(count)
      }
  })
  it('says nothing across currencies, for free courses and for unknown prices', () => {
    expect(coursesToRepay(usd(100), { minor: 100, currency: 'AUD' })).toBeNull()
    expect(coursesToRepay(usd(100), usd(0))).toBeNull()
    expect(breakEven(null, at(100))).toBeNull()
    expect(breakEven(at(100), null)).toBeNull()
  })
})

describe('what a membership is worth in the catalog', () => {
  const catalog = loadCatalog('data')
  const value = (id: string) => {
    const membership = catalog.memberships.find((one) => one.id === id)
    if (membership === undefined) throw new Error(`no membership ${id}`)
    return valueMembership(membership, catalog, '2026-11-22')
  }
  it('ACE opens its nine courses', () => {
    expect(value('ace-membership').opened).toHaveLength(9)
  })
  it('Relias all-access is repaid by 17 courses at $15 or 5 at $60', () => {
    expect(value('relias-all-access').repaid).toEqual({
      atLowest: { price: usd(1500), courses: 17 },
      atHighest: { price: usd(6000), courses: 5 },
    })
  })
  it('a fee that must be paid is never said to be repaid', () => {
    expect(value('amt-annual').repaid).toBeNull()
  })
})
