import { createHash } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { LIMITS } from './limits.ts'
import type { Holds } from './pace.ts'

/** An answer as it was, kept so that "304 not modified" can be read again. */
export interface Snapshot {
  etag: string | null
  lastModified: string | null
  headers: Readonly<Record<string, string>>
  body: Buffer
}

/** What the client remembers between runs. Losing it costs politeness, never data: so no failure of it ends a run. */
export interface State extends Holds {
  readSnapshot: (url: string) => Snapshot | null
  /** @param now the moment it was read */
  writeSnapshot: (url: string, snapshot: Snapshot, now: number) => void
  /** The host confirmed the stored answer, so it is kept longer. */
  confirmSnapshot: (url: string, now: number) => void
  /** What went wrong with the file, each once, for the run report. */
  problems: () => readonly string[]
  close: () => void
}

/** The file is of no use and may be replaced. */
class DamagedState extends Error {
  override name = 'DamagedState'
}

/** Changed with the tables; a file of another version is replaced. */
const VERSION = 1

const TABLES = `
  CREATE TABLE IF NOT EXISTS body (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS answer (
    url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT, headers TEXT NOT NULL, hash TEXT NOT NULL, confirmed INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS hold (host TEXT PRIMARY KEY, moment INTEGER NOT NULL) STRICT;
  PRAGMA user_version = ${VERSION};`

/**
 * Opens the state file, outside `data/`. A file that is no such file is replaced; where none can be kept, the state
 * lives in memory for this run.
 * @param file a path, or `:memory:`
 */
export function openState(file: string, now: number): State {
  const problems = new Set<string>()
  const db = openDatabase(file, problems)
  const attempt = <T>(otherwise: T, job: () => T): T => {
    try {
      return job()
    } catch (error) {
      problems.add(`${file}: ${messageOf(error)}`)
      return otherwise
    }
  }
  attempt(undefined, () => {
    db.prepare('DELETE FROM answer WHERE confirmed < ?').run(now - LIMITS.snapshotMaxAgeMs)
    db.prepare('DELETE FROM hold WHERE moment < ?').run(now)
    db.exec('DELETE FROM body WHERE hash NOT IN (SELECT hash FROM answer)')
  })
  // Also held here, so that a host is left alone even when the file cannot be written.
  const holds = new Map<string, number>()

  return {
    readSnapshot: (url) => attempt(null, () => readSnapshot(db, url)),
    writeSnapshot: (url, snapshot, moment) => {
      attempt(undefined, () => {
        writeSnapshot(db, url, snapshot, moment)
      })
    },
    confirmSnapshot: (url, moment) => {
      attempt(undefined, () => {
        db.prepare('UPDATE answer SET confirmed = ? WHERE url = ?').run(moment, url)
      })
    },
    readHold: (host) => {
      const stored = attempt(undefined, () => db.prepare('SELECT moment FROM hold WHERE host = ?').get(host))
      const moments = [holds.get(host), stored?.moment].filter((moment) => typeof moment === 'number')
      return moments.length === 0 ? null : Math.max(...moments)
    },
    writeHold: (host, moment) => {
      holds.set(host, moment)
      attempt(undefined, () => {
        db.prepare('INSERT OR REPLACE INTO hold (host, moment) VALUES (?, ?)').run(host, Math.ceil(moment))
      })
    },
    problems: () => [...problems],
    close: () => {
      attempt(undefined, () => {
        db.close()
      })
    },
  }
}

function openDatabase(file: string, problems: Set<string>): DatabaseSync {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
    try {
      return openChecked(file)
    } catch (error) {
      if (!isDamage(error)) throw error
      for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${end}`, { force: true })
      problems.add(`${file} was replaced: ${messageOf(error)}`)
      return openChecked(file)
    }
  } catch (error) {
    problems.add(`${file} cannot be used, so this run remembers nothing: ${messageOf(error)}`)
    return openChecked(':memory:')
  }
}

function openChecked(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: 2_000 })
  try {
    const version = db.prepare('PRAGMA user_version').get()?.user_version
    if (version !== 0 && version !== VERSION)
      throw new DamagedState(`its version is ${String(version)}, not ${VERSION}`)
    const check = db.prepare('PRAGMA quick_check(1)').get()?.quick_check
    if (check !== 'ok') throw new DamagedState(`it is damaged (${String(check)})`)
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    db.exec(TABLES)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB; a file that is only locked or may not be written is left as it is. */
function isDamage(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode
  return error instanceof DamagedState || (code !== undefined && [11, 26].includes(code & 0xff))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function readSnapshot(db: DatabaseSync, url: string): Snapshot | null {
  const row = db
    .prepare('SELECT etag, last_modified, headers, answer.hash, bytes FROM answer JOIN body USING (hash) WHERE url = ?')
    .get(url)
  if (row === undefined) return null
  const body = zstdDecompressSync(row.bytes as Uint8Array, { maxOutputLength: LIMITS.sitemapBytes })
  if (hashOf(body) !== row.hash) throw new Error(`the stored body of ${url} is not what was stored`)
  return {
    etag: row.etag as string | null,
    lastModified: row.last_modified as string | null,
    headers: JSON.parse(row.headers as string) as Record<string, string>,
    body,
  }
}

function writeSnapshot(db: DatabaseSync, url: string, snapshot: Snapshot, now: number): void {
  const hash = hashOf(snapshot.body)
  db.prepare('INSERT OR IGNORE INTO body (hash, bytes) VALUES (?, ?)').run(hash, zstdCompressSync(snapshot.body))
  db.prepare(
    'INSERT OR REPLACE INTO answer (url, etag, last_modified, headers, hash, confirmed) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(url, snapshot.etag, snapshot.lastModified, JSON.stringify(snapshot.headers), hash, now)
}

function hashOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex')
}
