import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { ANSWERS } from '../credentials/answers.ts'
import { NO_FILTERS } from './filters.ts'
import { DEFAULT_ORDER, ORDERS, type Order } from './order.ts'
import { formatView, hasView, parseView, type View } from './query-string.ts'
import { MEASURES, stepsOf } from './steps.ts'

const view = (own: Partial<View['filters']> = {}, order: Order = DEFAULT_ORDER): View => ({
  filters: { ...NO_FILTERS, ...own },
  order,
})

const some = (values: readonly string[]) => fc.shuffledSubarray([...values])
const ids = (most?: number) => fc.uniqueArray(fc.stringMatching(/^[a-z0-9-]{1,12}$/), { maxLength: most ?? 4 })
const dollars = fc.option(fc.integer({ min: 0, max: 100_000 }))
const anyView = fc.record({
  filters: fc.record({
    words: fc.string({ unit: 'binary', maxLength: 100 }).map((words) => words.trim()),
    credentials: ids(2),
    answers: some(ANSWERS),
    areas: some(['administrative', 'clinical', 'general']),
    bodies: ids(),
    formats: ids(),
    topics: ids(),
    providers: ids(),
    priceFrom: dollars,
    priceTo: dollars,
    accredited: fc.boolean(),
    printedAreas: fc.boolean(),
    over: fc.boolean(),
    ...Object.fromEntries(MEASURES.map((measure) => [measure, some(stepsOf(measure).map(([step]) => step))])),
  }),
  order: fc.record({ by: fc.constantFrom(...Object.keys(ORDERS)), reversed: fc.boolean() }),
}) as unknown as fc.Arbitrary<View>

describe('query string', () => {
  it('leaves defaults out', () => {
    expect(formatView(view())).toBe('')
    expect(parseView('')).toEqual(view())
    expect(formatView(parseView('?sort=cost&accredited=no&q='))).toBe('')
  })
  it.each<[string, View]>([
    [
      '?area=clinical&price=under-30&accredited=yes',
      view({ areas: ['clinical'], prices: ['under-30'], accredited: true }),
    ],
    [
      '?q=blood%20draw&for=aama-cma,amt-rma&verdict=counts',
      view({ words: 'blood draw', credentials: ['aama-cma', 'amt-rma'], answers: ['counts'] }),
    ],
    [
      '?cost=up-to-5&credits=from-2&time=up-to-30&checked=year&ends=later',
      view({ costs: ['up-to-5'], credits: ['from-2'], minutes: ['up-to-30'], freshness: ['year'], expiry: ['later'] }),
    ],
    ['?from=5&to=20&sort=-title', view({ priceFrom: 5, priceTo: 20 }, { by: 'title', reversed: true })],
    ['?topic=diabetes&sort=-cost', view({ topics: ['diabetes'] }, { by: 'cost', reversed: true })],
  ])('is readable: %s', (query, given) => {
    expect(formatView(given)).toBe(query)
    expect(parseView(query)).toEqual(given)
  })
  it('comes back as it went', () => {
    fc.assert(
      fc.property(anyView, (given) => {
        expect(parseView(formatView(given))).toEqual(given)
      }),
      { numRuns: 500 },
    )
  })

  it.each<[string, View]>([
    ['?counts=counts,attest&for=aama-cma', view({ credentials: ['aama-cma'], answers: ['counts', 'attest'] })],
    ['?counts=counts&verdict=attest', view({ answers: ['counts', 'attest'] })],
    ['?sort=per-credit', view()],
    [
      '?q=ekg&area=clinical&price=under-30&body=amt&sort=newest',
      view(
        { words: 'ekg', areas: ['clinical'], prices: ['under-30'], bodies: ['amt'] },
        { by: 'newest', reversed: false },
      ),
    ],
    [
      '?provider=labce&format=online-self-paced&printed-area=yes&over=yes',
      view({ providers: ['labce'], formats: ['online-self-paced'], printedAreas: true, over: true }),
    ],
    [
      '?price=free,from-30-to-60,over-60,unknown&accredited=yes&sort=price',
      view(
        { prices: ['free', 'from-30-to-60', 'over-60', 'unknown'], accredited: true },
        { by: 'price', reversed: false },
      ),
    ],
    ['?sort=time', view({}, { by: 'time', reversed: false })],
  ])('links of past releases open the same view: %s', (link, given) => {
    expect(parseView(link)).toEqual(given)
    expect(formatView(parseView(link))).not.toMatch(/counts=|per-credit/)
  })

  it.each<[string, View]>([
    [
      '?area=clinical,__proto__,<script>&price=constructor&sort=toString&body=../etc&accredited=1&x=y',
      view({ areas: ['clinical'] }),
    ],
    ['?time=hasOwnProperty&cost=__proto__&verdict=valueOf&sort=--cost', view()],
    ['?from=-5&to=1e9&sort=-', view()],
    ['?from=1.5&to=999999', view({ priceTo: 100_000 })],
    ['?area=clinical&area=clinical', view({ areas: ['clinical'] })],
    ['?for=a,b,c,d', view({ credentials: ['a', 'b'] })],
    ['?%E0%A4%A=%&&&==', view()],
  ])('leaves out what it does not understand: %s', (query, given) => {
    expect(parseView(query)).toEqual(given)
  })
  it('reads anything, cuts endless words, and can write what it read', () => {
    expect(parseView(`?q=${'a'.repeat(5000)}`).filters.words).toHaveLength(200)
    // Cut in the middle of a sign of two places.
    expect(formatView(parseView(`?q=${'a'.repeat(199)}%F0%9F%92%89`))).toContain('aaa%EF%BF%BD')
    expect(formatView(view({ words: 'half \ud83d' }))).toBe('?q=half%20%EF%BF%BD')
    const key = fc.constantFrom('q', 'for', 'verdict', 'counts', 'price', 'from', 'body', 'sort', 'over', '__proto__')
    const pair = fc.tuple(key, fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('yes', '-title', 'a,b', '%')))
    fc.assert(
      fc.property(fc.array(pair), (pairs) => {
        const read = parseView(pairs.map(([name, value]) => `${name}=${value}`).join('&'))
        const words = read.filters.words.trim()
        expect(parseView(formatView(read))).toEqual({ ...read, filters: { ...read.filters, words } })
      }),
    )
  })
})

describe('a link from elsewhere', () => {
  it.each([
    ['?utm_source=mail', false],
    ['', false],
    ['?area=clinical', true],
    ['?counts=counts&fbclid=x', true],
  ])('%s speaks of a view: %s', (query, speaks) => {
    expect(hasView(query)).toBe(speaks)
  })
})
