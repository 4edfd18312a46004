import type { CheerioAPI } from 'cheerio/slim'

import { findElements } from './html.ts'
import type { JsonObject } from './json-ld.ts'
import { split, toObject, valueOf } from './microdata.ts'

type Nodes = ReturnType<CheerioAPI>
type Node = Nodes[number]

const MAX_NODES = 500
const MAX_DEPTH = 6

/** The RDFa Lite of a page (`typeof`, `property`, and `rel` where it names a property), in the shape that JSON-LD has. */
export function extractRdfa($: CheerioAPI): JsonObject[] {
  return findElements($, ({ attribs }) => attribs['typeof'] !== undefined)
    .filter((element) => nameOf($(element)) === undefined)
    .slice(0, MAX_NODES)
    .map((element) => readNode($, $(element), 0))
}

function readNode($: CheerioAPI, item: Nodes, depth: number): JsonObject {
  const values = new Map<string, unknown[]>()
  const visit = (node: Node): void => {
    if (!('attribs' in node)) return
    const element = $(node)
    const isNode = element.attr('typeof') !== undefined
    const names = isNode ? nameOf(element) : element.attr('property')
    for (const name of split(names ?? '')) {
      const value =
        isNode && depth < MAX_DEPTH
          ? readNode($, element, depth + 1)
          : (element.attr('resource') ?? valueOf(node, element))
      const short = name.replace(/^.*[/#:]/, '')
      values.set(short, [...(values.get(short) ?? []), value])
    }
    if (!isNode) node.children.forEach(visit)
  }
  for (const node of item.toArray()) if ('attribs' in node) node.children.forEach(visit)
  return toObject(split(item.attr('typeof') ?? ''), item.attr('resource') ?? item.attr('about'), values)
}

/** The property that a node is the value of. */
const nameOf = (element: Nodes) => element.attr('property') ?? element.attr('rel')
