import * as z from 'zod'

import { Course } from './course.ts'
import { CourseId } from './ids.ts'
import { Source } from './source.ts'
import { Text } from './values.ts'

/** One field of one course, put right by hand. It is shown in place of what the record says, whoever wrote the record. */
export const Correction = z
  .strictObject({
    /** The course, scraped or reported. */
    course: CourseId,
    /** Which of its fields. */
    field: z.enum([
      'kind',
      'title',
      'url',
      'summary',
      'format',
      'minutes',
      'credits',
      'areas',
      'approvals',
      'offers',
      'topics',
      'audience',
      'creditFor',
      'certificate',
      'passMark',
      'attempts',
      'accessMonths',
      'released',
      'reviewed',
      'expires',
      'ended',
    ]),
    /** The right value, in the form that the field has in a course. */
    value: z.json(),
    /** What the record said when this was written: once it says a third thing, the correction may be out of date. */
    instead: z.json(),
    /** Why the record is wrong, in our words. */
    why: Text,
    /** Who says so, and where. */
    source: Source.omit({ id: true }),
    /** The words as printed there; null = the wording was not kept. */
    printed: Text.nullable(),
  })
  .superRefine(({ field, value }, check) => {
    const result = Course.shape[field].safeParse(value)
    for (const { path, message } of result.error?.issues ?? [])
      check.addIssue({ code: 'custom', path: ['value', ...path], message })
  })
export type Correction = z.infer<typeof Correction>

const PREFIX = 'correction-'
const idOf = (field: Correction['field']) => `${PREFIX}${field.toLowerCase()}`

/** @returns whether a source of a course as shown is that of a correction */
export const isCorrection = ({ id }: Pick<Source, 'id'>): boolean => id.startsWith(PREFIX)

/** @returns the course with its corrected fields; the evidence of each is then that of the correction */
export const correctCourse = (course: Course, corrections: readonly Correction[]): Course =>
  corrections
    .filter((correction) => correction.course === course.id)
    .reduce(
      (corrected, { field, value, source, printed }) =>
        Course.parse({
          ...corrected,
          [field]: value,
          sources: [...corrected.sources, { ...source, id: idOf(field) }],
          evidence: { ...corrected.evidence, [field]: { source: idOf(field), printed } },
        }),
      course,
    )
