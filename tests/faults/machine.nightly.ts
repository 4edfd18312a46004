import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { readData } from '../../src/catalog/load.ts'
import { openStore } from '../../scrapers/store.ts'
import { expectWhole, killWriters, startWriter } from './kills.ts'
import parameters from './parameters.json' with { type: 'json' }
import { createRandom } from './shop.ts'

const HUGE_READER = fileURLToPath(new URL('./huge-reader.ts', import.meta.url))

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ce-counts-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

it('500 kills at random moments', async () => {
  const random = createRandom(parameters.seed)
  const waits = Array.from({ length: 500 }, () => random.within({ min: 0, max: 60 }))
  await killWriters(folder, waits)
  console.log(`${waits.length} random kills: 0 files lost or torn`)
}, 1_800_000)

it('20 polite requests to end, at random moments', async () => {
  const random = createRandom(parameters.seed + 1)
  const waits = Array.from({ length: 20 }, () => random.within({ min: 0, max: 60 }))
  await killWriters(folder, waits, 'SIGTERM')
  console.log(`${waits.length} times SIGTERM: 0 files lost or torn`)
}, 600_000)

it('a run that runs out of memory leaves what was there, and the next one heals', async () => {
  const read = (count: number, megabytes: number) =>
    promisify(execFile)(process.execPath, [`--max-old-space-size=${megabytes}`, HUGE_READER, folder, String(count)])
  // The first of the two readings in it is a good one, of a hundred courses.
  await expect(read(200_000, 80)).rejects.toThrow(/heap out of memory/)
  const store = openStore(folder, { write: true })
  expect(store.read('shop-1')).toMatchObject({ courses: { length: 100 }, refusal: null })
  store.close()
  expect(readData(folder).problems).toEqual([])
  const { stdout } = await read(151, 2_000)
  expect(JSON.parse(stdout)).toMatchObject({ outcome: 'refused', gate: 'count' })
}, 600_000)

it('one kill at every durable call of a write', async () => {
  await killWriters(folder, [0])
  let calls = 0
  let undone = 0
  for (let call = 1; ; call += 1) {
    const copy = `${folder}-${call}`
    cpSync(folder, copy, { recursive: true })
    try {
      const before = expectWhole(copy)
      const writer = startWriter(copy, before + 1, call)
      const first = await Promise.race([
        once(writer.stdout, 'data').then(() => 'written'),
        once(writer, 'exit').then(() => 'killed'),
      ])
      if (first === 'written') {
        // The call belongs to the next version already: this one was killed at each of its own.
        writer.kill('SIGKILL')
        if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit')
        break
      }
      expect(writer.signalCode).toBe('SIGKILL')
      calls += 1
      const after = expectWhole(copy)
      expect([before, before + 1]).toContain(after)
      if (after === before) undone += 1
      // The next run heals without a hand.
      await expectHealed(copy, after)
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  }
  expect(calls).toBeGreaterThan(15)
  expect(undone).toBeGreaterThan(0)
  expect(undone).toBeLessThan(calls)
  console.log(
    `killed at each of ${calls} durable calls: ${undone} times the old whole, ${calls - undone} times the new one`,
  )
}, 600_000)

/** Lets another run write, and looks that it could. */
async function expectHealed(copy: string, version: number): Promise<void> {
  const writer = startWriter(copy, version + 1)
  await once(writer.stdout, 'data')
  writer.kill('SIGKILL')
  await once(writer, 'exit')
  expect(expectWhole(copy)).toBeGreaterThan(version)
}

it('20 runs started at once: one writes, the others say so', async () => {
  const writers = Array.from({ length: 20 }, () => startWriter(folder, 1))
  const ends = await Promise.all(
    writers.map(async (writer) => {
      let words = ''
      writer.stderr.on('data', (chunk: Buffer) => {
        words += chunk.toString()
      })
      return Promise.race([
        once(writer.stdout, 'data').then(() => 'writes'),
        once(writer, 'close').then(() => (words.includes('Another run is writing') ? 'waits' : words)),
      ])
    }),
  )
  for (const writer of writers) {
    if (writer.exitCode !== null || writer.signalCode !== null) continue
    writer.kill('SIGKILL')
    await once(writer, 'exit')
  }
  expect(ends.filter((end) => end === 'writes')).toHaveLength(1)
  expect(ends.filter((end) => end === 'waits')).toHaveLength(19)
  expectWhole(folder)
  console.log('20 runs at once: 1 wrote, 19 left again, 0 files torn')
}, 120_000)
