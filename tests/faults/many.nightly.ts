import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'

import { compareWays, formatComparison } from './many.ts'

it('300 providers: one machine is enough, and one job each gives the same bytes', async () => {
  const found = await compareWays(mkdtempSync(join(tmpdir(), 'ce-counts-')), 300, [0, 7])
  console.log(formatComparison(found))
  expect(found.jobs).toHaveLength(300 + 75)
  expect(found).toMatchObject({ foreign: [], conflicts: [], differing: [] })
}, 3_600_000)
