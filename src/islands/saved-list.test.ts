import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { Hit } from '../finder/hit.ts'
import { LONGEST_NOTE, MOST_SAVED, type Saved } from './device.ts'
import { formatShared, lastFirst, mergeSaved, orderList, parseShared, putBack, type Removed } from './saved-list.ts'

const DAY = '2026-11-22'
const saved = (id: string, note = '', on = DAY): Saved => ({ id: `shop/${id}`, note, on })

describe('a link to a list', () => {
  it('names the courses and nothing else', () => {
    expect(formatShared(['shop/a', 'ace/b'])).toBe('#list=shop/a,ace/b')
    expect(parseShared('#list=shop/a,ace/b')).toEqual(['shop/a', 'ace/b'])
  })
  it('survives programs that encode it', () => {
    expect(parseShared('#list=shop%2Fa%2Cace%2fb')).toEqual(['shop/a', 'ace/b'])
  })
  it.each(['', '#', '#content', '#lists=shop/a', '#LIST=shop/a'])('is not %j', (hash) => {
    expect(parseShared(hash)).toBeNull()
  })
  it('drops what is no course, what stands twice and what is too much', () => {
    expect(parseShared('#list=shop/a,<b>,shop/a,https://evil.example/x,../up,%zz')).toEqual(['shop/a'])
    expect(parseShared('#list=')).toEqual([])
    expect(parseShared(formatShared(Array.from({ length: 900 }, (_, n) => `shop/${n}`)))).toHaveLength(MOST_SAVED)
  })
})

describe('adding a list to a list', () => {
  it('appends what is new and leaves what is there', () => {
    const merged = mergeSaved([saved('a', 'mine', '2026-01-01')], [saved('a'), saved('b', 'theirs')])
    expect(merged).toEqual({
      saved: [saved('a', 'mine', '2026-01-01'), saved('b', 'theirs')],
      added: 1,
      known: 1,
      problems: [],
    })
  })
  it.each([
    ['mine', '', 'mine'],
    ['', 'theirs', 'theirs'],
    ['mine', 'theirs', 'mine\ntheirs'],
    ['mine and theirs', 'theirs', 'mine and theirs'],
    ['mine', 'mine and theirs', 'mine and theirs'],
  ])('makes of the notes %j and %j %j', (own, other, both) => {
    expect(mergeSaved([saved('a', own)], [saved('a', other)]).saved).toEqual([saved('a', both)])
  })
  it('keeps the own note where both are too long, and says so', () => {
    const own = [saved('a', 'x'.repeat(LONGEST_NOTE))]
    const { saved: after, problems } = mergeSaved(own, [saved('a', 'more')])
    expect(after).toEqual(own)
    expect(problems).toEqual(['The note on shop/a was not added: with yours it would be too long.'])
  })
  it('says how many did not fit', () => {
    const own = Array.from({ length: MOST_SAVED }, (_, n) => saved(String(n)))
    expect(mergeSaved(own, [saved('x'), saved('y')])).toMatchObject({
      added: 0,
      known: 0,
      problems: [`2 more did not fit: a list holds ${MOST_SAVED} courses.`],
    })
  })
  it('never loses a course or a word of a note', () => {
    const list = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('shop/a', 'shop/b', 'shop/c', 'shop/d'),
        note: fc.string({ maxLength: 20 }),
        on: fc.constantFrom('', DAY),
      }),
      { selector: ({ id }) => id },
    )
    fc.assert(
      fc.property(list, list, (own, others) => {
        const after = mergeSaved(own, others).saved
        expect(after.slice(0, own.length).map(({ id }) => id)).toEqual(own.map(({ id }) => id))
        for (const { id, note } of [...own, ...others]) expect(after.find((one) => one.id === id)?.note).toContain(note)
      }),
    )
  })
})

describe('taking out and bringing back', () => {
  it('restores the list, whatever is brought back first', () => {
    const keyOf = (one: string) => one
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 8 }),
        fc.array(fc.nat(), { maxLength: 8 }),
        (items, places) => {
          let list = items
          const gone: Removed<string>[] = []
          for (const place of places) {
            const at = place % Math.max(1, list.length)
            const item = list[at]
            if (item === undefined) continue
            gone.push({ item, following: list.slice(at + 1) })
            list = list.toSpliced(at, 1)
          }
          expect(gone.reduceRight((left, entry) => putBack(left, entry, keyOf), list)).toEqual(items)
        },
      ),
    )
  })
  it('finds a place where the neighbor has gone too', () => {
    expect(putBack(['c'], { item: 'a', following: ['b', 'c'] }, (one) => one)).toEqual(['a', 'c'])
    expect(putBack(['x'], { item: 'a', following: ['b'] }, (one) => one)).toEqual(['x', 'a'])
  })
})

describe('order', () => {
  it('has what was saved last first, undated last', () => {
    const list = [saved('old', '', '2025-01-01'), saved('undated', '', ''), saved('new'), saved('newer')]
    expect(lastFirst(list).map(({ id }) => id)).toEqual(['shop/newer', 'shop/new', 'shop/old', 'shop/undated'])
  })
  it('sorts by a measure, unknown after known and what is not listed last', () => {
    const hit = (id: string, prices: number | null) =>
      ({
        row: { id, title: id, over: false, fresh: { day: null, how: 'seen', freshUntil: null }, released: null },
        answer: null,
        measures: { prices, costs: null, credits: null, minutes: null, freshness: null, expiry: null },
      }) as unknown as Hit
    const hits = new Map([hit('a', 1500), hit('b', null), hit('c', 0)].map((one) => [one.row.id, one]))
    expect(orderList(['gone', 'b', 'a', 'c'], (id) => hits.get(id), 'price', DAY)).toEqual(['c', 'a', 'b', 'gone'])
    expect(orderList(['gone', 'b', 'a'], (id) => hits.get(id), 'title', DAY)).toEqual(['a', 'b', 'gone'])
    expect(orderList(['gone', 'b', 'a'], (id) => hits.get(id), 'kept', DAY)).toEqual(['gone', 'b', 'a'])
  })
})
