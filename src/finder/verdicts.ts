import type { Catalog } from '../catalog/load.ts'
import { isOver } from '../catalog/courses.ts'
import { MOST_HELD } from '../credentials/most-held.ts'
import { ANSWERS, verdict, type Context, type Verdict } from '../credentials/verdict.ts'
import { formatNumber, formatSpan } from '../catalog/format.ts'
import type { Course } from '../schema/course.ts'
import type { Credential } from '../schema/credential.ts'
import type { Mine, Overview, VerdictTable } from './mine.ts'

type Judges = Pick<Catalog, 'units' | 'conversions' | 'bodies' | 'runs'>

/** @returns what every verdict of this build is judged by */
export const contextOf = ({ units, conversions, bodies, runs }: Judges, on: string): Context => ({
  on,
  units: { units, conversions },
  bodies,
  confirmed: Object.assign({}, ...runs.map(({ confirmed }) => confirmed)) as Record<string, string>,
})

const unitWords = (credential: Credential, units: Catalog['units'], count: number) => {
  const unit = units.find(({ id }) => id === credential.needs.unit)
  return (count === 1 ? unit?.name : unit?.plural) ?? 'credits'
}

/** @returns credits of a verdict in words, in the credential's own unit */
export const creditsWords = ({ credits }: Verdict, credential: Credential, units: Catalog['units']): string | null =>
  credits === null
    ? null
    : `${formatSpan(credits, formatNumber)} ${unitWords(credential, units, credits.max ?? credits.min ?? 0)}`

/** @returns the verdict on every open course for one credential */
export function judgeCourses(
  courses: readonly Course[],
  credential: Credential,
  catalog: Judges,
  on: string,
): VerdictTable {
  const context = contextOf(catalog, on)
  return Object.fromEntries(
    courses
      .filter((course) => !isOver(course, on))
      .map((course): [string, Mine] => {
        const found = verdict(course, credential, context)
        const { answer, reason, credits } = found
        return [
          course.id,
          {
            credential: credential.abbreviation,
            answer,
            reason,
            credits: creditsWords(found, credential, catalog.units),
            amount: credits?.min ?? null,
          },
        ]
      }),
  )
}

/** @returns the verdicts of the most widely held credentials on one course, best answer first */
export function overviewOf(course: Course, credentials: readonly Credential[], catalog: Judges, on: string): Overview {
  const context = contextOf(catalog, on)
  const found = MOST_HELD.flatMap((id) => credentials.find((credential) => credential.id === id) ?? []).map(
    (credential) => ({
      name: credential.abbreviation,
      answer: verdict(course, credential, context).answer,
    }),
  )
  return ANSWERS.map((answer) => ({
    answer,
    names: found.filter((one) => one.answer === answer).map(({ name }) => name),
  })).filter(({ names }) => names.length > 0)
}
