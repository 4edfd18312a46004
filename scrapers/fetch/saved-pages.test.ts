import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, it } from 'vitest'

import { readSavedPages } from './saved-pages.ts'

let folder: string
const write = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ce-counts-saved-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

it('takes saved files for answers at their addresses, or under the host that is named', () => {
  write('one.html', '<p>One</p>')
  write('two.json', '[]')
  write('rows.csv', 'a,b')
  const files = [
    { file: 'one.html', url: 'https://shop.example/one/' },
    { file: 'two.json', url: null },
    { file: 'rows.csv' },
  ]
  write('manifest.json', JSON.stringify({ origin: 'mirror of shop.example', files }))
  const saved = readSavedPages(folder)
  expect(saved?.origin).toBe('https://shop.example')
  expect(saved?.pages.map(({ url, type, body }) => [url, type, body])).toEqual([
    ['https://shop.example/one/', 'text/html', '<p>One</p>'],
    ['https://shop.example/two.json', 'application/json', '[]'],
  ])
})

it.each([
  ['a list of recorded answers', '[{"url":"https://shop.example/"}]'],
  ['no JSON', '{'],
  ['a path that leads out of the folder', '{"files":[{"file":"../secret.html"}]}'],
])('leaves %s to the reader of recordings', (_, manifest) => {
  write('manifest.json', manifest)
  expect(readSavedPages(folder)).toBeNull()
})
