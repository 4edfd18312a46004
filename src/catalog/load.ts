import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

import type { Body } from '../schema/body.ts'
import { correctCourse, type Correction } from '../schema/correction.ts'
import type { Course } from '../schema/course.ts'
import type { Credential } from '../schema/credential.ts'
import { FILE_KINDS, type Dataset, type Filed } from '../schema/dataset.ts'
import type { HistoryLine } from '../schema/history.ts'
import type { Membership } from '../schema/membership.ts'
import { PENDING_FOLDER, PENDING_MANIFEST, PendingManifest } from '../schema/pending.ts'
import { formatProblem, problemsOf, showValue, type Problem } from '../schema/problem.ts'
import type { Provider } from '../schema/provider.ts'
import { findBrokenReferences } from '../schema/references.ts'
import type { ProviderRuns } from '../schema/run.ts'
import type { Source } from '../schema/source.ts'
import type { Conversion, Unit } from '../schema/unit.ts'
import type { OpenRefusal } from './health.ts'

/** The whole checked catalog, in the order of the files. */
export interface Catalog {
  providers: readonly Provider[]
  bodies: readonly Body[]
  units: readonly Unit[]
  conversions: readonly Conversion[]
  /** Where minutes and conversions of units were read. */
  unitSources: readonly Source[]
  /** Scraped and reported ones as corrected by hand; those that a scraped course replaces are left out. */
  courses: readonly Course[]
  corrections: readonly Correction[]
  memberships: readonly Membership[]
  credentials: readonly Credential[]
  history: readonly HistoryLine[]
  runs: readonly ProviderRuns[]
  /** What gates hold back at present. */
  refusals: readonly OpenRefusal[]
}

/** `data/` is wrong; the message has a sentence for each problem. */
export class DataError extends Error {
  override name = 'DataError'
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'))
    this.problems = problems
  }
}

/** The data folder: the project's own, or the one that CE_COUNTS_DATA names. */
export const dataFolder = (): string => resolve(process.env['CE_COUNTS_DATA'] ?? 'data')

function parseJson(text: string, file: string, line: number | null): { json: unknown } | Problem {
  try {
    return { json: JSON.parse(text) }
  } catch (error) {
    const record = line === null ? null : `line ${String(line)}`
    return { file, record, field: null, value: null, message: `is not JSON: ${(error as Error).message}` }
  }
}

/** @returns the raw records of one file, each with the name it goes by in messages, or what is wrong with the file */
function readRecords(
  text: string,
  file: string,
  layout: 'list' | 'one' | 'lines',
): { raw: unknown; name: string }[] | Problem {
  if (layout === 'lines') {
    const records: { raw: unknown; name: string }[] = []
    for (const [index, line] of text.split('\n').entries()) {
      if (line === '') continue
      const parsed = parseJson(line, file, index + 1)
      if (!('json' in parsed)) return parsed
      records.push({ raw: parsed.json, name: `line ${String(index + 1)}` })
    }
    return records
  }
  const parsed = parseJson(text, file, null)
  if (!('json' in parsed)) return parsed
  const { json } = parsed
  if (layout === 'one') return [{ raw: json, name: file }]
  if (!Array.isArray(json)) {
    return { file, record: null, field: null, value: showValue(json), message: 'must be a list of records' }
  }
  return json.map((raw: unknown, index) => {
    const { id, provider, course } = (raw ?? {}) as { id?: unknown; provider?: unknown; course?: unknown }
    const name = [id, provider, course].find((one) => typeof one === 'string')
    return { raw, name: name ?? `number ${String(index + 1)}` }
  })
}

/**
 * The files of a data folder and where the text of each stands. A writer that was killed may have left files that are
 * decided but not yet in place: those count.
 */
function listFiles(folder: string): { files: Map<string, string>; problems: Problem[] } {
  const files = new Map<string, string>()
  const problems: Problem[] = []
  const wrong = (file: string, message: string) =>
    problems.push({ file, record: null, field: null, value: null, message })
  if (existsSync(folder) && !statSync(folder).isDirectory()) wrong(folder, 'is a file, not a data folder')
  else if (existsSync(folder)) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      const file = relative(folder, path)
      if (entry.isDirectory() || file.startsWith(`${PENDING_FOLDER}/`)) continue
      // A link to a file is as good as the file.
      if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) files.set(file, path)
      else wrong(file, entry.isSymbolicLink() ? 'is a link that leads to no file' : 'is no file')
    }
  }
  if (files.size === 0 && problems.length === 0) wrong(folder, 'holds no data; is it the right folder?')
  const pending = readPending(folder)
  if ('message' in pending) problems.push(pending)
  else {
    for (const { path, staged } of pending.files) {
      const waiting = staged === null ? null : join(folder, PENDING_FOLDER, staged)
      if (waiting === null) files.delete(path)
      else if (existsSync(waiting)) files.set(path, waiting)
    }
  }
  return { files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))), problems }
}

/** What a killed writer had decided; no files when there is no such thing. */
function readPending(folder: string): PendingManifest | Problem {
  const manifest = join(folder, PENDING_MANIFEST)
  if (!existsSync(manifest)) return { files: [] }
  const parsed = parseJson(readFileSync(manifest, 'utf8'), PENDING_MANIFEST, null)
  if (!('json' in parsed)) return parsed
  const checked = PendingManifest.safeParse(parsed.json)
  if (checked.success) return checked.data
  const [problem] = problemsOf(checked.error, { file: PENDING_MANIFEST, record: 'files' }, parsed.json)
  return problem ?? { file: PENDING_MANIFEST, record: null, field: null, value: null, message: 'is not valid' }
}

/** Reads and checks every file of a data folder; nothing is thrown away silently. */
export function readData(folder: string): { data: Dataset; problems: Problem[] } {
  const data: Dataset = {
    providers: [],
    bodies: [],
    units: [],
    courses: [],
    corrections: [],
    memberships: [],
    credentials: [],
    history: [],
    runs: [],
    refusals: [],
  }
  const { files, problems } = listFiles(folder)
  for (const [file, path] of files) {
    if (file.endsWith('.md')) continue
    const kind = Object.entries(FILE_KINDS).find(([, { path }]) => path.test(file)) as
      [keyof Dataset, (typeof FILE_KINDS)[keyof Dataset]] | undefined
    if (kind === undefined) {
      problems.push({ file, record: null, field: null, value: null, message: 'is not a file that belongs into data/' })
      continue
    }
    const [name, { schema, layout }] = kind
    const records = readRecords(readFileSync(path, 'utf8'), file, layout)
    if (!Array.isArray(records)) {
      problems.push(records)
      continue
    }
    for (const { raw, name: record } of records) {
      const checked = schema.safeParse(raw)
      if (checked.success) (data[name] as Filed<unknown>[]).push({ file, record: checked.data })
      else problems.push(...problemsOf(checked.error, { file, record }, raw))
    }
  }
  return { data, problems: [...problems, ...findBrokenReferences(data)] }
}

/**
 * The catalog that the site is built from.
 * @throws DataError naming file, record, field and value of everything that is wrong
 */
export function loadCatalog(folder = dataFolder()): Catalog {
  const { data, problems } = readData(folder)
  if (problems.length > 0) throw new DataError(problems)
  const records = <T>(filed: readonly Filed<T>[]) => filed.map(({ record }) => record)
  const corrections = records(data.corrections)
  return {
    providers: records(data.providers),
    bodies: records(data.bodies),
    units: records(data.units).flatMap(({ units }) => units),
    conversions: records(data.units).flatMap(({ conversions }) => conversions),
    unitSources: records(data.units).flatMap(({ sources }) => sources),
    courses: records(data.courses)
      .filter(({ supersededBy }) => supersededBy === null)
      .map((course) => correctCourse(course, corrections)),
    corrections,
    memberships: records(data.memberships),
    credentials: records(data.credentials),
    history: records(data.history),
    runs: records(data.runs),
    refusals: data.refusals.map(({ file, record: { at, gate, reason } }) => ({
      provider: file.replace(/^refused\/|\.json$/g, ''),
      at,
      gate,
      reason,
    })),
  }
}
