import { expect, test } from 'vitest'

import { SkipPage } from '../errors.ts'
import { htmlText, linesOf, parseHtml, tryParseHtml } from './html.ts'

test('blocks end lines, scripts and comments are no text, entities are decoded once', () => {
  const $ = parseHtml(
    '<p>One<br>two &amp;amp; <b>three</b></p><script>four()</script><!-- five --><ul><li>six</li></ul>',
  )
  expect(linesOf($.root())).toBe('One\ntwo &amp; three\nsix')
})

test('a title with markup stays words', () => {
  expect(htmlText('Care <em>first</em> &lt;101&gt;')).toBe('Care first <101>')
})

test('hostile nesting and attributes are refused before a tree is built', () => {
  const nested = '<div>'.repeat(200_000)
  const wide = `<div ${Array.from({ length: 100_000 }, (_, index) => `a${String(index)}`).join(' ')}>`
  const began = performance.now()
  expect(() => parseHtml(nested)).toThrow(SkipPage)
  expect(() => parseHtml(wide)).toThrow(SkipPage)
  expect(performance.now() - began).toBeLessThan(2000)
  expect(tryParseHtml(nested)).toBeNull()
  expect(htmlText(nested)).toBeNull()
})

test('the limits themselves are allowed', () => {
  expect(linesOf(parseHtml(`${'<div>'.repeat(256)}deep`).root())).toBe('deep')
  expect(tryParseHtml('<div>'.repeat(257))).toBeNull()
})
