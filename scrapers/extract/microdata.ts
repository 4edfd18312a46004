import type { CheerioAPI } from 'cheerio/slim'

import { findElements, textOf } from './html.ts'
import type { JsonObject } from './json-ld.ts'

type Nodes = ReturnType<CheerioAPI>
type Node = Nodes[number]

/** More items, or deeper ones, describe no course. */
const MAX_ITEMS = 500
const MAX_DEPTH = 6
export const MAX_VALUE = 5000

/** Attributes that hold the value of an element, by its name. */
const VALUE_ATTRIBUTES: Record<string, string> = {
  meta: 'content',
  audio: 'src',
  embed: 'src',
  iframe: 'src',
  img: 'src',
  source: 'src',
  video: 'src',
  a: 'href',
  area: 'href',
  link: 'href',
  object: 'data',
  data: 'value',
  meter: 'value',
  time: 'datetime',
}

/** The microdata of a page, in the shape that JSON-LD has: `itemtype` is `@type`, a property that is repeated is a list. */
export function extractMicrodata($: CheerioAPI): JsonObject[] {
  return findElements($, ({ attribs }) => attribs['itemscope'] !== undefined && attribs['itemprop'] === undefined)
    .slice(0, MAX_ITEMS)
    .map((element) => readItem($, $(element), 0))
}

function readItem($: CheerioAPI, item: Nodes, depth: number): JsonObject {
  const values = new Map<string, unknown[]>()
  const add = (names: string, value: unknown) => {
    for (const name of split(names)) values.set(name, [...(values.get(name) ?? []), value])
  }
  const visit = (node: Node): void => {
    if (!('attribs' in node)) return
    const element = $(node)
    const names = element.attr('itemprop')
    const isItem = element.attr('itemscope') !== undefined
    if (names !== undefined)
      add(names, isItem && depth < MAX_DEPTH ? readItem($, element, depth + 1) : valueOf(node, element))
    if (!isItem) node.children.forEach(visit)
  }
  for (const node of item.toArray()) if ('attribs' in node) node.children.forEach(visit)
  for (const id of split(item.attr('itemref') ?? '').slice(0, 20)) {
    const [referenced] = byId($, id).toArray()
    if (referenced === undefined || !('attribs' in referenced)) continue
    // What is referenced may be a property itself, or hold some.
    if ($(referenced).attr('itemprop') !== undefined) visit(referenced)
    else referenced.children.forEach(visit)
  }
  return toObject(split(item.attr('itemtype') ?? ''), item.attr('itemid'), values)
}

/** A node in the shape of JSON-LD. */
export function toObject(
  types: readonly string[],
  id: string | undefined,
  values: ReadonlyMap<string, readonly unknown[]>,
): JsonObject {
  const properties = [...values].map(([name, all]): [string, unknown] => [name, all.length === 1 ? all[0] : all])
  return Object.fromEntries<unknown>([
    ['@type', types.length === 1 ? types[0] : types],
    ...(id === undefined ? [] : [['@id', id] as const]),
    ...properties,
  ])
}

/** The value of an element: an address or a date in its attribute, else its words. */
export function valueOf(node: Node, element: Nodes): string {
  const name = 'name' in node ? VALUE_ATTRIBUTES[node.name] : undefined
  const attribute = element.attr('content') ?? (name === undefined ? undefined : element.attr(name))
  return (attribute ?? textOf(element, MAX_VALUE) ?? '').trim()
}

/** Names in an attribute that holds a list of them. */
export const split = (text: string) => text.split(/\s+/).filter((name) => name !== '' && name.length <= 200)

const byId = ($: CheerioAPI, id: string) => $('[id]').filter((_, element) => $(element).attr('id') === id)
