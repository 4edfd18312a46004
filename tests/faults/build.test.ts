import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { DataError, loadCatalog, readData } from '../../src/catalog/load.ts'
import { formatProblem } from '../../src/schema/problem.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ce-counts-'))
  cpSync('data', folder, { recursive: true })
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const sentences = () => readData(folder).problems.map(formatProblem)
const files = readdirSync('data', { recursive: true, encoding: 'utf8' }).filter((file) => /\.jsonl?$/.test(file))

it('a build over torn data names every file that is torn', () => {
  const expected: string[] = []
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8')
    if (text === '[]\n') continue
    writeFileSync(join(folder, file), text.slice(0, text.length / 2))
    expected.push(file)
  }
  const torn = new Set(readData(folder).problems.map((problem) => problem.file))
  expect([...torn].sort()).toEqual(expect.arrayContaining(expected.sort()))
  expect(() => loadCatalog(folder)).toThrow(DataError)
})

it.each<[string, (record: Record<string, unknown>) => void, RegExp]>([
  ['older: a field is not there yet', (record) => delete record['passMark'], /field passMark: nothing is not valid/],
  [
    'newer: a field is not known',
    (record) => (record['stars'] = 5),
    /field stars: 5 is a field that the schema does not/,
  ],
  ['newer: a word is not known', (record) => (record['kind'] = 'podcast'), /field kind: "podcast" is not valid/],
  ['nothing of a record', (record) => Object.assign(record, { id: null, title: null }), /field id: null is not valid/],
])('a build over data that is %s is refused', (_, change, words) => {
  const file = join(folder, 'reported/ace.json')
  const records = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>[]
  if (records[0] !== undefined) change(records[0])
  writeFileSync(file, JSON.stringify(records))
  expect(sentences().join('\n')).toMatch(words)
  expect(() => loadCatalog(folder)).toThrow(DataError)
})

it('a build over empty files is refused', () => {
  for (const file of files) writeFileSync(join(folder, file), '')
  expect(new Set(readData(folder).problems.map((problem) => problem.file)).size).toBeGreaterThan(100)
  expect(() => loadCatalog(folder)).toThrow(DataError)
})

it.each<[string, (text: string) => string]>([
  ['a field', (text) => text.replace('"kind":', '"__proto__": { "isAdmin": true }, "kind":')],
  ['a field deep inside', (text) => text.replace('"for":', '"__proto__": { "isAdmin": true }, "for":')],
  [
    'the constructor',
    (text) => text.replace('"kind":', '"constructor": { "prototype": { "isAdmin": true } }, "kind":'),
  ],
  ['an id', (text) => text.replaceAll('"id": "ace/', '"id": "__proto__/')],
  ['a provider', (text) => text.replaceAll('"provider": "ace"', '"provider": "__proto__"')],
])('__proto__ as %s is refused and changes nothing', (_, change) => {
  expect(problemsAfter(change)).not.toEqual([])
  expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
})

it('__proto__ as a name in a list of names is no name, and changes nothing', () => {
  const evidence = '"evidence": { "__proto__": { "source": "x", "printed": "x" },'
  expect(problemsAfter((text) => text.replace('"evidence": {', evidence))).toEqual([])
  const { data } = readData(folder)
  const records = data.courses.map(({ record }) => record)
  expect(records.filter((record) => Object.getPrototypeOf(record.evidence) !== Object.prototype)).toEqual([])
  expect(records.filter((record) => Object.keys(record.evidence).includes('__proto__'))).toEqual([])
})

function problemsAfter(change: (text: string) => string): string[] {
  const file = join(folder, 'reported/ace.json')
  const text = readFileSync(file, 'utf8')
  const changed = change(text)
  expect(changed).not.toBe(text)
  writeFileSync(file, changed)
  return sentences()
}
