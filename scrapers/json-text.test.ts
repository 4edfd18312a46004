import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { sampleCourses } from '../tests/scrape-samples.ts'
import { isTextOf, listText, objectText, piecesOf, readRecords } from './json-text.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ce-counts-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const file = (text: string) => {
  const path = join(folder, 'list.json')
  writeFileSync(path, text)
  return path
}
const whole = (text: string | Iterable<string>) => [...piecesOf(text)].join('')
const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
/** Longer than what is read at once, with characters of several bytes and line breaks in texts. */
const COURSES = sampleCourses(200, (place) => ({ title: `Course “${place}”\n  }`, summary: '漢'.repeat(place) }))

it.each([[[]], [[{}]], [[1, 'a\n', null]], [COURSES]])('writes a list as JSON.stringify does', (list: unknown[]) => {
  expect(whole(listText(list, (item) => item))).toBe(pretty(list))
  expect(whole(objectText({ at: 'x', courses: list, deep: { list } }))).toBe(
    pretty({ at: 'x', courses: list, deep: { list } }),
  )
})

describe('isTextOf', () => {
  const text = listText(COURSES, (course) => course)
  it('knows the same text', () => {
    expect(isTextOf(file(whole(text)), text)).toBe(true)
    expect(isTextOf(file(''), '')).toBe(true)
  })
  it.each([
    ['one character more', (same: string) => `${same} `],
    ['one character less', (same: string) => same.slice(0, -1)],
    ['another character in the middle', (same: string) => same.replace('Course “100”', 'Course “1OO”')],
    ['nothing', () => ''],
  ])('knows another one: %s', (_, change) => {
    expect(isTextOf(file(change(whole(text))), text)).toBe(false)
  })
})

describe('readRecords', () => {
  const read = (text: string) => readRecords(file(text), (record) => record)
  it('reads what was written', () => {
    expect(read(pretty(COURSES))).toEqual(COURSES)
  })
  it.each([
    ['on one line', JSON.stringify(COURSES)],
    ['with other steps', JSON.stringify(COURSES, null, 4)],
    ['empty', '[]\n'],
    ['not whole', pretty(COURSES).slice(0, -200)],
    ['no list', pretty({ courses: COURSES })],
    ['a list of something else', pretty([1, 2])],
    ['with something behind it', `${pretty(COURSES)}x`],
    ['broken', pretty(COURSES).replace('"key"', '"key')],
  ])('leaves to others what is written differently: %s', (_, text) => {
    expect(read(text)).toBeNull()
  })
})
