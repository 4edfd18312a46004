/** A word as it is printed: letters and digits, initials with dots (P.A.C.E.), a possessive 's with its word. */
export const WORD = /\p{L}\.(?:\p{L}\.)+\p{L}?|[\p{L}\p{N}\p{M}]+(?:['’]s\b)?/gu

/** Words that end in s and are no plural, beside those in -is, -us and -ss. */
const NO_PLURALS: ReadonlySet<string> = new Set([
  'aids',
  'diabetes',
  'herpes',
  'rabies',
  'scabies',
  'series',
  'species',
])

/** The singular where a plural is plain to see: good enough to find one by the other. */
function toSingular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:[iu]s|ss)$/.test(word) || NO_PLURALS.has(word)) return word
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1)
}

/** @returns a word without case, accents, dots and possessive */
export const foldWord = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/\p{M}|\.|['’]s$/gu, '')
    .toLowerCase()

/** @returns a word as the index knows it: folded, plurals as singulars */
export const toTerm = (word: string): string => toSingular(foldWord(word))

/** @returns the words of a text as printed, in their order */
export const splitWords = (text: string): string[] => text.match(WORD) ?? []

/** @returns the terms of a text in their order */
export const toTerms = (text: string): string[] => splitWords(text).map(toTerm)

/** Words that say nothing on their own; they are neither indexed nor asked for. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  'a an and are as at by for from how i in into is it of on or our s the to what with your'.split(' '),
)

/** Words that nearly every course could carry: asked for only as long as something has them. */
export const FILLERS: ReadonlySet<string> = new Set(
  'about ce ceu certificate certification class continuing course credit education hour learn lesson module program test training unit'.split(
    ' ',
  ),
)
