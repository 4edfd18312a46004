import { load, type CheerioAPI } from 'cheerio/slim'
import { Parser } from 'htmlparser2'

import { parseLines, parseText } from '../normalize/text.ts'
import { SkipPage } from '../errors.ts'

/** Deeper or wider than this is no page that a shop serves; the tree builder slows down quadratically on such input. */
const MAX_DEPTH = 256
const MAX_ATTRIBUTES = 500

/** Elements whose content is not text of the page. */
const SILENT = new Set(['script', 'style', 'template', 'noscript', 'svg', 'iframe', 'select', 'head'])
/** Elements that end a line. */
const BLOCKS = new Set(
  'address article aside blockquote br dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p section table tr ul'.split(
    ' ',
  ),
)

type Nodes = ReturnType<CheerioAPI>
type Node = Nodes[number]

/**
 * Runs over the markup once, without building anything.
 * @throws SkipPage when it is nested or attributed like no real page
 */
export function assertParsable(html: string): void {
  let depth = 0
  let attributes = 0
  const parser = new Parser({
    onopentagname: () => {
      attributes = 0
      depth += 1
      if (depth > MAX_DEPTH) throw new SkipPage(`markup is nested more than ${String(MAX_DEPTH)} levels deep`)
    },
    onattribute: () => {
      attributes += 1
      if (attributes > MAX_ATTRIBUTES) throw new SkipPage(`a tag has more than ${String(MAX_ATTRIBUTES)} attributes`)
    },
    onclosetag: () => {
      depth -= 1
    },
  })
  parser.end(html)
}

/**
 * The page as a tree. Read text with `textOf`, never serialize it.
 * @throws SkipPage when the markup is hostile
 */
export function parseHtml(html: string): CheerioAPI {
  assertParsable(html)
  return load(html)
}

/** The page as a tree; null when the markup is hostile. */
export function tryParseHtml(html: string): CheerioAPI | null {
  try {
    return parseHtml(html)
  } catch (error) {
    if (error instanceof SkipPage) return null
    throw error
  }
}

/** The visible words of the nodes on one line; null when there are none. */
export function textOf(nodes: Nodes, max?: number): string | null {
  return parseText(words(nodes), max)
}

/** The visible words of the nodes, a line for every block; null when there are none. */
export function linesOf(nodes: Nodes): string | null {
  return parseLines(words(nodes))
}

/** The visible words of a piece of markup such as a title in JSON, on one line; null when there are none. */
export function htmlText(html: string, max?: number): string | null {
  const $ = tryParseHtml(html)
  return $ === null ? null : textOf($.root(), max)
}

function words(nodes: Nodes): string {
  const parts: string[] = []
  for (const node of nodes.toArray()) collect(node, parts)
  // The tree holds decoded text; escape it so that cleaning decodes nothing twice.
  return parts.join('').replaceAll('&', '&amp;')
}

function collect(node: Node, parts: string[]): void {
  if (node.nodeType === 3) {
    parts.push(node.data.replace(/[\n\r\t]+/g, ' '))
    return
  }
  if (!('children' in node)) return
  const name = 'name' in node ? node.name : ''
  if (SILENT.has(name)) return
  const isBlock = BLOCKS.has(name)
  if (isBlock) parts.push('\n')
  for (const child of node.children) collect(child, parts)
  if (isBlock) parts.push('\n')
  else if (name === 'td' || name === 'th') parts.push(' ')
}
