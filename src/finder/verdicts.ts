import { isOver } from '../catalog/courses.ts'
import { formatNumber, formatSpan } from '../catalog/format.ts'
import type { Catalog } from '../catalog/load.ts'
import { MOST_HELD } from '../credentials/most-held.ts'
import { ANSWERS } from '../credentials/answers.ts'
import { verdict, type Context, type Verdict } from '../credentials/verdict.ts'
import type { Course } from '../schema/course.ts'
import type { Credential } from '../schema/credential.ts'
import type { Mine, Overview } from './mine.ts'

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

/** @returns the verdict of one credential on each course, in their order */
export function judgeCourses(courses: readonly Course[], credential: Credential, catalog: Judges, on: string): Mine[] {
  const context = contextOf(catalog, on)
  return courses.map((course) => {
    if (isOver(course, on)) return { answer: null, reason: '', credits: null }
    const { answer, reason, credits } = verdict(course, credential, context)
    return { answer, reason, credits }
  })
}

/** @returns the verdicts of the most widely held credentials on one course, best answer first */
export function overviewOf(course: Course, credentials: readonly Credential[], catalog: Judges, on: string): Overview {
  const context = contextOf(catalog, on)
  const found = MOST_HELD.flatMap((id) => credentials.find((credential) => credential.id === id) ?? []).map(
    (credential) => ({ id: credential.id, answer: verdict(course, credential, context).answer }),
  )
  return ANSWERS.map((answer) => ({
    answer,
    credentials: found.filter((one) => one.answer === answer).map(({ id }) => id),
  })).filter(({ credentials: some }) => some.length > 0)
}
