import { expect, it } from 'vitest'

import { sampleCourse } from '../tests/scrape-samples.ts'
import { createPool, reuseEqual } from './pool.ts'

it('keeps equal parts of records once, and changes no record', () => {
  const { share } = createPool()
  const [first, second] = [share(sampleCourse('a')), share(sampleCourse('a'))]
  expect([first, second]).toEqual([sampleCourse('a'), sampleCourse('a')])
  expect(second).not.toBe(first)
  expect(second.offers).toBe(first.offers)
  expect(share(sampleCourse('b', { offers: [] })).offers).not.toBe(first.offers)
})

it('tells a text from a part that is written like it', () => {
  const { share } = createPool()
  expect(share({ one: { a: 1 }, other: '{"a":1}' })).toEqual({ one: { a: 1 }, other: '{"a":1}' })
})

it('takes from an earlier record what did not change', () => {
  const [before, now] = [sampleCourse('a'), sampleCourse('a', { title: 'Renamed' })]
  reuseEqual(now, before)
  expect(now).toEqual(sampleCourse('a', { title: 'Renamed' }))
  expect(now.offers).toBe(before.offers)
})
