import { existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'

import { Body } from '../src/schema/body.ts'
import { Correction } from '../src/schema/correction.ts'
import { Course } from '../src/schema/course.ts'
import { HistoryLine } from '../src/schema/history.ts'
import type { ProviderId } from '../src/schema/ids.ts'
import { Membership } from '../src/schema/membership.ts'
import { formatProblem, problemsOf } from '../src/schema/problem.ts'
import { Provider } from '../src/schema/provider.ts'
import { ProviderRuns, Refusal } from '../src/schema/run.ts'
import { Units } from '../src/schema/unit.ts'
import { NeedsPerson } from './errors.ts'
import type { Biography } from './history-report.ts'
import { formatLines } from './history.ts'
import { isTextOf, listText, objectText, readRecords, type Text } from './json-text.ts'
import { takeLock } from './lock.ts'
import { createPool } from './pool.ts'
import { commit, DISK, findCurrent, listCurrent, readCurrent, recover, type Disk } from './transaction.ts'

/** The project's own data folder. */
export const PROJECT_DATA = resolve(import.meta.dirname, '../data')

/** What a run needs to know of the data folder. */
export interface Before {
  /** Its entry in `providers.json`; null = none. */
  provider: Provider | null
  /** Its last good courses, vanished ones included. */
  courses: readonly Course[]
  /** All memberships, whoever sells them. */
  memberships: readonly Membership[]
  /** Courses reported elsewhere, of any provider. */
  reported: readonly Course[]
  /** Fields of its courses that were put right by hand. */
  corrections: readonly Correction[]
  /** What its courses and memberships changed so far, oldest first. */
  history: readonly HistoryLine[]
  bodies: readonly Body[]
  units: Units
  /** Its earlier runs; null = never run here. */
  runs: ProviderRuns | null
  /** What a gate holds back at present. */
  refusal: Refusal | null
}

/** What a run leaves behind; what is absent stays as it is. */
export interface Changes {
  runs?: ProviderRuns
  provider?: Provider
  courses?: readonly Course[]
  /** Memberships of this provider, new or changed. */
  memberships?: readonly Membership[]
  history?: readonly HistoryLine[]
  /** null = nothing is held back any more. */
  refusal?: Refusal | null
}

/** One data folder, the only way in which scrapers read or write one. */
export interface Store {
  folder: string
  /** True for the project's own data, where a first run waits for a person. */
  isProject: boolean
  read: (provider: ProviderId) => Before
  readProviders: () => Provider[]
  readRuns: () => ProviderRuns[]
  /** @returns a course or membership with all that is known of it over time; null = there is none of that id */
  readBiography: (id: string) => Biography | null
  /** @returns the files that changed, relative to the folder */
  write: (provider: ProviderId, changes: Changes) => string[]
  close: () => void
}

const format = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
const by =
  <T>(key: (item: T) => string) =>
  (a: T, b: T) =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0

/** Replaces the entries of a list that have the same key, adds the others and keeps the list in order. */
function merge<T>(list: readonly T[], entries: readonly T[], key: (item: T) => string): T[] {
  const fresh = new Map(entries.map((entry) => [key(entry), entry]))
  return [...list.filter((item) => !fresh.has(key(item))), ...entries].sort(by(key))
}

/** @returns the record with its fields in the order of the schema and its evidence in the order of the alphabet */
function inOrder<T extends { evidence: Record<string, unknown> }>(schema: z.ZodType<T>, record: T): T {
  const ordered = schema.parse(record)
  return { ...ordered, evidence: Object.fromEntries(Object.entries(ordered.evidence).sort(by(([field]) => field))) }
}

function parseJson(folder: string, path: string): unknown {
  const text = readCurrent(folder, path)
  return text === null ? null : parseText(text, join(folder, path))
}

function parseText(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new NeedsPerson(`${file} is not JSON: ${(error as Error).message}`, { cause: error })
  }
}

/** @throws NeedsPerson with a sentence for each wrong field */
function parseRecord<T>(schema: z.ZodType<T>, value: unknown, file: string, record: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new NeedsPerson(problemsOf(result.error, { file, record }, value).map(formatProblem).join('\n'))
}

function nameOf(item: unknown, place: number): string {
  const { id, provider, course } = (item ?? {}) as { id?: unknown; provider?: unknown; course?: unknown }
  return [id, provider, course].find((name) => typeof name === 'string') ?? `number ${String(place + 1)}`
}

/** @returns the checked courses; there may be very many, so their text is not read as a whole where that can be helped */
function readCourses(folder: string, path: string): Course[] {
  const file = findCurrent(folder, path)
  const pool = createPool()
  const read = (item: unknown, place: number) =>
    pool.share(parseRecord(Course, item, join(folder, path), nameOf(item, place)))
  return (file === null ? null : readRecords(file, read)) ?? readList(folder, path, Course).records
}

/** @returns the checked records and the same as they stand in the file, whose order of fields is not ours to change */
function readList<T>(folder: string, path: string, schema: z.ZodType<T>): { records: T[]; written: unknown[] } {
  const value = parseJson(folder, path) ?? []
  if (!Array.isArray(value)) throw new NeedsPerson(`${join(folder, path)} must hold a list`)
  const written = value as unknown[]
  const records = written.map((item, place) => parseRecord(schema, item, join(folder, path), nameOf(item, place)))
  return { records, written }
}

/**
 * @param folder a data folder; a new one is made
 * @param options `write` false neither locks nor changes anything
 * @throws RetryLater when another run is writing to it
 */
export function openStore(folder: string, { write, disk = DISK }: { write: boolean; disk?: Disk }): Store {
  const root = resolve(folder)
  if (existsSync(root) && !statSync(root).isDirectory()) throw new NeedsPerson(`${root} is a file, not a data folder.`)
  if (write) {
    try {
      mkdirSync(root, { recursive: true })
    } catch (error) {
      throw new NeedsPerson(`${root} cannot be made: ${(error as Error).message}`, { cause: error })
    }
  }
  const release = write ? takeLock(root) : null
  const isProject = existsSync(root) && existsSync(PROJECT_DATA) && realpathSync(root) === realpathSync(PROJECT_DATA)
  const list = <T>(path: string, schema: z.ZodType<T>) => readList(root, path, schema)
  const listFolder = (name: string, end = '.json') =>
    listCurrent(root, name)
      .filter((file) => file.endsWith(end))
      .map((file) => `${name}/${file}`)
  /** @returns the lines of a history in which some words stand */
  const readLines = (path: string, words = '"') =>
    (readCurrent(root, path) ?? '').split('\n').flatMap((text, place) => {
      if (!text.includes(words)) return []
      const file = join(root, path)
      return [parseRecord(HistoryLine, parseText(text, file), file, `line ${String(place + 1)}`)]
    })
  /** Bodies and units are the same everywhere; a new folder takes them from the project. */
  const shared = <T>(path: string, read: (folder: string) => T): T =>
    read(readCurrent(root, path) === null ? PROJECT_DATA : root)

  try {
    if (write) recover(root, disk)
  } catch (error) {
    release?.()
    throw error
  }

  return {
    folder: root,
    isProject,
    readProviders: () => list('providers.json', Provider).records,
    readRuns: () => list('runs.json', ProviderRuns).records,

    readBiography(id) {
      const [provider = ''] = id.split('/')
      const { courses, reported, memberships, corrections } = this.read(provider)
      const record = [...courses, ...reported, ...memberships].find((one) => one.id === id)
      if (record === undefined) return null
      const lines = listFolder('history', '.jsonl')
        .flatMap((path) => readLines(path, JSON.stringify(id)))
        .filter(({ record }) => record === id)
      const runs = this.readRuns().find((one) => one.provider === provider)
      return {
        record,
        lines,
        confirmed: runs?.confirmed[id] ?? null,
        corrected: corrections.filter(({ course }) => course === id).map(({ field }) => field),
      }
    },

    read(provider) {
      const refused = `refused/${provider}.json`
      const refusal = parseJson(root, refused)
      const units = shared('units.json', (from) => parseJson(from, 'units.json')) ?? {
        units: [],
        conversions: [],
        sources: [],
      }
      return {
        provider: list('providers.json', Provider).records.find(({ id }) => id === provider) ?? null,
        courses: readCourses(root, `courses/${provider}.json`),
        memberships: ['memberships.json', ...listFolder('memberships')].flatMap(
          (path) => list(path, Membership).records,
        ),
        reported: listFolder('reported').flatMap((path) => list(path, Course).records),
        corrections: list(`corrections/${provider}.json`, Correction).records,
        history: readLines(`history/${provider}.jsonl`),
        bodies: shared('bodies.json', (from) => readList(from, 'bodies.json', Body).records),
        units: parseRecord(Units, units, join(root, 'units.json'), 'units'),
        runs: list('runs.json', ProviderRuns).records.find((runs) => runs.provider === provider) ?? null,
        refusal: refusal === null ? null : parseRecord(Refusal, refusal, join(root, refused), provider),
      }
    },

    write(provider, changes) {
      const files = new Map<string, Text | null>()
      const put = (path: string, text: Text | null) => {
        const file = findCurrent(root, path)
        const isSame = file === null || text === null ? file === text : isTextOf(file, text)
        if (!isSame) files.set(path, text)
      }
      for (const path of ['bodies.json', 'units.json'])
        if (readCurrent(root, path) === null) put(path, readCurrent(PROJECT_DATA, path))
      if (readCurrent(root, 'memberships.json') === null) put('memberships.json', format([]))
      const mergeInto = <T>(path: string, schema: z.ZodType<T>, entries: readonly T[], key: (item: T) => string) => {
        const { records, written } = list(path, schema)
        const same = (entry: T) => records.some((record) => isDeepStrictEqual(record, entry))
        if (readCurrent(root, path) === null || !entries.every(same))
          put(path, format(merge(written as T[], entries, key)))
      }
      if (changes.provider !== undefined) mergeInto('providers.json', Provider, [changes.provider], ({ id }) => id)
      const memberships = (changes.memberships ?? []).map((membership) => inOrder(Membership, membership))
      if (memberships.length > 0) mergeInto(`memberships/${provider}.json`, Membership, memberships, ({ id }) => id)
      if (changes.courses !== undefined) {
        const courses = changes.courses.toSorted(by(({ id }) => id))
        put(
          `courses/${provider}.json`,
          listText(courses, (course) => inOrder(Course, course)),
        )
      }
      if (changes.history !== undefined && changes.history.length > 0) {
        const path = `history/${provider}.jsonl`
        const earlier = readCurrent(root, path) ?? ''
        const end = earlier === '' || earlier.endsWith('\n') ? '' : '\n'
        put(path, earlier + end + formatLines(changes.history))
      }
      if (changes.refusal !== undefined) {
        put(`refused/${provider}.json`, changes.refusal === null ? null : objectText(changes.refusal))
      }
      if (changes.runs !== undefined)
        mergeInto('runs.json', ProviderRuns, [ProviderRuns.parse(changes.runs)], (runs) => runs.provider)
      try {
        commit(root, files, disk)
      } catch (error) {
        if (error instanceof NeedsPerson) throw error
        throw new NeedsPerson(`${root} cannot be written to: ${(error as Error).message}`, { cause: error })
      }
      return [...files.keys()].sort()
    },

    close: () => release?.(),
  }
}
