import type * as z from 'zod'

/** Something wrong in `data/`, precise enough to be found and mended. */
export interface Problem {
  /** File, relative to the data folder. */
  file: string
  /** Id of the record, or its place in the file; null = the whole file. */
  record: string | null
  /** Path of the field; null = the whole record. */
  field: string | null
  /** The value that is wrong, shortened. */
  value: string | null
  /** What is wrong with it, as the end of a sentence ("must be ..."). */
  message: string
}

const SHOWN = 120

/** @returns a value as short text for a message */
export function showValue(value: unknown): string {
  const text = typeof value === 'string' ? `"${value}"` : value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text
}

/** @returns one sentence that names file, record, field and value */
export function formatProblem({ file, record, field, value, message }: Problem): string {
  const place = [file, record === null ? null : `record ${record}`, field === null ? null : `field ${field}`]
  return `${place.filter((part) => part !== null).join(', ')}: ${value === null ? '' : `${value} `}${message}`
}

const valueAt = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], root)

/** @returns the findings of a zod check as problems of one record */
export function problemsOf(error: z.ZodError, place: { file: string; record: string }, input: unknown): Problem[] {
  return error.issues.flatMap((issue): Problem[] => {
    const unknownKeys = issue.code === 'unrecognized_keys' ? issue.keys : [null]
    return unknownKeys.map((key) => {
      const path = key === null ? issue.path : [...issue.path, key]
      const message = key === null ? `is not valid: ${issue.message}` : 'is a field that the schema does not know'
      return {
        ...place,
        field: path.length === 0 ? null : path.join('.'),
        value: showValue(valueAt(input, path)),
        message,
      }
    })
  })
}
