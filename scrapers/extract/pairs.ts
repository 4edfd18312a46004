import type { CheerioAPI } from 'cheerio/slim'

import { parseText } from '../normalize/text.ts'
import { textOf } from './html.ts'
import { extractLabels, type Label } from './labels.ts'

type Nodes = ReturnType<CheerioAPI>
type Node = Nodes[number]

/** What is labelled on the page of a course. */
const KEYWORD =
  /\b(?:contact hours?|clock hours?|credits?|credit hours?|ceus?|ces?|cme|cpeus?|points?|hours?|price|costs?|fees?|tuition|duration|length|time|audience|expir(?:es|ation|y)|released?|reviewed|updated|published|format|delivery|area|category|passing (?:score|grade|mark)|pass mark|accredit(?:ation|ed by)|approv(?:al|als|ed by|al number)|activity (?:type|number)|available (?:until|through)|valid (?:until|through))\b/i
const MAX_LABEL = 60
const MAX_VALUE = 300
/** Opening hours are no study time. */
const CLOCK = /\b(?:mon|tue|wed|thu|fri|sat|sun)\w*\b|\d\s*[ap]\.?m\b|24\/7/i

/**
 * Every labelled value of a page: tables and definition lists, and a heading or a short word of a known kind with its value
 * behind it ("Contact Hours" above "1.5"). A label with two different values says nothing of this course and is left out.
 */
export function extractPairs($: CheerioAPI, root: Nodes): Label[] {
  const labels = [...extractLabels($, root), ...readPairs($, root)]
  const values = new Map<string, Set<string>>()
  for (const { label, value } of labels) {
    const key = label.toLowerCase()
    values.set(key, (values.get(key) ?? new Set()).add(value))
  }
  const seen = new Set<string>()
  return labels.filter(({ label }) => {
    const key = label.toLowerCase()
    if (seen.has(key) || values.get(key)?.size !== 1) return false
    seen.add(key)
    return true
  })
}

/** A label and its value that stand in neighbouring elements. */
function readPairs($: CheerioAPI, root: Nodes): Label[] {
  const labels: Label[] = []
  const visit = (node: Node): void => {
    if (node.nodeType === 3) {
      const [, length] = LENGTH.exec(node.data) ?? []
      if (length !== undefined) labels.push({ label: 'Duration', value: length })
      const label = labelOf(node.data)
      if (label === null) return
      const value = node.data.includes(':') ? valueAfter($, node) : (valueBefore($, node) ?? valueAfter($, node))
      if (value !== null && labelOf(value) === null && !(CLOCK.test(value) && /\bhours\b/i.test(label)))
        labels.push({ label, value })
      return
    }
    if (
      !('children' in node) ||
      ('name' in node &&
        ['script', 'style', 'noscript', 'template', 'select', 'button', 'a', 'table', 'dl'].includes(node.name))
    )
      return
    node.children.forEach(visit)
  }
  for (const node of root.toArray()) visit(node)
  return labels
}

/** "2 hours 30 minutes Duration" */
const LENGTH =
  /^\s*(\d[\d.]{0,4} ?(?:hours?|hrs?|h|minutes?|mins?|m)\b[\w ]{0,20}?)\s+(?:total |course )?(?:duration|length)\s*$/i
/** A value that is nothing but a figure. */
const FIGURE =
  /^(?:(?:[A-Z]{2,3})?\p{Sc}?\s?\d[\d.,]{0,9}(?:\s?(?:hours?|hrs?|h|minutes?|mins?|m|CEUs?|credits?|\p{Sc}|[A-Z]{3}))?|free)$/iu

/** A short text of a known kind; null when it is anything else, or says its value itself. */
function labelOf(text: string): string | null {
  const plain = text.length > 200 ? null : parseText(text, 200)
  const label = plain?.replace(/\s*:$/, '') ?? ''
  if (
    label === '' ||
    label.length > MAX_LABEL ||
    /[\d.!?:;]|\p{Sc}/u.test(label.replace(/\b[A-Z](?:\.[A-Z])+\.?/g, '')) ||
    label.split(' ').length > 6
  )
    return null
  return KEYWORD.test(label) ? label : null
}

/** A figure above or before its label, as in a row of boxes: the box begins with the figure. */
function valueBefore($: CheerioAPI, text: Node): string | null {
  let node: Node = text
  for (let up = 0; up < 3; up += 1) {
    const before = wordsBefore($, node)
    if (before.length > 0) {
      const [first, last] = [before.at(0), before.at(-1)]
      return first !== undefined && last !== undefined && FIGURE.test(first) && FIGURE.test(last) ? last : null
    }
    const { parent } = node
    if (parent === null || !('attribs' in parent) || STOPS.test(parent.name)) return null
    node = parent
  }
  return null
}

/** Words of the elements and texts before a node that have the same parent, in their order. */
function wordsBefore($: CheerioAPI, node: Node): string[] {
  const words: string[] = []
  for (let before = node.prev; before !== null; before = before.prev) {
    const text =
      before.nodeType === 3 ? parseText(before.data, 200) : 'children' in before ? textOf($(before), 200) : null
    if (text !== null) words.unshift(text)
  }
  return words
}

const STOPS = /^(?:body|main|article|section|ul|ol)$/

/** What stands behind the element that holds nothing but the label. */
function valueAfter($: CheerioAPI, text: Node): string | null {
  let node: Node = text
  for (let up = 0; up < 3; up += 1) {
    const next = nextWords($, node)
    if (next !== null) return next.length > MAX_VALUE ? null : next
    const { parent } = node
    if (parent === null || !('attribs' in parent) || STOPS.test(parent.name) || hasWordsBefore(node)) return null
    // A label behind a figure is the label of that figure, if of any.
    if (wordsBefore($, node).some((words) => FIGURE.test(words))) return null
    node = parent
  }
  return null
}

/** The words up to the end of the line, or the block behind it. */
function nextWords($: CheerioAPI, node: Node): string | null {
  const words: string[] = []
  for (let next = node.next; next !== null; next = next.next) {
    const isBlock = 'name' in next && BLOCK.test(next.name)
    if (isBlock && words.length > 0) break
    const text = next.nodeType === 3 ? next.data : 'children' in next ? (textOf($(next), 2000) ?? '') : ''
    if (text.trim() !== '') words.push(text)
    if (isBlock && words.length > 0) break
  }
  return parseText(words.join('').replaceAll('&', '&amp;'), 2000)?.replace(/^\s*[:–-]\s*/, '') ?? null
}

const BLOCK = /^(?:br|p|div|h[1-6]|ul|ol|li|dl|dd|table|section|article|form|hr|blockquote)$/

function hasWordsBefore(node: Node): boolean {
  for (let before = node.prev; before !== null; before = before.prev) {
    if (before.nodeType === 3 && before.data.trim() !== '') return true
  }
  return false
}
