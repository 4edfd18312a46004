import { isDeepStrictEqual } from 'node:util'

import type { Correction } from '../src/schema/correction.ts'
import type { Course } from '../src/schema/course.ts'
import type { CourseId } from '../src/schema/ids.ts'

/** A correction that a person should look at again, now that the site says something else. */
export interface Stale {
  course: CourseId
  field: Correction['field']
  /** `agrees`: the site says the same now, so the correction can be dropped. `differs`: it says a third thing. */
  site: 'agrees' | 'differs'
}

/** @param courses as they were read; scrapes never change a correction */
export function findStale(corrections: readonly Correction[], courses: readonly Course[]): Stale[] {
  const read = new Map(courses.map((course) => [course.id, course]))
  return corrections.flatMap(({ course: id, field, value, instead }): Stale[] => {
    const course = read.get(id)
    if (course === undefined || isDeepStrictEqual(course[field], instead)) return []
    return [{ course: id, field, site: isDeepStrictEqual(course[field], value) ? 'agrees' : 'differs' }]
  })
}
