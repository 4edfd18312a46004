import type { Credential } from '../schema/credential.ts'
import type { NumberSpan } from '../schema/values.ts'
import { LIMIT_OF_RULE } from './kinds.ts'
import { roundCredits } from './units.ts'
import type { Earned } from './verdict.ts'

/** The most that may come from one kind of source, and what is left of it. */
export interface Limit {
  /** Id of the cap in the credential's file. */
  rule: string
  /** Most credits of that kind in one cycle. */
  max: number
  /** What is left after the credits already earned. */
  left: number
}

type Cap = Credential['caps'][number]

/** The cap on everything that the credential's own body did not approve, where there is one. */
export const outsideCap = ({ caps, ownMinimum }: Credential): Cap | undefined =>
  ownMinimum === null ? undefined : caps.find(({ id }) => id === `outside-${ownMinimum.body}`)

/** The cap that credit taken under a rule uses up; credit under no known rule is taken as outside credit, the careful reading. */
function capOf(rule: string | null, credential: Credential): Cap | undefined {
  const outside = outsideCap(credential)
  if (rule === null || rule === outside?.id) return outside
  const own = LIMIT_OF_RULE[rule]?.cap
  if (own !== undefined) return credential.caps.find(({ id }) => id === own)
  return credential.accepts.some(({ id, answer }) => id === rule && answer === 'capped') ? outside : undefined
}

/**
 * @param earned what is already earned in this cycle, the course in question left out
 * @returns the limit that credit under a rule falls under; null = none is known
 */
export function limitOf(rule: string, credential: Credential, earned: readonly Earned[]): Limit | null {
  const cap = capOf(rule, credential)
  const max = cap?.max.value ?? null
  if (cap === undefined || max === null) return null
  const used = earned.filter((entry) => capOf(entry.rule ?? null, credential) === cap)
  const left = max - used.reduce((sum, { amount }) => sum + amount, 0)
  return { rule: cap.id, max, left: Math.max(0, roundCredits(left)) }
}

/** @returns how much of an amount still fits under a limit */
export function within(amount: NumberSpan | null, limit: Limit | null): NumberSpan | null {
  const fit = (end: number | null) => (end === null || limit === null ? end : Math.min(end, limit.left))
  return amount && { min: fit(amount.min), max: fit(amount.max) }
}
