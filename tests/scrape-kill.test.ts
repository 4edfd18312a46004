import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, it } from 'vitest'

import { killWriters } from './faults/kills.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ce-counts-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

it('leaves one whole version wherever the writer is killed, and the lock is free again', async () => {
  await killWriters(folder, [0, 3, 7, 11, 16, 23, 31, 47])
}, 60_000)
