import type { Course, Credit } from '../schema/course.ts'
import type { Credential } from '../schema/credential.ts'
import type { UnitId } from '../schema/ids.ts'
import { Certainty } from '../schema/source.ts'
import type { Conversion, Unit } from '../schema/unit.ts'
import type { NumberSpan } from '../schema/values.ts'

/** The units and the conversions that have a source. */
export interface Measures {
  units: readonly Unit[]
  conversions: readonly Conversion[]
}

/** What a course's credit comes to in a credential's unit. */
export interface ConvertedCredit {
  /** In the credential's unit; null = not known, or nothing converts. */
  amount: NumberSpan | null
  /** The one credit that it was read from; null = none of them converts. */
  credit: Credit | null
  /** The conversions used, in order; [] = issued in the credential's own unit, or nothing converts. */
  edges: readonly Conversion[]
  /** How sure the least sure of them is; null = none was needed. */
  certainty: Certainty | null
}

/** Anyone may print "CEU": it stands for one hour here and for ten there, so nothing converts it. */
const BARE_CEU = 'bare-ceu'

const NOTHING: ConvertedCredit = { amount: null, credit: null, edges: [], certainty: null }

/** @returns the fewest conversions that lead from one unit to another; null = no source leads there */
function findPath(from: UnitId, to: UnitId, conversions: readonly Conversion[]): readonly Conversion[] | null {
  if (from === BARE_CEU) return null
  if (from === to) return []
  const reached = new Set([from])
  let ends: { unit: UnitId; path: readonly Conversion[] }[] = [{ unit: from, path: [] }]
  while (ends.length > 0) {
    const next: typeof ends = []
    for (const { unit, path } of ends)
      for (const edge of conversions) {
        if (edge.from !== unit || reached.has(edge.to)) continue
        if (edge.to === to) return [...path, edge]
        reached.add(edge.to)
        next.push({ unit: edge.to, path: [...path, edge] })
      }
    ends = next
  }
  return null
}

/** Sums and products of credits without the dust of binary fractions. */
export const roundCredits = (value: number): number => Math.round(value * 10_000) / 10_000

/** @returns both ends of a span times a factor; an unknown end stays unknown */
const multiply = ({ min, max }: NumberSpan, factor: number): NumberSpan => ({
  min: min === null ? null : roundCredits(min * factor),
  max: max === null ? null : roundCredits(max * factor),
})

const weakest = (edges: readonly Conversion[]): Certainty | null =>
  edges
    .map(({ certainty }) => certainty)
    .toSorted((a, b) => Certainty.options.indexOf(a) - Certainty.options.indexOf(b))
    .at(-1) ?? null

/** How many credits one of the first unit gives along a path. */
export const factorOf = (edges: readonly Conversion[]): number =>
  roundCredits(edges.reduce((all, { factor }) => all * factor, 1))

const ends = ({ amount }: ConvertedCredit) => [amount?.min ?? -1, amount?.max ?? -1] as const

/** More at the low end first, since plans count the low end; then more at the high end. */
function byAmount(a: ConvertedCredit, b: ConvertedCredit): number {
  const [aMin, aMax] = ends(a)
  const [bMin, bMax] = ends(b)
  return bMin - aMin || bMax - aMax
}

/**
 * What a course's credit comes to in the unit of a credential, along conversions that have a source and no others.
 * Several credits of a course are alternatives for different people, so the best single one is taken. Ranges stay ranges.
 */
export function creditsFor(
  course: Pick<Course, 'credits'>,
  credential: Pick<Credential, 'needs'>,
  { conversions }: Measures,
): ConvertedCredit {
  const { unit } = credential.needs
  if (unit === null) return NOTHING
  const converted = (course.credits ?? []).flatMap((credit): ConvertedCredit[] => {
    const edges = findPath(credit.unit, unit, conversions)
    if (edges === null) return []
    const amount = credit.amount === null ? null : multiply(credit.amount, factorOf(edges))
    return [{ amount, credit, edges, certainty: weakest(edges) }]
  })
  return converted.toSorted(byAmount)[0] ?? NOTHING
}
