import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { RetryLater } from '../scrapers/errors.ts'
import { openStore } from '../scrapers/store.ts'

const WRITER = fileURLToPath(new URL('./scrape-writer.ts', import.meta.url))

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ce-counts-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** The versions that the parts of the data folder are of, as they are read. */
function versions(write: boolean): Set<string | undefined> {
  const store = openStore(folder, { write })
  try {
    const { provider, courses, memberships, runs } = store.read('shop')
    return new Set([provider?.name, ...courses.map(({ title }) => title), memberships[0]?.name, runs?.last.notes[0]])
  } finally {
    store.close()
  }
}

it('leaves one whole version wherever the writer is killed, and the lock is free again', async () => {
  let version = 0
  for (const wait of [0, 3, 7, 11, 16, 23, 31, 47]) {
    const writer = spawn(process.execPath, [WRITER, folder, String(version + 1)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(writer.stdout, 'data')
    expect(() => openStore(folder, { write: true })).toThrow(RetryLater)
    await delay(wait)
    writer.kill('SIGKILL')
    await once(writer, 'exit')

    const seen = versions(false)
    expect(seen.size).toBe(1)
    expect(versions(true)).toEqual(seen)
    const before = version
    version = Number([...seen][0])
    expect(version).toBeGreaterThan(before)
    const history = readFileSync(join(folder, 'history/shop.jsonl'), 'utf8').trimEnd().split('\n')
    expect(history.map((line) => (JSON.parse(line) as { to: string }).to).at(-1)).toBe(String(version))
    expect(history).toHaveLength(new Set(history).size)
    expect(readdirSync(folder)).not.toContain('.pending')
  }
}, 60_000)
