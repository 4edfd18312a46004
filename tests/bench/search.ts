/** What a keystroke in the finder costs: search, filters, the counts of every value, order; and the bytes that it rests on. */
import { brotliCompressSync, constants } from 'node:zlib'

import { loadCatalog } from '../../src/catalog/load.ts'
import { NO_FILTERS, type Filters } from '../../src/finder/filters.ts'
import { countAll, findRows, searchRows } from '../../src/finder/find.ts'
import { toRow, type Row } from '../../src/finder/row.ts'
import { createIndex, type SearchIndex } from '../../src/search/search.ts'
import { median, percentile, show, timeOf } from './figures.ts'

const catalog = loadCatalog('data')
const real = catalog.courses.map((course) => toRow(course, catalog, '2026-11-22'))

/** The same numbers in every run, between 0 and 1. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Rows of which each part is that of some real row and the title is of real words, so that they pack no better than real ones. */
function rowsLikeReal(count: number): Row[] {
  const random = createRandom(count)
  const pick = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(random() * list.length)]
    if (one === undefined) throw new Error('data/ has no courses')
    return one
  }
  const words = real.flatMap(({ title }) => title.split(' '))
  return Array.from({ length: count }, (_, place) => {
    const { areas, areasJudged, bodies, creditWords, overview } = pick(real)
    const { cents, priceWords, priceKnown, priceNote, perCredit, perCreditWords } = pick(real)
    const title = Array.from({ length: 3 + Math.floor(random() * 6) }, () => pick(words)).join(' ')
    const id = `${pick(real).provider}/${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${place}`
    const credit = { areas, areasJudged, bodies, creditWords, overview }
    return { ...pick(real), ...credit, cents, priceWords, priceKnown, priceNote, perCredit, perCreditWords, id, title }
  })
}

const bytesOf = (rows: readonly Row[]): string => {
  const json = JSON.stringify(rows)
  const packed = brotliCompressSync(json, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  return `${Math.round(packed.length / 1000)} KB brotli of ${Math.round(json.length / 1000)} KB`
}

const QUERIES = [
  'phlebotomy',
  'infection control',
  'hipaa privacy',
  'medical terminology',
  'flebotomy',
  'ekg',
  'vaccines',
]
/** Every beginning of every query, as it is typed. */
const KEYSTROKES = QUERIES.flatMap((query) => Array.from(query, (_, at) => query.slice(0, at + 1)))
const FILTERS: readonly Filters[] = [
  NO_FILTERS,
  { ...NO_FILTERS, prices: ['under-30'], areas: ['clinical'] },
  { ...NO_FILTERS, accredited: true },
]

function keystroke(rows: readonly Row[], index: SearchIndex, words: string, filters: Filters): number {
  const view = { filters: { ...filters, words }, order: 'per-credit' as const }
  const found = findRows(rows, index, view)
  countAll(searchRows(rows, index, words), view.filters)
  return found.length
}

/** The least that a finder can do: rows whose title holds the words, by price. */
const plainKeystroke = (rows: readonly Row[], words: string): number =>
  rows
    .filter(({ title, providerName, topics }) => `${title} ${providerName} ${topics}`.toLowerCase().includes(words))
    .toSorted((one, other) => (one.cents ?? Infinity) - (other.cents ?? Infinity)).length

for (const count of [1500, 10_000]) {
  const rows = rowsLikeReal(count)
  const builds = Array.from({ length: 3 }, () => timeOf(() => createIndex(rows)))
  const index = createIndex(rows)
  const ours: number[] = []
  const plain: number[] = []
  for (const round of [0, 1, 2]) {
    for (const words of KEYSTROKES) {
      for (const filters of FILTERS) {
        const took = timeOf(() => keystroke(rows, index, words, filters))
        if (round > 0) ours.push(took)
      }
      const took = timeOf(() => plainKeystroke(rows, words))
      if (round > 0) plain.push(took)
    }
  }
  const ms = (value: number) => `${value.toFixed(1)} ms`
  const ratio = median(ours) / median(plain)
  show(
    `keystroke, ${count} rows`,
    `p50 ${ms(median(ours))}, p95 ${ms(percentile(ours, 0.95))}; includes() alone p50 ${ms(median(plain))}; ratio ${ratio.toFixed(1)}`,
  )
  show(`index, ${count} rows`, `built in ${ms(median(builds))}`)
  show(`finder.json, ${count} rows`, bytesOf(rows))
}
show(`finder.json of data/, ${real.length} rows`, bytesOf(real))
