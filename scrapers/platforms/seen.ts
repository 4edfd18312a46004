import { createHash } from 'node:crypto'

/** What a list showed so far. A thing may slide to the next page while the shop changes; two things under one id are an error. */
export interface Seen {
  /** How many ids there were. */
  readonly size: number
  /** @returns `new`, `same` for what was there before just so, `other` for something else under a known id */
  add: (id: string | number, what: unknown) => 'new' | 'same' | 'other'
}

export function createSeen(): Seen {
  const prints = new Map<string | number, string>()
  /** What else came under a known id, with that id. */
  const others = new Set<string>()
  return {
    get size() {
      return prints.size
    },
    add(id, what) {
      const print = createHash('sha1').update(JSON.stringify(what)).digest('binary')
      const known = prints.get(id)
      if (known === undefined) {
        prints.set(id, print)
        return 'new'
      }
      const other = `${id} ${print}`
      if (known === print || others.has(other)) return 'same'
      others.add(other)
      return 'other'
    },
  }
}
