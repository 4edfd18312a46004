import { describe, expect, it } from 'vitest'

import { loadCatalog } from '../catalog/load.ts'
import type { Credit } from '../schema/course.ts'
import type { NumberSpan } from '../schema/values.ts'
import { creditsFor } from './units.ts'

const catalog = loadCatalog('data')
const credit = (unit: string, amount: NumberSpan | null): Credit => ({ unit, amount, parts: null })
const exactly = (value: number) => ({ min: value, max: value })

function convert(credential: string, ...credits: Credit[]) {
  const record = catalog.credentials.find(({ id }) => id === credential)
  if (record === undefined) throw new Error(`no credential ${credential}`)
  const { amount, credit: taken, edges, certainty } = creditsFor({ credits }, record, catalog)
  return { amount, unit: taken?.unit ?? null, edges: edges.map(({ id }) => id), certainty }
}
const NOTHING = { amount: null, unit: null, edges: [], certainty: null }

describe('creditsFor', () => {
  it('takes the credential’s own unit as it is', () => {
    expect(convert('aama-cma', credit('aama-ceu', exactly(2)))).toEqual({
      amount: exactly(2),
      unit: 'aama-ceu',
      edges: [],
      certainty: null,
    })
  })
  it('chains conversions and names the least certain', () => {
    expect(convert('aama-cma', credit('iacet-ceu', exactly(0.1)))).toEqual({
      amount: exactly(1),
      unit: 'iacet-ceu',
      edges: ['iacet-ceu-to-contact-hour', 'contact-hour-to-aama-ceu'],
      certainty: 'official',
    })
    expect(convert('ccbma-ccma-c', credit('ancc-contact-hour', exactly(1.5)))).toMatchObject({
      amount: exactly(1.5),
      certainty: 'secondary',
    })
  })
  it('reads one hour of 60 minutes as one AAMA point', () => {
    expect(convert('aama-cma', credit('ancc-contact-hour', exactly(3))).amount).toEqual(exactly(3))
  })
  it('gives 15 points for a college credit and 4 for a CPR card', () => {
    expect(convert('aama-cma', credit('college-credit', exactly(1.5))).amount).toEqual(exactly(22.5))
    expect(convert('aama-cma', credit('cpr-card', exactly(1))).amount).toEqual(exactly(4))
  })
  it('keeps ranges, open ends and unknown amounts', () => {
    expect(convert('aama-cma', credit('ancc-contact-hour', { min: 0.25, max: 1 })).amount).toEqual({
      min: 0.25,
      max: 1,
    })
    expect(convert('aama-cma', credit('ama-pra-1', { min: null, max: 2 })).amount).toEqual({ min: null, max: 2 })
    expect(convert('aama-cma', credit('ama-pra-1', null))).toMatchObject({ amount: null, unit: 'ama-pra-1' })
  })
  it('takes the best of parallel credits and never their sum', () => {
    const parallel = [
      credit('ama-pra-1', { min: null, max: 3 }),
      credit('ancc-contact-hour', exactly(1)),
      credit('cdr-cpeu', exactly(9)),
    ]
    expect(convert('aama-cma', ...parallel)).toMatchObject({ amount: exactly(1), unit: 'ancc-contact-hour' })
  })
  it.each(['bare-ceu', 'ce-credit', 'amt-ce', 'nha-credit', 'nursing-contact-hour', 'hour-of-training'])(
    'does not convert %s, which no source does',
    (unit) => expect(convert('aama-cma', credit(unit, exactly(2)))).toEqual(NOTHING),
  )
  it('converts nothing into the units of AMT, NHA, AMCA and ARMA', () => {
    for (const id of ['amt-rma', 'nha-ccma', 'amca-cmac', 'arma-rma'])
      expect(convert(id, credit('contact-hour', exactly(2)), credit('aama-ceu', exactly(2)))).toEqual(NOTHING)
  })
  it('never converts a bare CEU, whatever conversion is on file', () => {
    const edge = {
      from: 'bare-ceu',
      to: 'aama-ceu',
      factor: 1,
      source: 'made-up',
      certainty: 'official',
      note: null,
    } as const
    const [cma] = catalog.credentials.filter(({ id }) => id === 'aama-cma')
    if (cma === undefined) throw new Error('no CMA')
    const measures = { units: catalog.units, conversions: [{ ...edge, id: 'bare' }] }
    expect(creditsFor({ credits: [credit('bare-ceu', exactly(1))] }, cma, measures).credit).toBeNull()
  })
  it('has nothing to give where no credits are printed or none are asked', () => {
    expect(convert('aama-cma')).toEqual(NOTHING)
    expect(convert('state-wa-mac', credit('aama-ceu', exactly(1)))).toEqual(NOTHING)
  })
})
