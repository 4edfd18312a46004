import { guessTerms } from './mistakes.ts'
import { countRows, findBeginning, type Postings } from './postings.ts'
import { findWords, mistakesIn, type SearchIndex } from './search.ts'
import { foldWord, splitWords, STOP_WORDS, toTerm } from './terms.ts'

/** A word to end with, and how many rows that finds. */
export interface Suggestion {
  word: string
  rows: number
}

const LAST_WORD = /[^\s"“”]*$/u
/** The first word is not guessed at from a single letter. */
const LEAST_FIRST = 2

/** How a term is printed; a word with a capital only because a title has capitals goes without. */
function printedForm({ printed, terms }: Postings, term: number): string {
  const word = printed[term] ?? terms[term] ?? ''
  return /^\p{Lu}[\p{Ll}’']+$/u.test(word) ? word.toLowerCase() : word
}

/** How many of the rows that are left have a term; null = all are. */
function countLeft(postings: Postings, term: number, isLeft: ((place: number) => boolean) | null): number {
  if (isLeft === null) return countRows(postings, term)
  const { starts, places } = postings
  let rows = 0
  for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at += 1) if (isLeft(places[at] ?? -1)) rows += 1
  return rows
}

/**
 * Completions of the last word as the rows print them, those that find most first; where no word begins so, words that a typing
 * mistake may have meant. None of them finds nothing.
 * @param passes says which rows the filters leave; null = all
 */
export function suggestWords(
  index: SearchIndex,
  words: string,
  limit: number,
  passes: ((place: number) => boolean) | null = null,
): Suggestion[] {
  const { postings } = index
  const last = LAST_WORD.exec(words)?.[0] ?? ''
  const before = words.slice(0, words.length - last.length)
  const beginning = foldWord(splitWords(last).at(-1) ?? '')
  const isFirst = splitWords(before).every((word) => STOP_WORDS.has(toTerm(word)))
  if (beginning.length < (isFirst ? LEAST_FIRST : 1)) return []
  const found = isFirst ? null : new Set(findWords(index, before).places)
  const isLeft = (place: number) => (found === null || found.has(place)) && (passes === null || passes(place))
  const typed = toTerm(beginning)
  const suggest = (terms: readonly number[]) =>
    terms
      .filter((term) => postings.terms[term] !== typed)
      .map((term) => ({ term, rows: countLeft(postings, term, found === null && passes === null ? null : isLeft) }))
      .filter(({ rows }) => rows > 0)
      .sort((one, other) => other.rows - one.rows || one.term - other.term)
      .slice(0, limit)
      .map(({ term, rows }) => ({ word: printedForm(postings, term), rows }))
  const begun = findBeginning(postings, beginning)
  if (begun.length > 0) return suggest(begun)
  return suggest(guessTerms(postings.terms, typed, mistakesIn(typed), false).map(({ term }) => term))
}

/** @returns the words with the last one replaced */
export const endWith = (words: string, word: string): string => words.replace(LAST_WORD, () => word)
