import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import MiniSearch from 'minisearch'
import { describe, expect, it } from 'vitest'

import { loadCatalog } from '../src/catalog/load.ts'
import { TOPIC_WORDS } from '../src/catalog/words.ts'
import { hasBit } from '../src/finder/bits.ts'
import { applyFilters, createFacets } from '../src/finder/facets.ts'
import { NO_FILTERS } from '../src/finder/filters.ts'
import { toHit } from '../src/finder/hit.ts'
import { toRow } from '../src/finder/row.ts'
import { toVocabulary, understand } from '../src/finder/understand.ts'
import { markMatches } from '../src/search/mark.ts'
import { parseQuery } from '../src/search/query.ts'
import { createIndex, findInTexts, findWords, searchIndex } from '../src/search/search.ts'
import { guessTerms } from '../src/search/mistakes.ts'
import { endWith, suggestWords } from '../src/search/suggest.ts'
import { splitWords, STOP_WORDS, toTerm } from '../src/search/terms.ts'

const TODAY = '2026-11-22'
const catalog = loadCatalog('data')
const rows = catalog.courses.map((course) => toRow(course, catalog, TODAY))
const searchables = rows.map(({ id, title, provider, topics }) => ({
  id,
  title,
  providerName: catalog.providers.find((one) => one.id === provider)?.name ?? provider,
  topics: topics.map((topic) => TOPIC_WORDS[topic]).join(', '),
}))
const index = createIndex(searchables)
const withTexts = createIndex(
  searchables,
  catalog.courses.map(({ summary }) => summary),
)
const titles = (words: string) => searchIndex(index, words).map((place) => rows[place]?.title ?? '')

interface Judged {
  words: string
  kind: string
  ids: string[]
}
const JUDGED = JSON.parse(readFileSync('tests/queries.json', 'utf8')) as Judged[]
const FIRST = 3
const SHARE_FOUND = 0.95

describe('queries judged by hand', () => {
  const vocabulary = toVocabulary(catalog.bodies, catalog.credentials)
  const facets = createFacets(rows.map((row) => toHit(row, [], { credentials: [], held: [], on: TODAY }, [])))

  /** The best of what is open and passes the filters that the words name. */
  function firstFor(words: string): string[] {
    const { filters, rest } = understand(words, vocabulary)
    const left = applyFilters(facets, null, { ...NO_FILTERS, ...filters })
    return searchIndex(index, rest)
      .filter((place) => hasBit(left, place))
      .slice(0, FIRST)
      .map((place) => rows[place]?.id ?? '')
  }

  it.each([...new Set(JUDGED.map(({ kind }) => kind))])(
    '%s: one of the right courses is among the first three',
    (kind) => {
      const judged = JUDGED.filter((one) => one.kind === kind)
      const missed = judged.filter(({ words, ids }) => !firstFor(words).some((id) => ids.includes(id)))
      console.info(`${kind}: ${judged.length - missed.length} of ${judged.length}`)
      expect(judged.length).toBeGreaterThanOrEqual(12)
      expect(1 - missed.length / judged.length, missed.map(({ words }) => words).join(', ')).toBeGreaterThanOrEqual(
        SHARE_FOUND,
      )
    },
  )
})

describe('search', () => {
  it('finds a provider by its name', () => {
    const found = searchIndex(index, 'labce').map((place) => rows[place]?.provider)
    expect(found.length).toBeGreaterThan(10)
    expect(found.slice(0, 10)).toContain('labce')
  })
  it.each(['', '   ', '!!!', '""', '"', 'zzzzqqqq', 'constructor', 'hasOwnProperty', 'isPrototypeOf', 'a'.repeat(500)])(
    '%j finds nothing and breaks nothing',
    (words) => {
      expect(titles(words)).toEqual([])
    },
  )
  it.each([
    ['tickborne', 'tick borne'],
    ['needle stick', 'needlestick'],
    ['vaccine', 'vaccines'],
    ['alzheimers', "Alzheimer's"],
    ['the basics of hand hygiene', 'hand hygiene basics'],
  ])('%s finds what %s finds', (one, other) => {
    expect(new Set(searchIndex(index, one))).toEqual(new Set(searchIndex(index, other)))
  })
  it('takes quoted words as they stand', () => {
    expect(titles('"order of draw"')).toHaveLength(2)
    expect(titles('"draw of order"')).toEqual([])
    expect(titles('"phlebotmy"')).toEqual([])
    expect(titles('"ekg"').every((title) => title.includes('EKG'))).toBe(true)
    expect(titles('“hygiene” hand').every((title) => title.includes('Hygiene'))).toBe(true)
  })
  it('ignores a last word that is too short to be a beginning, and words that any course could carry', () => {
    expect(titles('hand h')).toEqual(titles('hand hy'))
    expect(titles('cpr class').length).toBeGreaterThan(3)
  })
  it('says from where on courses fit less exactly', () => {
    expect(findWords(index, 'hand hygiene').near).toBeGreaterThan(1)
    expect(findWords(index, 'flebotomy').near).toBe(0)
    expect(findWords(index, 'phlebotomy').near).toBe(searchIndex(index, 'phlebotomy').length)
  })
  it('does not guess at a word that courses have', () => {
    expect(titles('tourniquet')).toHaveLength(1)
  })
})

describe('the index beside MiniSearch', () => {
  const oracle = new MiniSearch<(typeof searchables)[number] & { place: number }>({
    idField: 'place',
    fields: ['title', 'providerName', 'topics'],
    tokenize: splitWords,
    processTerm: (word) => (STOP_WORDS.has(toTerm(word)) ? null : toTerm(word)),
  })
  oracle.addAll(searchables.map((row, place) => ({ ...row, place })))
  const terms = [...index.postings.terms]

  it('knows the same terms', () => {
    expect(terms).toHaveLength(oracle.termCount)
  })
  it('finds the same rows for words and for the beginning of the last one', () => {
    const isKnown = (term: string) => terms.includes(term)
    const some = fc.constantFrom(...terms.filter((term) => term.length >= 3))
    fc.assert(
      fc.property(some, some, fc.nat(4), fc.boolean(), (one, other, cut, two) => {
        const last = other.slice(0, Math.max(3, other.length - cut))
        const typed = two ? [one, last] : [last]
        // Other ways to say it are ours alone.
        fc.pre(!typed.some((term) => STOP_WORDS.has(term)))
        fc.pre(parseQuery(typed.join(' '), isKnown).parts.every(({ variants }) => variants.length === 1))
        const expected = oracle.search({
          combineWith: 'AND',
          queries: typed.map((term, at) => ({ queries: [term], prefix: at === typed.length - 1 })),
        })
        const { places, near } = findWords(index, typed.join(' '))
        expect(new Set(places.slice(0, near)), typed.join(' ')).toEqual(new Set(expected.map(({ id }) => id as number)))
      }),
      { numRuns: 500 },
    )
  })
  it('guesses at least the same terms for a typing mistake', () => {
    fc.assert(
      fc.property(fc.constantFrom(...terms), fc.nat(), fc.constantFrom('', 'e', 'zz'), (term, seed, letters) => {
        const at = seed % term.length
        const typed = term.slice(0, at) + letters + term.slice(at + 1)
        const guessed = new Set(guessTerms(terms, typed, 2, false).map(({ term: place }) => terms[place]))
        const expected = oracle
          .search({ queries: [typed], fuzzy: 2, processTerm: (word) => word })
          .flatMap((hit) => hit.terms)
        for (const one of expected) expect(guessed.has(one), `${typed} > ${one}`).toBe(true)
        if (letters.length < 2) expect(guessed.has(term)).toBe(true)
      }),
    )
  })
})

describe('search in descriptions', () => {
  it('comes after what titles, providers and topics find', () => {
    const words = fc.constantFrom(...JUDGED.map((one) => one.words))
    fc.assert(
      fc.property(words, (typed) => {
        const first = findWords(index, typed)
        const all = findInTexts(index, withTexts, typed)
        expect(all.places.slice(0, first.near)).toEqual(first.places.slice(0, first.near))
        expect(new Set(all.places).size).toBe(all.places.length)
        expect(new Set(all.places).isSupersetOf(new Set(first.places))).toBe(true)
      }),
    )
  })
  it('finds a course by a word that only its description has', () => {
    const place = catalog.courses.findIndex(
      ({ summary, title }) => summary?.includes('antecubital') === true || (summary?.length ?? 0) > title.length * 3,
    )
    const inTitles = new Set(searchables.flatMap((row) => Object.values(row).join(' ').toLowerCase().split(/\W+/)))
    const word = catalog.courses[place]?.summary?.split(/\W+/).find((one) => one.length > 5 && !inTitles.has(one))
    expect(findInTexts(index, withTexts, `"${word ?? ''}"`).places).toContain(place)
    expect(findInTexts(index, null, `"${word ?? ''}"`).places).toEqual([])
  })
})

describe('marking', () => {
  const marked = (words: string, title: string) => {
    const place = rows.findIndex((row) => row.title === title)
    return markMatches(title, findWords(index, words).terms.get(place))
      .filter(({ match }) => match)
      .map(({ text }) => text)
  }
  it('marks what was typed, its synonyms, and what a typing mistake meant', () => {
    expect(marked('phleb basics', 'Phlebotomy Basics')).toEqual(['Phlebotomy', 'Basics'])
    expect(marked('ecg', 'EKG Technician')).toEqual(['EKG'])
    expect(marked('flebotomy', 'Phlebotomy Basics')).toEqual(['Phlebotomy'])
    expect(marked('vaccine', 'Preparing Vaccines')).toEqual(['Vaccines'])
  })
  it('marks words that begin with what was typed while there is no index', () => {
    expect(markMatches('Hand Hygiene', 'hyg')).toEqual([
      { text: 'Hand', match: false },
      { text: ' ', match: false },
      { text: 'Hygiene', match: true },
    ])
  })
  it('puts the text together again unchanged', () => {
    const text = 'Prévention: “A&P” — 2.0 P.A.C.E. Alzheimer’s'
    for (const wanted of ['prevention 2', '', ['pace', 'alzheimer']])
      expect(
        markMatches(text, wanted)
          .map((part) => part.text)
          .join(''),
      ).toBe(text)
    expect(markMatches(text, ['pace', 'alzheimer']).filter(({ match }) => match)).toHaveLength(2)
  })
})

describe('suggestions', () => {
  const words = (typed: string) => suggestWords(index, typed, 8).map(({ word }) => word)
  it('completes the last word as it is printed, most frequent first', () => {
    expect(words('ph')[0]).toBe('phlebotomy')
    expect(words('hip')).toEqual(['HIPAA'])
    expect(words('teams')).toEqual(['TeamSTEPPS'])
    expect(words('infection c')[0]).toBe('control')
    expect(endWith('infection c', 'control')).toBe('infection control')
  })
  it('offers what a typing mistake may have meant', () => {
    expect(words('flebotomy')).toContain('phlebotomy')
  })
  it('offers nothing for nothing', () => {
    for (const typed of ['', 'a', 'infection ', 'zzzz', '"']) expect(words(typed)).toEqual([])
  })
  it('never leads to nothing, and counts only what the filters leave', () => {
    const starts = fc.constantFrom(...searchables.flatMap(({ title }) => title.toLowerCase().split(' ')))
    fc.assert(
      fc.property(starts, starts, fc.nat(6), fc.boolean(), (one, other, size, even) => {
        const passes = even ? (place: number) => place % 2 === 0 : null
        const typed = `${one} ${other.slice(0, size)}`
        for (const { word, rows: count } of suggestWords(index, typed, 5, passes)) {
          const found = searchIndex(index, endWith(typed, word)).filter((place) => passes === null || passes(place))
          expect(found.length, `${typed} > ${word}`).toBeGreaterThan(0)
          expect(count).toBeGreaterThan(0)
        }
      }),
    )
  })
})
