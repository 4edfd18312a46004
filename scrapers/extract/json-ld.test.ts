import { expect, test } from 'vitest'

import { parseHtml } from './html.ts'
import { asList, asText, extractJsonLd, isType } from './json-ld.ts'

const read = (...blocks: string[]) =>
  extractJsonLd(parseHtml(blocks.map((block) => `<script type="application/ld+json">${block}</script>`).join('')))

test('objects of lists and graphs come one by one', () => {
  const { nodes } = read('[{"@type":"Thing"},{"@graph":[{"@type":"Product"},{"@type":["Course","Thing"]}]}]')
  expect(nodes.map((node) => node['@type'])).toEqual(['Thing', 'Product', ['Course', 'Thing']])
})

test.each([
  ['a comment of the script', '// note\n{"@type":"Product"} // end'],
  ['a CDATA wrapper', '//<![CDATA[\n{"@type":"Product"}\n//]]>'],
  ['an HTML comment', '<!-- {"@type":"Product"} -->'],
  ['a comma too many', '{"@type":"Product","offers":[1,2,],}'],
  ['a line break inside a string', '{"@type":"Product","name":"two\nlines"}'],
  ['a semicolon', '{"@type":"Product"};'],
])('%s is repaired', (_, block) => {
  const { nodes, repaired, broken } = read(block)
  expect([nodes.map((node) => node['@type']), repaired, broken]).toEqual([['Product'], 1, 0])
})

test('what cannot be read is counted and does not stop the rest', () => {
  const { nodes, broken } = read('', 'null', '{"@type":', '{"@type":"Product"}')
  expect(nodes).toHaveLength(1)
  expect(broken).toBe(1)
})

test('types with a prefix, texts in objects', () => {
  expect(isType({ '@type': 'https://schema.org/Course' }, 'Course')).toBe(true)
  expect(asText({ '@value': 'x' })).toBe('x')
  expect(asText([{ name: 'y' }])).toBe('y')
  expect(asText({})).toBeNull()
  expect(asList(null)).toEqual([])
})
