import { describe, expect, it } from 'vitest'

import { loadCatalog } from '../catalog/load.ts'
import type { Context } from '../credentials/verdict.ts'
import { choicesFor } from './choices.ts'
import { kindOf, monthsBetween, stayingCertified } from './staying.ts'

const catalog = loadCatalog('data')
const context: Context = { on: '2026-11-22', units: catalog, bodies: catalog.bodies }
const staying = (id: string) => {
  const credential = catalog.credentials.find((one) => one.id === id) ?? expect.fail(`no credential ${id}`)
  return stayingCertified(credential, choicesFor(credential, catalog, context), catalog)
}

describe('what staying certified costs', () => {
  it('adds yearly fees up over the cycle', () => {
    const rma = staying('amt-rma')
    expect(rma.renewal).toEqual({ low: 15000, high: 15000 })
    expect(rma).toMatchObject({ cycle: { low: 15000, high: null }, year: { low: 5000, high: null } })
  })
  it('leaves open what nobody knows', () => {
    const cma = staying('aama-cma')
    expect(cma.renewal).toBeNull()
    expect(cma.cycle.high).toBeNull()
  })
  it('takes courses with a known price that surely count, and none that may not', () => {
    expect(staying('aama-cma').courses).toBeNull()
    expect(staying('amca-cmac').courses).toMatchObject({
      cost: { low: 15800, high: 15800 },
      way: { membership: 'amca-package', sure: true },
    })
  })
  it('counts one of several fees that exclude each other', () => {
    expect(staying('amca-cmac').renewal).toEqual({ low: 0, high: null })
  })
  it('knows the memberships of the body', () => {
    expect(staying('aama-cma').memberships.map(({ membership, cycle }) => [membership.id, cycle])).toEqual([
      ['aama-active', { low: 38500, high: 53500 }],
      ['aama-student', { low: 12500, high: 20000 }],
    ])
  })
  it('tells every fee in the data by when it falls due', () => {
    const fees = catalog.credentials.flatMap(({ id, fees: all, cycle }) =>
      all.map((fee) => [id, fee.what, kindOf(fee), monthsBetween(fee, cycle.months.value)] as const),
    )
    // A fee of every renewal that cannot be counted over the cycle would be left out of it.
    const uncounted = fees.filter(
      ([id, , kind, months]) => kind === 'renewal' && months === null && !id.startsWith('state-'),
    )
    expect(uncounted).toEqual([])
    expect(Object.fromEntries(fees.map(([, what, kind]) => [what, kind]))).toMatchObject({
      'Exam, full price': 'exam',
      'Faster handling of an online application': 'choice',
      'Official transcript': 'choice',
      'ARMA CEU package': 'choice',
      'Reactivation inside the one-year grace': 'late',
      'Reinstatement, when you are late': 'late',
      'Getting the credential back with CCP points': 'late',
      'Reactivation fee when you must take the exam after a lapse': 'late',
      'Fee for an expired or lapsed certificate': 'late',
      'Yearly renewal': 'renewal',
      Renewal: 'renewal',
    })
  })
})

it('takes credits that are not confirmed as outside credit, unless the body itself gives them', () => {
  const cma = catalog.credentials.find(({ id }) => id === 'aama-cma') ?? expect.fail('no CMA')
  const { opened } = choicesFor(cma, catalog, context)
  const found = opened.map(({ membership, most, sure }) => [membership.id, most, sure])
  expect(found).toContainEqual(['ace-membership', 30, false])
  expect(found).toContainEqual(['aama-ceu-bundle', null, false])
})
