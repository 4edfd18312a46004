import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'

import type { ProviderRuns } from '../../src/schema/run.ts'
import { providers } from '../../scrapers/providers/index.ts'
import { compareWays, formatComparison } from './many.ts'

it('12 providers: one machine, or one job each and their branches merged, give the same bytes', async () => {
  const found = await compareWays(mkdtempSync(join(tmpdir(), 'ce-counts-')), 12, [0, 7])
  console.log(formatComparison(found))
  expect(found.jobs).toHaveLength(12 + 3)
  expect(found).toMatchObject({ foreign: [], conflicts: [], differing: [] })
}, 240_000)

it('every registered provider has its place in data/runs.json, or first runs would change the same lines', () => {
  const runs = JSON.parse(readFileSync('data/runs.json', 'utf8')) as ProviderRuns[]
  const places = runs.map(({ provider }) => provider)
  expect(places).toEqual(expect.arrayContaining(providers.map(({ id }) => id)))
  expect(places).toEqual(places.toSorted())
})
