import { describe, expect, it } from 'vitest'

import { boardOf, boardTexts, costWords, numbersOf, perCreditWords, repaidWords, type Offering } from './board.ts'
import { costOf } from './ways.ts'

const exactly = (value: number) => ({ min: value, max: value })
const offering: Offering = {
  id: 'aama-cma',
  credential: 'CMA (AAMA)',
  unit: 'AAMA CEUs',
  goal: { credits: 60, months: 60 },
  courses: [],
  subscriptions: [
    {
      ...{ id: 'ace', name: 'ACE (annual)', cents: exactly(2995), months: 12, once: false, sure: true },
      ...{ credits: { min: 40, max: null }, most: null, freshUntil: null },
    },
    {
      ...{ id: 'relias', name: 'Relias', cents: exactly(24900), months: null, once: false, sure: false },
      ...{ credits: null, most: 30, freshUntil: null },
    },
    {
      ...{ id: 'pick', name: 'Pick', cents: exactly(5500), months: null, once: true, sure: true },
      ...{ credits: { min: null, max: 8 }, most: 30, freshUntil: null },
    },
  ],
}
const TODAY = '2026-11-22'
const situation = { ...offering.goal, single: { cents: 1500, credits: 1 } }

describe('costs in words', () => {
  it('are exact, a range, a least, or not known', () => {
    expect(costWords({ low: 2995, high: 2995 })).toBe('$29.95')
    expect(costWords({ low: 2995, high: 5990 })).toBe('$29.95 to $59.90')
    expect(costWords({ low: 24900, high: null })).toBe('at least $249')
    expect(costWords({ low: 0, high: null })).toBe('not known')
    expect(costWords(null)).toBe('not known')
    expect(perCreditWords({ low: 2995, high: 5990 }, 60)).toBe('$0.50 to $1')
  })
  it('say after how many courses a price is repaid', () => {
    expect(repaidWords(2995, 1500)).toBe('Repaid by the 2nd course at $15')
    expect(repaidWords(24900, 1500)).toBe('Repaid by the 17th course at $15')
    expect(repaidWords(null, 1500)).toBeNull()
  })
})

describe('the board of a credential', () => {
  const board = boardOf(offering, situation)
  const texts = boardTexts(offering, situation, TODAY)
  it('takes one year’s share and the whole cycle', () => {
    expect(board.year?.goal).toEqual({ credits: 12, months: 12 })
    expect(texts).toMatchObject({ 'year.goal': '12 AAMA CEUs in one year', 'cycle.goal': '60 AAMA CEUs in 5 years' })
    expect(boardOf(offering, { ...situation, months: 12 }).year).toBeNull()
  })
  it('says what each way comes to, and what is not known', () => {
    expect(texts).toMatchObject({
      'assumed.cycle': '$900',
      'ace.year': '$29.95',
      'ace.cycle': '$29.95 to $59.90',
      'ace.kept': '$149.75 if you pay it 5 times, to the end (C×5)',
      'relias.year': 'at least $249',
      'relias.cycle': 'not all: as outside credit, at most 30 count',
      'pick.year': 'not all: it holds at most 8',
    })
  })
  it('says where lines meet, and calls nothing cheaper at a price that is old', () => {
    expect(texts['cycle.crossings']).toBe(
      'At the price last seen, line C (ACE (annual)) meets line B after 1 credit. ' +
        'At the price last seen, line C×5 (ACE (annual), paid all along) meets line B after 9 credits. ' +
        'At the price last seen, line C+B (ACE (annual), once, then courses) meets line B after 1 credit.',
    )
  })
  it('says from where on a fresh price costs no more', () => {
    const subscriptions = offering.subscriptions.map((one) => ({ ...one, freshUntil: TODAY }))
    const fresh = { ...offering, subscriptions }
    expect(boardTexts(fresh, situation, TODAY)['year.crossings']).toBe(
      'Line C (ACE (annual)) costs no more than line B after 1 credit.',
    )
    expect(boardTexts(fresh, situation, '2026-11-23')['year.crossings']).toBe(
      'At the price last seen, line C (ACE (annual)) meets line B after 1 credit.',
    )
  })
  it('promises nothing of credits that may not count', () => {
    const unsure = { ...offering, subscriptions: offering.subscriptions.map((one) => ({ ...one, sure: false })) }
    expect(boardTexts(unsure, situation, TODAY)).toMatchObject({
      'ace.year': 'at least $29.95',
      'ace.cycle': 'at least $29.95',
      'ace.each': 'at least $0.50',
      'cycle.crossings': '',
    })
    expect(numbersOf(boardOf(unsure, situation).cycle).rows.map(({ name }) => name)).toContain(
      'ACE (annual), if they count',
    )
  })
  it('follows what the visitor assumes', () => {
    const dear = boardTexts(offering, { ...situation, credits: 20, single: { cents: 6000, credits: 1 } }, TODAY)
    expect(dear).toMatchObject({
      'assumed.name': 'Single courses at $60',
      'assumed.cycle': '$1,200',
      'ace.repaid': 'Repaid by the 1st course at $60',
      'ace.cycle': '$29.95',
    })
  })
  it('has the same numbers in the plot and in the table beside it', () => {
    const { plot, rows } = board.cycle
    expect(numbersOf(board.cycle).credits).toEqual(['15', '30', '45', '60'])
    for (const [place, { key, way }] of rows.entries()) {
      const line = plot.lines[place]
      expect(line?.key).toBe(key)
      for (const at of [15, 30, 45, 60]) {
        const stretch = line?.stretches.find(({ from, to }) => from < at && at <= to)
        expect(stretch === undefined ? null : { low: stretch.low, high: stretch.high }).toEqual(costOf(way, at))
      }
    }
  })
})
