import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openState, type Snapshot } from './state.ts'

const NOON = Date.UTC(2026, 10, 22, 12)
const DAY = 24 * 3_600_000
const SNAPSHOT: Snapshot = {
  etag: '"a"',
  lastModified: null,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from('x'.repeat(5000)),
}

describe('the state file', () => {
  let folder = ''
  let file = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'state-'))
    file = join(folder, 'deep', 'state.sqlite')
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('remembers answers and holds between runs', () => {
    const first = openState(file, NOON)
    first.writeSnapshot('https://shop.example/a', SNAPSHOT, NOON)
    first.writeHold('shop.example', NOON + 5)
    first.close()
    const second = openState(file, NOON + 1)
    expect(second.readSnapshot('https://shop.example/a')).toEqual(SNAPSHOT)
    expect(second.readSnapshot('https://shop.example/b')).toBe(null)
    expect(second.readHold('shop.example')).toBe(NOON + 5)
    expect(second.readHold('other.example')).toBe(null)
    expect(second.problems()).toEqual([])
    second.close()
  })

  it('stores one body once, and forgets what was not confirmed for long', () => {
    const first = openState(file, NOON)
    first.writeSnapshot('https://shop.example/a', SNAPSHOT, NOON)
    first.writeSnapshot('https://shop.example/b', SNAPSHOT, NOON)
    first.confirmSnapshot('https://shop.example/b', NOON + 80 * DAY)
    first.close()
    openState(file, NOON + 91 * DAY).close()
    const db = new DatabaseSync(file)
    expect(db.prepare('SELECT url FROM answer').all()).toEqual([{ url: 'https://shop.example/b' }])
    expect(db.prepare('SELECT count(*) AS n FROM body').get()).toEqual({ n: 1 })
    db.close()
  })

  it.each([
    ['no database', (path: string): void => writeFileSync(path, 'not a database at all, '.repeat(500))],
    ['cut', (path: string): void => writeFileSync(path, readFileSync(path).subarray(0, 5000))],
    [
      'damaged in the middle',
      (path: string): void => {
        const bytes = readFileSync(path)
        bytes.fill(0x5a, 4096)
        writeFileSync(path, bytes)
      },
    ],
    [
      'of another version',
      (path: string): void => {
        const db = new DatabaseSync(path)
        db.exec('PRAGMA user_version = 99')
        db.close()
      },
    ],
  ])('replaces a file that is %s, and says so', (_, damage) => {
    const first = openState(file, NOON)
    first.writeSnapshot('https://shop.example/a', SNAPSHOT, NOON)
    first.close()
    damage(file)
    const second = openState(file, NOON)
    expect(second.problems().join()).toContain(`${file} was replaced: `)
    expect(second.readSnapshot('https://shop.example/a')).toBe(null)
    second.writeSnapshot('https://shop.example/a', SNAPSHOT, NOON)
    expect(second.readSnapshot('https://shop.example/a')).toEqual(SNAPSHOT)
    second.close()
    expect(statSync(file).size).toBeGreaterThan(0)
  })

  it('takes a stored body that changed for lost', () => {
    const state = openState(file, NOON)
    state.writeSnapshot('https://shop.example/a', SNAPSHOT, NOON)
    const db = new DatabaseSync(file)
    db.exec("UPDATE body SET bytes = x'28b52ffd0000'")
    db.close()
    expect(state.readSnapshot('https://shop.example/a')).toBe(null)
    expect(state.problems().length).toBe(1)
    state.close()
  })

  it('leaves a file alone that another process has locked', () => {
    openState(file, NOON).close()
    const other = new DatabaseSync(file)
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM hold; COMMIT')
    const state = openState(file, NOON)
    expect(state.problems().join()).toContain(
      `${file} cannot be used, so this run remembers nothing: database is locked`,
    )
    state.close()
    other.close()
    expect(statSync(file).size).toBeGreaterThan(0)
  })

  it('lives in memory where no file can be kept', () => {
    writeFileSync(join(folder, 'deep'), 'a file where a folder should be')
    const state = openState(file, NOON)
    state.writeHold('shop.example', NOON + 5)
    expect(state.readHold('shop.example')).toBe(NOON + 5)
    expect(state.problems().join()).toContain(`${file} cannot be used, so this run remembers nothing: `)
    state.close()
  })
})
