import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'
import * as z from 'zod'

import { loadCatalog } from '../catalog/load.ts'
import { Course } from '../schema/course.ts'
import { AreaId } from '../schema/ids.ts'
import { NumberSpan } from '../schema/values.ts'
import { GENERAL_RULES, UNITS_OF_RULE } from './kinds.ts'
import { ANSWERS } from './answers.ts'
import { verdict, type MissingFact } from './verdict.ts'
import { MISSING_WORDS } from './words.ts'

/** Pairs judged by hand from the rules, before there was code; courses that `data/` has none of are made up in full. */
const Pairs = z.strictObject({
  on: z.iso.date(),
  courses: z.array(Course),
  pairs: z.array(
    z.strictObject({
      course: z.string(),
      credential: z.string(),
      earned: z
        .array(
          z.strictObject({
            courseId: z.string(),
            date: z.iso.date(),
            amount: z.number(),
            area: AreaId.nullable(),
            rule: z.string(),
          }),
        )
        .optional(),
      expect: z.strictObject({
        answer: z.enum(ANSWERS),
        credits: NumberSpan.nullable(),
        area: AreaId.nullable(),
        basis: z.enum(['approved', 'provider-claims', 'rule']).nullable(),
        rule: z.string(),
        missing: z.array(z.enum(Object.keys(MISSING_WORDS) as MissingFact[])),
        left: z.number().optional(),
      }),
      why: z.string(),
    }),
  ),
})
const { on, courses, pairs } = Pairs.parse(JSON.parse(readFileSync('tests/verdict-pairs.json', 'utf8')))
const catalog = loadCatalog('data')
const context = { on, units: catalog, bodies: catalog.bodies }

function courseOf(id: string): Course {
  const course = [...courses, ...catalog.courses].find((one) => one.id === id)
  if (course === undefined) throw new Error(`no course ${id}`)
  return course
}
function credentialOf(id: string) {
  const credential = catalog.credentials.find((one) => one.id === id)
  if (credential === undefined) throw new Error(`no credential ${id}`)
  return credential
}

describe('pairs judged by hand', () => {
  it.each(pairs)('$course for $credential: $why', ({ course, credential, earned, expect: expected }) => {
    const { left, ...fields } = expected
    const answer = verdict(courseOf(course), credentialOf(credential), { ...context, earned })
    expect(answer).toMatchObject(fields)
    if (left !== undefined) expect(answer.limit).toMatchObject({ left })
  })

  it.each(ANSWERS)('hold at least four of %s', (answer) => {
    expect(pairs.filter((pair) => pair.expect.answer === answer).length).toBeGreaterThanOrEqual(4)
  })
})

it('every rule on a kind of credit is one that the code knows', () => {
  const kinds = catalog.credentials.flatMap(({ accepts }) => accepts.filter(({ bodies }) => bodies.length === 0))
  for (const { id } of kinds) expect(id in UNITS_OF_RULE || GENERAL_RULES.has(id), id).toBe(true)
})
