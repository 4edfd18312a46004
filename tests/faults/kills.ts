import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

import { RetryLater } from '../../scrapers/errors.ts'
import { openStore } from '../../scrapers/store.ts'

const WRITER = fileURLToPath(new URL('../scrape-writer.ts', import.meta.url))

/** Starts a process that writes one version of the folder after the other, from this one on. */
export const startWriter = (folder: string, first: number, lastCall?: number) =>
  spawn(process.execPath, [WRITER, folder, String(first), ...(lastCall === undefined ? [] : [String(lastCall)])], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })

/** The versions that the parts of the data folder are of, as they are read. */
function versionsIn(folder: string, write: boolean): Set<string | undefined> {
  const store = openStore(folder, { write })
  try {
    const { provider, courses, memberships, runs } = store.read('shop')
    return new Set([provider?.name, ...courses.map(({ title }) => title), memberships[0]?.name, runs?.last?.notes[0]])
  } finally {
    store.close()
  }
}

/** Fails unless the folder is one whole version, also before it is mended. @returns that version */
export function expectWhole(folder: string): number {
  const seen = versionsIn(folder, false)
  expect(seen.size).toBe(1)
  expect(versionsIn(folder, true)).toEqual(seen)
  const version = Number([...seen][0])
  const history = readFileSync(join(folder, 'history/shop.jsonl'), 'utf8').trimEnd().split('\n')
  expect(history.map((line) => (JSON.parse(line) as { to: string }).to).at(-1)).toBe(String(version))
  expect(history).toHaveLength(new Set(history).size)
  expect(readdirSync(folder)).not.toContain('.pending')
  return version
}

/** Ends one writer after the other, each so many milliseconds after its first version stood; nothing may be torn or lost. */
export async function killWriters(
  folder: string,
  waits: readonly number[],
  signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL',
): Promise<void> {
  let version = 0
  for (const wait of waits) {
    const writer = startWriter(folder, version + 1)
    await once(writer.stdout, 'data')
    expect(() => openStore(folder, { write: true })).toThrow(RetryLater)
    await delay(wait)
    writer.kill(signal)
    await once(writer, 'exit')
    const left = expectWhole(folder)
    expect(left).toBeGreaterThan(version)
    version = left
  }
}
