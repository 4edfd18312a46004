import { expect, test } from 'vitest'

import { findQuantities, tokenize } from './quantity.ts'

const read = (text: string) =>
  findQuantities(tokenize(text)).map(({ span }) => (span.min === span.max ? span.min : [span.min, span.max]))

test.each([
  ['1.5', [1.5]],
  ['.10', [0.1]],
  ['1,5', [1.5]],
  ['1,500', [1500]],
  ['1½ and ¾', [1.5, 0.75]],
  ['1 1/2', [1.5]],
  ['two (2)', [2]],
  ['two and one-half', [2.5]],
  ['six & a half', [6.5]],
  ['one and three quarters', [1.75]],
  ['forty-five', [45]],
  ['0.25 to 1', [[0.25, 1]]],
  ['0.5-1.25', [[0.5, 1.25]]],
  ['20–30', [[20, 30]]],
  ['0.1 or 0.2', [[0.1, 0.2]]],
  ['up to nine', [[null, 9]]],
  ['a maximum of 3.5', [[null, 3.5]]],
  ['40+', [[40, null]]],
  ['over 100', [[100, null]]],
])('%j counts %j', (text, numbers) => {
  expect(read(text)).toEqual(numbers)
})

test.each(['NUR122', '$45', '80%', '8/31/2025', '10:30', '2020-0000001161', '578-006-20x', 'number'])(
  '%j counts nothing',
  (text) => {
    expect(read(text)).toEqual([])
  },
)

test('a name and a number are no range', () => {
  expect(read('Module One – 52')).toEqual([1, 52])
})
