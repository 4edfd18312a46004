import type { ProviderId } from '../src/schema/ids.ts'
import { Run, type ProviderRuns } from '../src/schema/run.ts'
import type { Instant, Text } from '../src/schema/values.ts'
import type { Stale } from './corrections.ts'
import { hasChanges, type Diff, type Match } from './diff.ts'
import { coverageTable } from './coverage.ts'
import type { Finding } from './guard.ts'
import type { SiteReading } from './reading.ts'
import type { Checked, Validated } from './validate.ts'

/** What came of the stages up to diff. */
export interface Result {
  site: Omit<SiteReading<Checked>, 'found'>
  /** How many listings were read. */
  listings: number
  validated: Validated
  findings: readonly Finding[]
  /** True where a person has released exactly this. */
  released: boolean
  diff: Diff
  matches: readonly Match[]
  corrections: readonly Stale[]
}

/** How many listings of one kind the notes name; the run report has them all. */
const NAMED = 20

/** @returns the moment without its milliseconds */
export const instantOf = (time: number): Instant => `${new Date(time).toISOString().slice(0, 19)}Z`

/** @returns foreign words as one safe line */
export const oneLine = (words: string): Text =>
  words
    .replaceAll(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\s]+/gu, ' ')
    .trim()
    .slice(0, 600)
    .trim()

function listed<T>(items: readonly T[], words: (item: T) => string): string[] {
  const more = items.length - NAMED
  return [...items.slice(0, NAMED).map(words), ...(more > 0 ? [`... and ${String(more)} more`] : [])]
}

/** What the lists of the run report do not say. */
const remarksOf = ({ site, diff }: Result): string[] => [
  ...site.earlier.map((note) => `Another way was tried before: ${note}`),
  ...site.notes,
  ...diff.missingMemberships.map(
    ({ name, id }) => `Membership "${name}" (${id}) is no longer listed; it stays until a person takes it out`,
  ),
]

/** What has become of a correction, and what to do about it. */
export const STALE_WORDS: Record<Stale['site'], string> = {
  agrees: 'the site agrees now, so it can be dropped',
  differs: 'the site says something new, so look at it again',
}

/** What they do say, in short. */
const detailsOf = ({ validated, findings, matches, corrections }: Result): string[] => [
  ...findings.filter(({ result }) => result !== 'pass').map(({ gate, reason }) => `Gate "${gate}": ${reason}`),
  ...listed(validated.leftOut, ({ title, reason }) => `Left out: "${title}": ${reason}`),
  ...listed(
    validated.rejected,
    ({ title, field, value, reason }) => `Rejected: "${title}": ${[field, value, reason].filter(Boolean).join(' ')}`,
  ),
  ...listed(
    matches,
    ({ reported, scraped, by }) => `Seems to be the same (by ${by}): reported ${reported}, scraped ${scraped}`,
  ),
  ...listed(corrections, ({ course, field, site }) => `Correction of ${field} of ${course}: ${STALE_WORDS[site]}`),
]

interface Ended {
  provider: ProviderId
  started: number
  ended: number
  requests: number
  /** Hash of all answers. */
  snapshot: string | null
  /** Version of the code that reads. */
  extractor: string | null
  /** null = nothing usable was read ... */
  result: Result | null
  /** ... and this is why. */
  failure: string | null
  /** No last good data. */
  firstRun: boolean
  /** A first run whose folder wants a person's word. */
  needsRelease: boolean
  /** Addresses that a recording does not hold. */
  unrecorded: readonly string[]
  remarks: readonly string[]
}

interface Decision {
  outcome: Run['outcome']
  gate: string | null
  remark: string | null
}

function decide({ result, failure, needsRelease }: Ended): Decision {
  if (result === null) return { outcome: 'failed', gate: null, remark: failure }
  if (result.validated.courses.length === 0)
    return { outcome: 'failed', gate: null, remark: 'Not one course was read.' }
  const refusing = result.findings.find(({ result: verdict }) => verdict === 'refuse')
  if (refusing !== undefined) return { outcome: 'refused', gate: refusing.gate, remark: null }
  if (needsRelease) {
    return { outcome: 'refused', gate: 'first run', remark: 'A first run waits for a person to look at it.' }
  }
  return { outcome: hasChanges(result.diff) ? 'published' : 'unchanged', gate: null, remark: null }
}

/** @returns how the pass ended, as `runs.json` keeps it, and those of its notes that no list of the report says */
export function buildRun(ended: Ended): { run: Run; remarks: string[] } {
  const { result, firstRun } = ended
  const { outcome, gate, remark } = decide(ended)
  const courses = result?.validated.courses ?? []
  const remarks = [
    ...(remark === null ? [] : [remark]),
    ...(result === null ? [] : remarksOf(result)),
    ...ended.remarks,
  ].map(oneLine)
  const notes = [
    ...(firstRun && outcome === 'published' ? ['First run, unreviewed.'] : []),
    ...remarks,
    ...(result === null ? [] : detailsOf(result)),
    ...listed(ended.unrecorded, (url) => `Asked for, but not in the recording: ${url}`),
  ]
  const run = Run.parse({
    provider: ended.provider,
    started: instantOf(ended.started),
    ended: instantOf(ended.ended),
    outcome,
    gate,
    way: result?.site.way ?? null,
    snapshot: ended.snapshot,
    extractor: ended.extractor,
    counts: {
      requests: ended.requests,
      announced: result?.site.announced ?? null,
      listings: result?.listings ?? 0,
      courses: courses.length,
      memberships: result?.validated.memberships.length ?? 0,
      leftOut: result?.validated.leftOut.length ?? 0,
      rejected: result?.validated.rejected.length ?? 0,
      added: result?.diff.added.length ?? 0,
      changed: (result?.diff.changed.length ?? 0) + (result?.diff.returned.length ?? 0),
      vanished: result?.diff.vanished.length ?? 0,
    },
    coverage: coverageTable(courses.map(({ record }) => record)),
    notes: notes.map(oneLine).filter((note) => note !== ''),
  } satisfies Run)
  return { run, remarks }
}

/**
 * @param lost addresses that gave nothing: what was known of their courses stays, and nobody has seen it today
 * @returns the provider's entry of `runs.json` after this run; only a good one confirms courses
 */
export function runsAfter(
  before: ProviderRuns | null,
  run: Run,
  diff: Diff | null,
  lost: readonly string[] = [],
): ProviderRuns {
  const isGood = run.outcome === 'published' || run.outcome === 'unchanged'
  if (!isGood || diff === null)
    return { provider: run.provider, last: run, lastGood: before?.lastGood ?? null, confirmed: before?.confirmed ?? {} }
  const today = run.started.slice(0, 10)
  const unread = new Set(lost)
  const days = diff.courses.map(({ id, url, vanished }): [string, string | undefined] => {
    const earlier = before?.confirmed[id]
    const isSeen = vanished === null && (earlier === undefined || !unread.has(url ?? ''))
    return [id, isSeen ? today : earlier]
  })
  return {
    provider: run.provider,
    last: run,
    lastGood: run,
    confirmed: Object.fromEntries(days.filter((entry): entry is [string, string] => entry[1] !== undefined)),
  }
}
