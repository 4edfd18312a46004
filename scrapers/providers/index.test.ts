import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

import { openStore, PROJECT_DATA } from '../store.ts'
import { providers } from './index.ts'

const entries = openStore(PROJECT_DATA, { write: false }).readProviders()

it('lists providers by id', () => {
  const ids = providers.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)].sort())
})

describe.each(providers)('$id', ({ id, origin, platform }) => {
  it('has an entry that names its host, platform and rhythm', () => {
    const entry = entries.find((candidate) => candidate.id === id)
    expect(entry?.platform).toBe(platform.id)
    expect(entry?.rhythmDays).toBeTypeOf('number')
    expect(entry?.status).toMatch(/^(?:live|unproven)$/)
    expect(entry?.hosts).toContain(new URL(origin).host)
  })
  it('says at its head where its data comes from', () => {
    const path = resolve(import.meta.dirname, id, 'index.ts')
    expect(existsSync(path)).toBe(true)
    const source = readFileSync(path, 'utf8')
    for (const word of ['Where from', 'How official', 'Status', 'Fills', 'Skipped'])
      expect(source).toContain(`* ${word}:`)
    expect(source).not.toContain('FILL IN')
  })
})
