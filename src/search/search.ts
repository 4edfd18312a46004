import MiniSearch, { type Options } from 'minisearch'

import { SYNONYMS } from './synonyms.ts'

/** What is searched of a course. */
export interface Searchable {
  id: string
  title: string
  providerName: string
  topics: string
}

const fold = (term: string) => term.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** The same options at build time and in the browser; nothing is stored, rows are found by their place. */
const OPTIONS: Options<Searchable & { place: number }> = {
  idField: 'place',
  fields: ['title', 'providerName', 'topics'],
  processTerm: (term) => fold(term) || null,
  searchOptions: { boost: { title: 3, topics: 1.5 }, combineWith: 'AND' },
}

/** Enough hits that typing mistakes need not be guessed at. */
const ENOUGH = 3

export type SearchIndex = MiniSearch<Searchable & { place: number }>

/** @returns an index over the rows; a row is known by its place in the list */
export function createIndex(rows: readonly Searchable[]): SearchIndex {
  const index = new MiniSearch<Searchable & { place: number }>(OPTIONS)
  index.addAll(rows.map(({ id, title, providerName, topics }, place) => ({ place, id, title, providerName, topics })))
  return index
}

/**
 * Finds rows by words: known synonyms, the last word also as a beginning; when little is found, every word as a beginning
 * and with typing mistakes.
 * @returns places of the rows, best first
 */
export function searchIndex(index: SearchIndex, words: string): number[] {
  const terms = fold(words)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((term) => term !== '')
  if (terms.length === 0) return []
  const find = (generous: boolean) =>
    index.search({
      combineWith: 'AND',
      queries: terms.map((term, place) => ({
        combineWith: 'OR',
        queries: [term, ...(SYNONYMS[term] ?? [])].map((variant) => ({
          queries: [variant],
          combineWith: 'AND',
          prefix: (generous || place === terms.length - 1) && variant.length >= 3,
          fuzzy: generous && variant.length > 3 ? 0.25 : false,
        })),
      })),
    })
  const exact = find(false)
  const hits = exact.length >= ENOUGH ? exact : [...exact, ...find(true)]
  return [...new Set(hits.map((hit) => hit.id as number))]
}
