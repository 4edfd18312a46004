import { describe, expect, it } from 'vitest'

import { makeRow } from '../../tests/records.ts'
import { createIndex } from '../search/search.ts'
import { listCombinations } from './combinations.ts'
import { applyFilters, NO_FILTERS } from './filters.ts'
import { countAll, findRows, listChoices, listRelaxations } from './find.ts'
import { labelFilters } from './label.ts'

const rows = [
  makeRow({
    id: 'a',
    title: 'EKG basics',
    areas: ['clinical'],
    cents: 2000,
    bodies: [{ id: 'amt', short: 'AMT', approved: true, past: false }],
  }),
  makeRow({ id: 'b', title: 'Billing', areas: ['administrative'], cents: 0 }),
  makeRow({ id: 'c', title: 'EKG for experts', areas: ['clinical'], cents: 9000, over: true }),
]
const index = createIndex(rows)
const names = { bodies: { amt: 'AMT' }, providers: {}, credentials: {} }

describe('find', () => {
  it('searches, filters and sorts', () => {
    const view = { filters: { ...NO_FILTERS, words: 'ecg' }, order: 'price' as const }
    expect(findRows(rows, index, view).map(({ id }) => id)).toEqual(['a'])
    expect(findRows(rows, index, { ...view, filters: { ...view.filters, over: true } }).map(({ id }) => id)).toEqual([
      'a',
      'c',
    ])
  })
  it('offers only relaxations that lead somewhere, with their true count', () => {
    const view = {
      filters: { ...NO_FILTERS, words: 'ekg', areas: ['administrative' as const], prices: ['over-60' as const] },
      order: 'price' as const,
    }
    expect(findRows(rows, index, view)).toEqual([])
    expect(listRelaxations(rows, index, view)).toEqual([])
    const nearer = { ...view, filters: { ...NO_FILTERS, words: 'ekg', areas: ['administrative' as const] } }
    expect(listRelaxations(rows, index, nearer).map(({ group, count }) => [group, count])).toEqual([
      ['words', 1],
      ['areas', 1],
    ])
  })
  it('lists every choice once', () => {
    const filters = {
      ...NO_FILTERS,
      words: ' ekg ',
      accredited: true,
      areas: ['clinical' as const, 'general' as const],
    }
    expect(listChoices(filters).map(({ group, value }) => `${group} ${value}`)).toEqual([
      'words ekg',
      'accredited ',
      'areas clinical',
      'areas general',
    ])
  })
  it('counts what is accredited', () => {
    expect(countAll(rows, NO_FILTERS).accredited).toBe(1)
  })
})

describe('combinations with a page of their own', () => {
  it('each finds as many as it says, and none finds nothing', () => {
    const combinations = listCombinations(rows)
    expect(combinations.find(({ path }) => path === '/find/amt/clinical/under-30/')?.count).toBe(1)
    expect(new Set(combinations.map(({ path }) => path)).size).toBe(combinations.length)
    for (const { filters, count } of combinations) expect(applyFilters(rows, filters)).toHaveLength(count)
    expect(combinations.every(({ count }) => count > 0)).toBe(true)
  })
  it('have a heading', () => {
    expect(
      labelFilters(
        { ...NO_FILTERS, accredited: true, areas: ['clinical'], prices: ['under-30'], bodies: ['amt'] },
        names,
      ),
    ).toBe('Accredited clinical courses under $30 that name AMT')
    expect(labelFilters({ ...NO_FILTERS, prices: ['free'] }, names)).toBe('Free courses')
  })
})
