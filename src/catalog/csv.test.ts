import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { formatCsv, parseCsv } from './csv.ts'

describe('writing', () => {
  it('ends lines with CRLF and quotes what needs it', () => {
    expect(
      formatCsv([
        ['title', 'note'],
        ['Bloodborne Pathogens, annual', 'say "yes"\nthen pay'],
        [null, 1.5],
      ]),
    ).toBe('title,note\r\n"Bloodborne Pathogens, annual","say ""yes""\nthen pay"\r\n,1.5')
  })
  it('marks text beyond ASCII as UTF-8, and only that', () => {
    expect(formatCsv([['Café']])).toBe('\uFEFFCafé')
    expect(formatCsv([['Cafe']])).toBe('Cafe')
  })
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '=1\n=2', '＝1', '\n@x', "'=1"])(
    'never begins a cell with a formula: %j',
    (cell) => {
      const written = formatCsv([['x', cell]])
      expect(written).toMatch(/^\uFEFF?x,"'/)
      expect(parseCsv(written)).toEqual([['x', cell]])
    },
  )
  it('leaves numbers as they are', () => {
    expect(formatCsv([[-1, 0]])).toBe('-1,0')
  })
})

describe('reading', () => {
  it.each([
    ['a,b\nc,d', 'commas'],
    ['a;b\r\nc;d', 'semicolons'],
    ['a\tb\rc\td', 'tabs'],
    ['\uFEFFa,b\r\nc,d', 'a mark in front'],
  ])('takes %j: %s', (text) => {
    expect(parseCsv(text)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })
  it('names the row of a quotation mark that is not closed', () => {
    expect(() => parseCsv('a,b\nc,"d\ne,f')).toThrow('row 2: a quotation mark is not closed')
  })
  it('reads back whatever was written', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom('=', "'", '"', ',', ';', '\n', '\r\n', '\t', ' ', '-', 'a') }),
    )
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(table, (rows) => {
        const whole = [['id', 'title', 'note'], ...rows]
        expect(parseCsv(formatCsv(whole))).toEqual(whole)
      }),
    )
  })
})
