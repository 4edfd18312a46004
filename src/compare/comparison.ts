import { formatFreshness, isStale, type Freshness } from '../catalog/freshness.ts'
import type { Answer } from '../credentials/answers.ts'
import type { Day, Span } from '../schema/values.ts'

/** What a cell is ranked by. Only amounts of one measure are ranked: the same currency, the same unit, the same period. */
export interface Size {
  /** An end that is not known is null; no amount is below 0. */
  amount: Span<number>
  measure: string
  /** When it was last seen, where it drifts as prices do: one that is too old is never called the best. */
  seen?: Freshness
}

/** What one record says on one line. */
export interface Cell {
  /** null = not known. */
  text: string | null
  /** Several things that the text says one after another, to be shown one below the other. */
  items?: readonly string[]
  notes?: readonly string[]
  /** Verdicts, to be drawn with their icons; the text says the same. */
  answers?: readonly { answer: Answer; text: string }[]
  /** When a fact was last seen; told by the clock of whoever looks. */
  seen?: Freshness
  /** Where to read on. */
  href?: string
  /** null = not known; `none` = there is nothing to rank. */
  size?: Size | 'none' | null
}

/** One thing that is compared. */
export interface Line {
  key: string
  label: string
  /** Which end is the best one, and what it is called: "Lowest". */
  rank?: { best: 'low' | 'high'; word: string }
}

/** One of those that stand side by side. */
export interface Subject {
  id: string
  title: string
  /** The page with all facts and their sources. */
  href: string
  /** What has to be said with its name: "Ended". */
  note: string | null
  /** In the order of the lines. */
  cells: readonly Cell[]
}

/** What is set side by side. */
export interface Comparison {
  lines: readonly Line[]
  subjects: readonly Subject[]
  /** What the visitor has without buying any of them; it is never ranked with them. */
  baseline?: Subject | null
}

/** A line as it is shown. */
export interface ComparedLine {
  line: Line
  cells: readonly { cell: Cell; mark: string | null }[]
  differs: boolean
}

const UNKNOWN: Cell = { text: null }

/** @returns what a cell says on that day; null = not known */
export const wordsOf = ({ text, seen }: Cell, today: Day): string | null =>
  seen === undefined ? text : formatFreshness(seen, today, 'age')

const isSize = (size: Cell['size']): size is Size => typeof size === 'object' && size !== null

/**
 * Marks what is surely best, whatever the amounts are within their spans, and better than at least one other.
 * What is not known, or was seen too long ago, is never best, and while there is any the best of the others is only "known".
 * @returns for each cell the words of its mark; null = none
 */
export function markBest(
  cells: readonly Cell[],
  { best, word }: NonNullable<Line['rank']>,
  today: Day,
): (string | null)[] {
  const sizes = cells.map(({ size }) => size ?? null)
  const known = sizes.filter(isSize)
  const isOld = ({ seen }: Size) => seen !== undefined && isStale(seen, today)
  const isCertain = sizes.every((size) => size === 'none' || (isSize(size) && !isOld(size)))
  const isMixed = new Set(known.map(({ measure }) => measure)).size > 1
  const ends = ({ amount: { min, max } }: Size) => ({ low: min ?? 0, high: max ?? Infinity })
  const isBetter = (a: Size, b: Size, orEqual: boolean) => {
    const [better, worse] = best === 'low' ? [ends(a).high, ends(b).low] : [ends(b).high, ends(a).low]
    return better < worse || (orEqual && better === worse)
  }
  return sizes.map((size) => {
    if (isMixed || !isSize(size) || isOld(size)) return null
    const others = known.filter((other) => other !== size)
    const isBest =
      others.every((other) => isBetter(size, other, true)) && others.some((other) => isBetter(size, other, false))
    if (!isBest) return null
    return isCertain ? `${word} of ${known.length}` : `${word} known`
  })
}

/** @returns true where not all say the same; what is not known says the same as what is not known */
export const isDiffering = (cells: readonly Cell[], today: Day): boolean =>
  new Set(cells.map((cell) => JSON.stringify([wordsOf(cell, today), cell.notes ?? []]))).size > 1

/**
 * @param shown ids of the columns, in their order; left out = all, the baseline last
 * @returns every line, marked among all subjects, differing or not among those shown
 */
export function compare(
  { lines, subjects, baseline = null }: Comparison,
  today: Day,
  shown?: readonly string[],
): ComparedLine[] {
  const columns = baseline === null ? subjects : [...subjects, baseline]
  const places = shown?.map((id) => columns.findIndex((one) => one.id === id)) ?? [...columns.keys()]
  return lines.map((line, place) => {
    const cells = columns.map((column) => column.cells[place] ?? UNKNOWN)
    const marks = line.rank === undefined ? [] : markBest(cells.slice(0, subjects.length), line.rank, today)
    const found = places.map((column) => ({ cell: cells[column] ?? UNKNOWN, mark: marks[column] ?? null }))
    return {
      line,
      cells: found,
      differs: isDiffering(
        found.map(({ cell }) => cell),
        today,
      ),
    }
  })
}
