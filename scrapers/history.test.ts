import { expect, it } from 'vitest'

import { cost, sampleCourse, sampleOffer, TODAY } from '../tests/scrape-samples.ts'
import type { Course, Offer } from '../src/schema/course.ts'
import { courseLines, offersBeforeFall } from './history.ts'

const offer = (minor: number, changes: Partial<Offer> = {}) => sampleOffer({ price: cost(minor), ...changes })
const euros = { minor: 1000, currency: 'EUR' }
const member = offer(500, { for: 'members' })

/** What one course asked from day to day, each a day of November 2026. */
const linesOf = (...days: [day: number, ...offers: Offer[]][]) => {
  const states = days.map(([day, ...offers]): [number, Course] => [day, sampleCourse('c1', { offers })])
  return states.flatMap(([day, now], place) =>
    courseLines(states[place - 1]?.[1] ?? null, now, `2026-11-${String(day).padStart(2, '0')}`),
  )
}

it.each<[string, ReturnType<typeof linesOf>, Offer[] | undefined]>([
  ['no change', linesOf([1, offer(2000)]), undefined],
  ['a fall', linesOf([1, offer(2000)], [2, offer(1500)]), [offer(2000)]],
  ['a rise', linesOf([1, offer(2000)], [2, offer(2500)]), undefined],
  ['a fall and a rise', linesOf([1, offer(2000)], [2, offer(1500)], [3, offer(2000)]), undefined],
  ['two falls', linesOf([1, offer(2000)], [2, offer(1500)], [3, offer(1200)]), [offer(1500)]],
  ['a fall too long ago', linesOf([1, offer(2000)], [1, offer(1500)]), undefined],
  [
    'a fall, then a price for members',
    linesOf([1, offer(2000)], [2, offer(1500)], [3, offer(1500), member]),
    [offer(2000)],
  ],
  ['no price any more', linesOf([1, offer(2000)], [2]), undefined],
  ['another currency', linesOf([1, offer(2000)], [2, sampleOffer({ price: { min: euros, max: euros } })]), undefined],
  ['another fact', courseLines(sampleCourse('c1'), sampleCourse('c1', { title: 'Anew' }), TODAY), undefined],
])('offers before the price fell: %s', (_, lines, expected) => {
  expect(offersBeforeFall(lines, TODAY, 20).get('shop/c1')).toEqual(expected)
})
