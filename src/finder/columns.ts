/**
 * A list of records as columns, for the way to the browser: what repeats is sent once and named by its place.
 * A column without `at` holds a value for every record in turn.
 */
export type Columns<T> = {
  readonly [K in keyof T]: { readonly values: readonly T[K][]; readonly at?: readonly number[] }
}

/** A column of which less than this share repeats is sent as it stands. */
const WORTH = 0.7

function toColumn<V>(all: readonly V[]): { values: readonly V[]; at?: readonly number[] } {
  const places = new Map<string, number>()
  const values: V[] = []
  const at = all.map((value) => {
    const key = JSON.stringify(value)
    const place = places.get(key) ?? values.push(value) - 1
    places.set(key, place)
    return place
  })
  return values.length < all.length * WORTH ? { values, at } : { values: all }
}

/** @param keys every key of a record */
export const toColumns = <T extends object>(records: readonly T[], keys: readonly (keyof T)[]): Columns<T> =>
  Object.fromEntries(keys.map((key) => [key, toColumn(records.map((record) => record[key]))])) as unknown as Columns<T>

/** @returns the records in their order; what repeats is shared, so none of it may be changed */
export function fromColumns<T extends object>(columns: Columns<T>): T[] {
  const keys = Object.keys(columns) as (keyof T)[]
  const [first] = keys
  const size = first === undefined ? 0 : (columns[first].at ?? columns[first].values).length
  return Array.from({ length: size }, (_, place) => {
    const record: Partial<T> = {}
    for (const key of keys) {
      const { values, at } = columns[key]
      record[key] = values[at === undefined ? place : (at[place] ?? -1)]
    }
    return record as T
  })
}
