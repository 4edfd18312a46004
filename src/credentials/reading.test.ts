import { fleschKincaid } from 'flesch-kincaid'
import { syllable } from 'syllable'
import { describe, expect, it } from 'vitest'

import { loadCatalog } from '../catalog/load.ts'
import { REASONS } from './reasons.ts'
import { verdict } from './verdict.ts'
import { ANSWER_WORDS, MISSING_WORDS } from './words.ts'

const GRADE = 8

const catalog = loadCatalog('data')

/** Sentences end in a period, colon or question mark that a space follows; "P.A.C.E." is one word. */
function gradeOf(text: string): number {
  const words = text.split(/\s+/).filter((word) => /[a-z0-9]/i.test(word))
  const sentence = text.split(/(?<=[a-z0-9)][.?!])\s+(?=[A-Z])/).length
  return fleschKincaid({ sentence, word: words.length, syllable: words.reduce((sum, word) => sum + syllable(word), 0) })
}

describe(`reading level of grade ${GRADE} or below`, () => {
  it('of every reason given for the courses and credentials on file', () => {
    const context = { on: '2026-11-22', units: catalog, bodies: catalog.bodies }
    const reasons = catalog.credentials.flatMap((credential) =>
      catalog.courses.map((course) => verdict(course, credential, context).reason),
    )
    for (const reason of new Set(reasons)) expect(gradeOf(reason), reason).toBeLessThanOrEqual(GRADE)
  })
  it('of every reason that there is', () => {
    const full = { rule: 'outside-aama', max: 30, left: 0 }
    const span = { min: null, max: 2 }
    const all = [
      ...[REASONS.approved('AAMA', null), REASONS.approved('P.A.C.E.', span), REASONS.kind('Two-year CPR card', full)],
      ...[REASONS.kind('Two-year CPR card', null), REASONS.outside(REASONS.lowReading(60), full)],
      ...[REASONS.outside(REASONS.reading(15), null), REASONS.approvalOver('AAMA'), REASONS.creditOver()],
      ...[REASONS.atWork(), REASONS.over(null), REASONS.unsaid('AAMA'), REASONS.amountUnknown('AAMA', span)],
      ...[REASONS.maybeUnderAnHour(), REASONS.forOthers(), REASONS.unseen('AAMA', null, '2021-12-22')],
    ]
    for (const reason of all) expect(gradeOf(reason), reason).toBeLessThanOrEqual(GRADE)
  })
  it('of the words for answers and for what is missing', () => {
    const words = [...Object.values(ANSWER_WORDS).map(({ meaning }) => meaning), ...Object.values(MISSING_WORDS)]
    for (const text of words) expect(gradeOf(text), text).toBeLessThanOrEqual(GRADE)
  })
})
