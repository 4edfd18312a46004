import { TOPIC_WORDS } from '../catalog/words.ts'
import type { Terms } from '../memberships/price-for-me.ts'
import { createIndex, findInTexts, type SearchIndex } from '../search/search.ts'
import { endWith, suggestWords } from '../search/suggest.ts'
import { fromColumns, type Columns } from './columns.ts'
import type { Library } from './engine.ts'
import { lookUp, type Names } from './names.ts'
import type { Row } from './row.ts'
import { expandId } from './short-ids.ts'
import type { Vocabulary } from './understand.ts'

/** All that a browser needs to find courses by itself. */
export interface Shipment {
  /** Stands on the verdict tables that belong to it. */
  stamp: string
  /** With short ids; see `packRows`. */
  rows: Columns<Row>
  memberships: readonly Terms[]
  vocabulary: Vocabulary
}

/** Descriptions of all rows, in their order; they are searched after titles, providers and topics. */
export interface Texts {
  /** The stamp of the rows. */
  of: string
  texts: readonly (string | null)[]
}

/** @returns what tells one list of ids from another (FNV-1a, 32 bits): both files may be cached for different times */
export function stampOf(ids: readonly string[]): string {
  let hash = 0x811c9dc5
  for (const letter of ids.join('\n')) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0).toString(16)
}

/** Suggestions of each kind under the search box. */
const MOST_WORDS = 4
const MOST_COURSES = 3

/** A library in a browser. */
export interface Unpacked extends Library {
  /** What words are read by. */
  vocabulary: Vocabulary
  /** What may be meant by words that are still being typed. */
  suggest: (words: string) => {
    /** Words to go on with, and how many open courses they find. */
    words: readonly { words: string; count: number }[]
    courses: readonly Pick<Row, 'id' | 'title'>[]
  }
  /** Searches descriptions too from now on; they are in the order of the rows. */
  addTexts: (texts: readonly (string | null)[]) => void
}

/** @returns the rows with an index over their titles, providers and topics */
export function unpack({ rows: columns, memberships, vocabulary }: Shipment, names: Names): Unpacked {
  const rows = fromColumns(columns)
  for (const row of rows) row.id = expandId(row.id, row)
  const searched = rows.map(({ id, title, provider, topics }) => ({
    id,
    title,
    providerName: lookUp(names.providers, provider, provider),
    topics: topics.map((topic) => TOPIC_WORDS[topic]).join(', '),
  }))
  const index = createIndex(searched)
  let withTexts: SearchIndex | null = null
  return {
    rows,
    memberships,
    vocabulary,
    search: (words) => findInTexts(index, withTexts, words),
    suggest: (words) => {
      const isOpen = (place: number) => rows[place]?.over === false
      return {
        words: suggestWords(index, words, MOST_WORDS, isOpen)
          .map(({ word }) => endWith(words, word))
          // Its synonyms and what it begins are found too, so the count is that of a search.
          .map((ended) => ({ words: ended, count: findInTexts(index, null, ended).places.filter(isOpen).length })),
        courses: findInTexts(index, null, words)
          .places.filter(isOpen)
          .slice(0, MOST_COURSES)
          .flatMap((place) => rows[place] ?? [])
          .map(({ id, title }) => ({ id, title })),
      }
    },
    addTexts: (texts) => {
      withTexts = createIndex(searched, texts)
    },
  }
}
