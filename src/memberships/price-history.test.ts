import { describe, expect, it } from 'vitest'

import { loadCatalog } from '../catalog/load.ts'
import type { HistoryLine } from '../schema/history.ts'
import { plotMarkup } from './plot.ts'
import { historyPlot, priceHistory } from './price-history.ts'

const at = (minor: number, currency = 'USD') => ({ min: { minor, currency }, max: { minor, currency } })
const line = (from: unknown, to: unknown, on: string | null): HistoryLine => ({
  ...{ record: 'shop/course', field: 'offers', seen: '2026-11-22', source: null, note: null },
  from: from as HistoryLine['from'],
  to: to as HistoryLine['to'],
  on,
})
const sold = (minor: number) => [
  { for: 'anyone', kind: 'purchase', price: at(minor), listPrice: null, until: null, extraFee: null },
]

describe('the price over time', () => {
  const lines = [line(sold(2000), sold(2500), '2024-03'), line(sold(2500), sold(1500), '2026-01-10')]
  const history = priceHistory(lines, '2026-03-01')
  it('is steps, each from one change to the next', () => {
    expect(history.steps).toEqual([
      { from: null, until: '2024-03', price: at(2000) },
      { from: '2024-03', until: '2026-01-10', price: at(2500) },
      { from: '2026-01-10', until: null, price: at(1500) },
    ])
    expect(priceHistory(lines.toReversed(), '2026-03-01')).toEqual(history)
  })
  it('knows the lowest price and the last change', () => {
    expect(history.lowest?.price).toEqual(at(1500))
    expect(history.changed).toBe('2026-01-10')
  })
  it('ends the last price on the day on which it was last seen, which is no earlier than its first', () => {
    expect(history.seen).toBe('2026-03-01')
    expect(priceHistory(lines, null).seen).toBe('2026-01-10')
    expect(priceHistory(lines, '2025').seen).toBe('2026-01-10')
  })
  it('is drawn by how long each price held', () => {
    const plot = historyPlot(history, '2026-11-22')
    const lengths = plot?.lines[0]?.stretches.map(({ from, to }) => to - from)
    expect(lengths?.slice(1)).toEqual([650, 50])
    expect(plot && plotMarkup(plot)).toContain('today')
  })
  it('says nothing when fewer than two prices are dated', () => {
    expect(priceHistory([], null).steps).toEqual([])
    expect(priceHistory([line([], sold(2000), '2024-03-01')], null).steps).toEqual([])
    expect(historyPlot(priceHistory([], null), '2026-11-22')).toBeNull()
  })
  it('keeps changes without a day apart', () => {
    const undated = priceHistory([line(sold(2000), sold(2500), null)], null)
    expect(undated.steps).toEqual([])
    expect(undated.undated).toMatchObject([{ before: at(2000), after: at(2500) }])
  })
  it('is not drawn across currencies', () => {
    const moved = priceHistory([line(at(2000), at(3000, 'AUD'), '2024-03-01')], null)
    expect(moved.lowest).toBeNull()
    expect(historyPlot(moved, '2026-11-22')).toBeNull()
  })
  it('reads every price line of the catalog', () => {
    const prices = loadCatalog('data').history.filter(({ field }) => field === 'price' || field === 'offers')
    expect(prices.length).toBeGreaterThan(0)
    for (const one of prices) {
      const { steps, undated } = priceHistory([one], null)
      expect(steps.length + undated.length).toBeGreaterThan(0)
    }
  })
})
