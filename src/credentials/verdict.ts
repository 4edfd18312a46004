import { isOver } from '../catalog/courses.ts'
import type { Body } from '../schema/body.ts'
import type { Course } from '../schema/course.ts'
import type { Credential } from '../schema/credential.ts'
import type { AreaId, CourseId } from '../schema/ids.ts'
import type { Day, NumberSpan, PartialDate } from '../schema/values.ts'
import { ANSWERS, type Answer } from './answers.ts'
import type { Finding } from './finding.ts'
import type { Limit } from './limits.ts'
import { findings, settled } from './rules.ts'
import type { Measures } from './units.ts'

/** `approved`: an approval of this very course. `provider-claims`: the provider's word. `rule`: a rule on the kind of credit. */
export type Basis = 'approved' | 'provider-claims' | 'rule'

/** Facts that would settle an answer that is not confirmed; `MISSING_WORDS` asks for each. */
export type MissingFact =
  | 'approval-of-course'
  | 'still-approved'
  | 'credit-amount'
  | 'unit-issuer'
  | 'conversion'
  | 'hours'
  | 'who-may-earn'
  | 'acceptance'
  | 'renewal-rules'

/** Keys that a verdict names where no line of `accepts` or `caps` decided. */
export const RULE_KEYS = ['needs', 'status'] as const

/** Whether a course counts for a credential, how much, and why. */
export interface Verdict {
  answer: Answer
  /** null = nothing is known to rest on. */
  basis: Basis | null
  /** In the credential's own unit, what still fits under the limit; null = not known. Where it is not confirmed: as much as it would be. */
  credits: NumberSpan | null
  /** The printed area where there is a single one; for outside credit the holder assigns it. */
  area: AreaId | null
  /** One plain sentence. */
  reason: string
  /** What decided: id of a line in the credential's `accepts` or `caps`, or one of `RULE_KEYS`. */
  rule: string
  /** Where that was read, one of the credential's sources. */
  source: { id: string; url: string | null; date: PartialDate | null }
  /** The limit that it counts under. */
  limit: Limit | null
  /** What would settle it; empty unless it is not confirmed. */
  missing: readonly MissingFact[]
}

/** A credit already earned in this cycle. */
export interface Earned {
  courseId: CourseId
  date: Day
  /** In the credential's unit. */
  amount: number
  area: AreaId | null
  /** The rule that its verdict named; left out, it is taken as outside credit. */
  rule?: string | null
}

/** What a verdict is given besides the two records. */
export interface Context {
  /** The day to judge for. */
  on: Day
  units: Measures
  bodies: readonly Body[]
  earned?: readonly Earned[] | undefined
  /** By course id: the day on which a scraper last found the course unchanged (`runs.json`). */
  confirmed?: Readonly<Record<CourseId, Day>> | undefined
}

/** The best answer; of equal ones the one that gives most, then the one found first. */
const better = (a: Finding, b: Finding): Finding => {
  const rank = ANSWERS.indexOf(a.answer) - ANSWERS.indexOf(b.answer)
  return (rank || (b.credits?.min ?? 0) - (a.credits?.min ?? 0)) <= 0 ? a : b
}

/** Whether it had ended by the day on which it was completed; an end with no date says nothing of that. */
const wasOver = (course: Course, day: Day): boolean =>
  isOver(
    { ...course, ended: null, vanished: course.vanished !== null && course.vanished < day ? course.vanished : null },
    day,
  )

/**
 * Does a course count for a credential? The rules come from the credential's record. Each way in which it may count is judged by itself, and the best one
 * is the answer. A course already earned is judged for the day it was completed: an end that came later takes nothing away.
 */
export function verdict(course: Course, credential: Credential, context: Context): Verdict {
  const all = context.earned ?? []
  const earned = all.filter(({ courseId }) => courseId !== course.id)
  const completed = all.filter((entry) => !earned.includes(entry)).map(({ date }) => date)
  const taken = completed.toSorted().at(-1)
  const day = taken ?? context.on
  const over = taken === undefined ? isOver(course, day) : wasOver(course, taken)
  const question = { course, credential, context, earned, day, over, confirmed: context.confirmed?.[course.id] ?? null }

  const { rule, ...found } = settled(question) ?? findings(question).reduce(better)
  const source = credential.sources.find(({ id }) => id === rule.source) ?? credential.sources[0]
  if (source === undefined) throw new TypeError(`${credential.id} has no source`)
  return { ...found, rule: rule.id, source: { id: source.id, url: source.url, date: source.date } }
}
