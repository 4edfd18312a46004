import type { Listing } from '../provider.ts'
import { labelledLines, type Label } from '../extract/labels.ts'
import { cut } from './text.ts'

/** The words of a listing, from the most to the least trustworthy place. */
export interface Printed {
  title: string
  /** Attributes, tables and definition lists. */
  labels: readonly Label[]
  /** Sentences and lines of the short description. */
  short: readonly string[]
  /** "Label: value" lines of the long description; a label that stands there more than once is left out. */
  longLabels: readonly Label[]
  /** Sentences and lines of the long description. */
  long: readonly string[]
}

/** Sorts the words of a listing by where they stand. */
export function readPrinted({ title, labels, texts }: Listing): Printed {
  const [short = '', ...rest] = texts
  const long = rest.join('\n')
  const lines = labelledLines(long)
  const count = (label: string) => lines.filter((line) => line.label.toLowerCase() === label.toLowerCase()).length
  return {
    title,
    labels,
    short: sentences(short),
    longLabels: lines.filter(({ label }) => count(label) === 1),
    long: sentences(long),
  }
}

/** Sentences and lines of running text. */
export function sentences(text: string): string[] {
  return text
    .split(
      /\n|(?<=[.!?])(?<!\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|Dr|St|vs|approx|[Hh]rs?|[Mm]ins?)\.)\s+(?=[\p{Lu}\d¿¡"“])/u,
    )
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

export const labelText = ({ label, value }: Label) => `${label}: ${value}`

/** The printed words that evidence keeps, shortened. */
export function quote(parts: readonly string[]): string | null {
  const text = [...new Set(parts)].join(' · ').replace(/\s+/g, ' ').trim()
  return text === '' ? null : cut(text, 400)
}
