import { load, type CheerioAPI } from 'cheerio/slim'
import { DomHandler, Parser } from 'htmlparser2'

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
export type Element = Extract<Node, { attribs: unknown }>

/** Builds the tree, and stops at markup that is nested or attributed like no real page. */
class LimitedHandler extends DomHandler {
  #depth = 0
  #attributes = 0

  onopentagname(): void {
    this.#attributes = 0
    this.#depth += 1
    if (this.#depth > MAX_DEPTH) throw new SkipPage(`markup is nested more than ${String(MAX_DEPTH)} levels deep`)
  }

  onattribute(): void {
    this.#attributes += 1
    if (this.#attributes > MAX_ATTRIBUTES)
      throw new SkipPage(`a tag has more than ${String(MAX_ATTRIBUTES)} attributes`)
  }

  override onclosetag(): void {
    this.#depth -= 1
    super.onclosetag()
  }
}

/**
 * The page as a tree. Read text with `textOf`, never serialize it.
 * @throws SkipPage when the markup is hostile
 */
export function parseHtml(html: string): CheerioAPI {
  const handler = new LimitedHandler()
  new Parser(handler).end(html)
  return load(handler.root)
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

/**
 * Elements that a test holds for, in the order of the page; where a page is large, a selector takes four times as long.
 * @param root where to look; absent = the whole page
 */
export function findElements($: CheerioAPI, test: (element: Element) => boolean, root: Nodes = $.root()): Element[] {
  const found: Element[] = []
  const visit = (node: Node): void => {
    if ('attribs' in node && test(node)) found.push(node)
    if ('children' in node) node.children.forEach(visit)
  }
  for (const node of root.toArray()) if ('children' in node) node.children.forEach(visit)
  return found
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
  if (!html.includes('<')) return parseText(html, max)
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
