import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { isOver } from '../catalog/courses.ts'
import { loadCatalog } from '../catalog/load.ts'
import { Course, type Approval } from '../schema/course.ts'
import type { Credential } from '../schema/credential.ts'
import { outsideCap } from './limits.ts'
import { ANSWERS } from './answers.ts'
import { RULE_KEYS, verdict, type Context, type Earned, type Verdict } from './verdict.ts'

const catalog = loadCatalog('data')
const on = '2026-11-22'
const context: Context = { on, units: catalog, bodies: catalog.bodies }
const cma = catalog.credentials.find(({ id }) => id === 'aama-cma')
if (cma === undefined) throw new Error('no CMA')

const DATES = ['2014', '2023-05', '2025', '2026-06-01', '2026-11-22', '2027-01', '2031']
const date = fc.constantFrom(null, ...DATES)
const ends = [0, 0.1, 0.5, 0.99, 1, 1.5, 3, 14, 60]
const span = fc
  .tuple(fc.constantFrom(null, ...ends), fc.constantFrom(null, ...ends))
  .filter(([min, max]) => (min !== null || max !== null) && (min === null || max === null || min <= max))
  .map(([min, max]) => ({ min, max }))
const approvalOf = (bodies: readonly string[]): fc.Arbitrary<Approval> =>
  fc.record({
    body: fc.constantFrom(...bodies),
    basis: fc.constantFrom('approved', 'provider-claims'),
    number: fc.constant(null),
    from: date,
    until: date,
  })
const approval = approvalOf(catalog.bodies.map(({ id }) => id))
/** Any unit, and as often one that converts. */
const unit = fc.oneof(
  fc.constantFrom(...catalog.units.map(({ id }) => id)),
  fc.constantFrom(...catalog.conversions.map(({ from }) => from)),
)
/** A sound course: whatever is known has a source. */
const course: fc.Arbitrary<Course> = fc
  .record({
    unitsAndAmounts: fc.option(fc.array(fc.tuple(unit, fc.option(span)), { maxLength: 3 })),
    approvals: fc.array(approval, { maxLength: 3 }),
    minutes: fc.option(span.map(({ min, max }) => ({ min: min && min * 50, max: max && max * 50 }))),
    expires: date,
    ended: fc.constantFrom(null, null, null, true),
    vanished: fc.constantFrom(null, null, '2026-01-01'),
    certificate: fc.constantFrom(null, null, 'credit', 'participation'),
    creditFor: fc.constantFrom(null, null, 'Nurses', 'Medical assistants and nurses'),
    areas: fc.option(fc.uniqueArray(fc.constantFrom('administrative', 'clinical', 'general'), { minLength: 1 })),
    seen: date,
    method: fc.constantFrom('scraped', 'read-by-hand', 'reported'),
  })
  .map(({ unitsAndAmounts, seen, method, ...known }) =>
    Course.parse({
      ...{ id: 'made-up/course', key: null, provider: 'made-up', kind: 'course', title: 'Made up', url: null },
      ...{ summary: null, format: null, areaFit: null, offers: [], topics: [], audience: null, passMark: null },
      ...{ attempts: null, accessMonths: null, released: null, reviewed: null, supersededBy: null, conflicts: [] },
      ...known,
      credits: unitsAndAmounts?.map(([id, amount]) => ({ unit: id, amount, parts: null })) ?? null,
      sources: [
        {
          ...{ id: 'page', url: null, link: false, publisher: 'Made up', date: seen, readOn: '2026-11-01', method },
          ...{ certainty: 'provider-page', note: null },
        },
      ],
      evidence: Object.fromEntries(
        ['credits', 'minutes', 'areas', 'approvals', 'expires', 'ended'].map((field) => [
          field,
          { source: 'page', printed: null },
        ]),
      ),
    }),
  )
const earned: fc.Arbitrary<Earned[]> = fc.array(
  fc.record({
    courseId: fc.constantFrom('made-up/course', 'made-up/other'),
    date: fc.constantFrom('2022-03-01', '2026-05-01'),
    amount: fc.constantFrom(0.5, 4, 12, 29),
    area: fc.constant(null),
    rule: fc.constantFrom(undefined, null, 'cpr-card', 'contact-hours', 'aama-approved', 'no-such-rule'),
  }),
  { maxLength: 4 },
)
const credential = fc.constantFrom(...catalog.credentials)
/** A credential with an approval by one of the bodies that its rules name, which decides more often than any body's. */
const approvedFor = credential
  .filter(({ accepts }) => accepts.some(({ bodies }) => bodies.length > 0))
  .chain((record) => fc.tuple(fc.constant(record), approvalOf(record.accepts.flatMap(({ bodies }) => bodies))))

const rank = ({ answer }: Verdict) => -ANSWERS.indexOf(answer)

function expectSound(answer: Verdict, { accepts, caps, sources }: Credential) {
  expect([...RULE_KEYS, ...accepts.map(({ id }) => id), ...caps.map(({ id }) => id)]).toContain(answer.rule)
  const source = sources.find(({ id }) => id === answer.source.id)
  expect(answer.source).toEqual({ id: source?.id, url: source?.url, date: source?.date })
  expect(answer.reason).toMatch(/^[A-Z].*[^.]\.$/)
  expect(answer.missing.length > 0).toBe(answer.answer === 'not-confirmed')
  expect(new Set(answer.missing).size).toBe(answer.missing.length)
  if (answer.answer.startsWith('counts') && answer.credits !== null) expect(answer.credits.min).not.toBeNull()
  if (answer.limit !== null) {
    expect(answer.answer).toBe('counts-with-limit')
    expect(answer.credits?.max ?? 0).toBeLessThanOrEqual(answer.limit.left)
  }
}

describe('every verdict', () => {
  it('has a rule of the credential and its source, for every course and credential on file', () => {
    for (const one of catalog.courses)
      for (const record of catalog.credentials) expectSound(verdict(one, record, context), record)
  })
  it('has them for any course, with anything earned', () => {
    const anything = fc.property(course, credential, earned, (one, record, credits) => {
      expectSound(verdict(one, record, { ...context, earned: credits }), record)
    })
    fc.assert(anything, { numRuns: 2000 })
  })
  it('is the same when asked again', () => {
    const twice = fc.property(course, credential, (one, record) => {
      expect(verdict(one, record, context)).toEqual(verdict(structuredClone(one), record, context))
    })
    fc.assert(twice)
  })
})

describe('no verdict', () => {
  it('says that a course counts on the provider’s word alone', () => {
    const claims = fc.property(course, approvedFor, (one, [record, claim]) => {
      const approvals = [...one.approvals, claim].map((each) => ({ ...each, basis: 'provider-claims' as const }))
      expect(verdict({ ...one, approvals }, record, context).answer).not.toBe('counts')
    })
    fc.assert(claims, { numRuns: 3000 })
  })
  it('lets a course count that can no longer be taken', () => {
    const over = fc.property(course, credential, (one, record) => {
      fc.pre(isOver(one, on))
      expect(verdict(one, record, context).answer).toBe('does-not-count')
    })
    fc.assert(over, { numRuns: 1000 })
  })
  it('takes under one contact hour as outside credit', () => {
    const short = fc.property(course, fc.constantFrom(10, 30, 49.9), (one, minutes) => {
      const { answer, limit } = verdict({ ...one, minutes: { min: minutes, max: minutes } }, cma, context)
      expect([answer, limit?.rule]).not.toEqual(['counts-with-limit', outsideCap(cma)?.id])
    })
    fc.assert(short, { numRuns: 2000 })
    const little = fc.property(course, fc.constantFrom('ama-pra-1', 'ancc-contact-hour', 'cme-credit'), (one, id) => {
      const credits = [{ unit: id, amount: { min: 0.5, max: 0.75 }, parts: null }]
      expect(verdict({ ...one, credits }, cma, context).answer).not.toBe('counts-with-limit')
    })
    fc.assert(little, { numRuns: 1000 })
  })
  it('gets worse when a claim turns out to be an approval', () => {
    const raised = fc.property(course, approvedFor, (one, [record, claim]) => {
      const withApproval = (basis: Approval['basis']) =>
        verdict({ ...one, approvals: [...one.approvals, { ...claim, basis }] }, record, context)
      expect(rank(withApproval('approved'))).toBeGreaterThanOrEqual(rank(withApproval('provider-claims')))
    })
    fc.assert(raised, { numRuns: 4000 })
  })
  it('adds up credits that are alternatives', () => {
    const alternatives = fc.property(course, credential, (one, record) => {
      const credits = (one.credits ?? []).map((credit) => ({ ...credit, unit: 'contact-hour' }))
      const most = (some: typeof credits) => verdict({ ...one, credits: some }, record, context).credits?.max ?? 0
      expect(most(credits)).toBeLessThanOrEqual(Math.max(0, ...credits.map((credit) => most([credit]))))
    })
    fc.assert(alternatives, { numRuns: 2000 })
  })
})
