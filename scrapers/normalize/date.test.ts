import { expect, test } from 'vitest'

import { parseDate } from './date.ts'

test.each([
  ['Approved through 8/31/2025', '2025-08-31'],
  ['26-Jun-18', '2018-06-26'],
  ['Dec. 15, 2022', '2022-12-15'],
  ['1st of April 2020', '2020-04-01'],
  ['Friday, December 12th, 2014', '2014-12-12'],
  ['2025-08-31T10:00:00Z', '2025-08-31'],
  ['31.08.2025', '2025-08-31'],
  ['25/12/2014', '2014-12-25'],
  ['March 2012', '2012-03'],
  ['08/2025', '2025-08'],
  ['Released 2019', '2019'],
  ['Tue May 07 09:54:57 2013', '2013-05-07'],
])('%j is %j', (text, date) => {
  expect(parseDate(text, { now: '2026-11-22' })).toBe(date)
})

test.each([
  'XX/XX/XXXX',
  '2/30/2024',
  '13/13/2020',
  'Course 2025-0000001161',
  '180 days after purchase',
  '$2025',
  'September 5',
  '1.5',
])('%j is no date', (text) => {
  expect(parseDate(text, { now: '2026-11-22' })).toBeNull()
})

test('two digits are read as a year not far ahead', () => {
  expect(parseDate('1/1/46', { now: '2026-11-22' })).toBe('2046-01-01')
  expect(parseDate('1/1/47', { now: '2026-11-22' })).toBe('1947-01-01')
})
