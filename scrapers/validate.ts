import type * as z from 'zod'

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

/** What the stages after normalize still ask of a listing; its texts go no further. */
export interface Listed {
  key: string
  url: string
  title: string
  /** Characters of title, texts and labelled values, and how many of these show a wrong character set. */
  characters: number
  unreadable: number
}

/** A record together with the listing that it came from. */
interface Valid<T> {
  listing: Listed
  record: T
}

/** What one listing turned out to be. */
export type Checked =
  | ({ is: 'course' } & Valid<Course>)
  | ({ is: 'membership' } & Valid<Membership>)
  | { is: 'left-out'; listing: Listed; reason: string }
  | { is: 'rejected'; listing: Listed; problem: Pick<Problem, 'field' | 'value' | 'message'> }

export interface Validated {
  courses: Valid<Course>[]
  memberships: Valid<Membership>[]
  leftOut: LeftOut[]
  rejected: Rejected[]
}

const naming = ({ title, url }: Listed) => ({
  title: title === '' ? '(no title)' : title.slice(0, 300),
  url: url.slice(0, 300),
})

const rejection = (
  listing: Listed,
  { field, value, message }: Pick<Problem, 'field' | 'value' | 'message'>,
): Rejected => ({ ...naming(listing), field, value, reason: message })

export function listedOf({ key, url, title, texts, labels }: Listing): Listed {
  let [characters, unreadable] = [0, 0]
  for (const words of [title, ...texts, ...labels.map(({ value }) => value)]) {
    characters += words.length
    unreadable += words.split('\ufffd').length - 1
  }
  return { key, url, title, characters, unreadable }
}

/** Turns a listing into a record of ours and checks it against the schema; a bad one never stops the others. */
export function checkListing(raw: Listing, platform: Platform, context: NormalizeContext): Checked {
  const listing = listedOf(raw)
  const place = { file: '', record: raw.key }
  const refuse = (error: z.ZodError, input: unknown): Checked => {
    // One rejection a listing, or shares of rejected listings could not be told.
    const [problem = { field: null, value: null, message: error.message }] = problemsOf(error, place, input)
    return { is: 'rejected', listing, problem }
  }
  try {
    const normalized = platform.normalize(raw, context)
    if (normalized.is === 'left-out') return { is: 'left-out', listing, reason: normalized.reason }
    if (normalized.is === 'course') {
      const { data, error } = Course.safeParse(normalized.course)
      return error === undefined ? { is: 'course', listing, record: data } : refuse(error, normalized.course)
    }
    const { data, error } = Membership.safeParse(normalized.membership)
    return error === undefined ? { is: 'membership', listing, record: data } : refuse(error, normalized.membership)
  } catch (error) {
    const message = `could not be read: ${error instanceof Error ? error.message : String(error)}`
    return { is: 'rejected', listing, problem: { field: null, value: null, message } }
  }
}

/** Sorts what was found by what it is. */
export function sortChecked(found: readonly Checked[]): Validated {
  const result: Validated = { courses: [], memberships: [], leftOut: [], rejected: [] }
  for (const each of found) {
    if (each.is === 'course') result.courses.push(each)
    else if (each.is === 'membership') result.memberships.push(each)
    else if (each.is === 'left-out') result.leftOut.push({ ...naming(each.listing), reason: each.reason })
    else result.rejected.push(rejection(each.listing, each.problem))
  }
  return result
}

/** Turns listings into records of ours. */
export const validateListings = (
  listings: readonly Listing[],
  platform: Platform,
  context: NormalizeContext,
): Validated => sortChecked(listings.map((listing) => checkListing(listing, platform, context)))

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
export function isOnHosts(url: string, hosts: readonly string[]): boolean {
  const { host } = new URL(url)
  return hosts.some((own) => host === own || host.endsWith(`.${own.replace(/^www\./, '')}`) || `www.${host}` === own)
}
