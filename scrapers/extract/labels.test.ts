import { expect, test } from 'vitest'

import { parseHtml } from './html.ts'
import { extractLabels, labelledLines } from './labels.ts'

test('rows with one heading and definition lists are labels', () => {
  const $ = parseHtml(`
    <table><tr><th>Contact hours:</th><td>2.0</td></tr><tr><td>Expires</td><td>12/31/2027</td></tr>
    <tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td><td>3</td></tr><tr><th>Empty</th><td></td></tr></table>
    <dl><dt>Format</dt><dd>Online</dd><dt>Cost</dt><dd>$20</dd></dl>`)
  expect(extractLabels($, $.root())).toEqual([
    { label: 'Contact hours', value: '2.0' },
    { label: 'Expires', value: '12/31/2027' },
    { label: 'Format', value: 'Online' },
    { label: 'Cost', value: '$20' },
  ])
})

test('lines with a colon are labels, sentences are not', () => {
  expect(labelledLines('Contact Hours: 2.0\nThis is a sentence. It ends: here\nno label')).toEqual([
    { label: 'Contact Hours', value: '2.0' },
  ])
})
