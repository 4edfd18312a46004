import { createHash } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { Course } from '../src/schema/course.ts'
import { sampleCourse, sampleEntry, sampleMembership, sampleRun } from '../tests/scrape-samples.ts'
import { NeedsPerson, RetryLater } from './errors.ts'
import { STATE_FOLDER } from './state-folder.ts'
import { openStore, PROJECT_DATA, type Changes } from './store.ts'
import { DISK } from './transaction.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ce-counts-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const runs = { provider: 'shop', last: sampleRun(), lastGood: sampleRun(), confirmed: {} }
const write = (changes: Partial<Changes>) => {
  const store = openStore(folder, { write: true })
  try {
    return store.write('shop', { runs, provider: sampleEntry(), ...changes })
  } finally {
    store.close()
  }
}
const read = () => openStore(folder, { write: false }).read('shop')
const put = (path: string, value: unknown) => {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), typeof value === 'string' ? value : JSON.stringify(value))
}
const textOf = (path: string) => readFileSync(join(folder, path), 'utf8')

describe('write', () => {
  it('makes a new folder a complete catalog', () => {
    expect(write({ courses: [sampleCourse('a')] })).toEqual([
      'bodies.json',
      'courses/shop.json',
      'memberships.json',
      'providers.json',
      'runs.json',
      'units.json',
    ])
    for (const path of ['bodies.json', 'units.json'])
      expect(textOf(path)).toBe(readFileSync(join(PROJECT_DATA, path), 'utf8'))
    expect(read()).toMatchObject({
      courses: [{ id: 'shop/a' }],
      provider: { id: 'shop' },
      memberships: [],
      refusal: null,
    })
  })
  it('changes nothing when there is nothing to change', () => {
    const changes = { courses: [sampleCourse('a')], memberships: [sampleMembership()], refusal: null }
    write(changes)
    const before = statSync(join(folder, 'courses/shop.json')).mtimeMs
    expect(write(changes)).toEqual([])
    expect(statSync(join(folder, 'courses/shop.json')).mtimeMs).toBe(before)
  })
  it('writes records by id, fields in the order of the schema and evidence by name', () => {
    const { id, key, ...rest } = sampleCourse('a', {
      minutes: { max: 60, min: 60 },
      evidence: { offers: { printed: null, source: 'page' }, minutes: { source: 'page', printed: '1 hour' } },
    })
    write({ courses: [sampleCourse('b'), { ...rest, key, id }] })
    const text = textOf('courses/shop.json')
    expect(text.endsWith('\n]\n')).toBe(true)
    const [first, second] = JSON.parse(text) as Course[]
    expect([first?.id, second?.id]).toEqual(['shop/a', 'shop/b'])
    expect(Object.keys(first ?? {}).slice(0, 3)).toEqual(['id', 'key', 'provider'])
    expect(JSON.stringify(first?.minutes)).toBe('{"min":60,"max":60}')
    expect(Object.keys(first?.evidence ?? {})).toEqual(['minutes', 'offers'])
  })
  it('leaves the entries of others as they stand', () => {
    const { id, name, ...rest } = sampleMembership({ id: 'other', provider: null })
    const byHand = JSON.stringify([{ name, id, ...rest }])
    put('memberships.json', byHand)
    put('memberships/shop.json', [sampleMembership({ id: 'b-known-one' })])
    write({ memberships: [sampleMembership({ id: 'a-new-one' })] })
    expect(textOf('memberships.json')).toBe(byHand)
    expect(read().memberships.map((membership) => membership.id)).toEqual(['other', 'a-new-one', 'b-known-one'])
  })
  it('only ever adds to a history, even where the last line was left open', () => {
    put('history/shop.jsonl', '{"old":1}')
    const line = {
      record: 'shop/a',
      field: 'title',
      from: 'A',
      to: 'B',
      on: null,
      seen: '2026-11-22',
      source: null,
      note: null,
    }
    write({ history: [line] })
    expect(textOf('history/shop.jsonl')).toBe(`{"old":1}\n${JSON.stringify(line)}\n`)
    write({ history: [] })
    expect(textOf('history/shop.jsonl').split('\n')).toHaveLength(3)
  })
  it('keeps and drops what was refused', () => {
    const held = { courses: [], memberships: [], cut: null }
    const refusal = { at: '2026-11-22T06:00:00Z', gate: 'count', reason: 'too few', ...held }
    expect(write({ refusal })).toContain('refused/shop.json')
    expect(read().refusal).toEqual(refusal)
    expect(write({ refusal: null })).toEqual(['refused/shop.json'])
    expect(readdirSync(join(folder, 'refused'))).toEqual([])
  })
  it('says so when the disk is full, and leaves all as it was', () => {
    write({ courses: [sampleCourse('a')] })
    const before = textOf('courses/shop.json')
    const writeFile = () => {
      throw new Error('ENOSPC: no space left on device')
    }
    const store = openStore(folder, { write: true, disk: { ...DISK, writeFile } })
    expect(() => store.write('shop', { runs, courses: [] })).toThrow(/cannot be written to: ENOSPC/)
    store.close()
    expect(textOf('courses/shop.json')).toBe(before)
  })
})

describe('read', () => {
  it('finds an empty catalog in a folder that is not there, and does not make it', () => {
    const store = openStore(join(folder, 'new'), { write: false })
    expect(store.read('shop')).toMatchObject({ courses: [], memberships: [], reported: [], runs: null, provider: null })
    expect(readdirSync(folder)).toEqual([])
  })
  it('names file, record, field and value of what is wrong', () => {
    put('courses/shop.json', [sampleCourse('a', { passMark: 101 })])
    expect(read).toThrow(NeedsPerson)
    expect(read).toThrow(/courses\/shop\.json, record shop\/a, field passMark: 101 is not valid/)
  })
  it.each([
    ['no JSON', '[{', /courses\/shop\.json is not JSON/],
    ['no list', '{}', /courses\/shop\.json must hold a list/],
    [
      'an unknown field',
      [{ ...sampleCourse('a'), colour: 'red' }],
      /record shop\/a, field colour: "red" is a field that/,
    ],
    ['no record', [null], /record number 1/],
  ])('refuses %s', (_, content, message) => {
    put('courses/shop.json', content)
    expect(read).toThrow(message)
  })
  it('reads reported courses of every provider', () => {
    put('reported/other.json', [sampleCourse('a', { id: 'other/a', provider: 'other' })])
    expect(read().reported.map(({ id }) => id)).toEqual(['other/a'])
  })
})

it('heals a lock that was damaged', () => {
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)
  mkdirSync(STATE_FOLDER, { recursive: true })
  writeFileSync(join(STATE_FOLDER, `${name}.lock`), 'no lock at all, '.repeat(500))
  const store = openStore(folder, { write: true })
  expect(() => openStore(folder, { write: true })).toThrow(RetryLater)
  store.close()
  expect(readdirSync(STATE_FOLDER)).not.toContain(`${name}.lock`)
})

it('lets one run write at a time, and any number read', () => {
  const first = openStore(folder, { write: true })
  expect(() => openStore(folder, { write: true })).toThrow(RetryLater)
  openStore(folder, { write: false }).read('shop')
  first.close()
  openStore(folder, { write: true }).close()
})
