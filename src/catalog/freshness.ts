import type { Correction } from '../schema/correction.ts'
import type { Course } from '../schema/course.ts'
import type { Provider } from '../schema/provider.ts'
import type { ProviderRuns } from '../schema/run.ts'
import type { Evidence, Source } from '../schema/source.ts'
import type { Day, PartialDate } from '../schema/values.ts'
import { sourceOf } from './courses.ts'
import { formatDate } from './format.ts'
import { addDays, formatAge, healthOf, STALE_RHYTHMS, type OpenRefusal } from './health.ts'

/** When a fact was last seen to hold, and how. */
export interface Freshness {
  /** As far as it is known; null = nobody knows. */
  day: PartialDate | null
  /** `checked`: by a run of our robot. `seen`: read by hand on a page of that date. `reported`: told elsewhere on that date. */
  how: 'checked' | 'seen' | 'reported' | 'undated'
  /** The last day on which it is fresh enough to rely on; null = it is not. Compare it with `isStale`, in a browser by its own clock. */
  freshUntil: Day | null
}

/** What ages are told from; a catalog has it all. */
export interface Readings {
  providers: readonly Provider[]
  runs: readonly ProviderRuns[]
  refusals: readonly OpenRefusal[]
  corrections: readonly Correction[]
}

/** A course, a membership or a provider. */
export interface Dated {
  id: string
  /** Whose runs confirm it; left out where it is a provider itself. */
  provider?: string | null
  sources: readonly Source[]
  evidence: Record<string, Evidence>
  offers?: Course['offers']
}

/** Prices drift: one that no robot reads again is relied on no longer than one that the slowest of robots reads, once in 30 days. */
const PRICE_DAYS = 30 * STALE_RHYTHMS
/** Other facts hold for longer; so long does a verdict rely on an approval that nobody has seen since. */
const OTHER_DAYS = 2 * 365
const PRICE_FIELDS: ReadonlySet<string> = new Set(['offers', 'price', 'priceRange'])

const UNDATED: Freshness = { day: null, how: 'undated', freshUntil: null }

/** The first day that a partial date can mean: the careful reading where age counts against it. */
export const firstDayOf = (date: PartialDate): Day => `${date}-01-01`.slice(0, 10)

const earliest = (days: readonly (Day | null)[]): Day | null =>
  days.reduce((a, b) => (a === null || b === null ? null : a < b ? a : b), days[0] ?? null)

/** Days for which what the robot read of a provider is relied on. */
const windowOf = ({ rhythmDays }: Provider): number => (rhythmDays === null ? PRICE_DAYS : rhythmDays * STALE_RHYTHMS)

function checked(record: Dated, source: Source, { providers, runs, refusals }: Readings, today: Day): Freshness {
  const provider = providers.find(({ id }) => id === (record.provider ?? record.id))
  const confirmed = runs.find((one) => one.provider === provider?.id)?.confirmed[record.id]
  const day = confirmed !== undefined && confirmed > source.readOn ? confirmed : source.readOn
  const isBehind = provider === undefined || healthOf(provider, runs, refusals, today).staleSince !== null
  return { day, how: 'checked', freshUntil: isBehind ? null : addDays(day, windowOf(provider)) }
}

/**
 * When a field of a course, a membership or a provider was last seen to hold.
 * A page that was read by hand may be a saved copy: only the date that it carries tells its age, not the day it was read.
 */
export function freshnessOf(record: Dated, field: string, readings: Readings, today: Day): Freshness {
  const source = sourceOf(record, field)?.source
  if (source === undefined) return UNDATED
  // A price that is printed with its last day is no price after it.
  const ends = (field === 'offers' ? (record.offers ?? []) : [])
    .map(({ until }) => until)
    .filter((until) => until !== null && until >= today)
  if (source.method === 'scraped') {
    const found = checked(record, source, readings, today)
    return { ...found, freshUntil: earliest([found.freshUntil, ...ends]) }
  }
  // Whoever corrects what the robot reads has looked at it on that day.
  const isCorrected =
    source.method === 'read-by-hand' &&
    readings.corrections.some((one) => one.course === record.id && one.field === field)
  const day = source.date ?? (isCorrected ? source.readOn : null)
  if (day === null) return UNDATED
  const lasts = PRICE_FIELDS.has(field) ? PRICE_DAYS : OTHER_DAYS
  const until = addDays(firstDayOf(day), lasts)
  return { day, how: source.method === 'reported' ? 'reported' : 'seen', freshUntil: earliest([until, ...ends]) }
}

/** @returns when the robot last read a provider well; null = never */
export function freshnessOfProvider(provider: Provider, { runs, refusals }: Readings, today: Day): Freshness | null {
  const { lastGood, staleSince } = healthOf(provider, runs, refusals, today)
  if (lastGood === null) return null
  const day = lastGood.started.slice(0, 10)
  return { day, how: 'checked', freshUntil: staleSince === null ? addDays(day, windowOf(provider)) : null }
}

/** @returns true when a fact is too old, or its provider is read too badly, to be relied on */
export const isStale = ({ freshUntil }: Pick<Freshness, 'freshUntil'>, today: Day): boolean =>
  freshUntil === null || freshUntil < today

/** @returns true when the price may not be called the lowest of anything: not known, undated, too old, or its provider is not read well */
export const isStalePrice = (course: Course, readings: Readings, today: Day): boolean =>
  isStale(freshnessOf(course, 'offers', readings, today), today)

/** `in May 2025`, `on May 9, 2025`. */
const when = (day: PartialDate) => `${day.length === 10 ? 'on' : 'in'} ${formatDate(day)}`

/**
 * `checked 3 days ago`, `not checked since March 3, 2026`, `last seen in May 2025`, `reported in 2021`, `date not known`.
 * @param as in a page that stays as it is built, days are dates; `age` is for whoever has a clock
 */
export function formatFreshness(freshness: Freshness, today: Day, as: 'date' | 'age' = 'date'): string {
  const { day, how } = freshness
  if (day === null) return 'date not known'
  if (how !== 'checked') return `${how === 'seen' ? 'last seen' : 'reported'} ${when(day)}`
  if (isStale(freshness, today)) return `not checked since ${formatDate(day)}`
  return `checked ${as === 'age' ? formatAge(firstDayOf(day), today) : formatDate(day)}`
}
