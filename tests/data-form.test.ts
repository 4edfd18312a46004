import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, it } from 'vitest'

// Hands and scrapers write the same form, so that a scrape changes no line but those that say something new.
it('every file of data/ has the form in which the scrapers write', () => {
  const files = readdirSync('data', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
  const other = files.filter((file) => {
    const text = readFileSync(file, 'utf8')
    return text !== `${JSON.stringify(JSON.parse(text), null, 2)}\n`
  })
  expect(files.length).toBeGreaterThan(100)
  expect(other, 'mend with: node -p "JSON.stringify(JSON.parse(...), null, 2)"').toEqual([])
})
