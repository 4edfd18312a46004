import type { Credit } from '../schema/course.ts'
import type { Credential } from '../schema/credential.ts'
import type { UnitId } from '../schema/ids.ts'
import type { Unit } from '../schema/unit.ts'

/** One line of what a credential accepts. */
export type AcceptRule = Credential['accepts'][number]

/** The units that credit of a kind is counted in, by the id of the rule that names the kind; none where no course is of that kind. */
export const UNITS_OF_RULE: Readonly<Record<string, readonly UnitId[]>> = {
  'ama-cme': ['cme-credit'],
  authorship: [],
  cme: ['cme-credit'],
  'college-credit': ['college-credit'],
  'contact-hours': ['contact-hour', 'nursing-contact-hour'],
  cpr: ['cpr-card'],
  'cpr-card': ['cpr-card'],
  employment: [],
  'hours-only': ['hour-of-training', 'on-the-job-hour'],
  'no-formal-credit': [],
  'on-the-job-training': ['on-the-job-hour'],
  'under-one-contact-hour': [],
}

/** Rules about whatever credit no other rule of the credential names. */
export const GENERAL_RULES: ReadonlySet<string> = new Set([
  'any-in-scope',
  'any-other-ce',
  'outside-ce',
  'outside-stated-value',
  'outside-upload',
  'relevant-activity',
])

/** The limit that a kind of credit has of its own, and the area that the rule puts it in. */
export const LIMIT_OF_RULE: Readonly<Record<string, { cap: string; area: 'clinical' }>> = {
  'cpr-card': { cap: 'cpr-cards', area: 'clinical' },
}

/** Rules that ask for a value printed on the certificate. */
export const ASKS_FOR_VALUE: ReadonlySet<string> = new Set(['outside-stated-value'])

/** @returns true when a rule names this kind of credit, or the body that issues it */
export function isNamed(rule: AcceptRule, { unit }: Credit, units: readonly Unit[]): boolean {
  const issuer = units.find(({ id }) => id === unit)?.issuer ?? null
  return (UNITS_OF_RULE[rule.id] ?? []).includes(unit) || (issuer !== null && rule.bodies.includes(issuer))
}
