import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { NeedsPerson } from './errors.ts'
import { piecesOf } from './json-text.ts'
import { commit, DISK, readCurrent, recover, type Disk } from './transaction.ts'

const PATHS = ['providers.json', 'courses/shop.json', 'history/shop.jsonl', 'refused/shop.json', 'runs.json']
const OLD = new Map<string, string | null>([
  ['providers.json', 'old providers'],
  ['courses/shop.json', 'old courses'],
  ['refused/shop.json', 'old refusal'],
])
const NEW = new Map<string, string | null>([
  ['providers.json', 'new providers'],
  ['courses/shop.json', 'new courses'],
  ['history/shop.jsonl', 'new history'],
  ['refused/shop.json', null],
  ['runs.json', 'new runs'],
])
const wholeOf = (files: ReadonlyMap<string, string | null>) => PATHS.map((path) => files.get(path) ?? null)

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ce-counts-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** What stands in the folder, past the transaction. */
const plain = () =>
  PATHS.map((path) => {
    try {
      return readFileSync(join(folder, path), 'utf8')
    } catch {
      return null
    }
  })
const current = () => PATHS.map((path) => readCurrent(folder, path))

/** A disk that dies at the given call, before or after it takes effect; a dying write leaves half of the text. */
function dyingDisk(at: number, moment: 'before' | 'after'): { disk: Disk; calls: () => number } {
  let calls = 0
  const dying = <A extends unknown[]>(call: (...args: A) => void, half: (...args: A) => void = () => undefined) => {
    return (...args: A) => {
      calls += 1
      if (calls !== at) {
        call(...args)
        return
      }
      if (moment === 'after') call(...args)
      else half(...args)
      throw new Error('died')
    }
  }
  const disk: Disk = {
    makeFolder: dying(DISK.makeFolder),
    writeFile: dying(DISK.writeFile, (path, text) => {
      const whole = [...piecesOf(text)].join('')
      writeFileSync(path, whole.slice(0, whole.length / 2))
    }),
    rename: dying(DISK.rename),
    remove: dying(DISK.remove),
    syncFolder: dying(DISK.syncFolder),
  }
  return { disk, calls: () => calls }
}

describe('commit', () => {
  it('writes, replaces and removes', () => {
    commit(folder, OLD)
    expect(plain()).toEqual(wholeOf(OLD))
    commit(folder, NEW)
    expect(plain()).toEqual(wholeOf(NEW))
    expect(readdirSync(folder).sort()).toEqual(['courses', 'history', 'providers.json', 'refused', 'runs.json'])
  })

  it('leaves the old or the new whole wherever it dies, and reads it right even before it is mended', () => {
    commit(folder, OLD)
    const { disk, calls } = dyingDisk(Infinity, 'before')
    commit(folder, NEW, disk)
    const steps = calls()
    expect(steps).toBeGreaterThan(15)
    const ends: string[] = []
    for (const moment of ['before', 'after'] as const) {
      for (let at = 1; at <= steps; at += 1) {
        rmSync(folder, { recursive: true })
        mkdirSync(folder)
        commit(folder, OLD)
        expect(() => {
          commit(folder, NEW, dyingDisk(at, moment).disk)
        }).toThrow('died')
        const seen = current()
        recover(folder)
        expect(plain()).toEqual(seen)
        expect([wholeOf(OLD), wholeOf(NEW)]).toContainEqual(seen)
        expect(readdirSync(folder)).not.toContain('.pending')
        ends.push(seen[0] ?? '')
      }
    }
    expect(new Set(ends)).toEqual(new Set(['old providers', 'new providers']))
  })

  it('mends what an earlier run left before it begins', () => {
    commit(folder, OLD)
    const { calls, disk } = dyingDisk(Infinity, 'before')
    commit(folder, NEW, disk)
    rmSync(folder, { recursive: true })
    mkdirSync(folder)
    commit(folder, OLD)
    expect(() => {
      commit(folder, NEW, dyingDisk(calls() - 4, 'before').disk)
    }).toThrow('died')
    commit(folder, new Map([['units.json', 'units']]))
    expect(plain()).toEqual(wholeOf(NEW))
  })

  it('does not guess when its manifest is damaged', () => {
    mkdirSync(join(folder, '.pending'))
    writeFileSync(join(folder, '.pending/manifest.json'), '{"files":[{"path":"../evil.json","staged":"0"}]}')
    expect(() => {
      recover(folder)
    }).toThrow(NeedsPerson)
  })
})
