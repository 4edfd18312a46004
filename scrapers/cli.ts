import { closeSync, openSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import type { Provider as ProviderEntry } from '../src/schema/provider.ts'
import { assertLiveAllowed, heldUntil, openLive, openReplay, type Site } from './clients.ts'
import { NeedsPerson, RetryLater } from './errors.ts'
import { extractorVersion } from './extractor-version.ts'
import { keepHeapSmall } from './heap.ts'
import { findPlatform, platforms } from './platforms/index.ts'
import type { Provider } from './provider.ts'
import { providers } from './providers/index.ts'
import { readInWorker, type PlatformSource } from './reader.ts'
import type { Progress } from './reading.ts'
import { releaseRefusal } from './release.ts'
import { reread } from './reread.ts'
import { formatMarkdown, formatReport } from './report.ts'
import { runProvider, type RunReport } from './run.ts'
import { findDue } from './schedule.ts'
import { archiveFile, dayOf, daysRead, openArchive } from './snapshots.ts'
import { openStore, PROJECT_DATA, type Store } from './store.ts'
import { watch } from './watch.ts'

const HELP = `Reads the listings of providers and writes them to a data folder.

  npm run scrape -- <provider...>          read these providers, live
  npm run scrape -- --due                  read every provider whose rhythm asks for it
  npm run scrape -- --watch                stay, and read every hour whoever is due by then
  npm run scrape -- --list                 print who is due, as the matrix of a workflow: {"provider":[...]}
  npm run scrape -- release <provider>     publish what a gate held back, once a person has looked at it
  npm run scrape -- reread <provider>      read the stored answers of its last good run once more, with no request, and
                                           say whether every record comes out as it is published; writes nothing
  npm run scrape -- --platform <name> --replay <folder> --data <folder>
                                           read recorded answers (manifest.json) as the provider "replay"

  --data <folder>    where to write, made when it is new; without it the project's own data/
  --dry-run          do everything but write
  --json             print the run reports as JSON and nothing else
  --report <file>    also write the run reports as Markdown
  --help             print this

Providers: ${providers.map(({ id }) => id).join(', ')}. Platforms: ${platforms.map(({ platform }) => platform.id).join(', ')}.

Exit codes
  0  all published or unchanged
  1  a run was refused by a gate or failed; the last good data stays
  2  a person has to change something first: arguments, the data folder, the recording
`

const OPTIONS = {
  due: { type: 'boolean', default: false },
  watch: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  platform: { type: 'string' },
  replay: { type: 'string' },
  data: { type: 'string', default: PROJECT_DATA },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  report: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

/** A provider that is ready to be read. */
interface Opened {
  provider: Provider
  /** Where a worker finds its platform. */
  source: PlatformSource
  entry: ProviderEntry
  site: Site
}

/** What is to be read. */
interface Task {
  id: string
  isLive: boolean
  open: () => Promise<Opened>
}

/** The first sentence of what Node says of wrong arguments, with a point behind it. */
const explainArguments = ({ message }: Error) => message.replace(/\. [\s\S]*$|\.?$/, '.')

function parseArguments() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new NeedsPerson(`${explainArguments(error as Error)} See --help.`)
  }
}
type Values = ReturnType<typeof parseArguments>['values']

function planLive(ids: readonly string[], entries: readonly ProviderEntry[]): Task[] {
  const tasks = [...new Set(ids)].map((id): Task => {
    const entry = entries.find((candidate) => candidate.id === id)
    const provider = providers.find((candidate) => candidate.id === id)
    if (provider === undefined) throw new NeedsPerson(`"${id}" ${whyNoScraper(entry)}`)
    if (entry === undefined) throw new NeedsPerson(`"${id}" has no entry in data/providers.json.`)
    const source = { provider: id }
    return { id, isLive: true, open: () => Promise.resolve({ provider, source, entry, site: openLive(entry) }) }
  })
  assertLiveAllowed()
  return tasks
}

function whyNoScraper(entry: ProviderEntry | undefined): string {
  if (entry?.status === 'needs-login') return 'is not scraped: its listings need a login.'
  if (entry?.status === 'robots-forbid') return 'is not scraped: its robots.txt forbids it.'
  const known = providers.map(({ id }) => id).join(', ')
  return entry === undefined
    ? `is no provider; those with a scraper are: ${known}.`
    : `has no scraper, its facts are entered by hand; those with one are: ${known}.`
}

function planReplay({ platform: name, replay, data, 'dry-run': dryRun }: Values): Task {
  const platform = findPlatform(name ?? '')?.platform
  if (platform === undefined || replay === undefined) {
    const known = platforms.map((each) => each.platform.id).join(', ')
    const isUnknown = name !== undefined && platform === undefined
    const what = isUnknown ? `"${name}" is no platform` : '--replay <folder> and --platform <name> belong together'
    throw new NeedsPerson(`${what}; platforms: ${known}.`)
  }
  if (!dryRun && openStore(data, { write: false }).isProject)
    throw new NeedsPerson("A replay needs --data <folder>: recorded answers do not belong into the project's own data.")
  const open = async (): Promise<Opened> => {
    const site = await openReplay(replay)
    const { host, origin } = new URL(site.origin)
    const entry: ProviderEntry = {
      id: 'replay',
      name: host,
      home: `${origin}/`,
      hosts: [host],
      platform: platform.id,
      status: 'unproven',
      rhythmDays: null,
      terms: null,
      summary: `Recorded answers of ${origin}, read again.`,
      priceRange: null,
      sources: [],
      evidence: {},
    }
    return { provider: { id: 'replay', platform, origin }, source: { platform: platform.id }, entry, site }
  }
  return { id: 'replay', isLive: false, open }
}

/** A line that is written over and over, on a terminal only. */
function showProgress(id: string): ((progress: Progress) => void) | undefined {
  if (!process.stderr.isTTY) return undefined
  return ({ way, requests, url }) => {
    const line = `${id}: ${way}, request ${String(requests)}, ${url}`
    process.stderr.write(`\r\u001b[2K${line.slice(0, (process.stderr.columns || 80) - 1)}`)
  }
}

async function runTask({ id, open, isLive }: Task, store: Store, dryRun: boolean): Promise<RunReport> {
  const { provider, source, entry, site } = await open()
  const openReader = readInWorker(source, provider.origin)
  const onProgress = showProgress(id)
  // A recording is kept already.
  const archive = isLive && !dryRun ? openArchiveOf(id, store) : null
  const fetchPage = archive?.record(site.fetchPage) ?? site.fetchPage
  const remarks = () => [...site.remarks(), ...(archive?.problems() ?? [])]
  const extractor = extractorVersion(id)
  const clock = Date.now
  try {
    const about = { provider, entry, store, extractor }
    const report = await runProvider({ ...site, ...about, fetchPage, remarks, openReader, onProgress, dryRun, clock })
    archive?.end({ hash: report.run.snapshot, day: dayOf(report.run) }, daysRead(store.read(id)))
    return report
  } finally {
    if (onProgress !== undefined) process.stderr.write('\r\u001b[2K')
    archive?.close()
    await site.close()
  }
}

const openArchiveOf = (id: string, { isProject, folder }: Store) =>
  openArchive(archiveFile(id, isProject ? null : folder))

/** Reads what is stored of one provider, and says whether it still gives what is published. */
async function rereadOne([id, ...others]: readonly string[], values: Values): Promise<number> {
  if (id === undefined || others.length > 0) throw new NeedsPerson('Say whose, one at a time: reread <provider>.')
  const store = openStore(values.data, { write: false })
  const provider = providers.find((candidate) => candidate.id === id)
  const entry = store.readProviders().find((candidate) => candidate.id === id)
  if (provider === undefined || entry === undefined) throw new NeedsPerson(`"${id}" is no provider with a scraper.`)
  const archive = openArchiveOf(id, store)
  try {
    const openReader = readInWorker({ provider: id }, provider.origin)
    const extractor = extractorVersion(id)
    const { report, same, earlierExtractor } = await reread({ provider, entry, store, archive, extractor, openReader })
    const version =
      earlierExtractor === null ? `extractor ${extractor}` : `extractor ${earlierExtractor} then, ${extractor} now`
    const words = same
      ? 'the stored answers give what is published, to the byte'
      : 'the stored answers give other records'
    if (values.json) process.stdout.write(`${JSON.stringify({ same, extractor, earlierExtractor, report }, null, 2)}\n`)
    else process.stdout.write(`${formatReport(report)}\n${id}: ${words}; ${version}\n`)
    return same ? 0 : 1
  } finally {
    archive.close()
  }
}

/** One provider after the other; what stops one does not stop the next. */
async function runTasks(tasks: readonly Task[], values: Values): Promise<number> {
  const reports: RunReport[] = []
  const errors: string[] = []
  assertReportWritable(values.report)
  const store = openStore(values.data, { write: !values['dry-run'] })
  try {
    for (const task of tasks) {
      try {
        const report = await runTask(task, store, values['dry-run'])
        reports.push(report)
        if (!values.json) process.stdout.write(`${formatReport(report)}\n`)
      } catch (error) {
        if (!(error instanceof NeedsPerson)) throw error
        errors.push(`${task.id}: ${error.message}`)
        process.stderr.write(`${task.id}: ${error.message}\n`)
      }
    }
  } finally {
    store.close()
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ runs: reports, errors }, null, 2)}\n`)
  if (values.report !== undefined) {
    const failures = errors.map((error) => `- ${error.replaceAll('\n', ' ')}\n`)
    const text = [...reports.map(formatMarkdown), ...failures].join('\n')
    writing(values.report, (path) => {
      writeFileSync(path, text)
    })
  }
  if (errors.length > 0) return 2
  return reports.every(({ run }) => run.outcome === 'published' || run.outcome === 'unchanged') ? 0 : 1
}

function writing(path: string, write: (path: string) => void): void {
  try {
    write(path)
  } catch (error) {
    throw new NeedsPerson(`The report ${path} cannot be written: ${(error as Error).message}`, { cause: error })
  }
}

/** A run that publishes and then cannot say what it did would be worse than none. */
function assertReportWritable(report: string | undefined): void {
  if (report === undefined) return
  writing(report, (path) => {
    closeSync(openSync(path, 'a'))
  })
}

function release([id, ...others]: readonly string[], values: Values): number {
  const only = ['due', 'watch', 'list', 'dry-run', 'platform', 'replay', 'report'] as const
  const wrong = only.find((name) => values[name] !== undefined && values[name] !== false)
  if (id === undefined || others.length > 0) throw new NeedsPerson('Say whose, one at a time: release <provider>.')
  if (wrong !== undefined) throw new NeedsPerson(`release takes no --${wrong}.`)
  const store = openStore(values.data, { write: true })
  try {
    const { files, courses } = releaseRefusal(store, id, Date.now())
    const what =
      courses === null ? 'it is published once it is read the same again' : `${String(courses)} courses listed`
    process.stdout.write(`${id}: released, ${what}; written ${files.join(', ')}\n`)
  } finally {
    store.close()
  }
  return 0
}

async function main(): Promise<number> {
  const { values, positionals } = parseArguments()
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  if (positionals[0] === 'release') return release(positionals.slice(1), values)
  if (positionals[0] === 'reread') return rereadOne(positionals.slice(1), values)
  if (values.replay !== undefined || values.platform !== undefined) {
    if (positionals.length > 0 || values.due || values.watch || values.list)
      throw new NeedsPerson(
        'A replay reads its folder and no other provider: leave out names, --due, --watch and --list.',
      )
    return runTasks([planReplay(values)], values)
  }
  // Read anew each time: while a watch stays, people change the files.
  const entriesNow = () => openStore(PROJECT_DATA, { write: false }).readProviders()
  const due = () => {
    const runs = openStore(values.data, { write: false }).readRuns()
    return findDue(providers, entriesNow(), runs, Date.now(), heldUntil)
  }
  if (values.list) {
    if (positionals.length > 0 || values.due || values.watch)
      throw new NeedsPerson('--list prints everyone who is due: leave out names, --due and --watch.')
    process.stdout.write(`${JSON.stringify({ provider: due() })}\n`)
    return 0
  }
  if ([values.due, values.watch, positionals.length > 0].filter(Boolean).length !== 1)
    throw new NeedsPerson('Name the providers to read, or say --due or --watch, one of the three. See --help.')
  if (values.watch) return stay(() => runTasks(planLive(due(), entriesNow()), values))
  return runTasks(planLive(values.due ? due() : positionals, entriesNow()), values)
}

/** Data is whole whenever this process is ended, so it simply stays until it is. */
function stay(round: () => Promise<number>): number {
  assertLiveAllowed()
  watch({
    round,
    onError: (error) => {
      const isKnown = error instanceof NeedsPerson || error instanceof RetryLater
      process.stderr.write(`${isKnown ? error.message : ((error as Error).stack ?? String(error))}\n`)
    },
  })
  return 0
}

keepHeapSmall()
try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof NeedsPerson) && !(error instanceof RetryLater)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error instanceof NeedsPerson ? 2 : 1
}
