import type { Course } from '../src/schema/course.ts'
import type { HistoryLine } from '../src/schema/history.ts'
import type { Membership } from '../src/schema/membership.ts'
import type { Provider as ProviderEntry } from '../src/schema/provider.ts'
import type { Run } from '../src/schema/run.ts'
import { confirmFindings } from './confirm.ts'
import { findStale, type Stale } from './corrections.ts'
import { assignIds, diffData, proposeMatches, type Diff, type Match } from './diff.ts'
import { NeedsPerson } from './errors.ts'
import { guard, type Candidate, type Finding } from './guard.ts'
import { buildRun, instantOf, refusalOf, runsAfter, type Result } from './outcome.ts'
import type { Listing, Page, Provider } from './provider.ts'
import type { OpenReader } from './reader.ts'
import { readSite, type Progress, type SiteReading } from './reading.ts'
import type { Before, Changes, Store } from './store.ts'
import { rejectBrokenReferences, validateListings, type LeftOut, type Rejected } from './validate.ts'

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
  dryRun: boolean
  /** Where pages are read; without it in this thread. */
  openReader?: OpenReader
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
  let requests = 0
  let result: Result | null = null
  let failure: string | null = null
  try {
    const site = await readSite({
      ...provider,
      fetchPage: input.fetchPage,
      openReader: input.openReader,
      onProgress: (progress) => {
        requests = progress.requests
        input.onProgress?.(progress)
      },
    })
    result = judge(site, before, input, started)
  } catch (error) {
    if (error instanceof NeedsPerson) throw error
    failure = error instanceof Error ? error.message : String(error)
  }
  // Merging its pull request, or `release`, is how a person lets a new provider into the project's own data.
  const needsRelease = firstRun && store.isProject
  const unrecorded = input.unrecorded?.() ?? []
  const { run, remarks } = buildRun({
    provider: provider.id,
    started,
    ended: clock(),
    requests,
    result,
    failure,
    firstRun,
    needsRelease,
    unrecorded,
    remarks: input.remarks?.() ?? [],
  })

  const changes: Changes = { runs: runsAfter(before.runs, run, result?.diff ?? null) }
  if (!store.isProject) changes.provider = entry
  if (result !== null && run.outcome === 'refused') changes.refusal = refusalOf(run, result, before.refusal)
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

/** The stages between the answers of a site and the files: no IO from here on. */
function judge(site: SiteReading, before: Before, { provider, entry, unrecorded }: RunInput, started: number): Result {
  const today = instantOf(started).slice(0, 10)
  const context = { provider: provider.id, publisher: entry.name, today }
  const read = validateListings(site.read.listings, provider.platform, context)
  const reserved = new Set(before.reported.map(({ id }) => id))
  const withIds = assignIds(
    read.courses.map(({ record }) => record),
    before.courses,
    reserved,
  )
  const courses = read.courses.map(({ listing, record }, place) => ({ listing, record: withIds[place] ?? record }))
  const lost = new Set(site.lost)
  const kept = {
    ...read,
    courses: keepLost(courses, before.courses, lost),
    memberships: keepLost(read.memberships, before.memberships, lost),
  }
  const validated = rejectBrokenReferences(kept, before, entry)
  const fresh = {
    courses: validated.courses.map(({ record }) => record),
    memberships: validated.memberships.map(({ record }) => record),
  }
  const candidate: Candidate = {
    listings: site.read.listings,
    announced: site.read.announced,
    complete: site.read.complete,
    lostPages: countLostPages(site, unrecorded?.() ?? []),
    rejected: validated.rejected.length,
    courses: fresh.courses,
    before: before.courses.filter(({ vanished }) => vanished === null),
    priceRange: entry.priceRange,
    today,
  }
  const earlier = { refusal: before.refusal, lastGood: before.runs?.lastGood ?? null }
  const findings = confirmFindings(guard(candidate), candidate, earlier, { way: site.way, started })
  const ours = before.memberships.filter((membership) => membership.provider === provider.id)
  const diff = diffData(fresh, { courses: before.courses, memberships: ours }, today)
  return {
    site,
    validated,
    findings,
    diff,
    matches: proposeMatches(fresh.courses, before.reported),
    corrections: findStale(before.corrections, fresh.courses),
  }
}

/** A page that was lost says nothing new of what it sells: what was known of it stays. */
function keepLost<R extends Course | Membership>(
  fresh: readonly { listing: Listing; record: R }[],
  known: readonly R[],
  lost: ReadonlySet<string>,
): { listing: Listing; record: R }[] {
  return fresh.map(({ listing, record }) => {
    const before = lost.has(record.url ?? '') ? known.find(({ id }) => id === record.id) : undefined
    return {
      listing,
      record: before === undefined ? record : { ...before, ...('vanished' in before && { vanished: null }) },
    }
  })
}

/** Pages of listings only: a list page past the last one rightly answers 404. */
function countLostPages({ read, lost }: SiteReading, unrecorded: readonly string[]): number {
  const pages = new Set(read.listings.map(({ url }) => URL.parse(url)?.href))
  const excused = new Set(unrecorded)
  return lost.filter((url) => pages.has(url) && !excused.has(url)).length
}
