import { expect, test } from 'vitest'

import { findArea, parseArea, parseSplit } from './area.ts'

test.each([
  ['Clinical', ['clinical']],
  ['Administrative / General', ['administrative', 'general']],
  ['General CEUs', ['general']],
  ['admin', ['administrative']],
])('the category %j is %j', (name, areas) => {
  expect(parseArea(name)).toEqual(areas)
})

test.each(['Law & Ethics', 'Clinical Laboratory', 'General Interest', 'Live webinars', ''])(
  'the category %j is no area',
  (name) => {
    expect(parseArea(name)).toBeNull()
  },
)

test.each([
  ['1½ CEUs, clinical content area.', ['clinical']],
  ['1.5 credits (admin)', ['administrative']],
  ['General: 4.0 CEUs', ['general']],
  ['3 CEUs, Clinical or General: learner may choose.', ['clinical', 'general']],
  ['10 CEUs (6 Administrative, 4 General)', ['administrative', 'general']],
])('%j states %j', (text, areas) => {
  expect(findArea(text)).toEqual(areas)
})

test.each(['For clinical staff, 2 CEUs', 'General anesthesia and CEUs', 'Work in a clinical setting.'])(
  '%j states none',
  (text) => {
    expect(findArea(text)).toBeNull()
  },
)

test('a split has at least two areas and one amount for each', () => {
  expect(parseSplit('20 Administrative, 20 Clinical, 20 General')).toHaveLength(3)
  expect(parseSplit('Clinical 3')).toBeNull()
  expect(parseSplit('Clinical 3, General 1, Clinical 2')).toBeNull()
})
