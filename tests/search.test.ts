import { describe, expect, it } from 'vitest'

import { loadCatalog } from '../src/catalog/load.ts'
import { toRow } from '../src/finder/row.ts'
import { markMatches } from '../src/search/mark.ts'
import { createIndex, searchIndex } from '../src/search/search.ts'

const catalog = loadCatalog('data')
const rows = catalog.courses.map((course) => toRow(course, catalog, '2026-11-22'))
const index = createIndex(rows)
const titles = (words: string) => searchIndex(index, words).map((place) => rows[place]?.title ?? '')

describe('search', () => {
  it.each([
    ['phlebotomy', /phlebotomy/i],
    ['phlebotmy', /phlebotomy/i],
    ['flebotomy', /phlebotomy/i],
    ['bloodborn pathogns', /bloodborne pathogens/i],
    ['hippa', /hipaa/i],
    ['ekg', /ekg|ecg|electrocardiograph/i],
    ['electrocardiogram', /ekg|ecg|electrocardiograph/i],
    ['tourniqet', /tourniquet/i],
    ['med term', /medical terminology/i],
    ['infection contr', /infection control/i],
  ])('%s finds it among the first five', (words, wanted) => {
    expect(titles(words).slice(0, 5)).toContainEqual(expect.stringMatching(wanted))
  })
  it('finds a provider by its name', () => {
    const found = searchIndex(index, 'labce').map((place) => rows[place]?.provider)
    expect(found.length).toBeGreaterThan(10)
    expect(found.slice(0, 10)).toContain('labce')
  })
  it.each(['', '   ', '!!!', 'zzzzqqqq', 'constructor', 'hasOwnProperty', 'a'.repeat(500)])(
    '%j finds nothing and breaks nothing',
    (words) => {
      expect(titles(words)).toEqual([])
    },
  )
})

describe('marking', () => {
  it('marks words that begin with what was searched', () => {
    expect(markMatches('Hand Hygiene', 'hyg')).toEqual([
      { text: 'Hand', match: false },
      { text: ' ', match: false },
      { text: 'Hygiene', match: true },
    ])
  })
  it('puts the text together again unchanged', () => {
    const text = 'Prévention: “A&P” — 2.0'
    expect(
      markMatches(text, 'prevention 2')
        .map((part) => part.text)
        .join(''),
    ).toBe(text)
  })
})
