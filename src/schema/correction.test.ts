import { describe, expect, it } from 'vitest'

import { cost, sampleCourse, sampleCorrection, sampleOffer, sampleSource } from '../../tests/scrape-samples.ts'
import { correctCourse, Correction, isCorrection } from './correction.ts'

const course = sampleCourse('c1')

describe('correctCourse', () => {
  it('puts the right value in place, with the evidence of the correction', () => {
    const right = correctCourse(course, [
      sampleCorrection(),
      sampleCorrection({ field: 'passMark', value: 80, instead: null }),
    ])
    expect(right.offers[0]?.price).toEqual(cost(2500))
    expect(right.passMark).toBe(80)
    expect(right.evidence['offers']).toEqual({ source: 'correction-offers', printed: '$25.00' })
    expect(right.sources.filter(isCorrection).map(({ id, publisher }) => [id, publisher])).toEqual([
      ['correction-offers', 'The shop, by mail'],
      ['correction-passmark', 'The shop, by mail'],
    ])
    expect(right.sources[0]).toEqual(sampleSource({ url: 'https://shop.example/c1/' }))
  })

  it('leaves other courses alone', () => {
    expect(correctCourse(course, [sampleCorrection({ course: 'shop/c2' })])).toBe(course)
  })
})

it.each([
  ['a value that the field cannot have', { value: [sampleOffer({ price: { min: null, max: null } })] }],
  ['another kind of value', { value: 25 }],
  ['a field that is not a matter of fact', { field: 'id' }],
])('refuses %s', (_, changes) => {
  expect(Correction.safeParse({ ...sampleCorrection(), ...changes }).success).toBe(false)
})
