import { expect, test } from 'vitest'

import { parseBodies, parseBodyName } from './body.ts'

const show = (text: string) => parseBodies(text).map(({ body, basis, number }) => [body, basis, number])

test.each([
  ['Approved for 1.0 AAMA CEU (clinical).', [['aama', 'approved', null]]],
  ['This course is approved by the American Association of Medical Assistants.', [['aama', 'approved', null]]],
  ['This program is approved by P.A.C.E.®, course number 578-006-20.', [['pace', 'approved', '578-006-20']]],
  ['1.5 AAMA CEUs. Member pricing available.', [['aama', 'provider-claims', null]]],
  [
    'Accepted by AAMA, AMT and NHA.',
    [
      ['aama', 'provider-claims', null],
      ['amt', 'provider-claims', null],
      ['nha', 'provider-claims', null],
    ],
  ],
  ['All of our courses are approved by the AMMA.', [['aama', 'provider-claims', null]]],
  ['We are an approved provider of ANCC contact hours.', [['ancc', 'provider-claims', null]]],
  [
    'Approved by ASCLS P.A.C.E., accepted for AMT.',
    [
      ['amt', 'provider-claims', null],
      ['pace', 'approved', null],
    ],
  ],
])('%j', (text, approvals) => {
  expect(show(text)).toEqual(approvals)
})

test.each([
  'P.A.C.E.® credits are not offered at this time',
  'AAMA approval is pending.',
  'Keep pace with the amateur.',
  'The AMA building',
])('%j approves nothing', (text) => {
  expect(parseBodies(text)).toEqual([])
})

test('a tag is a body when it says nothing else', () => {
  expect(parseBodyName('AAMA')).toBe('aama')
  expect(parseBodyName('PACE approved')).toBe('pace')
  expect(parseBodyName('AMT CEUs')).toBe('amt')
  expect(parseBodyName('Pace of work')).toBeNull()
  expect(parseBodyName('Clinical')).toBeNull()
})
