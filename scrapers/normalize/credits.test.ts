import { describe, expect, test } from 'vitest'

import { parseCredits } from './credits.ts'

const show = (text: string, issuer?: string) =>
  parseCredits(text, issuer === undefined ? {} : { issuer })?.map(
    ({ unit, amount }) =>
      `${unit} ${amount?.min === amount?.max ? String(amount?.min) : `${String(amount?.min)}..${String(amount?.max)}`}`,
  )

describe('units as issued', () => {
  test.each([
    ['1.0 AAMA CEU', ['aama-ceu 1']],
    ['Approved for 2 AMMA CEUs', ['aama-ceu 2']],
    ['CEUs (AAMA): 3', ['aama-ceu 3']],
    ['14.00 CEU', ['bare-ceu 14']],
    ['2 C.E.U.s', ['bare-ceu 2']],
    ['0.1 CEU (IACET)', ['iacet-ceu 0.1']],
    ['2.5 P.A.C.E.® contact hours', ['pace-hour 2.5']],
    ['1 contact hour', ['contact-hour 1']],
    ['3.0 clock hours', ['clock-hour 3']],
    ['2 CE credits', ['ce-credit 2']],
    ['1.25 AMA PRA Category 1 Credits™', ['ama-pra-1 1.25']],
    ['1 CME credit', ['cme-credit 1']],
    ['2 CCP points (AMT)', ['amt-point 2']],
    ['3 nursing contact hours', ['nursing-contact-hour 3']],
    ['1.0 ACPE hour (0.1 CEU)', ['acpe-hour 1', 'acpe-ceu 0.1']],
  ])('%j', (text, credits) => {
    expect(show(text)).toEqual(credits)
  })
})

describe('several in one line stand beside each other, never added up', () => {
  test.each([
    ['CEUs: 1 · Contact hours: 1', ['bare-ceu 1', 'contact-hour 1']],
    ['AMT: 2 CCPs; AAMA: 2 CEUs; NHA: 2 CE credits', ['amt-point 2', 'aama-ceu 2', 'nha-credit 2']],
    ['1.5 contact hours = 0.15 CEU', ['contact-hour 1.5', 'bare-ceu 0.15']],
    ['Contact hours 5.0 | CEUs 0.5', ['contact-hour 5', 'bare-ceu 0.5']],
    ['1 CEU / contact hour', ['bare-ceu 1', 'contact-hour 1']],
    ['1 AMA / 1 ANCC', ['ama-pra-1 1', 'ancc-contact-hour 1']],
    ['CME/CMLE Credit: 1.0', ['cme-credit 1', 'cmle-credit 1']],
    ['CE Hours 1.00 CE Units 0.100', ['ce-credit 1', 'bare-ceu 0.1']],
  ])('%j', (text, credits) => {
    expect(show(text)).toEqual(credits)
  })
})

describe('numbers', () => {
  test.each([
    ['Administrative CEUs: two', ['bare-ceu 2']],
    ['Two and one-half contact hours of clinical credit.', ['contact-hour 2.5']],
    ['Up to 2 contact hours', ['contact-hour null..2']],
    ['0.25 to 1 CEU', ['bare-ceu 0.25..1']],
    ['40+ CEUs a year', ['bare-ceu 40..null']],
    ['Now 2 CEUs! (was 1)', ['bare-ceu 2']],
    ['Earn 2 CEUs for only $27', ['bare-ceu 2']],
    ['General: 4.0 CEU’s', ['bare-ceu 4']],
  ])('%j', (text, credits) => {
    expect(show(text)).toEqual(credits)
  })
})

test('a split over areas goes with the credit that it adds up to', () => {
  expect(parseCredits('4 CEUs (Clinical 3, General 1)')).toEqual([
    {
      unit: 'bare-ceu',
      amount: { min: 4, max: 4 },
      parts: [
        { area: 'clinical', amount: 3 },
        { area: 'general', amount: 1 },
      ],
    },
  ])
  expect(parseCredits('5 CEUs (Clinical 3, General 1)')?.[0]?.parts).toBeNull()
})

test('the issuer settles what a bare CE is', () => {
  expect(show('CE: 1.0')).toEqual(['ce-credit 1'])
  expect(show('CE: 1.0', 'amt')).toEqual(['amt-ce 1'])
})

test.each([
  'Credit pending. Contact hours to be announced.',
  '4.0 nursing contact hours pending approval',
  'Continuing Education Credits : hour(s)',
  '1 CEU is equal to ten contact hours',
  'Contact hours: CHO, RN, RS',
  'The Spanish version is not eligible for CE credits',
  'ADA Credits: 2',
  'Credit card payments only',
  'Includes 180 CE courses',
  'a 1-hour continuing education course',
])('%j states no amount', (text) => {
  expect(parseCredits(text)).toBeNull()
})

test.each([
  'This activity carries no continuing education credit.',
  'There is no CE associated with this course.',
  'No CEUs',
])('%j says that there is none', (text) => {
  expect(parseCredits(text)).toEqual([])
})

test('one unit with two amounts is not settled', () => {
  expect(parseCredits('Part one: 2 CEUs. Part two: 3 CEUs.')).toBeNull()
})
