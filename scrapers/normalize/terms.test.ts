import { expect, test } from 'vitest'

import { parseAccessMonths, parseAttempts, parseCertificate, parsePassMark } from './terms.ts'

test('pass marks', () => {
  expect(parsePassMark('Pass the post-test with 80% or better to print your certificate.')).toBe(80)
  expect(parsePassMark('A score of 75 percent is needed to pass.')).toBe(75)
  expect(parsePassMark('Save 20% today.')).toBeNull()
  expect(parsePassMark('Pass with 70%. A score of 80% is needed for credit.')).toBeNull()
})

test('attempts', () => {
  expect(parseAttempts('You may take every test three times; after that, write to us.')).toBe(3)
  expect(parseAttempts('You have 2 attempts.')).toBe(2)
  expect(parseAttempts('Quiz Attempts: 5')).toBe(5)
  expect(parseAttempts('Number of attempts allowed: three')).toBe(3)
  expect(parseAttempts('Attempts: unlimited')).toBeNull()
  expect(parseAttempts('Attempts: 2-3')).toBeNull()
  expect(parseAttempts('Many attempts were made.')).toBeNull()
})

test('months of access', () => {
  expect(parseAccessMonths('Access lasts 6 months from purchase.')).toBe(6)
  expect(parseAccessMonths('One year of access.')).toBe(12)
  expect(parseAccessMonths('Updated every 6 months.')).toBeNull()
})

test('certificates', () => {
  expect(parseCertificate('You receive a certificate of participation.')).toBe('participation')
  expect(parseCertificate('If you are not a nurse, you may earn a certificate of participation')).toBeNull()
  expect(parseCertificate('Print your certificate.')).toBeNull()
})
