import type { Day } from '../schema/values.ts'
import { compare, wordsOf, type Comparison } from './comparison.ts'

const NOT_KNOWN = 'not known'

/** @returns the whole comparison as rows of text, its heads first */
export function toRows(comparison: Comparison, today: Day): string[][] {
  const { subjects, baseline = null } = comparison
  const columns = baseline === null ? subjects : [...subjects, baseline]
  return [
    ['', ...columns.map(({ title, note }) => (note === null ? title : `${title} (${note})`))],
    ...compare(comparison, today).map(({ line, cells }) => [
      line.label,
      ...cells.map(({ cell, mark }) =>
        [wordsOf(cell, today) ?? NOT_KNOWN, mark, ...(cell.notes ?? [])].filter((part) => part !== null).join('; '),
      ),
    ]),
  ]
}

/** Nothing that a title holds may end its cell or begin something of its own. */
const escape = (text: string): string => text.replaceAll(/[\\|[\]<>*_`]/g, (sign) => `\\${sign}`)

/**
 * @param address makes a whole address of a path of this site
 * @returns the comparison as a Markdown table, each head a link to the page with the sources
 */
export function toMarkdown(comparison: Comparison, today: Day, address: (path: string) => string): string {
  const { subjects, baseline = null } = comparison
  const columns = baseline === null ? subjects : [...subjects, baseline]
  const [head = [], ...rows] = toRows(comparison, today)
  const heads = head.map((title, place) => {
    const column = columns[place - 1]
    return column === undefined ? '' : `[${escape(title)}](${address(column.href)})`
  })
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map((cells) => line(cells.map(escape)))].join('\n')
}

/** @returns the rows with the address of each, for a spreadsheet */
export function toSheet(comparison: Comparison, today: Day, address: (path: string) => string): string[][] {
  const { subjects, baseline = null } = comparison
  const columns = baseline === null ? subjects : [...subjects, baseline]
  return [...toRows(comparison, today), ['Address', ...columns.map(({ href }) => address(href))]]
}
