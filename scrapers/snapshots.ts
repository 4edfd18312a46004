import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'

import type { Run } from '../src/schema/run.ts'
import type { Day } from '../src/schema/values.ts'
import { NeedsPerson } from './errors.ts'
import type { Page } from './provider.ts'
import { fromPlain, toPlain, type PlainError } from './reader.ts'
import { STATE_FOLDER } from './state-folder.ts'
import type { Before } from './store.ts'

export type FetchPage = (url: string) => Promise<Page>

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/**
 * Hears every answer of a run.
 * @returns `hash`: of all of them in their order, null while there was none; the same hash is the same site, read the same way
 */
export function hashAnswers(fetchPage: FetchPage): { fetchPage: FetchPage; hash: () => string | null } {
  const all = createHash('sha256')
  let answers = 0
  const hear = (url: string, ...answer: (string | number)[]) => {
    answers += 1
    all.update(`${JSON.stringify([url, ...answer])}\n`)
  }
  return {
    fetchPage: async (url) => {
      try {
        const page = await fetchPage(url)
        hear(url, page.status, page.url, sha256(page.body))
        return page
      } catch (error) {
        hear(url, toPlain(error).name)
        throw error
      }
    },
    hash: () => (answers === 0 ? null : all.copy().digest('hex')),
  }
}

/** The answers that published values were read from, kept outside `data/` so that they can be read again. */
export interface Archive {
  /** Keeps every answer of a run that is going on. */
  record: (fetchPage: FetchPage) => FetchPage
  /**
   * Ends the run. Answers of other days go, but for those that are named: the days on which what is published was read.
   * @param run the hash of its answers; null = there were none
   */
  end: (run: { hash: string | null; day: Day }, days: Iterable<Day>) => void
  /** @returns the answers of a run by their hash, or null when they are not here */
  open: (run: string) => FetchPage | null
  /** @returns the hashes of the runs of a day that are kept */
  runsOn: (day: Day) => string[]
  /** What went wrong, each once, for the run report: a run goes on without its archive. */
  problems: () => readonly string[]
  close: () => void
}

const TABLES = `
  CREATE TABLE IF NOT EXISTS body (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS run (hash TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (hash, day)) STRICT;
  CREATE TABLE IF NOT EXISTS answer (run TEXT NOT NULL, url TEXT NOT NULL, told TEXT NOT NULL, body TEXT) STRICT;
  CREATE INDEX IF NOT EXISTS by_run ON answer (run, url);`
/** Stands for the hash of a run that is not over. */
const PENDING = ''

export const dayOf = ({ started }: Run): Day => started.slice(0, 10)

/** @returns the days on which what is published, or held back at present, was read */
export const daysRead = ({ courses, memberships, runs }: Pick<Before, 'courses' | 'memberships' | 'runs'>): Set<Day> =>
  new Set([
    ...[...courses, ...memberships].flatMap(({ sources }) => sources.map(({ readOn }) => readOn)),
    ...[runs?.last, runs?.lastGood].flatMap((run) => (run == null ? [] : [dayOf(run)])),
  ])

/** @param folder the data folder that is written to, where it is not the project's own */
export function archiveFile(provider: string, folder: string | null): string {
  const name = folder === null ? provider : `${provider}.${sha256(folder).slice(0, 32)}`
  return join(STATE_FOLDER, `${name}.pages.sqlite`)
}

/** @param file a path, or `:memory:` */
export function openArchive(file: string): Archive {
  const problems = new Set<string>()
  const attempt = (job: () => void) => {
    try {
      job()
    } catch (error) {
      problems.add(`Answers are not kept in ${file}: ${(error as Error).message}`)
    }
  }
  const db = openDatabase(file, problems)
  attempt(() => void db.prepare('DELETE FROM answer WHERE run = ?').run(PENDING))

  const pageOf = (row: Record<string, unknown>): Page => {
    const told = JSON.parse(row.told as string) as Omit<Page, 'body'>
    const stored = db.prepare('SELECT bytes FROM body WHERE hash = ?').get(row.body as string)
    const body = stored === undefined ? null : zstdDecompressSync(stored.bytes as Uint8Array).toString()
    if (body === null || sha256(body) !== row.body)
      throw new NeedsPerson(`The stored answer of ${told.requested} in ${file} is not what was stored.`)
    return { ...told, body }
  }
  const keepAnswer = (url: string, { body, ...told }: Page) => {
    const hash = sha256(body)
    db.prepare('INSERT OR IGNORE INTO body (hash, bytes) VALUES (?, ?)').run(hash, zstdCompressSync(body))
    insert(url, told, hash)
  }
  const insert = (url: string, told: Omit<Page, 'body'> | PlainError, body: string | null) =>
    db
      .prepare('INSERT INTO answer (run, url, told, body) VALUES (?, ?, ?, ?)')
      .run(PENDING, url, JSON.stringify(told), body)

  return {
    record: (fetchPage) => async (url) => {
      try {
        const page = await fetchPage(url)
        attempt(() => {
          keepAnswer(url, page)
        })
        return page
      } catch (error) {
        attempt(() => void insert(url, toPlain(error), null))
        throw error
      }
    },
    end: ({ hash, day }, days) => {
      attempt(() => {
        db.exec('BEGIN')
        try {
          if (hash !== null) {
            db.prepare('DELETE FROM answer WHERE run = ?').run(hash)
            db.prepare('UPDATE answer SET run = ? WHERE run = ?').run(hash, PENDING)
            db.prepare('INSERT OR IGNORE INTO run (hash, day) VALUES (?, ?)').run(hash, day)
          }
          const kept = JSON.stringify([day, ...days])
          db.prepare('DELETE FROM run WHERE day NOT IN (SELECT value FROM json_each(?))').run(kept)
          db.exec(`
            DELETE FROM answer WHERE run NOT IN (SELECT hash FROM run);
            DELETE FROM body WHERE hash NOT IN (SELECT body FROM answer WHERE body IS NOT NULL);
            COMMIT`)
        } catch (error) {
          db.exec('ROLLBACK')
          throw error
        }
      })
    },
    open: (run) => {
      const known = db.prepare('SELECT 1 FROM answer WHERE run = ? LIMIT 1').get(run)
      if (run === PENDING || known === undefined) return null
      const find = db.prepare('SELECT * FROM answer WHERE run = ? AND url = ?')
      return (url) =>
        new Promise((resolve) => {
          const row = find.get(run, url)
          if (row === undefined) throw new NeedsPerson(`${url} was not asked for when the stored answers were read.`)
          if (row.body === null) throw fromPlain(JSON.parse(row.told as string) as PlainError)
          resolve(pageOf(row))
        })
    },
    runsOn: (day) =>
      db
        .prepare('SELECT hash FROM run WHERE day = ?')
        .all(day)
        .map(({ hash }) => hash as string),
    problems: () => [...problems],
    close: () => {
      attempt(() => {
        db.close()
      })
    },
  }
}

function openDatabase(file: string, problems: Set<string>): DatabaseSync {
  const open = (path: string) => {
    const db = new DatabaseSync(path, { timeout: 2_000 })
    try {
      db.exec(TABLES)
      return db
    } catch (error) {
      db.close()
      throw error
    }
  }
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
    return open(file)
  } catch (error) {
    // What it holds may still be of use to a person, so a damaged file stays as it is.
    problems.add(`Answers of this run are not kept: ${file}: ${(error as Error).message}`)
    return open(':memory:')
  }
}
