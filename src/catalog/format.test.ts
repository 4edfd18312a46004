import { describe, expect, it } from 'vitest'

import { formatCount, formatDate, formatMinutes, formatMoney, formatMonths, formatPrice, formatSpan } from './format.ts'

const usd = (minor: number) => ({ minor, currency: 'USD' })

describe('format', () => {
  it('writes money with cents only where there are any', () => {
    expect(formatMoney(usd(1995))).toBe('$19.95')
    expect(formatMoney(usd(1500))).toBe('$15')
    expect(formatMoney({ minor: 4950, currency: 'AUD' })).toBe('A$49.50')
  })
  it('tells free, a range and an open end apart', () => {
    expect(formatPrice({ min: usd(0), max: usd(0) })).toBe('Free')
    expect(formatPrice({ min: usd(1500), max: usd(6000) })).toBe('$15 to $60')
    expect(formatPrice({ min: null, max: usd(6000) })).toBe('up to $60')
    expect(formatPrice({ min: usd(0), max: usd(1000) })).toBe('$0 to $10')
    expect(formatSpan({ min: 40, max: null }, String)).toBe('40 or more')
  })
  it('writes times as people say them', () => {
    const at = (minutes: number) => formatMinutes({ min: minutes, max: minutes })
    expect(at(1)).toBe('1 minute')
    expect(at(50)).toBe('50 minutes')
    expect(at(60)).toBe('1 hour')
    expect(at(90)).toBe('1 h 30 min')
    expect(at(2160)).toBe('36 hours')
    expect(formatMinutes({ min: 20, max: 30 })).toBe('20 minutes to 30 minutes')
  })
  it('writes dates as far as they are known', () => {
    expect(formatDate('2025')).toBe('2025')
    expect(formatDate('2025-05')).toBe('May 2025')
    expect(formatDate('2025-05-09')).toBe('May 9, 2025')
  })
  it('writes counts and months', () => {
    expect(formatCount(1, 'course')).toBe('1 course')
    expect(formatCount(1500, 'course')).toBe('1,500 courses')
    expect(formatMonths(60)).toBe('5 years')
    expect(formatMonths(12)).toBe('1 year')
    expect(formatMonths(18)).toBe('18 months')
  })
})
