import type { Course } from '../src/schema/course.ts'
import type { HistoryLine } from '../src/schema/history.ts'
import type { Membership } from '../src/schema/membership.ts'
import type { Provider as ProviderEntry } from '../src/schema/provider.ts'
import type { Run } from '../src/schema/run.ts'
import { confirmFindings } from './confirm.ts'
import { findStale, type Stale } from './corrections.ts'
import { assignIds, diffData, proposeMatches, type Diff, type Match } from './diff.ts'
import { NeedsPerson } from './errors.ts'
import { guard, LIMITS, ownLimitWords, type Candidate, type Finding } from './guard.ts'
import { offersBeforeFall } from './history.ts'
import { buildRun, instantOf, runsAfter, type Result } from './outcome.ts'
import { reuseEqual } from './pool.ts'
import type { NormalizeContext, Page, Provider } from './provider.ts'
import { readHere, type OpenReader } from './reader.ts'
import { readSite, type Progress } from './reading.ts'
import { heldOf, isReleased, refusalOf } from './refusal.ts'
import { startWork } from './run-limit.ts'
import { hashAnswers } from './snapshots.ts'
import type { Before, Changes, Store } from './store.ts'
import {
  checkListing,
  rejectBrokenReferences,
  sortChecked,
  type Checked,
  type LeftOut,
  type Listed,
  type Rejected,
} from './validate.ts'

/** One pass of one provider and what it did, for people and machines. */
export interface RunReport {
  run: Run
  /** Name of the provider. */
  name: string
  /** The data folder. */
  folder: string
  /** True when nothing was written. */
  dryRun: boolean
  /** True when there was no last good data to set it against. */
  firstRun: boolean
  /** What each gate found; [] when nothing was read. */
  findings: readonly Finding[]
  leftOut: readonly LeftOut[]
  rejected: readonly Rejected[]
  added: readonly { id: string; title: string }[]
  changed: readonly { id: string; title: string; fields: readonly string[] }[]
  vanished: readonly { id: string; title: string }[]
  returned: readonly { id: string; title: string }[]
  /** What the history learned. */
  history: readonly HistoryLine[]
  /** Reported courses that seem to be among the scraped ones now. */
  matches: readonly Match[]
  /** Corrections by hand that want a second look. */
  corrections: readonly Stale[]
  /** Addresses that a recording does not hold. */
  unrecorded: readonly string[]
  /** What else a person should know. */
  remarks: readonly string[]
  /** Files that changed, relative to the folder. */
  files: readonly string[]
}

export interface RunInput {
  provider: Provider
  /** Its entry in `providers.json`. */
  entry: ProviderEntry
  store: Store
  fetchPage: (url: string) => Promise<Page>
  /** Milliseconds since 1970. */
  clock: () => number
  /** Milliseconds that only ever grow, to count how long the run works. */
  timer?: () => number
  dryRun: boolean
  /** Version of the code that reads; see `extractorVersion`. */
  extractor?: string
  /** Where pages are read; without it in this thread. */
  openReader?: (context: NormalizeContext) => OpenReader<Checked>
  onProgress?: ((progress: Progress) => void) | undefined
  /** Addresses that a recording does not hold: that they are lost says nothing about the site. */
  unrecorded?: () => readonly string[]
  /** What else a person should know once the site is read. */
  remarks?: () => readonly string[]
}

/**
 * Takes one provider through fetch, extract, normalize, validate, guard, diff and write.
 * Whatever the site does ends in a report; only what a person has to mend is thrown.
 * @throws NeedsPerson when the data folder is damaged or cannot be written
 */
export async function runProvider(input: RunInput): Promise<RunReport> {
  const { provider, entry, store, clock, dryRun } = input
  const started = clock()
  const before = store.read(provider.id)
  const firstRun = before.courses.length === 0 && (before.runs?.lastGood ?? null) === null
  const work = startWork(input.timer)
  const answers = hashAnswers(input.fetchPage)
  let requests = 0
  let result: Result | null = null
  let failure: string | null = null
  try {
    const { platform, origin } = provider
    const context = { provider: provider.id, publisher: entry.name, today: instantOf(started).slice(0, 10) }
    const take = input.openReader ?? (() => readHere(origin, (listing) => checkListing(listing, platform, context)))
    const { found, ...site } = await readSite({
      ways: platform.ways,
      origin,
      fetchPage: answers.fetchPage,
      openReader: work.countReader(reusing(take(context), before.courses)),
      onProgress: (progress) => {
        requests = progress.requests
        input.onProgress?.(progress)
      },
    })
    result = await work.count(() => judge(found, site, before, input, started))
  } catch (error) {
    if (error instanceof NeedsPerson) throw error
    failure = error instanceof Error ? error.message : String(error)
  }
  // Merging its pull request, or `release`, is how a person lets a new provider into the project's own data.
  const needsRelease = firstRun && store.isProject && result?.released !== true
  const unrecorded = input.unrecorded?.() ?? []
  const { run, remarks } = buildRun({
    provider: provider.id,
    started,
    ended: clock(),
    requests,
    snapshot: answers.hash(),
    extractor: input.extractor ?? null,
    result,
    failure,
    firstRun,
    needsRelease,
    unrecorded,
    remarks: [...ownLimitWords(provider.limits ?? []), ...(input.remarks?.() ?? [])],
  })

  const changes: Changes = { runs: runsAfter(before.runs, run, result?.diff ?? null, result?.site.lost) }
  if (!store.isProject) changes.provider = entry
  if (result !== null && run.outcome === 'refused') {
    changes.refusal = refusalOf(run, result.findings, heldOf(result.diff), before.refusal)
  }
  if (result !== null && (run.outcome === 'published' || run.outcome === 'unchanged')) {
    const { courses, memberships, history } = result.diff
    Object.assign(changes, { courses, memberships, history, refusal: null } satisfies Partial<Changes>)
  }
  const files = dryRun ? [] : store.write(provider.id, changes)
  const { added = [], changed = [], vanished = [], returned = [], history = [] }: Partial<Diff> = result?.diff ?? {}
  const named = (courses: readonly { id: string; title: string }[]) => courses.map(({ id, title }) => ({ id, title }))
  return {
    run,
    name: entry.name,
    folder: store.folder,
    dryRun,
    firstRun,
    findings: result?.findings ?? [],
    leftOut: result?.validated.leftOut ?? [],
    rejected: result?.validated.rejected ?? [],
    added: named(added),
    changed,
    vanished: named(vanished),
    returned: named(returned),
    history,
    matches: result?.matches ?? [],
    corrections: result?.corrections ?? [],
    unrecorded,
    remarks,
    files,
  }
}

/** The same reader, whose courses share with those of before what did not change: a large catalog has to find room twice. */
function reusing(open: OpenReader<Checked>, before: readonly Course[]): OpenReader<Checked> {
  const known = new Map(before.map((course) => [course.key, course]))
  return (way) => {
    const { next, end } = open(way)
    return {
      next: async (answer) => {
        const step = await next(answer)
        for (const each of step.found) {
          const course = each.is === 'course' ? known.get(each.record.key) : undefined
          if (each.is === 'course' && course !== undefined) reuseEqual(each.record, course)
        }
        return step
      },
      end,
    }
  }
}

/** The stages between the answers of a site and the files: no IO from here on. */
function judge(
  found: readonly Checked[],
  site: Result['site'],
  before: Before,
  { provider, entry, unrecorded }: RunInput,
  started: number,
): Result {
  const today = instantOf(started).slice(0, 10)
  const listings = found.map(({ listing }) => listing)
  const read = sortChecked(found)
  const reserved = new Set(before.reported.map(({ id }) => id))
  const withIds = assignIds(
    read.courses.map(({ record }) => record),
    before.courses,
    reserved,
  )
  // In place: there may be very many, and nobody needs them without their ids any more.
  for (const [place, course] of read.courses.entries()) course.record = withIds[place] ?? course.record
  const lost = new Set(site.lost)
  const kept = {
    ...read,
    courses: keepLost(read.courses, before.courses, lost),
    memberships: keepLost(read.memberships, before.memberships, lost),
  }
  const validated = rejectBrokenReferences(kept, before, entry)
  const fresh = {
    courses: validated.courses.map(({ record }) => record),
    memberships: validated.memberships.map(({ record }) => record),
  }
  const candidate: Candidate = {
    listings,
    announced: site.announced,
    complete: site.complete,
    lostPages: countLostPages(listings, site.lost, unrecorded?.() ?? []),
    rejected: validated.rejected.length,
    courses: fresh.courses,
    before: before.courses.filter(({ vanished }) => vanished === null),
    beforeSale: offersBeforeFall(before.history, today, LIMITS.saleDays),
    priceRange: entry.priceRange,
    ownLimits: provider.limits ?? [],
    today,
  }
  const ours = before.memberships.filter((membership) => membership.provider === provider.id)
  const diff = diffData(fresh, { courses: before.courses, memberships: ours }, today)
  const earlier = { refusal: before.refusal, lastGood: before.runs?.lastGood ?? null }
  const now = { way: site.way, started, held: heldOf(diff) }
  return {
    site,
    listings: listings.length,
    validated,
    findings: confirmFindings(guard(candidate), candidate, earlier, now),
    released: isReleased(now.held, before.refusal),
    diff,
    matches: proposeMatches(fresh.courses, before.reported),
    corrections: findStale(before.corrections, fresh.courses),
  }
}

/** A page that was lost says nothing new of what it sells: what was known of it stays. */
function keepLost<R extends Course | Membership>(
  fresh: readonly { listing: Listed; record: R }[],
  known: readonly R[],
  lost: ReadonlySet<string>,
): { listing: Listed; record: R }[] {
  return fresh.map((each) => {
    const { listing, record } = each
    const before = lost.has(record.url ?? '') ? known.find(({ id }) => id === record.id) : undefined
    if (before === undefined) return each
    return { listing, record: { ...before, ...('vanished' in before && { vanished: null }) } }
  })
}

/** Pages of listings only: a list page past the last one rightly answers 404. */
function countLostPages(listings: readonly Listed[], lost: readonly string[], unrecorded: readonly string[]): number {
  const pages = new Set(listings.map(({ url }) => URL.parse(url)?.href))
  const excused = new Set(unrecorded)
  return lost.filter((url) => pages.has(url) && !excused.has(url)).length
}
