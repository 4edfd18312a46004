import { describe, expect, it } from 'vitest'

import { sampleCourse, sampleOffer, sampleSource, cost } from '../../tests/scrape-samples.ts'
import type { Readings } from '../catalog/freshness.ts'
import { loadCatalog } from '../catalog/load.ts'
import type { Context } from '../credentials/verdict.ts'
import type { Course } from '../schema/course.ts'
import { cheaperThan, freeBeside, marketOf } from './cheaper.ts'

const ON = '2026-11-22'
const catalog = loadCatalog('data')
const context: Context = { on: ON, units: catalog, bodies: catalog.bodies }
const readings: Readings = { ...catalog, corrections: [] }
const credentials = catalog.credentials.filter(({ id }) => id === 'aama-cma' || id === 'amt-rma')

const seen = sampleSource({ method: 'read-by-hand', date: '2026-11-01' })
/** An approved clinical course of one credit, its price read this month. */
const course = (slug: string, minor: number, changes: Partial<Course> = {}): Course => ({
  ...sampleCourse(slug),
  offers: [sampleOffer({ price: cost(minor), kind: minor === 0 ? 'free' : 'purchase' })],
  credits: [{ unit: 'aama-ceu', amount: { min: 1, max: 1 }, parts: null }],
  approvals: [{ body: 'aama', basis: 'approved', number: null, from: null, until: '2027-12-31' }],
  areas: ['clinical'],
  topics: ['phlebotomy'],
  sources: [seen],
  evidence: Object.fromEntries(
    ['offers', 'credits', 'approvals', 'areas'].map((field) => [field, { source: seen.id, printed: null }]),
  ),
  ...changes,
})

function around(own: Course, ...others: Course[]) {
  const market = marketOf([own, ...others], credentials, context, readings)
  const judged = market.byId.get(own.id) ?? expect.fail('no such course')
  const ids = (found: ReturnType<typeof cheaperThan>) =>
    found.map((one) => [one.course.id, ...one.credentials.map(({ id }) => id)].join(' '))
  return { cheaper: ids(cheaperThan(judged, market)), free: ids(freeBeside(judged, market)) }
}

describe('cheaper for the same credits', () => {
  it('is a lower price for as many credits of the same area that count as well', () => {
    const found = around(course('own', 3000), course('low', 2000), course('lower', 1000), course('same', 3000))
    expect(found.cheaper).toEqual(['shop/lower aama-cma', 'shop/low aama-cma'])
  })
  it.each<[string, Course]>([
    [
      'fewer credits',
      course('x', 1000, { credits: [{ unit: 'aama-ceu', amount: { min: 0.5, max: 0.5 }, parts: null }] }),
    ],
    ['another area', course('x', 1000, { areas: ['general'] })],
    ['no known area', course('x', 1000, { areas: null })],
    [
      'a worse verdict',
      course('x', 1000, {
        approvals: [],
        credits: [{ unit: 'contact-hour', amount: { min: 1, max: 1 }, parts: null }],
      }),
    ],
    ['an old price', course('x', 1000, { sources: [{ ...seen, date: '2020-01-01' }] })],
    ['a price without a date', course('x', 1000, { sources: [{ ...seen, date: null }] })],
    ['no known price', course('x', 1000, { offers: [sampleOffer({ price: null })] })],
    [
      'another currency',
      course('x', 1000, {
        offers: [
          sampleOffer({ price: { min: { minor: 1000, currency: 'AUD' }, max: { minor: 1000, currency: 'AUD' } } }),
        ],
      }),
    ],
    [
      'a fee that is not known',
      course('x', 1000, { offers: [sampleOffer({ price: cost(1000), extraFee: { what: 'test', price: null } })] }),
    ],
    ['an end that has passed', course('x', 1000, { expires: '2026-01-01' })],
  ])('is none with %s', (_, other) => {
    expect(around(course('own', 3000), other).cheaper).toEqual([])
  })
  it('is not told of a course whose own price is old', () => {
    const own = course('own', 3000, { sources: [{ ...seen, date: '2020-01-01' }] })
    expect(around(own, course('low', 1000)).cheaper).toEqual([])
  })
})

describe('free that counts', () => {
  it('is free, on the same topic, and may be relied on to count', () => {
    const found = around(course('own', 3000), course('free', 0), course('other', 0, { topics: ['nutrition'] }))
    expect(found.free).toEqual(['shop/free aama-cma amt-rma'])
  })
  it('is not told beside a course that is free itself', () => {
    expect(around(course('own', 0), course('free', 0)).free).toEqual([])
  })
})
