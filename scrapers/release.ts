import * as z from 'zod'

import { Course } from '../src/schema/course.ts'
import type { ProviderId } from '../src/schema/ids.ts'
import { Membership } from '../src/schema/membership.ts'
import { formatProblem, problemsOf } from '../src/schema/problem.ts'
import type { Run } from '../src/schema/run.ts'
import { coverageTable } from './coverage.ts'
import { diffData } from './diff.ts'
import { NeedsPerson } from './errors.ts'
import { instantOf, runsAfter } from './outcome.ts'
import type { Store } from './store.ts'

/**
 * Publishes what a gate held back, because a person looked at it and found it right. Where it was too much to keep, the
 * release is noted, and the next run that reads the very same publishes it.
 * @returns the files that changed, and how many courses are listed now; null = they will be
 * @throws NeedsPerson when nothing is held back, or what is held back no longer fits the schema
 */
export function releaseRefusal(
  store: Store,
  provider: ProviderId,
  now: number,
): { files: string[]; courses: number | null } {
  const before = store.read(provider)
  const { refusal, runs } = before
  const file = `refused/${provider}.json`
  if (refusal === null) throw new NeedsPerson(`Nothing of "${provider}" is held back: there is no ${file}.`)
  if (refusal.cut !== null) {
    const cut = { ...refusal.cut, released: instantOf(now).slice(0, 10) }
    return { files: store.write(provider, { refusal: { ...refusal, cut } }), courses: null }
  }
  const parse = <T>(schema: z.ZodType<T>, values: readonly unknown[]): T[] =>
    values.map((value, place) => {
      const result = schema.safeParse(value)
      if (result.success) return result.data
      const record = `number ${String(place + 1)}`
      throw new NeedsPerson(problemsOf(result.error, { file, record }, value).map(formatProblem).join('\n'))
    })
  const courses = parse(Course, refusal.courses)
  const memberships = parse(Membership, refusal.memberships)
  // What was held back was true on the day on which it was read.
  const ours = before.memberships.filter((membership) => membership.provider === provider)
  const diff = diffData(
    { courses, memberships },
    { courses: before.courses, memberships: ours },
    refusal.at.slice(0, 10),
  )
  // A run that failed since has read something else.
  const read = runs?.last?.outcome === 'refused' ? runs.last : null
  const run: Run = {
    provider,
    started: refusal.at,
    ended: instantOf(now),
    outcome: 'published',
    gate: null,
    way: read?.way ?? null,
    snapshot: read?.snapshot ?? null,
    extractor: read?.extractor ?? null,
    counts: {
      requests: 0,
      announced: null,
      listings: courses.length + memberships.length,
      courses: courses.length,
      memberships: memberships.length,
      leftOut: 0,
      rejected: 0,
      added: diff.added.length,
      changed: diff.changed.length + diff.returned.length,
      vanished: diff.vanished.length,
    },
    coverage: coverageTable(courses),
    notes: [`Released by a person on ${instantOf(now).slice(0, 10)}; refused before by the gate "${refusal.gate}".`],
  }
  const files = store.write(provider, {
    runs: runsAfter(runs, run, diff),
    courses: diff.courses,
    memberships: diff.memberships,
    history: diff.history,
    refusal: null,
  })
  return { files, courses: courses.length }
}
