/** Holds the list and its index away from the page, so that typing never waits for searching; started by use-engine.ts. */
import { fromColumns } from '../finder/columns.ts'
import { createEngine, type Engine, type Found } from '../finder/engine.ts'
import { MOST_CREDENTIALS, type Filters } from '../finder/filters.ts'
import type { Hit, Visitor } from '../finder/hit.ts'
import type { Mine, VerdictTable } from '../finder/mine.ts'
import type { Names } from '../finder/names.ts'
import type { View } from '../finder/query-string.ts'
import { understandFilters, type Reading } from '../finder/understand.ts'
import { unpack, type Shipment, type Texts, type Unpacked } from '../finder/shipment.ts'

/** What a view finds, and how it was read. */
export interface Answered extends Found {
  /** The filters as they were asked, those that words name among them. */
  filters: Filters
  read: readonly Reading[]
  /** The credentials that verdicts are for. */
  credentials: readonly string[]
}

/** What is asked of the list; the answer has the same key. */
export interface Questions {
  find: { ask: { view: View; shown: number }; answer: Answered }
  suggest: { ask: { words: string }; answer: ReturnType<Unpacked['suggest']> }
  pick: { ask: { ids: readonly string[]; inOrder?: 'given' | 'default' }; answer: readonly Hit[] }
}
export type Kind = keyof Questions

/** One question with the eyes that it is asked with. */
export interface Question<K extends Kind = Kind> {
  number: number
  kind: K
  ask: Questions[K]['ask']
  visitor: Visitor
}
export type Reply = { number: number; answer: Questions[Kind]['answer'] } | { number: number; failure: string }
/** The first message; the names stand in the page already. */
export interface Start {
  names: Names
}

async function fetchJson<T>(path: string, cache: RequestCache): Promise<T> {
  const answer = await fetch(path, { cache })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
  return (await answer.json()) as T
}

/** Keeps what was fetched; what failed is fetched anew when it is wanted again. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | null = null
  return () => {
    kept ??= load().catch((error: unknown) => {
      kept = null
      throw error
    })
    return kept
  }
}

/** Long enough for the first results to stand and the first words to be typed. */
const TEXTS_AFTER_MS = 3_000

let library: (() => Promise<Unpacked & { stamp: string }>) | null = null
const tables = new Map<string, () => Promise<readonly Mine[]>>()
let engine: { name: string; engine: Engine } | null = null

function loadTable(id: string, stamp: string): () => Promise<readonly Mine[]> {
  const known =
    tables.get(id) ??
    once(async () => {
      const path = `/verdicts/${id}.json`
      let table = await fetchJson<VerdictTable>(path, 'default')
      // The two files may be kept by the browser for different times.
      if (table.of !== stamp) table = await fetchJson<VerdictTable>(path, 'reload')
      if (table.of !== stamp) throw new Error(`${path} belongs to another list`)
      return fromColumns(table.verdicts)
    })
  tables.set(id, known)
  return known
}

/** Descriptions are searched once there was time to fetch them; without them the titles are. */
async function loadTexts({ stamp, addTexts }: Unpacked & { stamp: string }): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, TEXTS_AFTER_MS))
  const { of, texts } = await fetchJson<Texts>('/texts.json', 'default')
  if (of === stamp) addTexts(texts)
}

async function engineOf(loaded: Unpacked & { stamp: string }, visitor: Visitor): Promise<Engine> {
  const name = JSON.stringify(visitor)
  if (engine?.name !== name) {
    const verdicts = await Promise.all(visitor.credentials.map((id) => loadTable(id, loaded.stamp)()))
    engine = { name, engine: createEngine(loaded, verdicts, visitor) }
  }
  return engine.engine
}

async function answer({ kind, ask, visitor }: Question): Promise<Questions[Kind]['answer']> {
  if (library === null) throw new Error('asked before the start')
  const loaded = await library()
  if (kind === 'suggest') return loaded.suggest((ask as Questions['suggest']['ask']).words)
  if (kind === 'pick') {
    const { ids, inOrder } = ask as Questions['pick']['ask']
    return (await engineOf(loaded, visitor)).pick(ids, inOrder)
  }
  const { view, shown } = ask as Questions['find']['ask']
  const { filters, read } = understandFilters(view.filters, loaded.vocabulary)
  const named = filters.credentials.slice(0, MOST_CREDENTIALS)
  const credentials = named.length > 0 ? named : visitor.credentials
  const { find } = await engineOf(loaded, { ...visitor, credentials })
  const found = find({ ...view, filters }, shown)
  if (found.found > 0 || read.length === 0) return { ...found, filters, read, credentials }
  // Words that were read wrongly: as they stand they may find something.
  const literal = (await engineOf(loaded, visitor)).find(view, shown)
  return literal.found > 0
    ? { ...literal, filters: view.filters, read: [], credentials: visitor.credentials }
    : { ...found, filters, read, credentials }
}

self.addEventListener('message', ({ data }: MessageEvent<Question | Start>) => {
  if ('names' in data) {
    const { names } = data
    library = once(async () => {
      const shipment = await fetchJson<Shipment>('/finder.json', 'default')
      return { ...unpack(shipment, names), stamp: shipment.stamp }
    })
    // Fetched at once: by the time that somebody types it is there.
    library()
      .then(loadTexts)
      .catch(() => undefined)
    return
  }
  const { number } = data
  answer(data).then(
    (found) => {
      self.postMessage({ number, answer: found } satisfies Reply)
    },
    (error: unknown) => {
      self.postMessage({ number, failure: String(error) } satisfies Reply)
    },
  )
})
