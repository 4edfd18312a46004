import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync, inflateRawSync } from 'node:zlib'

import type { Page } from './provider.ts'

/** Room for the answers of a run, packed, in bytes; what finds none is forgotten. */
const MAX_BYTES = 512 * 1024 * 1024

/** Answers that were had already, by address. */
export interface KeptAnswers {
  get: (url: string) => Page | null
  add: (url: string, page: Page) => void
  close: () => void
}

/**
 * Keeps the answers of a run, packed, so that a second look at one costs the host nothing. They stand in a file that has no name
 * any more, so it goes with the process; where none can be written nothing is kept.
 */
export function keepAnswers(): KeptAnswers {
  const places = new Map<string, { at: number; length: number }>()
  let file = openNameless()
  let end = 0
  return {
    get: (url) => {
      const place = places.get(url)
      if (place === undefined || file === null) return null
      const bytes = Buffer.alloc(place.length)
      readSync(file, bytes, 0, place.length, place.at)
      return JSON.parse(inflateRawSync(bytes).toString()) as Page
    },
    add: (url, page) => {
      if (file === null) return
      const bytes = deflateRawSync(JSON.stringify(page), { level: 1 })
      if (end + bytes.length > MAX_BYTES) return
      try {
        // Less than all is written where the disk is full.
        if (writeSync(file, bytes, 0, bytes.length, end) < bytes.length) return
      } catch {
        return
      }
      places.set(url, { at: end, length: bytes.length })
      end += bytes.length
    },
    close: () => {
      if (file !== null) closeSync(file)
      file = null
    },
  }
}

function openNameless(): number | null {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'ce-counts-answers-'))
    const file = openSync(join(folder, 'answers'), 'wx+')
    rmSync(folder, { recursive: true, force: true })
    return file
  } catch {
    return null
  }
}
