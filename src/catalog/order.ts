import type { Dataset, Filed } from '../schema/dataset.ts'
import { showValue, type Problem } from '../schema/problem.ts'

/** Records of one file, or of one list in it, in the order in which they stand there. */
interface Listed {
  file: string
  ids: string[]
}

/**
 * Checks that lists stand in the order of their ids, so that a change of one record changes only its own lines.
 * @returns a problem for the first record of each list that stands too late
 */
export function findDisorder(data: Dataset): Problem[] {
  const lists = [
    ...byFile(data.providers, ({ id }) => id),
    ...byFile(data.bodies, ({ id }) => id),
    ...byFile(data.courses, ({ id }) => id),
    ...byFile(data.memberships, ({ id }) => id),
    ...byFile(data.runs, ({ provider }) => provider),
    ...data.units.flatMap(({ file, record }) =>
      [record.units, record.conversions].map((list) => ({ file, ids: list.map(({ id }) => id) })),
    ),
  ]
  return lists.flatMap(({ file, ids }): Problem[] => {
    const late = ids.findIndex((id, place) => id < (ids[place - 1] ?? ''))
    const id = ids[late]
    if (id === undefined) return []
    const next = ids.find((other) => other > id)
    const message = `must stand before ${showValue(next)}: records are sorted by id`
    return [{ file, record: id, field: null, value: null, message }]
  })
}

function byFile<T>(filed: readonly Filed<T>[], idOf: (record: T) => string): Listed[] {
  const files = new Map<string, string[]>()
  for (const { file, record } of filed) files.set(file, [...(files.get(file) ?? []), idOf(record)])
  return [...files].map(([file, ids]) => ({ file, ids }))
}
