import { splitWords, STOP_WORDS, toTerm } from './terms.ts'

/** What is searched of a course. */
export interface Searchable {
  id: string
  title: string
  providerName: string
  topics: string
}

/** Which rows have which term. Terms are known by their place in the sorted list, rows by theirs. */
export interface Postings {
  /** Every term, sorted, so that those with the same beginning stand together. */
  terms: readonly string[]
  /** How each term is printed most often. */
  printed: readonly string[]
  /** The rows of a term stand in `places` from `starts[term]` to `starts[term + 1]`, in order. */
  starts: Uint32Array
  places: Uint32Array
  /** How much it says of each of those rows that it has the term: more in a title, more in a short one. */
  worths: Float32Array
  /** How many rows there are. */
  size: number
}

/** How much a term says by where it stands. */
const FIELDS: readonly [worth: number, read: (row: Searchable, text: string) => string][] = [
  [3, ({ title }) => title],
  [1.5, ({ topics }) => topics],
  [1, ({ providerName }) => providerName],
  [0.5, (_, text) => text],
]
/** How much of a term's worth depends on the length of its text. */
const BY_LENGTH = 0.5

/** A printed word: its term, and how often it is printed so. */
interface Word {
  term: number
  count: number
}

/** @param texts descriptions to take up too, by place */
export function createPostings(rows: readonly Searchable[], texts: readonly (string | null)[]): Postings {
  const averages = FIELDS.map(([, read]) => {
    const sum = rows.reduce((length, row, place) => length + read(row, texts[place] ?? '').length, 0)
    return sum / Math.max(1, rows.length)
  })
  const words = new Map<string, Word>()
  const ids = new Map<string, number>()
  // One entry for each row of each term, in the order in which they are met; the last of each term, and the field it was met in.
  const [found, places, worths]: [number[], number[], number[]] = [[], [], []]
  const [entryOf, fieldOf]: [number[], number[]] = [[], []]
  const readWord = (printed: string): number => {
    let word = words.get(printed)
    if (word === undefined) {
      const term = toTerm(printed)
      let id = term === '' || STOP_WORDS.has(term) ? -1 : ids.get(term)
      if (id === undefined) {
        id = ids.size
        ids.set(term, id)
      }
      word = { term: id, count: 0 }
      words.set(printed, word)
    }
    word.count += 1
    return word.term
  }
  for (const [place, row] of rows.entries()) {
    for (const [field, [worth, read]] of FIELDS.entries()) {
      const text = read(row, texts[place] ?? '')
      const length = text.length / Math.max(1, averages[field] ?? 1)
      const value = worth / (1 - BY_LENGTH + BY_LENGTH * length)
      for (const printed of splitWords(text)) {
        const term = readWord(printed)
        if (term < 0) continue
        const entry = entryOf[term] ?? -1
        if (places[entry] !== place) {
          entryOf[term] = found.push(term) - 1
          places.push(place)
          worths.push(value)
        } else if (fieldOf[term] !== field) worths[entry] = (worths[entry] ?? 0) + value
        fieldOf[term] = field
      }
    }
  }
  return sortPostings({ ids, words, found, places, worths, size: rows.length })
}

interface Collected {
  ids: ReadonlyMap<string, number>
  words: ReadonlyMap<string, Word>
  found: readonly number[]
  places: readonly number[]
  worths: readonly number[]
  size: number
}

/** Puts the entries in the order of the sorted terms. */
function sortPostings({ ids, words, found, places, worths, size }: Collected): Postings {
  const terms = [...ids.keys()].sort()
  const rankOf = new Uint32Array(terms.length)
  for (const [rank, term] of terms.entries()) rankOf[ids.get(term) ?? 0] = rank
  const starts = new Uint32Array(terms.length + 1)
  for (const term of found) {
    const next = (rankOf[term] ?? 0) + 1
    starts[next] = (starts[next] ?? 0) + 1
  }
  for (let rank = 0; rank < terms.length; rank += 1) starts[rank + 1] = (starts[rank + 1] ?? 0) + (starts[rank] ?? 0)
  const ends = starts.slice()
  const sorted = { places: new Uint32Array(found.length), worths: new Float32Array(found.length) }
  for (const [entry, term] of found.entries()) {
    const rank = rankOf[term] ?? 0
    const at = ends[rank] ?? 0
    ends[rank] = at + 1
    sorted.places[at] = places[entry] ?? 0
    sorted.worths[at] = worths[entry] ?? 0
  }
  const most = new Uint32Array(terms.length)
  const printed = [...terms]
  for (const [word, { term, count }] of words) {
    const rank = rankOf[term] ?? 0
    if (term < 0 || count <= (most[rank] ?? 0)) continue
    most[rank] = count
    printed[rank] = word
  }
  return { terms, printed, starts, ...sorted, size }
}

/** @returns the first place in a sorted list, from `low` to before `high`, at which a value is not below the wanted one */
function placeIn<T extends string | number>(
  list: Readonly<Record<number, T>>,
  wanted: T,
  low: number,
  high: number,
): number {
  while (low < high) {
    const middle = (low + high) >>> 1
    const value = list[middle]
    if (value !== undefined && value < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/** @returns the place of a term; -1 = no row has it */
export function findTerm({ terms }: Postings, term: string): number {
  const at = placeIn(terms, term, 0, terms.length)
  return terms[at] === term ? at : -1
}

/** @returns the places of the terms that begin so */
export function findBeginning({ terms }: Postings, beginning: string): number[] {
  const found: number[] = []
  for (let at = placeIn(terms, beginning, 0, terms.length); terms[at]?.startsWith(beginning) === true; at += 1)
    found.push(at)
  return found
}

/** @returns how many rows have a term */
export const countRows = ({ starts }: Postings, term: number): number => (starts[term + 1] ?? 0) - (starts[term] ?? 0)

/** @returns true when a row has a term */
export function hasTerm({ starts, places }: Postings, place: number, term: number): boolean {
  const end = starts[term + 1] ?? 0
  const at = placeIn(places, place, starts[term] ?? 0, end)
  return at < end && places[at] === place
}
