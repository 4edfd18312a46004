import { deflateRawSync, inflateRawSync } from 'node:zlib'

import type { Page } from './provider.ts'

/** Answers that were had already, by address. */
export interface KeptAnswers {
  get: (url: string) => Page | null
  add: (url: string, page: Page) => void
}

/**
 * Keeps the answers of a run, packed, so that a second look at one costs the host nothing.
 * @param maxBytes what is kept in all; what finds no room is forgotten
 */
export function keepAnswers(maxBytes: number): KeptAnswers {
  const packed = new Map<string, Uint8Array>()
  let room = maxBytes
  return {
    get: (url) => {
      const bytes = packed.get(url)
      return bytes === undefined ? null : (JSON.parse(inflateRawSync(bytes).toString()) as Page)
    },
    add: (url, page) => {
      // A copy, because what deflate gives is the beginning of a larger buffer.
      const bytes = new Uint8Array(deflateRawSync(JSON.stringify(page), { level: 1 }))
      if (bytes.length > room) return
      room -= bytes.length
      packed.set(url, bytes)
    },
  }
}
