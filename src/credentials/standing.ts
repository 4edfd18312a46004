import { isPast, sourceOf } from '../catalog/courses.ts'
import { firstDayOf } from '../catalog/freshness.ts'
import type { Approval, Course } from '../schema/course.ts'
import type { BodyId, UnitId } from '../schema/ids.ts'
import type { Source } from '../schema/source.ts'
import type { Day } from '../schema/values.ts'

/**
 * Whether an approval or a credit can be relied on, best first.
 * `stands`: seen within 24 months, or its printed end is still ahead. `unseen`: last seen longer ago, or nobody knows when.
 * `claimed`: only the provider says so. `over`: its printed end has passed, or its first day is still to come.
 */
export const STANDINGS = ['stands', 'unseen', 'claimed', 'over'] as const
export type Standing = (typeof STANDINGS)[number]

/** Approvals are given for a year or a few; one that nobody has seen for longer may be gone. */
const YEARS_RELIED_ON = 2

/** Credit that needs nobody's approval: the card or the college credit is what the class gives, on whatever page it was seen. */
const LASTING_UNITS: ReadonlySet<UnitId> = new Set(['college-credit', 'cpr-card'])

/** A course, the day it is judged for, and the day on which a scraper last found it unchanged. */
export interface Judged {
  course: Course
  day: Day
  confirmed: Day | null
}

/** @returns the day on which a fact was last seen to hold; null = nobody knows */
export function lastSeen({ date, method, readOn }: Source, confirmed: Day | null): Day | null {
  if (method === 'scraped') return confirmed !== null && confirmed > readOn ? confirmed : readOn
  return date === null ? null : firstDayOf(date)
}

/** @returns when the field was last seen, and whether that is recent enough on the day */
export function seen({ course, day, confirmed }: Judged, field: 'approvals' | 'credits') {
  const found = sourceOf(course, field)
  const on = found === null ? null : lastSeen(found.source, confirmed)
  const oldest = `${String(Number(day.slice(0, 4)) - YEARS_RELIED_ON)}${day.slice(4)}`
  return { on, recent: on !== null && on >= oldest, source: found?.source ?? null }
}

const begins = ({ from }: Approval, day: Day) => from === null || firstDayOf(from) <= day

/** An end that is printed and still ahead, the course's own or the approval's. */
const hasEndAhead = ({ course, day }: Judged, { until }: Pick<Approval, 'until'>) =>
  until !== null || (course.expires !== null && !isPast({ until: course.expires }, day))

/** @returns how far a body's approval of the course can be relied on */
export function standingOfApproval(approval: Approval, judged: Judged): Standing {
  if (isPast(approval, judged.day) || !begins(approval, judged.day)) return 'over'
  if (approval.basis === 'provider-claims') return 'claimed'
  return hasEndAhead(judged, approval) || seen(judged, 'approvals').recent ? 'stands' : 'unseen'
}

/**
 * @param vouching the body whose name the credit carries, or those that may stand behind it
 * @returns how far one can rely on the course still giving its credit
 */
export function standingOfCredit(unit: UnitId, vouching: readonly BodyId[], judged: Judged): Standing {
  if (LASTING_UNITS.has(unit)) return 'stands'
  const approvals = judged.course.approvals.filter(({ body }) => vouching.includes(body))
  const inForce = approvals.filter((approval) => !isPast(approval, judged.day) && begins(approval, judged.day))
  if (approvals.length > 0 && inForce.length === 0) return 'over'
  const endAhead = hasEndAhead(judged, { until: inForce.find(({ until }) => until !== null)?.until ?? null })
  const recent = seen(judged, 'credits').recent || (inForce.length > 0 && seen(judged, 'approvals').recent)
  return endAhead || recent ? 'stands' : 'unseen'
}
