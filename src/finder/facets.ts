import {
  addBit,
  allBits,
  bitsWhere,
  countShared,
  createBits,
  joinBits,
  uniteBits,
  withoutBits,
  type Bits,
} from './bits.ts'
import { GROUPS, type Filters, type Group } from './filters.ts'
import type { Hit } from './hit.ts'
import { MEASURES, STEPS, stepsOf, type Measure } from './steps.ts'

/** The places of every value of a group. */
type Values = ReadonlyMap<string, Bits>

/** What is filtered by, as sets of places: made once for a list, asked with every keystroke. */
export interface Facets {
  size: number
  groups: Readonly<Record<Group, Values>>
  /** The bodies that approved the very course, for "accredited". */
  approvedBodies: Values
  /** Areas as printed only. */
  printedAreas: Values
  accredited: Bits
  over: Bits
  /** Cents that she pays; -1 = not known. */
  cents: Int32Array
}

/** How many rows each value stands on, by group, and how many if only accredited ones were asked for. */
export type Counts = Readonly<Record<Group, Readonly<Record<string, number>>>> & { readonly accredited: number }

function collect(hits: readonly Hit[], valuesOf: (hit: Hit) => readonly string[]): Values {
  const sets = new Map<string, Bits>()
  for (const [place, hit] of hits.entries())
    for (const value of valuesOf(hit)) {
      const bits = sets.get(value) ?? createBits(hits.length)
      sets.set(value, bits)
      addBit(bits, place)
    }
  return sets
}

const listed = (value: string | null): readonly string[] => (value === null ? [] : [value])

const measured = (measure: Measure) => (hit: Hit) =>
  stepsOf(measure).flatMap(([step, { holds }]) =>
    holds(hit.measures[measure], hit.price.kind === 'included') ? [step] : [],
  )

export function createFacets(hits: readonly Hit[]): Facets {
  const current = (hit: Hit) => hit.row.bodies.filter(({ past }) => !past)
  const approved = (hit: Hit) => current(hit).filter((body) => body.approved)
  const groups = {
    answers: collect(hits, ({ answer }) => listed(answer)),
    areas: collect(hits, ({ row }) => row.areas),
    bodies: collect(hits, (hit) => current(hit).map(({ id }) => id)),
    formats: collect(hits, ({ row }) => listed(row.format)),
    topics: collect(hits, ({ row }) => row.topics),
    providers: collect(hits, ({ row }) => [row.provider]),
    ...(Object.fromEntries(MEASURES.map((measure) => [measure, collect(hits, measured(measure))])) as Record<
      Measure,
      Values
    >),
  }
  return {
    size: hits.length,
    groups,
    approvedBodies: collect(hits, (hit) => approved(hit).map(({ id }) => id)),
    printedAreas: collect(hits, ({ row }) => (row.areasJudged ? [] : row.areas)),
    accredited: bitsWhere(hits.length, (place) => hits[place] !== undefined && approved(hits[place]).length > 0),
    over: bitsWhere(hits.length, (place) => hits[place]?.row.over === true),
    cents: Int32Array.from(hits, ({ measures }) => measures.prices ?? -1),
  }
}

/** "Accredited" looks at the body that is asked for, "printed areas" at the area. */
const valuesIn = (facets: Facets, group: Group, filters: Filters): Values =>
  group === 'bodies' && filters.accredited
    ? facets.approvedBodies
    : group === 'areas' && filters.printedAreas
      ? facets.printedAreas
      : facets.groups[group]

/** @returns the places of what is ticked in a group; null = nothing is ticked */
function ticked(facets: Facets, group: Group, filters: Filters): Bits | null {
  const wanted: readonly string[] = filters[group]
  if (wanted.length === 0) return null
  const values = valuesIn(facets, group, filters)
  return uniteBits(
    facets.size,
    wanted.flatMap((value) => values.get(value) ?? []),
  )
}

/** @returns what is left by all that is no group */
function narrow(facets: Facets, pool: Bits | null, { over, accredited, priceFrom, priceTo }: Filters): Bits {
  let bits = pool ?? allBits(facets.size)
  if (!over) bits = withoutBits(bits, facets.over)
  if (accredited) bits = joinBits(bits, facets.accredited)
  if (priceFrom === null && priceTo === null) return bits
  const [least, most] = [(priceFrom ?? 0) * 100, (priceTo ?? Infinity) * 100]
  return joinBits(
    bits,
    bitsWhere(facets.size, (place) => {
      const cents = facets.cents[place] ?? -1
      return cents >= least && cents <= most
    }),
  )
}

/** @returns the places that pass every filter; `pool` is what the words left, null = no words */
export function applyFilters(facets: Facets, pool: Bits | null, filters: Filters): Bits {
  let bits = narrow(facets, pool, filters)
  for (const group of GROUPS) {
    const own = ticked(facets, group, filters)
    if (own !== null) bits = joinBits(bits, own)
  }
  return bits
}

export const countFound = (facets: Facets, pool: Bits | null, filters: Filters): number => {
  const bits = applyFilters(facets, pool, filters)
  return countShared(bits, bits)
}

/** @returns for every value what ticking it alone in its group would give */
export function countValues(facets: Facets, pool: Bits | null, filters: Filters): Counts {
  const base = narrow(facets, pool, filters)
  const chosen = GROUPS.map((group) => ({ group, own: ticked(facets, group, filters) }))
  const counts = chosen.map(({ group }) => {
    let others = base
    for (const { group: other, own } of chosen) if (other !== group && own !== null) others = joinBits(others, own)
    const values = [...valuesIn(facets, group, filters)].map(
      ([value, bits]) => [value, countShared(others, bits)] as const,
    )
    return [group, Object.fromEntries(values)]
  })
  return {
    ...(Object.fromEntries(counts) as Record<Group, Record<string, number>>),
    accredited: countFound(facets, pool, { ...filters, accredited: true }),
  }
}

/** @returns the values that a group offers at all, whatever is ticked */
export const namesIn = ({ groups }: Facets, group: Group): string[] =>
  group in STEPS ? Object.keys(STEPS[group as Measure]) : [...groups[group].keys()]
