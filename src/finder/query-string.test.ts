import { describe, expect, it } from 'vitest'

import { NO_FILTERS } from './filters.ts'
import { DEFAULT_ORDER } from './order.ts'
import { formatView, parseView, type View } from './query-string.ts'

const view = (own: Partial<View['filters']> = {}, order: View['order'] = DEFAULT_ORDER): View => ({
  filters: { ...NO_FILTERS, ...own },
  order,
})

describe('query string', () => {
  it('leaves defaults out', () => {
    expect(formatView(view())).toBe('')
    expect(parseView('')).toEqual(view())
  })
  it('is readable', () => {
    expect(formatView(view({ areas: ['clinical'], prices: ['under-30'], accredited: true }))).toBe(
      '?area=clinical&price=under-30&accredited=yes',
    )
  })
  it.each([
    view({ words: 'blood draw & "HIPAA"+50%' }),
    view(
      { bodies: ['aama', 'amt'], providers: ['labce'], formats: ['in-person'], printedAreas: true, over: true },
      'newest',
    ),
    view({ areas: ['clinical', 'general'], prices: ['free', 'unknown'] }, 'price'),
  ])('comes back as it went', (given) => {
    expect(parseView(formatView(given))).toEqual(given)
  })
  it('leaves out what it does not understand', () => {
    expect(
      parseView('?area=clinical,__proto__,<script>&price=constructor&sort=toString&body=../etc&accredited=1&x=y'),
    ).toEqual(view({ areas: ['clinical'] }))
  })
  it('takes a value given twice once and cuts endless words', () => {
    expect(parseView('?area=clinical&area=clinical').filters.areas).toEqual(['clinical'])
    expect(parseView(`?q=${'a'.repeat(5000)}`).filters.words).toHaveLength(200)
  })
  it.each([
    [
      '?q=ekg&area=clinical&price=under-30&body=amt&sort=newest',
      view({ words: 'ekg', areas: ['clinical'], prices: ['under-30'], bodies: ['amt'] }, 'newest'),
    ],
    [
      '?provider=labce&format=online-self-paced&printed-area=yes&over=yes',
      view({ providers: ['labce'], formats: ['online-self-paced'], printedAreas: true, over: true }),
    ],
  ])('links of past releases open the same view: %s', (link, given) => {
    expect(parseView(link)).toEqual(given)
  })
})
