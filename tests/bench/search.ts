/**
 * What a keystroke in the finder costs: search, every filter's counts and the top 50; side by side with other engines, each of which gets
 * the same filters and counts, and with a filter over objects. `npm run bench -- search`; sizes may be named: `node tests/bench/search.ts 1500`.
 */
import { brotliCompressSync, constants } from 'node:zlib'

import { createEngine } from '../../src/finder/engine.ts'
import { NO_FILTERS } from '../../src/finder/filters.ts'
import { DEFAULT_ORDER } from '../../src/finder/order.ts'
import { toColumns } from '../../src/finder/columns.ts'
import { packRows, type Row } from '../../src/finder/row.ts'
import { createIndex, findWords, type Searchable } from '../../src/search/search.ts'
import { splitWords } from '../../src/search/terms.ts'
import { median, percentile, show } from './figures.ts'
import { installPeers, type Peer, type PeerKind } from './peers.ts'
import { createRandom, createRows, realRows, TODAY } from './synthetic.ts'

const SIZES = [1500, 10_000, 100_000]
const SHOWN = 50
/** A mid-range phone beside this machine. */
const SLOWER = 4
/** Pagefind writes a file for every course. */
const MOST_FILES = 10_000

const QUERIES = [
  'phlebotomy',
  'infection control',
  'hipaa privacy',
  'medical terminology',
  'flebotomy',
  'ekg',
  'vaccines',
  'order of draw',
  'hand hygiene',
  'patient safety',
  'tourniqet',
  'cardiology',
]
/** Every beginning of every query, as it is typed. */
const KEYSTROKES = QUERIES.flatMap((query) => Array.from(query, (_, at) => query.slice(0, at + 1)))

const now = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Packing more letters than these as hard as the others would take minutes. */
const MOST_LETTERS = 8_000_000
function packed(text: string | number): string {
  if (typeof text === 'number') return `${Math.round(text / 1000)} KB`
  const quality = text.length > MOST_LETTERS ? 6 : 11
  const { length } = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })
  return `${Math.round(length / 1000)} KB${quality === 11 ? '' : ` (brotli ${quality})`}`
}

const ours: PeerKind = {
  name: 'CE Counts',
  create: (rows) => {
    const index = createIndex(rows)
    return {
      // Made where it is used: nothing is sent but the titles, providers and topics, which the list needs anyway.
      search: (words) => findWords(index, words).places,
      sent: () => JSON.stringify(toColumns(rows, ['title', 'providerName', 'topics'])),
      close: () => undefined,
    }
  },
}

/** The least that a finder can do: rows whose title, provider or topics hold the words. */
const includes: PeerKind = {
  name: 'filter over objects',
  create: (rows) => ({
    search: (words) => {
      const wanted = words.toLowerCase()
      return rows.flatMap(({ title, providerName, topics }, place) =>
        `${title} ${providerName} ${topics}`.toLowerCase().includes(wanted) ? place : [],
      )
    },
    sent: () => JSON.stringify(rows),
    close: () => undefined,
  }),
}

/** Typed words of which one letter is wrong, and the word that was meant. */
function mistyped(rows: readonly Searchable[], count: number): { typed: string; meant: string }[] {
  const random = createRandom(count)
  const words = [...new Set(rows.flatMap(({ title }) => splitWords(title)))].filter((word) => /^[a-z]{6,}$/i.test(word))
  return Array.from({ length: count }, (_, at) => {
    const meant = (words[Math.floor(random() * words.length)] ?? '').toLowerCase()
    const place = 1 + Math.floor(random() * (meant.length - 2))
    const [before, letter, after] = [meant.slice(0, place), meant.charAt(place), meant.slice(place + 1)]
    const typed = [before + after, before + letter + letter + after, `${before}${letter === 'e' ? 'a' : 'e'}${after}`]
    return { typed: typed[at % typed.length] ?? '', meant }
  })
}

async function measure(kind: PeerKind, rows: readonly Row[], searchables: readonly Searchable[], base: number) {
  const built = now()
  const peer: Peer = await kind.create(searchables)
  const ready = now() - built
  let places: readonly number[] = []
  const engine = createEngine(
    { rows, memberships: [], search: () => ({ places, near: places.length, terms: new Map() }) },
    [],
    {
      credentials: [],
      held: [],
      on: TODAY,
    },
  )
  const ask = async (words: string) => {
    places = await peer.search(words)
    return engine.find({ filters: { ...NO_FILTERS, words }, order: DEFAULT_ORDER }, SHOWN)
  }
  const times: number[] = []
  // The first words are for the machine to get warm.
  for (const words of rows.length > 50_000 ? QUERIES : KEYSTROKES) await ask(words)
  for (let round = 0; round < (rows.length > 50_000 ? 1 : 3); round += 1)
    for (const words of KEYSTROKES) {
      const started = now()
      await ask(words)
      times.push(now() - started)
    }
  let right = 0
  const typos = mistyped(searchables, 40)
  for (const { typed, meant } of typos) {
    const found = (await peer.name?.(typed, SHOWN)) ?? (await peer.search(typed))
    if (found.slice(0, SHOWN).some((place) => searchables[place]?.title.toLowerCase().includes(meant))) right += 1
  }
  const [p50, p95] = [median(times), percentile(times, 0.95)]
  const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`
  const ratio = base === 0 ? '' : `, p95 ${(p95 / base).toFixed(1)} of ours`
  show(
    `  ${kind.name}`,
    `p50 ${ms(p50)}, p95 ${ms(p95)} (${SLOWER}x slower: ${ms(p95 * SLOWER)})${ratio}; ready in ${ms(ready)}; ` +
      `sends ${packed(await peer.sent())}; typos ${right} of ${typos.length}`,
  )
  peer.close()
  return p95
}

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : SIZES
show(`rows of data/, ${realRows.length} courses`, packed(JSON.stringify(packRows(realRows))))
const { peers, remove } = installPeers()
try {
  for (const size of sizes) {
    const { rows, searchables } = createRows(size)
    show(`${size} courses`, `rows to send ${packed(JSON.stringify(packRows(rows)))}`)
    const base = await measure(ours, rows, searchables, 0)
    for (const peer of [...peers, includes]) {
      if (peer.name.startsWith('Pagefind') && size > MOST_FILES)
        show(`  ${peer.name}`, 'left out: a file for every course')
      else await measure(peer, rows, searchables, base)
    }
  }
} finally {
  remove()
}
