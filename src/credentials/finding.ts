import type { Credential } from '../schema/credential.ts'
import { AreaId, type BodyId, type SourceId } from '../schema/ids.ts'
import { REASONS } from './reasons.ts'
import type { Judged } from './standing.ts'
import type { Answer } from './answers.ts'
import type { Basis, Context, Earned, MissingFact, Verdict } from './verdict.ts'

/** One course, one credential, and the day they are judged for. */
export interface Question extends Judged {
  credential: Credential
  context: Context
  /** What is already earned, the course in question left out. */
  earned: readonly Earned[]
  /** The course can no longer be taken for credit on that day. */
  over: boolean
}

/** The rule that an answer cites; source null = the credential's first one, where the rule was looked for. */
export interface Cited {
  id: string
  source: SourceId | null
}

/** One way in which a course may count, judged by itself. */
export type Finding = Omit<Verdict, 'rule' | 'source'> & { rule: Cited }

type More = Partial<Pick<Finding, 'basis' | 'credits' | 'area' | 'limit'>>

/** @returns a finding; what is not given is not known */
export const found = (rule: Cited, answer: Answer, reason: string, more: More = {}): Finding => ({
  ...{ answer, basis: 'rule', credits: null, area: null, limit: null, missing: [] },
  ...more,
  reason,
  rule,
})

/** It earns nothing: 0 in the credential's unit, where it has one. */
export const refused = ({ credential }: Question, rule: Cited, reason: string, basis: Basis = 'rule'): Finding =>
  found(rule, 'does-not-count', reason, { basis, credits: credential.needs.unit === null ? null : { min: 0, max: 0 } })

/** A fact that is not known, whether that is so here, and the sentence that says it. */
export type Gap = [fact: MissingFact, open: boolean, reason: string]

/** @returns "not confirmed" with every open gap, in the words of the first; null = nothing is open */
export function notConfirmed(rule: Cited, gaps: readonly Gap[], more: More = {}): Finding | null {
  const open = gaps.filter(([, isOpen]) => isOpen)
  const [first] = open
  if (first === undefined) return null
  return { ...found(rule, 'not-confirmed', first[2], more), missing: open.map(([fact]) => fact) }
}

/** @returns "not confirmed": on what terms the body takes such credit is not known */
export const termsUnseen = (rule: Cited, question: Question): Finding => ({
  ...found(rule, 'not-confirmed', REASONS.termsUnseen(nameOf(question))),
  missing: ['acceptance'],
})

/** Short name of the credential's body, or of another one. */
export const nameOf = ({ credential, context }: Question, body: BodyId | null = credential.body): string =>
  context.bodies.find(({ id }) => id === body)?.short ?? credential.abbreviation

/** The one printed area of a course, where the credential knows the three areas that courses carry. */
export function areaOf({ course, credential }: Question): AreaId | null {
  const inParts = (course.credits ?? []).flatMap(({ parts }) => parts ?? []).map(({ area }) => area)
  const [area, ...others] = new Set([...(course.areas ?? []), ...inParts])
  const known = AreaId.options.every((id) => credential.areas.some((one) => one.id === id))
  return area === undefined || others.length > 0 || !known ? null : area
}
