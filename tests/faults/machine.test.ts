import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { readData } from '../../src/catalog/load.ts'
import { openStore } from '../../scrapers/store.ts'
import type { Disk } from '../../scrapers/transaction.ts'
import { countingDisk } from './disk.ts'
import parameters from './parameters.json' with { type: 'json' }
import { answerOf, createRandom, createShop, type Answer } from './shop.ts'
import { visit } from './year.ts'

const DAY_MS = 24 * 3_600_000
const START = Date.parse('2027-01-01T06:00:00Z')
const SMALL = { ...parameters, courses: { min: 20, max: 30 } }

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ce-counts-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const shop = createShop('shop-1', 0, SMALL)
const truth = answerOf(shop)
/** The same shop once one course is gone and another renamed. */
const later: Answer = {
  ...truth,
  courses: truth.courses.slice(1).map((course, place) => (place === 0 ? { ...course, title: 'Renamed' } : course)),
  listings: truth.listings.slice(1).map((listing, place) => (place === 0 ? { ...listing, title: 'Renamed' } : listing)),
  announced: truth.courses.length - 1,
}

async function run(answer: Answer, now: number, disk?: Disk) {
  const store = openStore(folder, { write: true, ...(disk === undefined ? {} : { disk }) })
  try {
    return await visit(store, shop, answer, now)
  } finally {
    store.close()
  }
}
const textOf = (path: string) => readFileSync(join(folder, path), 'utf8')
const courses = () => textOf('courses/shop-1.json')

describe('a disk that fails', () => {
  it.each(['ENOSPC: no space left on device', 'EIO: i/o error', 'EROFS: read-only file system'])(
    '%s, at each durable call once',
    async (words) => {
      await run(truth, START)
      const before = courses()
      let calls = 0
      await run(
        later,
        START + DAY_MS,
        countingDisk((call) => void (calls = call)),
      )
      const after = courses()
      expect(after).not.toBe(before)
      let undone = 0
      for (let at = 1; at <= calls; at += 1) {
        rmSync(folder, { recursive: true })
        await run(truth, START)
        const broken = countingDisk((call) => {
          // A full disk stays full until somebody makes room.
          if (call >= at) throw new Error(words)
        })
        await expect(run(later, START + DAY_MS, broken)).rejects.toThrow(words)
        expect(readData(folder).problems).toEqual([])
        // Room again: the next run ends what was begun, and says each change once.
        const healed = await run(later, START + 2 * DAY_MS)
        if (healed.run.outcome === 'published') undone += 1
        else expect(healed.run.outcome).toBe('unchanged')
        expect(courses().replaceAll('2027-01-03', '2027-01-02')).toBe(after)
        expect(textOf('history/shop-1.jsonl').trimEnd().split('\n')).toHaveLength(2)
        expect(readdirSync(folder)).not.toContain('.pending')
      }
      expect(calls).toBeGreaterThan(10)
      expect(undone).toBeGreaterThan(0)
      expect(undone).toBeLessThan(calls)
    },
    60_000,
  )
})

it('20 jumps of the clock change no fact, and the right time heals what they refused', async () => {
  await run(truth, START)
  const before = courses()
  const random = createRandom(parameters.seed)
  for (let jump = 0; jump < 20; jump += 1) {
    const now = START + random.within({ min: -20 * 365, max: 20 * 365 }) * DAY_MS
    const { run: ended } = await run(truth, now)
    // Seen from the wrong year, dates can look impossible.
    expect(['unchanged', 'refused']).toContain(ended.outcome)
    if (ended.outcome === 'refused') expect(ended.gate).toBe('dates')
    expect(courses()).toBe(before)
    expect(readdirSync(folder)).not.toContain('history')
  }
  const healed = await run(truth, START + DAY_MS)
  expect(healed.run.outcome).toBe('unchanged')
  expect(readdirSync(join(folder, 'refused'))).toEqual([])
}, 60_000)
