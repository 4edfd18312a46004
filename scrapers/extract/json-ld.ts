import type { CheerioAPI } from 'cheerio/slim'

import { findElements, type Element } from './html.ts'

export type JsonObject = Record<string, unknown>

/** The structured data of a page. */
export interface JsonLd {
  /** Every block as it stands. */
  blocks: unknown[]
  /** Every object, those of lists and of `@graph` one by one, in the order of the page. */
  nodes: JsonObject[]
  /** Blocks that could only be read after a repair. */
  repaired: number
  /** Blocks that could not be read. */
  broken: number
}

/** More than any page that describes a course. */
const MAX_BLOCK = 1_000_000

/** Reads all `application/ld+json` blocks of a page, the slightly broken ones too. */
export function extractJsonLd($: CheerioAPI): JsonLd {
  const found: JsonLd = { blocks: [], nodes: [], repaired: 0, broken: 0 }
  const isJsonLd = ({ name, attribs }: Element) =>
    name === 'script' && /^application\/ld\+json\b/i.test(attribs['type']?.trim() ?? '')
  for (const script of findElements($, isJsonLd)) {
    const text = $(script).text()
    if (text.trim() === '') continue
    const block = parseBlock(text)
    if (block === null) {
      found.broken += 1
      continue
    }
    if (block.repaired) found.repaired += 1
    found.blocks.push(block.value)
    collect(block.value, found.nodes)
  }
  return found
}

/** True when a node is of one of the schema.org types, whatever the prefix. */
export function isType(node: JsonObject, ...types: readonly string[]): boolean {
  return asList(node['@type']).some((type) => typeof type === 'string' && types.includes(type.replace(/^.*[/#:]/, '')))
}

/** A value that may stand alone or in a list. */
export function asList(value: unknown): unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

export function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null
}

/** The objects of a value that may stand alone or in a list. */
export const asObjects = (value: unknown): JsonObject[] =>
  asList(value)
    .map(asObject)
    .filter((object) => object !== null)

/** Text of a value that may be a string, a number, or an object with a name or value. */
export function asText(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  const object = asObject(asList(value)[0])
  if (object !== null) return asText(object['@value'] ?? object.name)
  return Array.isArray(value) && value.length > 0 ? asText(value[0]) : null
}

function collect(value: unknown, nodes: JsonObject[], depth = 0): void {
  if (depth > 5) return
  for (const item of asList(value)) {
    const object = asObject(item)
    if (object === null) continue
    if ('@graph' in object) collect(object['@graph'], nodes, depth + 1)
    else nodes.push(object)
  }
}

function parseBlock(text: string): { value: unknown; repaired: boolean } | null {
  if (text.length > MAX_BLOCK) return null
  const plain = tryParse(text)
  if (plain !== undefined) return { value: plain, repaired: false }
  const repaired = repair(text)
  const value = tryParse(repaired) ?? tryParse(`[${repaired.replace(/\}\s*\{/g, '},{')}]`)
  return value === undefined ? null : { value, repaired: true }
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Drops wrappers, comments and commas that JSON does not know, and escapes line breaks inside strings. */
function repair(text: string): string {
  const source = text
    .replace(/^[\s;]*(?:\/\/|\/\*)?\s*(?:<!\[CDATA\[|<!--)\s*(?:\*\/)?/, '')
    .replace(/(?:\/\/|\/\*)?\s*(?:\]\]>|-->)\s*(?:\*\/)?[\s;]*$/, '')
    .replace(/[\s;]+$/, '')
  const parts: string[] = []
  let at = 0
  while (at < source.length) {
    const sign = source[at] ?? ''
    if (sign === '"') {
      const end = endOfString(source, at)
      parts.push(escapeControls(source.slice(at, end)))
      at = end
    } else if (sign === '/' && source[at + 1] === '/') at = indexOr(source, '\n', at)
    else if (sign === '/' && source[at + 1] === '*') at = indexOr(source, '*/', at) + 2
    else if (source.startsWith('<!--', at)) at = indexOr(source, '-->', at) + 3
    else if (sign === ',' && isClosing(source, at + 1)) at += 1
    else {
      parts.push(sign < ' ' ? ' ' : sign)
      at += 1
    }
  }
  return parts.join('')
}

function endOfString(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1
    else if (source[at] === '"') return at + 1
  }
  return source.length
}

function escapeControls(text: string): string {
  return text
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\\(?!["\\/bfnrtu])/g, '\\\\')
}

function indexOr(source: string, sign: string, from: number): number {
  const index = source.indexOf(sign, from)
  return index === -1 ? source.length : index
}

/** After a comma only blanks and comments up to a closing bracket: the comma is one too many. */
function isClosing(source: string, from: number): boolean {
  let at = from
  while (at < source.length) {
    const sign = source[at] ?? ''
    if (sign === '}' || sign === ']') return true
    if (/\s/.test(sign) || sign === ',') at += 1
    else if (sign === '/' && source[at + 1] === '/') at = indexOr(source, '\n', at)
    else return false
  }
  return true
}
