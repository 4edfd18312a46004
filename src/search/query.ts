import { LONGEST_PHRASE, synonymsOf } from './synonyms.ts'
import { FILLERS, STOP_WORDS, toTerms } from './terms.ts'

/** One way to say a part of what is asked: all of its terms have to stand in a row. */
export interface Variant {
  terms: readonly string[]
  /** How much a hit by each of its terms is worth; as typed is 1. */
  worth: number
}

/** A part of what is asked: the first variant is as typed, any of them will do. */
export interface Part {
  variants: readonly [Variant, ...Variant[]]
  /** True at the end of the words. */
  last: boolean
  /** True where its last term is looked for as the beginning of a word too. */
  open: boolean
  /** True where it is asked for only as long as something has it. */
  filler: boolean
}

/** Words as they are asked for. */
export interface Query {
  parts: readonly Part[]
  /** Quoted phrases, which have to stand so in a course. */
  phrases: readonly string[]
}

const QUOTED = /["“”]([^"“”]*)["“”]/gu
const LEAST_BEGINNING = 3
const WORTH = { joined: 0.9, synonym: 0.6 }
const LEAST_HALF = 3

/** @returns the words that one word may have been run together from: "needlestick" as "needle stick" */
function splitTerm(term: string, isKnown: (term: string) => boolean): Variant[] {
  for (let at = LEAST_HALF; at <= term.length - LEAST_HALF; at += 1) {
    const halves = [term.slice(0, at), term.slice(at)]
    if (halves.every(isKnown)) return [{ terms: halves, worth: WORTH.joined }]
  }
  return []
}

/** @returns other ways to say a phrase; a phrase of several words that has none is no phrase */
function variantsOf(terms: readonly string[], isKnown: (term: string) => boolean): Variant[] {
  const [first = '', second] = terms
  const joined = terms.join('')
  const others: Variant[] =
    second === undefined
      ? splitTerm(first, isKnown)
      : terms.length === 2 && isKnown(joined)
        ? [{ terms: [joined], worth: WORTH.joined }]
        : []
  const synonyms = synonymsOf(terms).map((synonym) => ({
    terms: synonym,
    // A phrase is worth as much as the phrase that it stands for, however many words it has.
    worth: (WORTH.synonym * terms.length) / synonym.length,
  }))
  return [...others, ...synonyms]
}

/** @param isKnown says whether any row has a term */
export function parseQuery(words: string, isKnown: (term: string) => boolean): Query {
  const phrases = [...words.matchAll(QUOTED)].map(([, phrase = '']) => phrase).filter((phrase) => phrase.trim() !== '')
  const typed = toTerms(words.replace(QUOTED, ' '))
  const telling = typed.filter((term) => !STOP_WORDS.has(term))
  const terms = telling.length > 0 || phrases.length > 0 ? telling : typed.slice(-1)
  const parts: Part[] = phrases.flatMap((phrase) =>
    toTerms(phrase)
      .filter((term) => !STOP_WORDS.has(term))
      .map((term) => ({ variants: [{ terms: [term], worth: 1 }], last: false, open: false, filler: false })),
  )
  for (let at = 0; at < terms.length;) {
    let size = Math.min(LONGEST_PHRASE, terms.length - at)
    while (size > 1 && variantsOf(terms.slice(at, at + size), isKnown).length === 0) size -= 1
    const phrase = terms.slice(at, at + size)
    at += size
    const last = at >= terms.length
    parts.push({
      variants: [{ terms: phrase, worth: 1 }, ...variantsOf(phrase, isKnown)],
      last,
      open: last && (phrase.at(-1) ?? '').length >= LEAST_BEGINNING,
      filler: phrase.every((term) => FILLERS.has(term)),
    })
  }
  return { parts, phrases }
}
