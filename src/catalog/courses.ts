import type { Approval, Course, Credit, Offer } from '../schema/course.ts'
import type { AreaId } from '../schema/ids.ts'
import type { Source } from '../schema/source.ts'

/** The last day that a partial date can mean: `2025` is 2025-12-31, `2025-02` is 2025-02-28. */
export function lastDayOf(date: string): string {
  if (date.length === 4) return `${date}-12-31`
  if (date.length === 10) return date
  const [year, month] = date.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

/** @returns true when the course can no longer be taken for credit on `today` (`YYYY-MM-DD`) */
export const isOver = (course: Pick<Course, 'ended' | 'expires' | 'vanished'>, today: string): boolean =>
  course.ended === true || course.vanished !== null || (course.expires !== null && lastDayOf(course.expires) < today)

/** @returns true when an approval's printed last day has passed on `today` */
export const isPast = ({ until }: Pick<Approval, 'until'>, today: string): boolean =>
  until !== null && lastDayOf(until) < today

/** A named body's approval of this very course, not past its date: what "accredited" means here. */
export const isAccredited = (course: Pick<Course, 'approvals'>, today: string): boolean =>
  course.approvals.some((approval) => approval.basis === 'approved' && !isPast(approval, today))

/** @returns the offer open to anyone on `today`, preferring a purchase price over none; null when nothing is known */
export function offerForAnyone(course: Pick<Course, 'offers'>, today: string): Offer | null {
  const open = course.offers.filter((offer) => offer.for === 'anyone' && (offer.until === null || offer.until >= today))
  return open.find(({ price }) => price !== null) ?? open[0] ?? null
}

/** @returns the offers that a membership opens */
export const offersForMembers = (course: Pick<Course, 'offers'>): Offer[] =>
  course.offers.filter((offer) => offer.for !== 'anyone')

/** Areas with where they come from: printed ones win, judged ones are labelled so. */
export function areasOf(course: Pick<Course, 'areas' | 'areaFit'>): { areas: readonly AreaId[]; judged: boolean } {
  if (course.areas !== null && course.areas.length > 0) return { areas: course.areas, judged: false }
  return { areas: course.areaFit?.areas ?? [], judged: course.areaFit !== null }
}

/** Units that are never ranked: a bare CEU may be one hour or ten. */
const UNRANKED_UNITS: ReadonlySet<string> = new Set(['bare-ceu'])

/** @returns false where the unit is not comparable with anything */
export const isRanked = (unit: string): boolean => !UNRANKED_UNITS.has(unit)

/** @returns of parallel credits, which are alternatives, the one with the smallest unit of known size; null = no amount is known */
export function issuedCredit<C extends Pick<Credit, 'unit' | 'amount'>>(credits: readonly C[] | null): C | null {
  const counted = (credits ?? [])
    .filter(({ amount }) => amount?.min != null && amount.min > 0)
    .toSorted((a, b) => (b.amount?.min ?? 0) - (a.amount?.min ?? 0))
  return counted.find(({ unit }) => isRanked(unit)) ?? counted[0] ?? null
}

/** @returns the source that a field rests on, or null */
export function sourceOf(
  record: { sources: readonly Source[]; evidence: Course['evidence'] },
  field: string,
): { source: Source; printed: string | null } | null {
  const evidence = record.evidence[field]
  const source = record.sources.find(({ id }) => id === evidence?.source)
  return evidence === undefined || source === undefined ? null : { source, printed: evidence.printed }
}

/** @returns the newest day on which any of the sources was read */
export const lastRead = (records: readonly { sources: readonly Source[] }[]): string | null =>
  records
    .flatMap(({ sources }) => sources.map(({ readOn }) => readOn))
    .sort()
    .at(-1) ?? null
