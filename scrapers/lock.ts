import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, realpathSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { NeedsPerson, RetryLater } from './errors.ts'
import { STATE_FOLDER } from './state-folder.ts'

const SQLITE_BUSY = 5
/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const SQLITE_DAMAGED: readonly unknown[] = [11, 26]

/**
 * Lets one run at a time write to a data folder. The lock ends with the process, however it ends; its file stands
 * outside the data.
 * @returns releases the lock
 * @throws RetryLater when another run holds it
 */
export function takeLock(folder: string): () => void {
  try {
    const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)
    mkdirSync(STATE_FOLDER, { recursive: true })
    return lockFile(join(STATE_FOLDER, `${name}.lock`))
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY)
      throw new RetryLater(`Another run is writing to ${folder}; start again when it has ended.`)
    throw new NeedsPerson(`${folder} cannot be locked: ${(error as Error).message}`, { cause: error })
  }
}

function lockFile(path: string): () => void {
  for (;;) {
    closeSync(openSync(path, 'a'))
    const before = identityOf(path)
    const database = new DatabaseSync(path)
    try {
      database.exec('PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE')
    } catch (error) {
      database.close()
      // Nobody writes into a lock, so what holds anything was damaged and guards nothing.
      if (error instanceof Error && 'errcode' in error && SQLITE_DAMAGED.includes(error.errcode)) {
        rmSync(path, { force: true })
        continue
      }
      throw error
    }
    // A run that ended just now has taken the file away: what is locked then guards nothing, and the next try makes a new one.
    if (identityOf(path) === before) {
      return () => {
        rmSync(path, { force: true })
        database.close()
      }
    }
    database.close()
  }
}

function identityOf(path: string): string | null {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
  return stat === undefined ? null : `${String(stat.ino)} ${String(stat.birthtimeNs)}`
}
