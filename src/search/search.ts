import { guessTerms } from './mistakes.ts'
import {
  countRows,
  createPostings,
  findBeginning,
  findTerm,
  hasTerm,
  type Postings,
  type Searchable,
} from './postings.ts'
import { parseQuery, type Part } from './query.ts'
import { foldWord, splitWords } from './terms.ts'

export type { Searchable }

/** What words find. */
export interface Found {
  /** Places of the rows, best first; from `near` on they fit less exactly: a word is missing, or mistyped as we guess. */
  places: number[]
  near: number
  /** The terms of a row that were found, by its place: what was typed, its synonyms, what a typing mistake meant. */
  terms: { get: (place: number) => readonly string[] }
}

/** An index over rows, which are known by their place in the list. */
export interface SearchIndex {
  postings: Postings
  rows: readonly Searchable[]
  texts: readonly (string | null)[]
  /** What was found last: results, marks and suggestions ask for the same words. */
  last: { words: string; found: Found }
}

/** Enough hits that typing mistakes need not be guessed at. */
const ENOUGH = 3
const NOTHING: Found = { places: [], near: 0, terms: { get: () => [] } }
/** What a hit is worth beside one by the very term. */
const WORTH = { beginning: 0.6, guess: 0.4 }
const LEAST_BEGINNING = 3
/** A beginning is guessed at only when it is this long. */
const LEAST_GUESSED_BEGINNING = 5

/**
 * @param texts descriptions to search too, by place; an index with them is large and is made when there is time
 * @returns an index over the rows, the same at build time and in a browser
 */
export const createIndex = (rows: readonly Searchable[], texts: readonly (string | null)[] = []): SearchIndex => ({
  postings: createPostings(rows, texts),
  rows,
  texts,
  last: { words: '', found: NOTHING },
})

/** How many mistakes are assumed in a typed term. */
export const mistakesIn = (term: string): number => (term.length <= 3 ? 0 : term.length <= 5 ? 1 : 2)

/** Says of which typed terms a typing mistake is assumed. */
type Guesses = (term: string, isBeginning: boolean) => boolean

/** @returns the terms that a typed one stands for, with what a hit by each is worth */
function termsFor(postings: Postings, typed: string, isBeginning: boolean, isGuessed: boolean): Map<number, number> {
  const worths = new Map<number, number>()
  const length = typed.length
  if (isGuessed) {
    const open = isBeginning && length >= LEAST_GUESSED_BEGINNING
    const guesses = [
      ...guessTerms(postings.terms, typed, mistakesIn(typed), false),
      ...(open ? guessTerms(postings.terms, typed, 1, true) : []),
    ]
    for (const { term, mistakes } of guesses) {
      const worth = (WORTH.guess * length) / (length + mistakes)
      worths.set(term, Math.max(worth, worths.get(term) ?? 0))
    }
  }
  if (isBeginning || (isGuessed && length >= LEAST_BEGINNING))
    for (const term of findBeginning(postings, typed)) {
      const more = (postings.terms[term] ?? '').length - length
      worths.set(term, (WORTH.beginning * (length + more)) / (length + 1.3 * more))
    }
  const exact = findTerm(postings, typed)
  if (exact >= 0) worths.set(exact, 1)
  return worths
}

/** Rare terms say more than frequent ones. */
const rarity = (postings: Postings, term: number): number => {
  const rows = countRows(postings, term)
  return Math.log(1 + (postings.size - rows + 0.5) / (rows + 0.5))
}

/** One search: what it looks for, and every term that it found. */
interface Search {
  postings: Postings
  guesses: Guesses
  matched: Set<number>
}

/** Raises what each row is worth to the best of its hits by some terms. */
function raise({ postings, matched }: Search, terms: ReadonlyMap<number, number>, worth: number, scores: Float32Array) {
  const { starts, places, worths } = postings
  for (const [term, share] of terms) {
    matched.add(term)
    const factor = worth * share * rarity(postings, term)
    const end = starts[term + 1] ?? 0
    for (let at = starts[term] ?? 0; at < end; at += 1) {
      const place = places[at] ?? 0
      const score = factor * (worths[at] ?? 0)
      if (score > (scores[place] ?? 0)) scores[place] = score
    }
  }
}

/** Raises the rows that have all terms of one way to say a part; @returns false when some term is in no row */
function raiseByVariant(search: Search, { variants, open }: Part, which: number, best: Float32Array): boolean {
  const { terms = [], worth = 0 } = variants[which] ?? {}
  const isTyped = which === 0
  const wanted = terms.map((term, at) => {
    const isBeginning = open && isTyped && at === terms.length - 1
    return termsFor(search.postings, term, isBeginning, isTyped && search.guesses(term, isBeginning))
  })
  const [first] = wanted
  if (first === undefined || wanted.some(({ size }) => size === 0)) return false
  if (wanted.length === 1) {
    raise(search, first, worth, best)
    return true
  }
  const each = wanted.map((one) => {
    const scores = new Float32Array(best.length)
    raise(search, one, worth, scores)
    return scores
  })
  for (let place = 0; place < best.length; place += 1) {
    let sum = 0
    for (const scores of each) {
      const score = scores[place] ?? 0
      sum = score === 0 ? -Infinity : sum + score
    }
    if (sum > (best[place] ?? 0)) best[place] = sum
  }
  return true
}

/** Rows are sorted as numbers that hold score and place, which is many times faster than comparing them. */
const ROOM = 2 ** 24
const STEPS = 1000
const HIGHEST = 2 ** 26

/** @returns the rows that have every part, best first */
function seek(search: Search, parts: readonly Part[]): number[] {
  const { size } = search.postings
  const sums = new Float32Array(size)
  const counts = new Uint8Array(size)
  for (const part of parts) {
    const best = new Float32Array(size)
    const isFound = part.variants.map((_, which) => raiseByVariant(search, part, which, best))
    if (!isFound.includes(true)) return []
    for (let place = 0; place < size; place += 1)
      if ((best[place] ?? 0) > 0) {
        sums[place] = (sums[place] ?? 0) + (best[place] ?? 0)
        counts[place] = (counts[place] ?? 0) + 1
      }
  }
  const keys: number[] = []
  for (let place = 0; place < size; place += 1)
    if (counts[place] === parts.length) keys.push((HIGHEST - Math.round((sums[place] ?? 0) * STEPS)) * ROOM + place)
  return Array.from(Float64Array.from(keys).sort(), (key) => key % ROOM)
}

const foldText = (text: string) => ` ${splitWords(text).map(foldWord).join(' ')} `

function holdsPhrases({ rows, texts }: SearchIndex, place: number, phrases: readonly string[]): boolean {
  if (phrases.length === 0) return true
  const row = rows[place]
  if (row === undefined) return false
  const fields = [row.title, row.providerName, row.topics, texts[place] ?? ''].map(foldText)
  return phrases.every((phrase) => fields.some((field) => field.includes(foldText(phrase))))
}

/** True for the last letters while they are too few to be the beginning of a word. */
const isUnfinished = ({ last, open, variants: [{ terms }] }: Part, isKnown: (term: string) => boolean) =>
  last && !open && !terms.every(isKnown)

function find(index: SearchIndex, words: string): Found {
  const { postings } = index
  const isKnown = (term: string) => findTerm(postings, term) >= 0
  const { parts, phrases } = parseQuery(words, isKnown)
  const matched = new Set<number>()
  const found = new Set<number>()
  const look = (wanted: readonly Part[], guesses: Guesses) => {
    if (wanted.length === 0) return
    for (const place of seek({ postings, guesses, matched }, wanted))
      if (holdsPhrases(index, place, phrases)) found.add(place)
  }
  look(parts, () => false)
  const near = found.size
  const telling = parts.filter((part) => !part.filler && !isUnfinished(part, isKnown))
  if (found.size < ENOUGH && telling.length < parts.length) look(telling, () => false)
  const isThere = (term: string, isBeginning: boolean) =>
    isKnown(term) || (isBeginning && findBeginning(postings, term).length > 0)
  if (found.size < ENOUGH) look(telling, (term, isBeginning) => !isThere(term, isBeginning))
  // A word that is there may be another one mistyped.
  const isOneThere = telling.some(({ variants: [{ terms }], open }) => terms.some((term) => isThere(term, open)))
  if (found.size === 0 && isOneThere) look(telling, () => true)
  return {
    places: [...found],
    near,
    terms: {
      get: (place) =>
        [...matched].flatMap((term) => (hasTerm(postings, place, term) ? (postings.terms[term] ?? []) : [])),
    },
  }
}

/** @returns what the words find, and by which terms */
export function findWords(index: SearchIndex, words: string): Found {
  if (index.last.words !== words) index.last = { words, found: find(index, words) }
  return index.last.found
}

/** @returns places of the rows that the words find, best first */
export const searchIndex = (index: SearchIndex, words: string): number[] => findWords(index, words).places

/**
 * Searches descriptions too, once there is an index with them.
 * @returns what titles, providers and topics find, then what only descriptions find, what fits less exactly last
 */
export function findInTexts(index: SearchIndex, withTexts: SearchIndex | null, words: string): Found {
  const first = findWords(index, words)
  if (withTexts === null) return first
  const second = findWords(withTexts, words)
  const exact = new Set([...first.places.slice(0, first.near), ...second.places.slice(0, second.near)])
  return {
    places: [...new Set([...exact, ...first.places, ...second.places])],
    // Where only descriptions have the words as typed, that is before what is guessed.
    near: first.near > 0 ? first.near : exact.size,
    terms: { get: (place) => [...new Set([...first.terms.get(place), ...second.terms.get(place)])] },
  }
}
