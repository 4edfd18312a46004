import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'

import { FILE_KINDS } from '../src/schema/dataset.ts'
import { PENDING_MANIFEST } from '../src/schema/pending.ts'

const dictionary = readFileSync(new URL('../data/README.md', import.meta.url), 'utf8')

/** The rows of the tables under each heading: the word in the first cell, and the whole row. */
const sections = new Map(
  dictionary
    .split(/^##+ /m)
    .slice(1)
    .map((text): [string, Map<string, string>] => [
      text.slice(0, text.indexOf('\n')),
      new Map([...text.matchAll(/^\| `([^`]+)` .*$/gm)].map(([row, word = '']) => [word, row])),
    ]),
)

/** Every object and every list of words that the schema exports, by name. */
const schemas = new Map<string, z.ZodObject | z.ZodEnum>()
for (const exported of Object.values(
  import.meta.glob<Record<string, unknown>>(['../src/schema/*.ts', '!**/*.test.ts'], { eager: true }),
)) {
  for (const [name, schema] of Object.entries(exported))
    if (schema instanceof z.ZodObject || schema instanceof z.ZodEnum) schemas.set(name, schema)
}
const named = new Set<unknown>(schemas.values())

/** @returns the objects and fixed words that a field can hold, without those that have a section of their own */
function partsOf(schema: unknown): { objects: z.ZodObject[]; words: string[] } {
  if (named.has(schema)) return { objects: [], words: [] }
  if (schema instanceof z.ZodObject) return { objects: [schema], words: [] }
  if (schema instanceof z.ZodEnum) return { objects: [], words: schema.options.map(String) }
  if (schema instanceof z.ZodLiteral) return { objects: [], words: [...schema.values].map(String) }
  const inner =
    schema instanceof z.ZodNullable
      ? [schema.unwrap()]
      : schema instanceof z.ZodArray
        ? [schema.element]
        : schema instanceof z.ZodUnion
          ? schema.options
          : []
  const parts = inner.map(partsOf)
  return { objects: parts.flatMap(({ objects }) => objects), words: parts.flatMap(({ words }) => words) }
}

/** @returns every field of an object, nested ones as `outer.inner`, with the words that it can hold */
const fieldsOf = (schema: z.ZodObject, prefix = ''): [path: string, words: string[]][] =>
  Object.entries(schema.shape).flatMap(([key, field]): [string, string[]][] => {
    const { objects, words } = partsOf(field)
    const path = `${prefix}${key}`
    return [[path, words], ...objects.flatMap((object) => fieldsOf(object, `${path}.`))]
  })

describe('the data dictionary', () => {
  it('sees the whole schema', () => {
    expect([...schemas.keys()]).toEqual(expect.arrayContaining(['Course', 'Offer', 'Credential', 'Run', 'TopicId']))
  })

  it.each([...schemas])(
    'has a table for %s with its fields or words, in their order, and no others',
    (name, schema) => {
      const rows = sections.get(name) ?? new Map<string, string>()
      if (schema instanceof z.ZodEnum) {
        expect([...rows.keys()]).toEqual(schema.options)
        return
      }
      const fields = fieldsOf(schema)
      expect([...rows.keys()]).toEqual(fields.map(([path]) => path))
      const unsaid = fields.flatMap(([path, words]) =>
        words.filter((word) => !rows.get(path)?.includes(`\`${word}\``)).map((word) => `${path}: ${word}`),
      )
      expect(unsaid).toEqual([])
    },
  )

  it('names every kind of file, and no other', () => {
    const files = [...(sections.get('Files')?.keys() ?? [])]
    const kindOf = (file: string) => {
      const example = file.replace(/<\w+>/, 'example')
      return Object.entries(FILE_KINDS).find(([, { path }]) => path.test(example))?.[0] ?? file
    }
    expect(new Set(files.map(kindOf))).toEqual(new Set([...Object.keys(FILE_KINDS), PENDING_MANIFEST]))
  })
})
