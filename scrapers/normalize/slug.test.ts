import { expect, test } from 'vitest'

import { slugOf } from './slug.ts'

test.each([
  ['https://shop.example/product/hand-hygiene/', 'hand-hygiene'],
  ['https://shop.example/product/%f0%9f%92%89-phlebotomy-refresher-%f0%9f%a9%b8/', 'phlebotomy-refresher'],
  ['https://shop.example/product/Comunicaci%C3%B3n', 'comunicacion'],
  ['https://shop.example/product/%E5%8C%BB/', null],
  ['https://shop.example/product/%zz-broken/', 'zz-broken'],
  ['javascript:alert(1)', 'alert-1'],
  ['', null],
])('%j ends in %j', (url, slug) => {
  expect(slugOf(url)).toBe(slug)
})

test('a long address gives a short slug without a hyphen at its end', () => {
  expect(slugOf(`https://shop.example/${'word-'.repeat(100)}`)).toMatch(/^[a-z-]{90,110}(?<!-)$/)
})
