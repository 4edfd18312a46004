import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

import { piecesOf } from '../../scrapers/json-text.ts'
import { runProvider, type RunReport } from '../../scrapers/run.ts'
import { openStore, type Store } from '../../scrapers/store.ts'
import { DISK, type Disk } from '../../scrapers/transaction.ts'
import { samplePage } from '../scrape-samples.ts'
import { LIES } from './lies.ts'
import {
  answerOf,
  createShop,
  entryOf,
  passDay,
  platformOf,
  truePrices,
  type Answer,
  type Parameters,
  type Shop,
} from './shop.ts'

const FIRST_DAY = Date.parse('2027-01-01T06:00:00Z')
const DAY_MS = 24 * 3_600_000
const HOUR_MS = 3_600_000

/** Many runs in a row need not wait for the disk each time. */
export const FAST: Disk = {
  ...DISK,
  writeFile: (path, text) => {
    writeFileSync(path, [...piecesOf(text)].join(''))
  },
  syncFolder: () => undefined,
}

/** What came of a year. */
export interface Year {
  runs: number
  /** Runs that refused the truth, and which gate. */
  alarms: { shop: string; day: number; gate: string | null }[]
  /** Prices that were published and not true on the day of the run. */
  wrongPrices: number
  /** The longest time for which a true change was held back, in runs. */
  longestRefusal: number
  lies: number
  /** Lies after which the data of the shop was not what it was before. */
  believed: string[]
  /** Faults of one shop that changed a file or an entry of another. */
  spilled: string[]
  /** True runs after a lie that did not heal it. */
  unhealed: string[]
}

export const visit = (store: Store, shop: Shop, answer: Answer, now: number): Promise<RunReport> =>
  runProvider({
    provider: { id: shop.id, platform: platformOf(answer), origin: `https://${shop.id}.example` },
    entry: entryOf(shop.id),
    store,
    fetchPage: (url) => Promise.resolve(samplePage(url, answer.body ?? 'list')),
    clock: () => now,
    dryRun: false,
  })

const isGood = ({ run }: RunReport) => run.outcome === 'published' || run.outcome === 'unchanged'

/** Everything in a data folder that does not belong to one shop, and apart from it that shop's courses and history. */
export function snapshot(folder: string, shop: string): { own: string; others: string } {
  const own: string[] = []
  const others: string[] = []
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const text = readFileSync(path, 'utf8')
    if (['providers.json', 'runs.json'].includes(entry.name)) {
      const entries = JSON.parse(text) as { id?: string; provider?: string }[]
      others.push(JSON.stringify(entries.filter(({ id, provider }) => (provider ?? id) !== shop)))
    } else if (entry.name.startsWith(`${shop}.`)) {
      if (!path.includes('/refused/')) own.push(text)
    } else others.push(path, text)
  }
  return { own: own.join('\n'), others: others.join('\n') }
}

function countWrong(store: Store, shop: Shop): number {
  const truth = truePrices(shop)
  return store
    .read(shop.id)
    .courses.filter(
      ({ id, offers, vanished }) => vanished === null && (offers[0]?.price?.min?.minor ?? null) !== truth.get(id),
    ).length
}

const emptyYear = (): Year => ({
  runs: 0,
  alarms: [],
  wrongPrices: 0,
  longestRefusal: 0,
  lies: 0,
  believed: [],
  spilled: [],
  unhealed: [],
})

/** All that is published: of one shop, and of the others. */
type Look = (shop: string) => { own: string; others: string }

interface Options {
  store: Store
  look: Look
  /** Which of the shops. */
  places: readonly number[]
  parameters: Parameters
  /** Days between two lies of a shop. */
  daysBetweenLies?: number
}

/** Lets shops live through their days, reads each once a day, and now and then has one lie right afterwards. */
export async function liveThroughYear({
  store,
  look,
  places,
  parameters,
  daysBetweenLies = 9,
}: Options): Promise<Year> {
  const { days } = parameters
  const shops = places.map((place) => createShop(`shop-${place + 1}`, place, parameters))
  const year = emptyYear()
  const refusals = new Map<string, number>()
  const lied = new Map<string, string>()
  const lieCounts = new Map<string, number>()
  for (let day = 0; day < days; day += 1) {
    for (const [place, shop] of shops.entries()) {
      if (day > 0) passDay(shop, day, parameters)
      const now = FIRST_DAY + day * DAY_MS
      const report = await visit(store, shop, answerOf(shop), now)
      year.runs += 1
      const inARow = isGood(report) ? 0 : (refusals.get(shop.id) ?? 0) + 1
      refusals.set(shop.id, inARow)
      year.longestRefusal = Math.max(year.longestRefusal, inARow)
      if (inARow > 0) year.alarms.push({ shop: shop.id, day, gate: report.run.gate })
      else year.wrongPrices += countWrong(store, shop)
      if (inARow === 0 && store.read(shop.id).refusal !== null)
        year.unhealed.push(`${shop.id} after ${lied.get(shop.id) ?? ''}`)

      // Each shop tells each lie once, spread over the year, and not while a true change waits for its second run.
      const told = lieCounts.get(shop.id) ?? 0
      const lie = inARow === 0 && day - 1 - place >= told * daysBetweenLies ? LIES[told] : undefined
      if (lie === undefined) continue
      lieCounts.set(shop.id, told + 1)
      lied.set(shop.id, lie.name)
      const before = look(shop.id)
      await visit(store, shop, lie.tell(answerOf(shop)), now + 6 * HOUR_MS)
      noteLie(year, before, look(shop.id), `${lie.name} (${shop.id})`)
    }
  }
  await lieTwice(store, look, shops, FIRST_DAY + days * DAY_MS, year)
  return year
}

function noteLie(year: Year, before: ReturnType<Look>, after: ReturnType<Look>, name: string): void {
  year.lies += 1
  if (after.own !== before.own) year.believed.push(name)
  if (after.others !== before.others) year.spilled.push(name)
}

/** The same with all files of all shops on disk, where one might touch those of another. */
export async function liveThroughYearOnDisk(
  folder: string,
  { providers, ...options }: Omit<Options, 'store' | 'look' | 'places'> & { providers: number },
): Promise<Year> {
  const store = openStore(folder, { write: true, disk: FAST })
  try {
    const places = Array.from({ length: providers }, (_, place) => place)
    return await liveThroughYear({ ...options, store, places, look: (shop) => snapshot(folder, shop) })
  } finally {
    store.close()
  }
}

/** Every shop in memory, so that only what is decided takes time, as many at once as the machine has processors. */
export async function liveThroughYearInMemory(parameters: Parameters): Promise<Year> {
  const places = Array.from({ length: parameters.providers }, (_, place) => place)
  const years: Year[] = []
  const one = (place: number) =>
    new Promise<Year>((resolve, reject) => {
      const worker = new Worker(new URL('./year-worker.ts', import.meta.url), {
        workerData: { place, parameters },
        execArgv: [],
      })
      worker.once('message', resolve).once('error', reject)
    })
  const work = async () => {
    for (let place = places.shift(); place !== undefined; place = places.shift()) years.push(await one(place))
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  const sum = (of: (year: Year) => number) => years.reduce((total, year) => total + of(year), 0)
  return {
    runs: sum(({ runs }) => runs),
    alarms: years.flatMap(({ alarms }) => alarms),
    wrongPrices: sum(({ wrongPrices }) => wrongPrices),
    longestRefusal: Math.max(...years.map(({ longestRefusal }) => longestRefusal)),
    lies: sum(({ lies }) => lies),
    believed: years.flatMap(({ believed }) => believed),
    spilled: years.flatMap(({ spilled }) => spilled),
    unhealed: years.flatMap(({ unhealed }) => unhealed),
  }
}

/** A lie that is told again a day later, word for word, is still no truth. */
async function lieTwice(store: Store, look: Look, shops: readonly Shop[], from: number, year: Year) {
  let now = from
  for (const shop of shops) {
    // A change that was still waiting for its second run is settled first.
    for (let run = 0; run < 2; run += 1, now += DAY_MS) await visit(store, shop, answerOf(shop), now)
    for (const lie of LIES) {
      const before = look(shop.id)
      for (let run = 0; run < 2; run += 1, now += DAY_MS) await visit(store, shop, lie.tell(answerOf(shop)), now)
      noteLie(year, before, look(shop.id), `${lie.name}, told twice (${shop.id})`)
      year.lies += 1
      if (!isGood(await visit(store, shop, answerOf(shop), now))) year.unhealed.push(`${shop.id} after ${lie.name}`)
      now += DAY_MS
    }
  }
}

/** @returns a year in figures */
export function formatYear({
  runs,
  alarms,
  wrongPrices,
  longestRefusal,
  lies,
  believed,
  spilled,
  unhealed,
}: Year): string {
  const share = ((alarms.length / runs) * 100).toFixed(2)
  return [
    `${runs} runs over true answers: ${alarms.length} refused (${share} %), ${wrongPrices} wrong prices published, a change held back for at most ${longestRefusal} runs`,
    `${lies} lies: ${believed.length} believed, ${spilled.length} touched another provider, ${unhealed.length} not healed by the next true run`,
    ...[...believed, ...spilled, ...unhealed].slice(0, 20),
  ].join('\n')
}
