import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'

import type { Course } from '../src/schema/course.ts'
import type { Membership } from '../src/schema/membership.ts'
import { Refusal, type Run } from '../src/schema/run.ts'
import { factsOf, type Diff } from './diff.ts'
import type { Finding } from './guard.ts'
import { oneLine } from './outcome.ts'

/**
 * A site that lists a hundred thousand things where there were a hundred must not fill the disk. No provider in sight has
 * more than `whole` courses, so what a person may want to release is kept to the last record.
 */
export const HELD = {
  /** Up to so many courses are kept ... */
  whole: 5_000,
  /** ... and of more than that the first so many, beside the number and the hash of all. */
  samples: 500,
} as const

/** What would be published. */
export interface Held {
  courses: readonly Course[]
  memberships: readonly Membership[]
}

export const heldOf = ({ courses, memberships }: Diff): Held => ({
  courses: courses.filter(({ vanished }) => vanished === null),
  memberships,
})

/** @returns the same for the same facts, on whatever day they were read */
export function hashOf({ courses, memberships }: Held): string {
  const hash = createHash('sha256')
  for (const record of [...courses, ...memberships]) hash.update(`${JSON.stringify(factsOf(record))}\n`)
  return hash.digest('hex')
}

/** @returns what was held back, without the days on which it was read */
const comparable = ({ gate, reason, courses, memberships, cut }: Refusal) => ({
  gate,
  reason,
  hash: cut?.hash,
  records: [...courses, ...memberships].map((record) => factsOf(record as unknown as Course | Membership)),
})

/** @returns the evidence of a refusal; the same refusal once more keeps the day on which it began */
export function refusalOf(run: Run, findings: readonly Finding[], held: Held, before: Refusal | null): Refusal {
  const reasons = findings.filter(({ result }) => result === 'refuse').map(({ gate, reason }) => `${gate}: ${reason}`)
  const { courses, memberships } = held
  const isWhole = courses.length <= HELD.whole
  const refusal = Refusal.parse({
    at: run.started,
    gate: run.gate ?? '',
    reason:
      oneLine(reasons.join('; ')) || 'There is no last good data to set it against; a person has to look at it once.',
    courses: isWhole ? courses : courses.slice(0, HELD.samples),
    memberships,
    cut: isWhole ? null : { courses: courses.length, hash: hashOf(held), released: null },
  } satisfies Record<keyof Refusal, unknown>)
  return before !== null && isDeepStrictEqual(comparable(refusal), comparable(before)) ? before : refusal
}

/** @returns whether a person has released exactly this, of which only samples could be kept */
export const isReleased = (held: Held, refusal: Refusal | null): boolean =>
  refusal?.cut?.released != null && refusal.cut.hash === hashOf(held)
