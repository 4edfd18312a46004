import { foldWord, splitWords, toTerm, WORD } from './terms.ts'

/** A piece of text, matched or not. */
export interface Part {
  text: string
  match: boolean
}

const LEAST_TYPED = 2
const WORDS = new RegExp(`(${WORD.source})`, WORD.flags)

/**
 * Splits a text at the words to mark.
 * @param wanted terms of the index, as `findWords` gives them by row; or, while there is no index, what was typed: then words that
 *   begin with one of the typed ones are marked
 */
export function markMatches(text: string, wanted: string | readonly string[]): Part[] {
  const typed = typeof wanted === 'string' ? splitWords(wanted).map(foldWord) : []
  const beginnings = typed.filter((word) => word.length >= LEAST_TYPED)
  const terms = new Set(typeof wanted === 'string' ? [] : wanted)
  if (beginnings.length === 0 && terms.size === 0) return [{ text, match: false }]
  return text
    .split(WORDS)
    .filter((piece) => piece !== '')
    .map((piece) => ({
      text: piece,
      match: terms.has(toTerm(piece)) || beginnings.some((beginning) => foldWord(piece).startsWith(beginning)),
    }))
}

/** @returns words that are searched for as they stand, whatever they name */
export const quote = (words: string): string => `"${words.replaceAll(/["“”]/gu, '').trim()}"`
