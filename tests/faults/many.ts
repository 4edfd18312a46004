import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { runProvider, type RunReport } from '../../scrapers/run.ts'
import { findDue } from '../../scrapers/schedule.ts'
import { openStore, PROJECT_DATA, type Store } from '../../scrapers/store.ts'
import { sampleListing, sampleMembership, samplePage, sampleSource } from '../scrape-samples.ts'
import parameters from './parameters.json' with { type: 'json' }
import { answerOf, createShop, entryOf, passDay, platformOf, type Shop } from './shop.ts'

/** Many shops, read by one machine or by one job each. */

const READER = fileURLToPath(new URL('./many-reader.ts', import.meta.url))
const FIRST_DAY = Date.parse('2027-01-01T06:00:00Z')
const run = promisify(execFile)

const timeOf = (day: number) => FIRST_DAY + day * 24 * 3_600_000

/** @returns so many shops, as they are on one day */
export function shopsOn(count: number, day: number): Shop[] {
  const small = { ...parameters, courses: { min: 10, max: 60 } }
  return Array.from({ length: count }, (_, place) => {
    const shop = createShop(`shop-${String(place + 1).padStart(3, '0')}`, place, small)
    for (let passed = 1; passed <= day; passed += 1) passDay(shop, passed, small)
    return shop
  })
}

/** A quarter of them is read every week, the others every two weeks. */
const entryOfShop = (id: string) => ({ ...entryOf(id), rhythmDays: Number(id.slice(-3)) % 4 === 0 ? 7 : 14 })

/** Reads one shop; every third sells a membership beside its courses. */
export function readShop(store: Store, shop: Shop, day: number): Promise<RunReport> {
  const { id } = shop
  const answer = answerOf(shop)
  const url = `https://${id}.example/all-access/`
  const all = sampleListing('all', { title: 'All access', url })
  const sells = Number(id.slice(-3)) % 3 === 0
  const listings = sells ? [...answer.listings, all] : answer.listings
  const platform = platformOf({ ...answer, listings, announced: listings.length })
  return runProvider({
    provider: {
      id,
      origin: `https://${id}.example`,
      platform: {
        ...platform,
        normalize: (listing, context) =>
          listing.key === 'all'
            ? {
                is: 'membership',
                membership: sampleMembership({
                  id: `${id}-all-access`,
                  provider: id,
                  url,
                  sources: [sampleSource({ url, readOn: context.today })],
                }),
              }
            : platform.normalize(listing, context),
      },
    },
    entry: entryOfShop(id),
    store,
    fetchPage: (asked) => Promise.resolve(samplePage(asked, 'list')),
    clock: () => timeOf(day),
    dryRun: false,
  })
}

/** Makes a data folder that knows so many providers and has read none, as the project's own is once they are registered. */
export function makeFolder(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true })
  const ids = shopsOn(count, 0).map(({ id }) => id)
  const write = (file: string, value: unknown) => {
    writeFileSync(join(folder, file), `${JSON.stringify(value, null, 2)}\n`)
  }
  for (const file of ['bodies.json', 'units.json']) cpSync(join(PROJECT_DATA, file), join(folder, file))
  write('providers.json', ids.map(entryOfShop))
  write('memberships.json', [])
  write(
    'runs.json',
    ids.map((provider) => ({ provider, last: null, lastGood: null, confirmed: {} })),
  )
}

/** What a process that read shops says of itself. */
export interface Figures {
  outcomes: Record<string, number>
  seconds: number
  /** The most memory that it took. */
  megabytes: number
}

export async function readInProcess(folder: string, count: number, day: number, only?: string): Promise<Figures> {
  const args = [READER, folder, String(count), String(day), ...(only === undefined ? [] : [only])]
  const { stdout } = await run(process.execPath, args)
  return JSON.parse(stdout) as Figures
}

/** A repository whose whole content is a data folder; every job gets a copy of it and gives back a branch. */
export function makeRepository(folder: string) {
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', stdio: 'pipe' })
  git('init', '--quiet', '--initial-branch=main')
  git('config', 'user.name', 'test')
  git('config', 'user.email', 'test@shop.example')
  const commitAll = (words: string) => {
    git('add', '--all')
    git('commit', '--quiet', '--message', words)
  }
  commitAll('before')
  return {
    commitAll,
    /** Reads one shop in a copy and puts what changed onto a branch. @returns the files of the branch */
    readOnBranch: async (count: number, day: number, id: string): Promise<{ files: string[]; figures: Figures }> => {
      const copy = `${folder}-${id}`
      git('worktree', 'add', '--quiet', '-b', `scrape/${id}`, copy, 'main')
      const figures = await readInProcess(copy, count, day, id)
      const gitThere = (...args: string[]) => execFileSync('git', ['-C', copy, ...args], { encoding: 'utf8' })
      gitThere('add', '--all')
      const files = gitThere('diff', '--cached', '--name-only').split('\n').filter(Boolean)
      if (files.length > 0) gitThere('commit', '--quiet', '--message', `Read ${id}`)
      git('worktree', 'remove', '--force', copy)
      return { files, figures }
    },
    /** @throws when they touch the same lines */
    merge: (id: string) => {
      git('merge', '--quiet', '--no-edit', `scrape/${id}`)
      git('branch', '--quiet', '--delete', `scrape/${id}`)
    },
  }
}

/** Does something for each of a list, as many at once as the machine has processors. */
export async function inParallel<T>(list: readonly T[], job: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...list]
  const work = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await job(item)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
}

/** @returns the text of every file by its path, git's own left out */
export const textsIn = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.startsWith(join(folder, '.git/')))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  )

/** What both ways of reading many shops took. */
export interface Comparison {
  oneMachine: Figures[]
  /** Each process of its own. */
  jobs: Figures[]
  jobSeconds: number
  mergeSeconds: number
  /** Files of branches that belong to another provider. */
  foreign: string[]
  /** Branches that did not merge. */
  conflicts: string[]
  /** Files that are not the same in both. */
  differing: string[]
  files: number
}

/** @returns the ids of those whose turn it is */
export function dueIn(folder: string, count: number, day: number): string[] {
  const shops = shopsOn(count, 0)
  const runs = openStore(folder, { write: false }).readRuns()
  return findDue(
    shops,
    shops.map(({ id }) => entryOfShop(id)),
    runs,
    timeOf(day),
  )
}

/** Reads the same shops on one machine and in one job each, on several days, and sets the two folders against each other. */
export async function compareWays(root: string, count: number, days: readonly number[]): Promise<Comparison> {
  const [one, many] = [join(root, 'one'), join(root, 'many')]
  makeFolder(one, count)
  makeFolder(many, count)
  const repository = makeRepository(many)
  const result: Comparison = {
    oneMachine: [],
    jobs: [],
    jobSeconds: 0,
    mergeSeconds: 0,
    foreign: [],
    conflicts: [],
    differing: [],
    files: 0,
  }
  for (const day of days) {
    result.oneMachine.push(await readInProcess(one, count, day))
    const started = performance.now()
    const due = dueIn(many, count, day)
    await inParallel(due, async (id) => {
      const { files, figures } = await repository.readOnBranch(count, day, id)
      result.jobs.push(figures)
      const own = new RegExp(`^(?:runs\\.json|(?:courses|memberships|refused)/${id}\\.json|history/${id}\\.jsonl)$`)
      result.foreign.push(...files.filter((file) => !own.test(file)).map((file) => `${id}: ${file}`))
    })
    result.jobSeconds += (performance.now() - started) / 1000
    const merging = performance.now()
    for (const id of due.toReversed()) {
      try {
        repository.merge(id)
      } catch (error) {
        result.conflicts.push(`${id}: ${(error as Error).message}`)
      }
    }
    result.mergeSeconds += (performance.now() - merging) / 1000
  }
  const [texts, merged] = [textsIn(one), textsIn(many)]
  result.files = texts.size
  result.differing = [...new Set([...texts.keys(), ...merged.keys()])].filter(
    (path) => texts.get(path) !== merged.get(path),
  )
  rmSync(root, { recursive: true })
  return result
}

export function formatComparison({ oneMachine, jobs, jobSeconds, mergeSeconds, files, ...found }: Comparison): string {
  const sum = (of: (figures: Figures) => number) => oneMachine.reduce((total, figures) => total + of(figures), 0)
  const most = (list: readonly Figures[]) => Math.round(Math.max(...list.map(({ megabytes }) => megabytes)))
  const outcomes = oneMachine.map((figures) => JSON.stringify(figures.outcomes)).join(', then ')
  return [
    `one process: ${outcomes}; ${sum(({ seconds }) => seconds).toFixed(1)} s, at most ${most(oneMachine)} MB`,
    `one process each: ${jobs.length} jobs in ${jobSeconds.toFixed(1)} s, at most ${most(jobs)} MB; merged in ${mergeSeconds.toFixed(1)} s`,
    `${found.conflicts.length} conflicts, ${found.foreign.length} files of others touched, ${found.differing.length} of ${files} files differ`,
  ].join('\n')
}
