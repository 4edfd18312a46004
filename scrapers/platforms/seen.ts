import { createHash } from 'node:crypto'

/** What a list showed so far. A thing may slide to the next page while the shop changes; two things under one id are an error. */
export interface Seen {
  /** How many ids there were. */
  readonly size: number
  /** @returns `new`, `same` for what was there before just so, `other` for something else under a known id */
  add: (id: string | number, what: unknown) => 'new' | 'same' | 'other'
}

export function createSeen(): Seen {
  const ids = new Map<string | number, Set<string>>()
  return {
    get size() {
      return ids.size
    },
    add(id, what) {
      const print = createHash('sha256').update(JSON.stringify(what)).digest('base64url')
      const known = ids.get(id)
      if (known === undefined) {
        ids.set(id, new Set([print]))
        return 'new'
      }
      if (known.has(print)) return 'same'
      known.add(print)
      return 'other'
    },
  }
}
