import { describe, expect, it } from 'vitest'

import {
  cost,
  sampleCourse,
  sampleCourses,
  sampleMembership,
  sampleOffer,
  sampleSource,
  TODAY,
} from '../tests/scrape-samples.ts'
import { assignIds, diffData, hasChanges, proposeMatches } from './diff.ts'

const idsOf = (courses: readonly { id: string }[]) => courses.map(({ id }) => id)

describe('assignIds', () => {
  it('keeps the id of a course whose page and title changed, by its key', () => {
    const moved = sampleCourse('new-name', { key: '7', url: 'https://shop.example/moved/' })
    expect(idsOf(assignIds([moved], [sampleCourse('old-name', { key: '7' })]))).toEqual(['shop/old-name'])
  })
  it('keeps the id of a course whose key changed, by its address', () => {
    const before = sampleCourse('a', { key: '7' })
    expect(idsOf(assignIds([sampleCourse('b', { key: '8', url: before.url })], [before]))).toEqual(['shop/a'])
  })
  it('prefers the key to the address', () => {
    const [first, second] = [sampleCourse('a', { key: '1' }), sampleCourse('b', { key: '2' })]
    const swapped = [sampleCourse('x', { key: '1', url: second.url }), sampleCourse('y', { key: '2', url: first.url })]
    expect(idsOf(assignIds(swapped, [first, second]))).toEqual(['shop/a', 'shop/b'])
  })
  it('never gives an id to another course, not even that of a vanished or a reported one', () => {
    const gone = sampleCourse('a', { key: '1', url: 'https://shop.example/gone/', vanished: '2025-01-01' })
    const fresh = [sampleCourse('a', { key: '2' }), sampleCourse('r', { key: '3' })]
    expect(idsOf(assignIds(fresh, [gone], new Set(['shop/r'])))).toEqual(['shop/a-2', 'shop/r-3'])
  })
  it('gives two of one name their ids by their keys, whatever the order of the shop', () => {
    const twins = [sampleCourse('a', { key: '10', url: 'https://shop.example/1/' }), sampleCourse('a', { key: '9' })]
    expect(idsOf(assignIds(twins, []))).toEqual(['shop/a-10', 'shop/a'])
    expect(idsOf(assignIds(twins.toReversed(), []))).toEqual(['shop/a', 'shop/a-10'])
  })
  it('leaves one listing that stands twice for the guard to find', () => {
    expect(idsOf(assignIds([sampleCourse('a'), sampleCourse('a')], []))).toEqual(['shop/a', 'shop/a'])
  })
})

describe('diffData', () => {
  const diff = (fresh: ReturnType<typeof sampleCourses>, before: typeof fresh) =>
    diffData({ courses: fresh, memberships: [] }, { courses: before, memberships: [] }, TODAY)

  it('keeps a confirmed record as it is, with the day on which it was first read', () => {
    const before = [sampleCourse('a', { sources: [sampleSource({ readOn: '2025-05-05' })] })]
    const same = diff([sampleCourse('a', { sources: [sampleSource()] })], before)
    expect(same.courses).toEqual(before)
    expect(hasChanges(same)).toBe(false)
    expect(same.history).toEqual([])
  })
  it('writes down what changed', () => {
    const offers = [sampleOffer({ price: cost(2500) })]
    const { changed, history } = diff([sampleCourse('a', { offers, summary: 'New.' })], [sampleCourse('a')])
    expect(changed).toEqual([{ id: 'shop/a', title: 'Course a', fields: ['summary', 'offers'] }])
    expect(history).toEqual([
      {
        record: 'shop/a',
        field: 'offers',
        from: [sampleOffer()],
        to: offers,
        on: TODAY,
        seen: TODAY,
        source: 'https://shop.example/a/',
        note: null,
      },
    ])
  })
  it('says nothing in the history of a first appearance', () => {
    const { added, history } = diff(sampleCourses(2), sampleCourses(1))
    expect([idsOf(added), history]).toEqual([['shop/c2'], []])
  })
  it('marks a vanished course once and takes it back under its id', () => {
    const gone = diff([], sampleCourses(1))
    expect(gone.courses.map(({ vanished }) => vanished)).toEqual([TODAY])
    expect(gone.history).toMatchObject([{ field: 'vanished', from: null, to: TODAY, source: null }])
    const still = diffData({ courses: [], memberships: [] }, gone, '2026-12-24')
    expect([still.courses, still.history, hasChanges(still)]).toEqual([gone.courses, [], false])
    const back = diff(assignIds(sampleCourses(1), gone.courses), [...gone.courses])
    expect(idsOf(back.returned)).toEqual(['shop/c1'])
    expect(back.courses).toEqual(sampleCourses(1))
    expect(back.history).toMatchObject([{ field: 'vanished', from: TODAY, to: null }])
  })
  it('keeps the key that a page no longer shows', () => {
    expect(diff([sampleCourse('a', { key: null })], [sampleCourse('a')]).changed).toEqual([])
  })
  it('follows the price of a membership and keeps one that is gone', () => {
    const before = { courses: [], memberships: [sampleMembership()] }
    const dearer = diffData({ courses: [], memberships: [sampleMembership({ price: cost(10900) })] }, before, TODAY)
    expect(dearer.history).toMatchObject([{ record: 'shop-all-access', field: 'price' }])
    expect(dearer.changed).toMatchObject([{ fields: ['price'] }])
    const gone = diffData({ courses: [], memberships: [] }, before, TODAY)
    expect([idsOf(gone.missingMemberships), hasChanges(gone)]).toEqual([['shop-all-access'], false])
  })
})

describe('proposeMatches', () => {
  const reported = (changes: Parameters<typeof sampleCourse>[1]) => [sampleCourse('told', { url: null, ...changes })]
  it.each([
    ['the address', { url: 'https://shop.example/c1/' }, 'url'],
    ['the title of the same provider', { title: 'course  C1!' }, 'title'],
  ])('finds a reported course by %s', (_, changes, by) => {
    expect(proposeMatches(sampleCourses(2), reported(changes))).toEqual([
      { reported: 'shop/told', scraped: 'shop/c1', by },
    ])
  })
  it.each([
    ['the title of another provider', { title: 'Course c1', provider: 'other' }],
    ['one that is settled', { title: 'Course c1', supersededBy: 'shop/c1' }],
  ])('leaves out %s', (_, changes) => {
    expect(proposeMatches(sampleCourses(2), reported(changes))).toEqual([])
  })
})
