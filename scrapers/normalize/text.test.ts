import { expect, test } from 'vitest'

import { cut, parseLines, parseText } from './text.ts'

test.each([
  ['Infection Control &amp; Hygiene', 'Infection Control & Hygiene'],
  ['Grief &amp;amp; Loss:   Families', 'Grief &amp; Loss: Families'],
  ['1&nbsp;CEU&#8217;s', '1 CEU’s'],
  ['&lt;script&gt;alert(1)&lt;/script&gt;', '<script>alert(1)</script>'],
  ['a <b>bold</b> word & more', 'a <b>bold</b> word & more'],
  ['one\u0000two\u202Ethree\u2066four\uFEFF', 'onetwothreefour'],
  ['  line\n\n  break\t here ', 'line break here'],
  ['👩‍⚕️ care', '👩‍⚕️ care'],
])('%j is shown as %j', (input, shown) => {
  expect(parseText(input)).toBe(shown)
})

test('nothing left is null', () => {
  expect(parseText(' \u200E\n&nbsp; ')).toBeNull()
  expect(parseLines('\n \n')).toBeNull()
})

test('lines stay apart, empty ones go', () => {
  expect(parseLines('Contact hours: 2\n\n  CEUs:  2 ')).toBe('Contact hours: 2\nCEUs: 2')
})

test('what is too long ends at a word and never in half a character', () => {
  expect(cut('twelve words', 8)).toBe('twelve…')
  expect(cut('😀😀😀', 4)).toBe('😀…')
  expect(parseText('x'.repeat(5000))?.length).toBe(300)
})
