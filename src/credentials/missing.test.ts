import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { loadCatalog } from '../catalog/load.ts'
import type { Course } from '../schema/course.ts'
import type { Credential } from '../schema/credential.ts'
import { verdict, type Context, type MissingFact, type Verdict } from './verdict.ts'

const catalog = loadCatalog('data')
const { on, courses: madeUp } = JSON.parse(readFileSync('tests/verdict-pairs.json', 'utf8')) as {
  on: string
  courses: Course[]
}

interface Case {
  course: Course
  credential: Credential
  context: Context
}
const ask = ({ course, credential, context }: Case): Verdict => verdict(course, credential, context)

const hours = (amount: number) => ({ unit: 'ancc-contact-hour', amount: { min: amount, max: amount }, parts: null })

/** The same case once the fact is found out, in the medical assistant's favor. */
const FIND_OUT: Record<MissingFact, (one: Case, answer: Verdict) => Case> = {
  'approval-of-course': (one, { rule }) => {
    const bodies = one.credential.accepts.find(({ id }) => id === rule)?.bodies ?? []
    const approvals = bodies.map((body) => ({
      ...{ body, basis: 'approved' as const, number: null },
      ...{ from: null, until: '2027-12-31' },
    }))
    return change(one, { approvals })
  },
  'still-approved': (one) =>
    change(one, { sources: one.course.sources.map((source) => ({ ...source, date: '2026-06-01' })) }),
  'credit-amount': (one) => {
    const known = one.course.credits?.map((credit) => ({ ...credit, amount: { min: 2, max: 2 } }))
    const evidence = { ...one.course.evidence, credits: { source: one.course.sources[0]?.id ?? '', printed: null } }
    return change(one, { credits: known ?? [hours(2)], evidence })
  },
  'unit-issuer': (one) =>
    change(one, {
      credits: one.course.credits?.map((credit) => ({ ...credit, unit: 'ancc-contact-hour' })) ?? [hours(2)],
    }),
  conversion: (one) => {
    const to = one.credential.needs.unit ?? ''
    const known = one.course.credits ?? []
    const edge = { to, factor: 1, source: 'found-out', certainty: 'official' as const, note: null }
    const found = known.map(({ unit }) => ({ ...edge, id: `${unit}-to-${to}`, from: unit }))
    const { units, conversions } = one.context.units
    return { ...one, context: { ...one.context, units: { units, conversions: [...conversions, ...found] } } }
  },
  hours: (one) =>
    change(one, {
      minutes: { min: 100, max: 100 },
      credits: one.course.credits?.map((credit) => ({ ...credit, amount: { min: 2, max: 2 } })) ?? null,
    }),
  'who-may-earn': (one) => change(one, { creditFor: 'Nurses and medical assistants' }),
  acceptance: (one, { rule, source }) =>
    terms(
      one,
      one.credential.accepts.map((line) =>
        line.id === rule ? { ...line, answer: 'reviewed' as const, source: source.id, certainty: 'official' } : line,
      ),
    ),
  'renewal-rules': (one, { source }) =>
    terms(one, [
      {
        ...{ id: 'any-in-scope', approval: 'Any course', bodies: [], answer: 'reviewed' },
        ...{ source: source.id, certainty: 'official', note: null },
      },
    ]),
}
const change = (one: Case, course: Partial<Course>): Case => ({ ...one, course: { ...one.course, ...course } })
const terms = (one: Case, accepts: Credential['accepts']): Case => ({
  ...one,
  credential: { ...one.credential, accepts },
})

const open = catalog.credentials.flatMap((credential) =>
  [...catalog.courses, ...madeUp]
    .map((course): Case => ({ course, credential, context: { on, units: catalog, bodies: catalog.bodies } }))
    .filter((one) => ask(one).answer === 'not-confirmed'),
)

describe('what an answer that is not confirmed says is missing', () => {
  it('is no longer missing once it is found out', () => {
    for (const one of open) {
      const before = ask(one)
      for (const fact of before.missing) {
        const after = ask(FIND_OUT[fact](one, before))
        expect([after.rule, after.missing], `${one.course.id} for ${one.credential.id}`).not.toEqual([
          before.rule,
          before.missing,
        ])
      }
    }
  })
  it('settles it: found out one after the other, the answer changes', () => {
    for (const one of open) {
      let now = one
      for (let step = 0; step < 8; step += 1) {
        const answer = ask(now)
        const [fact] = answer.missing
        if (fact !== undefined) now = FIND_OUT[fact](now, answer)
      }
      expect(ask(now).answer, `${one.course.id} for ${one.credential.id}`).not.toBe('not-confirmed')
    }
  })
  it('is any of the known facts', () => {
    const seen = new Set(open.flatMap((one) => ask(one).missing))
    expect([...seen].toSorted()).toEqual(Object.keys(FIND_OUT).toSorted())
  })
})
