import { isOver } from '../catalog/courses.ts'
import { MOST_HELD } from '../credentials/most-held.ts'
import { ANSWERS } from '../credentials/answers.ts'
import { contextOf, type Judges } from '../credentials/context.ts'
import { verdict } from '../credentials/verdict.ts'
import type { Course } from '../schema/course.ts'
import type { Credential } from '../schema/credential.ts'
import type { Mine, Overview } from './mine.ts'

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
