import type { Course } from '../src/schema/course.ts'

/** Fields whose coverage is watched and shown, and when they count as known. */
const COVERAGE = {
  title: ({ title }) => title !== '',
  url: ({ url }) => url !== null,
  price: ({ offers }) => offers.some(({ kind, price }) => kind !== 'purchase' || price !== null),
  credits: ({ credits }) => credits !== null,
  minutes: ({ minutes }) => minutes !== null,
  areas: ({ areas }) => areas !== null && areas.length > 0,
  approvals: ({ approvals }) => approvals.length > 0,
  date: ({ released, reviewed, expires }) => released !== null || reviewed !== null || expires !== null,
} satisfies Record<string, (course: Course) => boolean>

/** @returns share of courses on which a field is known */
export const coverageOf = (courses: readonly Course[], field: keyof typeof COVERAGE): number =>
  courses.length === 0 ? 0 : courses.filter((course) => COVERAGE[field](course)).length / courses.length

/** @returns the coverage of every field, as the run report has it; {} when there are no courses */
export const coverageTable = (courses: readonly Course[]): Record<string, number> =>
  Object.fromEntries(
    (Object.keys(COVERAGE) as (keyof typeof COVERAGE)[])
      .filter(() => courses.length > 0)
      .map((field) => [field, Math.round(coverageOf(courses, field) * 1000) / 1000]),
  )
