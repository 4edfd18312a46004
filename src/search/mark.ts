/** A piece of text, matched or not. */
export interface Part {
  text: string
  match: boolean
}

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Splits a text at the words that begin with one of the searched words, for marking them. */
export function markMatches(text: string, words: string): Part[] {
  const wanted = fold(words)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 2)
  if (wanted.length === 0) return [{ text, match: false }]
  return text
    .split(/([\p{L}\p{N}]+)/u)
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, match: wanted.some((word) => fold(piece).startsWith(word)) }))
}
