import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { SHARED } from '../../tests/replay-pages.ts'
import { parseHtml } from './html.ts'
import { asList, asObject, extractJsonLd, type JsonObject } from './json-ld.ts'
import { extractMicrodata } from './microdata.ts'
import { extractOpenGraph } from './open-graph.ts'

const SAMPLES = join(SHARED, 'captures/structured-data-extruct')

interface Expected {
  microdata?: unknown[]
  'json-ld'?: unknown[]
  opengraph?: { properties: [string, string][] }[]
}

/** The answer that lies beside a sample, whichever of its forms it has. */
function readExpected(name: string): Expected | null {
  const file = ['.json', '.jsonld'].map((ending) => join(SAMPLES, name + ending)).find((path) => existsSync(path))
  if (file === undefined) return null
  const value = JSON.parse(readFileSync(file, 'utf8')) as unknown
  if (file.endsWith('.jsonld')) return { 'json-ld': asList(value) }
  if (!Array.isArray(value)) return value as Expected
  return 'namespace' in (value[0] as object)
    ? { opengraph: value as Expected['opengraph'] & object }
    : { microdata: value }
}

/** Blanks aside: how text is laid out is not part of it. */
const squeeze = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replace(/\s+/g, ' ').trim()
  if (Array.isArray(value)) return value.map(squeeze)
  const object = asObject(value)
  return object === null ? value : Object.fromEntries(Object.entries(object).map(([key, each]) => [key, squeeze(each)]))
}

/** Our shape of an item, from theirs; a property that they print beside `properties` is one too. */
function flatten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(flatten)
  const item = asObject(value)
  if (item === null) return value
  const { type, properties, ...rest } = item as { type?: unknown; properties?: JsonObject }
  const all = Object.entries({ ...properties, ...rest }).map(([key, each]) => [key, flatten(each)])
  return { '@type': type, ...(Object.fromEntries(all) as JsonObject) }
}

const names = existsSync(SAMPLES)
  ? readdirSync(SAMPLES)
      .filter((file) => file.endsWith('.html'))
      .map((file) => file.slice(0, -'.html'.length))
  : []

describe.skipIf(names.length === 0)('structured data of recorded pages (skipped without ../shared)', () => {
  it('has 13 samples with an answer', () => {
    expect(names.filter((name) => readExpected(name) !== null)).toHaveLength(13)
  })

  it.each(names)('%s', (name) => {
    const expected = readExpected(name)
    if (expected === null) return
    const $ = parseHtml(readFileSync(join(SAMPLES, `${name}.html`), 'utf8'))
    if (expected['json-ld'] !== undefined) {
      expect(
        squeeze(
          extractJsonLd($)
            .blocks.flatMap(asList)
            .filter((block) => asObject(block) !== null),
        ),
      ).toEqual(squeeze(expected['json-ld']))
    }
    if (expected.microdata !== undefined && expected.microdata.length > 0) {
      expect(squeeze(extractMicrodata($))).toEqual(squeeze(flatten(expected.microdata)))
    }
    for (const { properties } of expected.opengraph ?? []) {
      const found = extractOpenGraph($)
      expect(
        properties.filter(
          ([key, content]) => !found.some(([property, value]) => property === key && value === content),
        ),
      ).toEqual([])
    }
  })
})
