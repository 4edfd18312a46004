import { describe, expect, it } from 'vitest'

import { toMarkdown, toRows, toSheet } from './copy.ts'
import type { Comparison } from './comparison.ts'

const TODAY = '2026-11-22'
const comparison: Comparison = {
  lines: [
    { key: 'price', label: 'You pay', rank: { best: 'low', word: 'Lowest' } },
    { key: 'counts', label: 'Counts' },
  ],
  subjects: [
    {
      id: 'ace/a',
      title: 'Blood | safely [new]',
      href: '/courses/ace/a/',
      note: null,
      cells: [
        { text: '$5', size: { amount: { min: 500, max: 500 }, measure: 'USD' } },
        { text: 'Counts', notes: ['AAMA approves it.'] },
      ],
    },
    {
      id: 'ace/b',
      title: 'Second',
      href: '/courses/ace/b/',
      note: 'Ended',
      cells: [{ text: '$9', size: { amount: { min: 900, max: 900 }, measure: 'USD' } }, { text: null }],
    },
  ],
}
const address = (path: string) => `https://site.example${path}`

describe('a comparison to take away', () => {
  it('says everything that is shown, marks and notes included', () => {
    expect(toRows(comparison, TODAY)).toEqual([
      ['', 'Blood | safely [new]', 'Second (Ended)'],
      ['You pay', '$5; Lowest of 2', '$9'],
      ['Counts', 'Counts; AAMA approves it.', 'not known'],
    ])
  })
  it('is a Markdown table that no title can break', () => {
    expect(toMarkdown(comparison, TODAY, address)).toBe(
      [
        '|  | [Blood \\| safely \\[new\\]](https://site.example/courses/ace/a/) | [Second (Ended)](https://site.example/courses/ace/b/) |',
        '| --- | --- | --- |',
        '| You pay | $5; Lowest of 2 | $9 |',
        '| Counts | Counts; AAMA approves it. | not known |',
      ].join('\n'),
    )
  })
  it('is a sheet that ends with the addresses', () => {
    expect(toSheet(comparison, TODAY, address).at(-1)).toEqual([
      'Address',
      'https://site.example/courses/ace/a/',
      'https://site.example/courses/ace/b/',
    ])
  })
})
