import { isDeepStrictEqual } from 'node:util'

import { Course } from '../src/schema/course.ts'
import type { Refusal, Run } from '../src/schema/run.ts'
import { guard, LIMITS, type Candidate, type Finding } from './guard.ts'
import { hashOf, isReleased, type Held } from './refusal.ts'

const HOUR_MS = 3_600_000

interface Earlier {
  /** What a run before held back; null = nothing. */
  refusal: Refusal | null
  /** The last run that published or confirmed. */
  lastGood: Run | null
}

/** @returns the courses of a refusal, null when one of them no longer fits the schema */
function refusedCourses({ courses }: Refusal): Course[] | null {
  const checked = courses.map((course) => Course.safeParse(course))
  return checked.every(({ success }) => success) ? checked.flatMap(({ data }) => data ?? []) : null
}

/** @returns what anyone pays when there is no sale */
function regularPrice({ offers }: Course): unknown {
  const offer = offers.find(({ for: whom }) => whom === 'anyone')
  return offer?.listPrice ?? offer?.price
}

/** @returns share of the courses in both readings of which a fact is the same in both; 0 when there are none */
function sameShare(now: readonly Course[], earlier: readonly Course[], factOf: (course: Course) => unknown): number {
  const known = new Map(earlier.map((course) => [course.id, course]))
  const pairs = now.flatMap((course) => {
    const other = known.get(course.id)
    return other === undefined ? [] : [[course, other] as const]
  })
  const same = pairs.filter(([course, other]) => isDeepStrictEqual(factOf(course), factOf(other)))
  return pairs.length === 0 ? 0 : same.length / pairs.length
}

/**
 * A large change that is true would be held back for ever. So what one run held back is let through once another one, on a
 * later day and in the way in which the site was always read, finds the same: every gate passes with the earlier reading as
 * what was before. Only gates that call their finding plain take part; what smells of a broken or lying site waits for a person.
 * @param way how the site was read now
 * @param started milliseconds since 1970
 * @param held what would be published now
 */
export function confirmFindings(
  findings: readonly Finding[],
  candidate: Candidate,
  { refusal, lastGood }: Earlier,
  { way, started, held }: { way: string; started: number; held: Held },
): Finding[] {
  const refusing = findings.filter(({ result }) => result === 'refuse')
  const accept = (words: string) =>
    findings.map((finding): Finding =>
      finding.result === 'refuse' ? { ...finding, result: 'warn', reason: `${finding.reason}; ${words}` } : finding,
    )
  if (isReleased(held, refusal)) return accept('a person has released it')
  if (refusal === null || lastGood?.way !== way || refusing.length === 0) return [...findings]
  if (!refusing.every(({ plain }) => plain)) return [...findings]
  if (started - Date.parse(refusal.at) < LIMITS.confirm.hours * HOUR_MS) return [...findings]
  // Of very many only a hash is kept: then it must be the very same.
  const isCutSame = refusal.cut !== null && refusal.cut.hash === hashOf(held)
  const refused = refusal.cut === null ? refusedCourses(refusal) : isCutSame ? candidate.courses : null
  const isSame =
    refused !== null &&
    guard({ ...candidate, before: refused }).every(({ result }) => result === 'pass') &&
    sameShare(candidate.courses, refused, regularPrice) >= LIMITS.confirm.samePrices &&
    sameShare(candidate.courses, candidate.before, ({ credits, minutes }) => [credits, minutes]) >=
      LIMITS.confirm.sameFacts
  if (!isSame) return [...findings]
  const words = `held back on ${refusal.at.slice(0, 10)}, and the same was read again today, so it is taken for true`
  return accept(words)
}
