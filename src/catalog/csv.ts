import Papa from 'papaparse'

/** One value of a table; null is an empty cell. */
export type Cell = string | number | null

/**
 * Text that a spreadsheet would run as a formula: the signs that begin one, also in full width, after white space or on the
 * first of several lines. Apostrophes before them are counted in, so that reading takes away just the one that writing added.
 */
const FORMULA = /^'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/

/** Spreadsheets take a file for UTF-8 by this mark; plain ASCII needs none. */
const MARK = '\uFEFF'
const isAscii = (text: string): boolean => /^[\0-\x7F]*$/.test(text)

/** Some spreadsheets part cells by semicolons or tabs; the first line, which names the columns, tells. */
function delimiterOf(text: string): string {
  const [head = ''] = text.split(/[\r\n]/, 1)
  return [',', ';', '\t'].find((delimiter) => head.includes(delimiter)) ?? ','
}

/** @returns a table as CSV with CRLF; no cell begins a formula */
export function formatCsv(rows: readonly (readonly Cell[])[]): string {
  const text = Papa.unparse(
    rows.map((row) => [...row]),
    { newline: '\r\n', escapeFormulae: FORMULA },
  )
  return isAscii(text) ? text : `${MARK}${text}`
}

/**
 * Reads a table whose first line names its columns.
 * @returns its rows with that line, empty ones among them
 * @throws SyntaxError naming the row where a quote is not closed
 */
export function parseCsv(text: string): string[][] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) })
  const broken = errors.find(({ type }) => type === 'Quotes')
  if (broken !== undefined) throw new SyntaxError(`row ${(broken.row ?? 0) + 1}: a quotation mark is not closed`)
  return data.map((row) =>
    row.map((cell) => (cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell)),
  )
}
