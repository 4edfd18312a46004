import type { Terms } from '../memberships/price-for-me.ts'
import { addBit, createBits, hasBit, joinBits, withoutBits, type Bits } from './bits.ts'
import { applyFilters, countFound, countValues, createFacets, type Counts } from './facets.ts'
import { listChoices, type Choice } from './filters.ts'
import { toHit, type Hit, type Visitor } from './hit.ts'
import type { Mine } from './mine.ts'
import { createRanking, DEFAULT_ORDER } from './order.ts'
import type { View } from './query-string.ts'
import type { Row } from './row.ts'

/** What words find: places of rows, best first; from `near` on they fit less exactly. `terms` are what to mark, by place. */
export interface Matches {
  places: readonly number[]
  near: number
  terms: Pick<ReadonlyMap<number, readonly string[]>, 'get'>
}

/** The whole list, the same for every visitor. */
export interface Library {
  rows: readonly Row[]
  memberships: readonly Terms[]
  search: (words: string) => Matches
}

/** What a view finds. */
export interface Found {
  /** The first ones, in order. */
  hits: readonly Hit[]
  /** For each of them the terms that the words found in it. */
  marks: readonly (readonly string[])[]
  /** How many there are in all. */
  found: number
  counts: Counts
  /** Where nothing is found: each choice whose removal alone would give something, most first. */
  relaxations: readonly (Choice & { count: number })[]
}

/** The list as one visitor sees it. */
export interface Engine {
  /** @param shown how many hits are wanted */
  find: (view: View, shown: number) => Found
  /** @returns the hits of these courses in this order, or in the default one; unknown ids are left out */
  pick: (ids: readonly string[], inOrder?: 'given' | 'default') => Hit[]
  hits: readonly Hit[]
}

/** @param tables for each of the visitor's credentials the verdicts on the rows, in their order */
export function createEngine(
  { rows, memberships, search }: Library,
  tables: readonly (readonly Mine[])[],
  visitor: Visitor,
): Engine {
  const hits = rows.map((row, place) => {
    const verdicts = tables.flatMap((table) => table[place] ?? [])
    return toHit(row, verdicts, visitor, memberships)
  })
  const facets = createFacets(hits)
  const ranking = createRanking(hits, visitor.on)

  const match = (words: string): (Matches & { pool: Bits }) | null => {
    if (words.trim() === '') return null
    const matches = search(words)
    const pool = createBits(rows.length)
    for (const place of matches.places) addBit(pool, place)
    return { ...matches, pool }
  }

  /** The first places of a set in an order; what words fit exactly comes before what they nearly fit. */
  function first(bits: Bits, order: View['order'], matches: Matches | null, shown: number): number[] {
    const ranked = ranking(order)
    if (matches === null) return takeFrom(ranked, bits, shown)
    const near = createBits(rows.length)
    for (const place of matches.places.slice(matches.near)) addBit(near, place)
    const exact = takeFrom(ranked, withoutBits(bits, near), shown)
    return exact.length === shown ? exact : [...exact, ...takeFrom(ranked, joinBits(bits, near), shown - exact.length)]
  }

  return {
    hits,
    find: ({ filters, order }, shown) => {
      const matches = match(filters.words)
      const pool = matches?.pool ?? null
      const bits = applyFilters(facets, pool, filters)
      const found = countFound(facets, pool, filters)
      const places = first(bits, order, matches, shown)
      return {
        hits: places.flatMap((place) => hits[place] ?? []),
        marks: places.map((place) => matches?.terms.get(place) ?? []),
        found,
        counts: countValues(facets, pool, filters),
        relaxations:
          found > 0
            ? []
            : listChoices(filters)
                .map((choice) => {
                  const { without } = choice
                  return { ...choice, count: countFound(facets, match(without.words)?.pool ?? null, without) }
                })
                .filter(({ count }) => count > 0)
                .sort((a, b) => b.count - a.count),
      }
    },
    pick: (ids, inOrder = 'given') => {
      const wanted = new Set(ids)
      const byId = new Map(hits.flatMap((hit, place) => (wanted.has(hit.row.id) ? [[hit.row.id, place]] : [])))
      const places = ids.flatMap((id) => byId.get(id) ?? [])
      if (inOrder === 'default') {
        const ranked = ranking(DEFAULT_ORDER)
        const rank = new Map(places.map((place) => [place, ranked.indexOf(place)]))
        places.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))
      }
      return places.flatMap((place) => hits[place] ?? [])
    },
  }
}

function takeFrom(ranked: readonly number[], bits: Bits, shown: number): number[] {
  const places: number[] = []
  for (const place of ranked) {
    if (places.length >= shown) break
    if (hasBit(bits, place)) places.push(place)
  }
  return places
}
