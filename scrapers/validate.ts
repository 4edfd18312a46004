import { Course } from '../src/schema/course.ts'
import type { Dataset } from '../src/schema/dataset.ts'
import { Membership } from '../src/schema/membership.ts'
import { problemsOf, showValue, type Problem } from '../src/schema/problem.ts'
import type { Provider as ProviderEntry } from '../src/schema/provider.ts'
import { findBrokenReferences } from '../src/schema/references.ts'
import type { Listing, NormalizeContext, Platform } from './provider.ts'
import type { Before } from './store.ts'

/** A listing that the schema refused: it is reported, never published. */
export interface Rejected {
  title: string
  url: string
  /** Path of the field; null = the whole listing. */
  field: string | null
  value: string | null
  reason: string
}

/** A listing that is no course, on purpose. */
export interface LeftOut {
  title: string
  url: string
  reason: string
}

/** A record together with the listing that it came from. */
interface Valid<T> {
  listing: Listing
  record: T
}

export interface Validated {
  courses: Valid<Course>[]
  memberships: Valid<Membership>[]
  leftOut: LeftOut[]
  rejected: Rejected[]
}

const naming = ({ title, url }: Listing) => ({
  title: title === '' ? '(no title)' : title.slice(0, 300),
  url: url.slice(0, 300),
})

const rejection = (listing: Listing, { field, value, message }: Problem): Rejected => ({
  ...naming(listing),
  field,
  value,
  reason: message,
})

/** Turns each listing into a record of ours and checks it against the schema; one bad listing never stops the others. */
export function validateListings(
  listings: readonly Listing[],
  platform: Platform,
  context: NormalizeContext,
): Validated {
  const result: Validated = { courses: [], memberships: [], leftOut: [], rejected: [] }
  for (const listing of listings) {
    const place = { file: '', record: listing.key }
    try {
      const normalized = platform.normalize(listing, context)
      if (normalized.is === 'left-out') {
        result.leftOut.push({ ...naming(listing), reason: normalized.reason })
      } else if (normalized.is === 'course') {
        const checked = Course.safeParse(normalized.course)
        if (checked.success) result.courses.push({ listing, record: checked.data })
        else result.rejected.push(...first(problemsOf(checked.error, place, normalized.course), listing))
      } else {
        const checked = Membership.safeParse(normalized.membership)
        if (checked.success) result.memberships.push({ listing, record: checked.data })
        else result.rejected.push(...first(problemsOf(checked.error, place, normalized.membership), listing))
      }
    } catch (error) {
      const message = `could not be read: ${error instanceof Error ? error.message : String(error)}`
      result.rejected.push(rejection(listing, { ...place, field: null, value: null, message }))
    }
  }
  return result
}

/** One rejection a listing, or shares of rejected listings could not be told. */
const first = (problems: readonly Problem[], listing: Listing): Rejected[] =>
  problems.slice(0, 1).map((problem) => rejection(listing, problem))

/** Moves to `rejected` what refers to a body, unit or membership that does not exist, or states a fact without its source. */
export function rejectBrokenReferences(valid: Validated, before: Before, entry: ProviderEntry): Validated {
  const file = `courses/${entry.id}.json`
  const fresh = new Set(valid.memberships.map(({ record }) => record.id))
  const others = before.memberships.filter(({ id }) => !fresh.has(id))
  const isOurs = ({ provider, sources }: Membership) =>
    provider === entry.id && sources.some(({ method }) => method === 'scraped')
  const taken = new Set(before.memberships.filter((membership) => !isOurs(membership)).map(({ id }) => id))
  const filed = <T>(records: readonly T[], path = '') => records.map((record) => ({ file: path, record }))
  const data: Dataset = {
    providers: filed([entry]),
    bodies: filed(before.bodies),
    units: filed([before.units]),
    courses: filed(
      valid.courses.map(({ record }) => record),
      file,
    ),
    memberships: [
      ...filed(others),
      ...filed(
        valid.memberships.map(({ record }) => record),
        file,
      ),
    ],
    corrections: [],
    credentials: [],
    history: [],
    runs: [],
    refusals: [],
  }
  // A second use of an id is the guard's to judge, and the other files of the folder are not ours.
  const problems = findBrokenReferences(data).filter((problem) => problem.file === file && problem.field !== 'id')
  const byRecord = new Map(problems.map((problem) => [problem.record, problem]))
  for (const { record } of [...valid.courses, ...valid.memberships]) {
    if (record.url === null || isOnHosts(record.url, entry.hosts)) continue
    const message = 'stands on a host that is not one of the provider’s'
    byRecord.set(record.id, { file, record: record.id, field: 'url', value: showValue(record.url), message })
  }
  for (const { record } of valid.memberships) {
    if (!taken.has(record.id)) continue
    const message = 'is the id of a membership that was entered by hand or is sold by another provider'
    byRecord.set(record.id, { file, record: record.id, field: 'id', value: showValue(record.id), message })
  }
  const rejected = [...valid.courses, ...valid.memberships].flatMap(({ listing, record }) => {
    const problem = byRecord.get(record.id)
    return problem === undefined ? [] : [rejection(listing, problem)]
  })
  if (rejected.length === 0) return valid
  const sound: Validated = {
    ...valid,
    courses: valid.courses.filter(({ record }) => !byRecord.has(record.id)),
    memberships: valid.memberships.filter(({ record }) => !byRecord.has(record.id)),
    rejected: [...valid.rejected, ...rejected],
  }
  // Without a rejected membership, a price for its holders leads nowhere.
  return rejectBrokenReferences(sound, before, entry)
}

/** @returns true when an address stands on one of the hosts, or on a part of one (`learn.shop.example`) */
function isOnHosts(url: string, hosts: readonly string[]): boolean {
  const { host } = new URL(url)
  return hosts.some((own) => host === own || host.endsWith(`.${own.replace(/^www\./, '')}`) || `www.${host}` === own)
}
