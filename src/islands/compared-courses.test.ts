import { describe, expect, it } from 'vitest'

import { makeHit, makeMine, makeNames, makeOffer, TODAY } from '../../tests/records.ts'
import { compare, wordsOf } from '../compare/comparison.ts'
import type { Hit } from '../finder/hit.ts'
import { compareCourses, pickBaseline } from './compared-courses.ts'

const FRESH = { day: '2026-11-20', how: 'checked', freshUntil: '2026-12-20' } as const
const names = makeNames()
const club = { id: 'club', name: 'the Club', opens: [] }

/** What each course says on each line, marks in brackets. */
function table(hits: readonly Hit[], credentials: readonly string[] = ['aama-cma'], baseline: Hit | null = null) {
  return Object.fromEntries(
    compare(compareCourses(hits, baseline, credentials, names), TODAY).map(({ line, cells }) => [
      line.label,
      cells.map(({ cell, mark }) => `${wordsOf(cell, TODAY) ?? '?'}${mark === null ? '' : ` [${mark}]`}`),
    ]),
  )
}

const hour = { unit: 'aama-ceu', amount: { min: 1, max: 1 } }
const counts = makeHit(
  {
    id: 'shop/a',
    offers: [makeOffer(1500)],
    minutes: { min: 60, max: 60 },
    credits: [hour],
    areas: ['clinical'],
    fresh: FRESH,
  },
  [makeMine('counts', 1)],
)
const perhaps = makeHit(
  { id: 'shop/b', offers: [makeOffer(900)], minutes: { min: 30, max: 30 }, credits: [hour], fresh: FRESH },
  [makeMine('not-confirmed', 1)],
)
const never = makeHit({ id: 'shop/c', offers: [makeOffer(300)], fresh: FRESH }, [makeMine('does-not-count')])

describe('courses side by side', () => {
  it('are told apart by what counts and what it costs', () => {
    expect(table([counts, perhaps, never])).toMatchObject({
      'Counts for CMA (AAMA)': ['Counts [Best known]', 'Not confirmed', 'Does not count'],
      'Credits that count': ['1 AAMA CEU', 'maybe 1 AAMA CEU', 'None'],
      'You pay': ['$15', '$9', '$3 [Lowest of 3]'],
      Time: ['1 hour', '30 minutes [Shortest known]', '?'],
    })
  })
  it('a price per credit that may not count is not ranked against one that does', () => {
    expect(table([counts, perhaps, never])['One credit']).toEqual([
      '$15 per credit that counts',
      '$9 per AAMA CEU',
      'None',
    ])
  })
  it('an old price is never the lowest', () => {
    const old = makeHit(
      { ...counts.row, id: 'shop/old', offers: [makeOffer(500)], fresh: { ...FRESH, freshUntil: null } },
      [makeMine('counts', 1)],
    )
    expect(table([counts, old])['You pay']).toEqual(['$15', '$5'])
  })
  it('a course that is over is the lowest of nothing', () => {
    const over = makeHit({ id: 'shop/over', over: true, offers: [makeOffer(100)], fresh: FRESH }, [makeMine(null)])
    expect(table([counts, over, perhaps])['You pay']).toEqual(['$15', '$1', '$9 [Lowest of 2]'])
  })
  it('what a membership includes is not free', () => {
    const included = makeHit(
      { id: 'shop/d', offers: [makeOffer(1500), { ...makeOffer(null), for: 'club', kind: 'included' }], fresh: FRESH },
      [makeMine('counts', 1)],
      { held: [{ id: 'club', until: null }], memberships: [club] },
    )
    expect(table([counts, included])).toMatchObject({
      'You pay': ['$15', 'Included with the Club [Lowest of 2]'],
      'One credit': ['$15 per credit that counts', 'No further charge [Lowest of 2]'],
    })
    expect(compareCourses([counts], included, ['aama-cma'], names).baseline?.note).toBe('What you have already')
  })
  it('two credentials have their lines each', () => {
    const both = makeHit({ id: 'shop/a' }, [makeMine('counts', 1), makeMine('attest', 2)])
    expect(table([both], ['aama-cma', 'amt-rma'])).toMatchObject({
      'Counts for RMA (AMT)': ['You attest'],
      'Credits for RMA (AMT)': ['2 CCP points'],
    })
  })
  it('without a credential the most widely held ones speak', () => {
    const anyone = makeHit({ overview: [{ answer: 'counts', credentials: ['aama-cma'] }] })
    expect(table([anyone], [])['Counts for']).toEqual(['Counts for CMA (AAMA)'])
  })
})

describe('what she has already', () => {
  const free = makeHit({ id: 'shop/free', offers: [makeOffer(0)] }, [makeMine('counts', 1)])
  const clinical = makeHit({ id: 'shop/clinical', offers: [makeOffer(0)], areas: ['clinical'] }, [
    makeMine('counts', 1),
  ])
  it('is of the same area where there is one', () => {
    expect(pickBaseline([free, clinical], [counts])).toBe(clinical)
    expect(pickBaseline([free, clinical], [perhaps])).toBe(free)
  })
  it('is what a membership opens, unless only something else surely counts', () => {
    const owned = (answer: 'counts' | 'not-confirmed' | 'does-not-count') =>
      makeHit(
        { id: `shop/${answer}`, offers: [{ ...makeOffer(null), for: 'club', kind: 'included' }] },
        [makeMine(answer, 1)],
        { held: [{ id: 'club', until: null }], memberships: [club] },
      )
    expect(pickBaseline([free, owned('counts')], [counts])?.row.id).toBe('shop/counts')
    expect(pickBaseline([free, owned('not-confirmed')], [counts])?.row.id).toBe('shop/free')
    expect(pickBaseline([owned('not-confirmed')], [counts])?.row.id).toBe('shop/not-confirmed')
    expect(pickBaseline([owned('does-not-count')], [counts])).toBeNull()
  })
  it('is nothing free where nobody said what it has to count for', () => {
    expect(pickBaseline([makeHit({ id: 'shop/any', offers: [makeOffer(0)] })], [counts])).toBeNull()
  })
  it('is never one of those that are compared', () => {
    expect(pickBaseline([free], [free])).toBeNull()
  })
})
