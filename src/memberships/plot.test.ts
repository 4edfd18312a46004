import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { KEY_GAP, plotMarkup, roundTicks, spreadKeys, type Line, type Plot } from './plot.ts'

const line = (key: string, ...stretches: Line['stretches']): Line => ({ key, name: key, tone: 'plain', stretches })
const plot = (...lines: Line[]): Plot => ({
  label: 'A plot',
  height: 264,
  lines,
  across: { from: 0, to: 10, ticks: [{ at: 0, word: '0' }] },
  up: { to: 100, ticks: [{ at: 0, word: '$0' }] },
})
const path = (markup: string, kind: string) => new RegExp(`class="${kind}" d="([^"]*)"`).exec(markup)?.[1]

describe('a plot', () => {
  it('draws known prices as one line of steps', () => {
    const known = line('A', { from: 0, to: 5, low: 0, high: 0 }, { from: 5, to: 10, low: 50, high: 50 })
    expect(path(plotMarkup(plot(known)), 'known')).toBe('M0 264H500M500 264V132H1000')
  })
  it('shades what lies between two prices and dashes what is known at its low end only', () => {
    const unsure = line('A', { from: 0, to: 5, low: 25, high: 50 }, { from: 5, to: 8, low: 50, high: null })
    const markup = plotMarkup(plot(unsure))
    expect(path(markup, 'band')).toBe('M0 198H500V132H0Z')
    expect(path(markup, 'at-least')).toBe('M500 198V132H800')
    expect(path(markup, 'unknown')).toBe('M800 132H1000')
  })
  it('names a line at the top where it leaves there', () => {
    const dear = line('B', { from: 0, to: 5, low: 50, high: 50 }, { from: 5, to: 10, low: 200, high: 200 })
    expect(plotMarkup(plot(dear))).toContain(
      '<svg class="plot-top" height="22" aria-hidden="true"><text class="plain" x="50%"',
    )
  })
  it('holds no markup from names', () => {
    expect(plotMarkup(plot(line('<b>', { from: 0, to: 10, low: 1, high: 1 })))).not.toContain('<b>')
  })
  it('needs no style of its own, which the site’s policy forbids', () => {
    expect(plotMarkup(plot(line('A', { from: 0, to: 10, low: 1, high: 1 })))).not.toContain('style=')
  })
  it('has round amounts at its side', () => {
    expect(roundTicks(329.95)).toEqual([0, 100, 200, 300, 400])
    expect(roundTicks(12)).toEqual([0, 5, 10, 15])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (least) => {
        const ticks = roundTicks(least)
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(least)
        expect(ticks.length).toBeLessThanOrEqual(6)
      }),
    )
  })
  it('keeps its keys apart and inside', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 264 }), { maxLength: 13 }), (wanted) => {
        const sorted = spreadKeys(wanted, 264).sort((a, b) => a - b)
        for (const [place, height] of sorted.entries()) {
          expect(height).toBeGreaterThanOrEqual(9)
          expect(height).toBeLessThanOrEqual(255)
          if (place > 0) expect(height - (sorted[place - 1] ?? 0)).toBeGreaterThanOrEqual(KEY_GAP)
        }
      }),
    )
  })
})
