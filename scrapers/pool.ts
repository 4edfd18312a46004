import { isDeepStrictEqual } from 'node:util'

/** How many values are remembered; those of one shop come again and again, so a few are enough. */
const SIZE = 20_000

/** Keeps equal parts of records once: a shop's courses say much the same, and a catalog of very many has to find room. */
export interface Pool {
  /** Replaces the parts of a record by equal ones that were there before; they must not be changed afterwards. */
  share: <T extends object>(record: T) => T
}

export function createPool(): Pool {
  const known = new Map<string, unknown>()
  const keep = (key: string, value: unknown): unknown => {
    const same = known.get(key)
    if (same !== undefined) return same
    if (known.size >= SIZE) known.clear()
    known.set(key, value)
    return value
  }
  const shareParts = (record: object): void => {
    for (const [field, value] of Object.entries(record)) Reflect.set(record, field, shared(value))
  }
  const shared = (value: unknown): unknown => {
    if (typeof value === 'string') return keep(value, value)
    if (typeof value !== 'object' || value === null) return value
    shareParts(value)
    // A text never begins so.
    return keep(`\0${JSON.stringify(value)}`, value)
  }
  return {
    share: (record) => {
      shareParts(record)
      return record
    },
  }
}

/** Takes the fields of a record that are as before from the earlier one, so that what did not change is kept once. */
export function reuseEqual<T extends object>(record: T, before: T): void {
  for (const [field, value] of Object.entries(before))
    if (isDeepStrictEqual(Reflect.get(record, field), value)) Reflect.set(record, field, value)
}
