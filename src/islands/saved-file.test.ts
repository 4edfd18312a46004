import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { parseCsv } from '../catalog/csv.ts'
import { engineFor, names } from '../finder/rows.ts'
import { LONGEST_NOTE, type Saved } from './device.ts'
import { readList, toCsv, toJson, UnreadableList } from './saved-file.ts'

const DAY = '2026-11-22'
const origin = 'https://site.example'
const { hits } = engineFor(['aama-cma'])
const hitOf = (id: string) => hits.find(({ row }) => row.id === id)
const some: Saved[] = [
  ...hits.slice(0, 5).map(({ row }, place) => ({ id: row.id, note: place === 0 ? '=1+1\nsecond line' : '', on: DAY })),
  { id: 'shop/gone', note: '', on: '' },
]

describe('writing', () => {
  it('says in CSV what each course is, costs and gives, with its address', () => {
    const [head = [], first = [], ...rest] = parseCsv(toCsv({ saved: some, hitOf, names, origin }))
    const cell = (name: string) => first[head.indexOf(name)]
    expect(cell('title')).toBe(hits[0]?.row.title)
    expect(cell('counts')).toContain('CMA (AAMA)')
    expect(cell('address')).toBe(`${origin}/courses/${String(hits[0]?.row.id)}/`)
    expect(rest.at(-1)).toEqual(['shop/gone', '', '', '', '', '', '', '', '', '', `${origin}/courses/shop/gone/`])
  })
  it('leaves no note that a spreadsheet would run', () => {
    expect(toCsv({ saved: some, hitOf, names, origin })).toContain(`"'=1+1`)
  })
})

describe('reading', () => {
  const undated = some.map((one) => ({ ...one, on: one.on === '' ? DAY : one.on }))
  it('takes back what was written', () => {
    expect(readList(toJson({ saved: some, hitOf, origin }), DAY)).toEqual({ saved: undated, problems: [] })
    expect(readList(toCsv({ saved: some, hitOf, names, origin }), DAY)).toEqual({ saved: undated, problems: [] })
  })
  it('takes a table that somebody made, whatever else stands in it', () => {
    expect(readList('Title;ID;Note\nEKG;shop/ekg;for May\n;;\n', DAY)).toEqual({
      saved: [{ id: 'shop/ekg', note: 'for May', on: DAY }],
      problems: [],
    })
  })
  it('takes a bare list of JSON', () => {
    expect(readList('[{"id":"shop/ekg"}]', DAY).saved).toEqual([{ id: 'shop/ekg', note: '', on: DAY }])
  })
  it('names row and column of what it cannot take, and takes the rest', () => {
    const text = [
      'id,note,saved',
      'shop/a,,soon',
      ',no id,',
      'https://x.example/,,',
      `shop/b,${'x'.repeat(501)},`,
    ].join('\n')
    const { saved, problems } = readList(text, DAY)
    expect(saved.map(({ id, note }) => [id, note.length])).toEqual([
      ['shop/a', 0],
      ['shop/b', LONGEST_NOTE],
    ])
    expect(problems).toEqual([
      'Row 2: “saved” is “soon”, not a day like 2026-11-22; today stands instead.',
      'Row 3: the id is missing.',
      'Row 4: “https://x.example/” is not the id of a course.',
      'Row 5: the note is longer than 500 letters, and its end was left out.',
    ])
  })
  it('names the course and field of JSON that it cannot take', () => {
    expect(readList('{"courses":[{"id":"shop/a","note":7},{"id":{"x":1}},null]}', DAY)).toEqual({
      saved: [{ id: 'shop/a', note: '', on: DAY }],
      problems: [
        'Course 1: the note is not text, and was left out.',
        'Course 2: “{"x":1}” is not the id of a course.',
        'Course 3: the id is missing.',
      ],
    })
  })
  it.each([
    ['', 'Row 1 has to name the columns'],
    ['title,note\nEKG,x', 'none of them is called “id”'],
    ['id,note', 'no courses in it'],
    ['id,note\nshop/a,"open', 'row 2: a quotation mark is not closed'],
    ['{"courses":', 'not whole JSON'],
    ['{"saved":[]}', 'no list “courses”'],
    ['[]', 'no courses in it'],
  ])('refuses %j: %s', (text, why) => {
    expect(() => readList(text, DAY)).toThrow(UnreadableList)
    expect(() => readList(text, DAY)).toThrow(why)
  })
  it('takes signs out of notes that turn writing round', () => {
    expect(readList(JSON.stringify([{ id: 'shop/a', note: 'a\u202Eb\u0000\r\nc' }]), DAY).saved[0]?.note).toBe('ab\nc')
  })
  it('either reads or refuses, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((json) => `{"courses":${json}}`),
        ),
        (text) => {
          try {
            for (const { id } of readList(text, DAY).saved) expect(id).toMatch(/^[a-z0-9-]+\/[a-z0-9-]+$/)
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableList)
          }
        },
      ),
    )
  })
})
