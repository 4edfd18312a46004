import { expect, test } from 'vitest'

import { parseMinutes } from './duration.ts'

test.each([
  ['1 hr 40 min', 100, 100],
  ['50-minute course', 50, 50],
  ['1 1/2 hours', 90, 90],
  ['an hour and a half', 90, 90],
  ['three-quarters of an hour', 45, 45],
  ['3 quarters of an hour', 45, 45],
  ['less than an hour', null, 60],
  ['two and a half hours', 150, 150],
  ['1h30m', 90, 90],
  ['PT1H30M', 90, 90],
  ['Run Time: 50:00', 50, 50],
  ['45-60 min', 45, 60],
  ['approximately 1 to 2 hours', 60, 120],
  ['15 minutes or less', null, 15],
  ['eight 60-minute modules', 480, 480],
  ['11 a.m.–Noon', 60, 60],
  ['Course Duration (Hours): 1.25', 75, 75],
  ['90 seconds', 1.5, 1.5],
])('%j takes %j to %j minutes', (text, min, max) => {
  expect(parseMinutes(text)).toEqual({ min, max })
})

test.each([
  'half a day',
  '2 days',
  '6 months of access',
  '24-hour hotline',
  'within 24 hours',
  '4 hours (first time) or 30 min (again)',
  '1 minute/question',
  'minutes',
  '101',
])('%j is no study time', (text) => {
  expect(parseMinutes(text)).toBeNull()
})
