import type { CheerioAPI } from 'cheerio/slim'

import { textOf } from './html.ts'

/** A labelled value of a page. */
export interface Label {
  label: string
  value: string
}

type Nodes = ReturnType<CheerioAPI>

const MAX_LABEL = 80

/** Labelled values of tables with one heading a row or with one row below their headings, and of definition lists, in the order of the page. */
export function extractLabels($: CheerioAPI, root: Nodes): Label[] {
  const labels: Label[] = root
    .find('table')
    .toArray()
    .flatMap((table) => columnLabels($, $(table)))
  for (const element of root.find('tr, dt').toArray()) {
    const node = $(element)
    const pair: [Nodes, Nodes] | null = node.is('dt') ? [node, node.nextAll('dd').first()] : rowPair(node)
    const label = pair === null ? null : cleanLabel(textOf(pair[0]))
    const value = pair === null ? null : textOf(pair[1], 2000)
    if (label !== null && value !== null) labels.push({ label, value })
  }
  return labels
}

/** A table of several columns about one thing: headings, and a single row. */
function columnLabels($: CheerioAPI, table: Nodes): Label[] {
  const rows = table.find('tr').toArray()
  const [heads, values] = rows.slice(0, 2).map((row) => $(row).children('th, td').toArray())
  if (rows.length !== 2 || heads === undefined || values === undefined) return []
  if (heads.length < 3 || heads.length !== values.length || !heads.every((cell) => $(cell).is('th'))) return []
  return heads.flatMap((cell, column) => {
    const label = cleanLabel(textOf($(cell)))
    const value = textOf($(values[column]), 2000)
    return label === null || value === null ? [] : [{ label, value }]
  })
}

/** "Label: value" lines of running text, and several of them in a row: "Contact hours: 1.5 | Cost: $15". */
export function labelledLines(text: string): Label[] {
  const lines = text.split('\n').flatMap((line) => {
    const parts = line.split(/\s+[|•·]\s+/)
    return parts.length > 1 && parts.every((part) => /^\p{L}[^:.!?]{1,60}:\s+\S/u.test(part)) ? parts : [line]
  })
  return lines.flatMap((line) => {
    const match = /^([\p{L}][^:.!?]{1,60}?)\s*:\s+(\S.*)$/u.exec(line)
    const label = match?.[1] === undefined ? null : cleanLabel(match[1])
    return label === null || match?.[2] === undefined ? [] : [{ label, value: match[2] }]
  })
}

/** A row is labelled when it has one heading and one cell, or two cells of which the first is short. */
function rowPair(row: Nodes): [Nodes, Nodes] | null {
  const cells = row.children('th, td')
  if (cells.length !== 2 || cells.last().is('th')) return null
  return [cells.first(), cells.last()]
}

function cleanLabel(text: string | null): string | null {
  const label = text?.replace(/\s*:\s*$/, '').trim() ?? ''
  return label === '' || label.length > MAX_LABEL ? null : label
}
