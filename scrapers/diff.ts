import { isDeepStrictEqual } from 'node:util'

import type { Course } from '../src/schema/course.ts'
import type { HistoryLine } from '../src/schema/history.ts'
import type { CourseId } from '../src/schema/ids.ts'
import type { Membership } from '../src/schema/membership.ts'
import type { Day } from '../src/schema/values.ts'
import { courseLines, membershipLines } from './history.ts'

/** What a run changes. */
export interface Diff {
  /** Every course as it will stand in the file, vanished ones included. */
  courses: readonly Course[]
  /** Memberships as they will stand in the file, this provider's only. */
  memberships: readonly Membership[]
  added: readonly Course[]
  /** Course or membership, and which of its fields. */
  changed: readonly { id: string; title: string; fields: readonly string[] }[]
  vanished: readonly Course[]
  /** Vanished ones that are listed again, under their old id. */
  returned: readonly Course[]
  addedMemberships: readonly Membership[]
  /** Scraped before and no longer listed: they stay, for a person to judge. */
  missingMemberships: readonly Membership[]
  history: readonly HistoryLine[]
}

const BY_NUMBER = new Intl.Collator('en', { numeric: true })

const slugOf = (key: string) =>
  key
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')

/** @returns for each fresh course the one it was before, matched by the provider's own id, then by address */
function matchCourses(fresh: readonly Course[], before: readonly Course[]): Map<Course, Course> {
  const matches = new Map<Course, Course>()
  const free = new Set(before)
  const matchBy = (keyOf: (course: Course) => string | null) => {
    const known = new Map<string, Course>()
    for (const course of free) {
      const key = keyOf(course)
      // Of two with one key the listed one is meant, not the vanished one.
      const other = key === null ? undefined : known.get(key)
      if (key !== null && other?.vanished !== null) known.set(key, course)
    }
    for (const course of fresh) {
      const key = matches.has(course) ? null : keyOf(course)
      const match = key === null ? undefined : known.get(key)
      if (match === undefined || !free.delete(match)) continue
      matches.set(course, match)
    }
  }
  matchBy(({ key }) => key)
  matchBy(({ url }) => url)
  return matches
}

/**
 * Gives each course the id that it had before, also where its page moved; a new one never gets an id that was used.
 * @param reserved ids that belong to other courses of this provider, such as reported ones
 */
export function assignIds(
  fresh: readonly Course[],
  before: readonly Course[],
  reserved: ReadonlySet<CourseId> = new Set(),
): Course[] {
  const matches = matchCourses(fresh, before)
  const used = new Set([...before.map(({ id }) => id), ...reserved])
  const assigned = new Map<Course, CourseId>()
  // In the order of keys, so that a shop's sorting decides nothing.
  const inOrder = [...fresh].sort((a, b) => BY_NUMBER.compare(a.key ?? a.id, b.key ?? b.id))
  const keys = new Set<string>()
  for (const course of inOrder) {
    const match = matches.get(course)
    const isRepeat = course.key !== null && keys.has(course.key)
    if (course.key !== null) keys.add(course.key)
    if (match !== undefined) assigned.set(course, match.id)
    else if (isRepeat || !used.has(course.id)) assigned.set(course, course.id)
    else {
      const base = `${course.id}-${slugOf(course.key ?? '') || '2'}`
      let id = base
      for (let n = 2; used.has(id); n += 1) id = `${base}-${String(n)}`
      assigned.set(course, id)
    }
    used.add(assigned.get(course) ?? course.id)
  }
  return fresh.map((course) => {
    const id = assigned.get(course) ?? course.id
    return id === course.id ? course : { ...course, id }
  })
}

/** @returns the record without the day on which its sources were read: confirming a fact does not change it */
export const factsOf = <T extends { sources: readonly { readOn: Day }[] }>(record: T) => ({
  ...record,
  sources: record.sources.map((source) => ({ ...source, readOn: null })),
})

const isSame = <T extends Course | Membership>(a: T, b: T) => isDeepStrictEqual(factsOf(a), factsOf(b))

function changedFields<T extends Course | Membership>(before: T, after: T): string[] {
  const old = new Map(Object.entries(factsOf(before)))
  return Object.entries(factsOf(after))
    .filter(([field, value]) => !isDeepStrictEqual(old.get(field), value))
    .map(([field]) => field)
}

/**
 * Sets what was read against the last good data.
 * @param fresh courses with their ids assigned
 */
export function diffData(
  fresh: { courses: readonly Course[]; memberships: readonly Membership[] },
  before: { courses: readonly Course[]; memberships: readonly Membership[] },
  today: Day,
): Diff {
  const old = new Map(before.courses.map((course) => [course.id, course]))
  const listed = new Set(fresh.courses.map(({ id }) => id))
  const diff = {
    courses: [] as Course[],
    memberships: [] as Membership[],
    added: [] as Course[],
    changed: [] as { id: string; title: string; fields: string[] }[],
    vanished: [] as Course[],
    returned: [] as Course[],
    addedMemberships: [] as Membership[],
    history: [] as HistoryLine[],
  }
  for (const course of fresh.courses) {
    const previous = old.get(course.id)
    // A page that no longer shows the shop's own id keeps the one that is known.
    const next = course.key === null ? { ...course, key: previous?.key ?? null } : course
    if (previous !== undefined && isSame(previous, next)) diff.courses.push(previous)
    else {
      diff.courses.push(next)
      diff.history.push(...courseLines(previous ?? null, next, today))
      if (previous === undefined) diff.added.push(next)
      else if (previous.vanished !== null) diff.returned.push(next)
      else diff.changed.push({ id: next.id, title: next.title, fields: changedFields(previous, next) })
    }
  }
  for (const previous of before.courses) {
    if (listed.has(previous.id)) continue
    const next = { ...previous, vanished: previous.vanished ?? today }
    diff.courses.push(next)
    if (previous.vanished !== null) continue
    diff.vanished.push(next)
    diff.history.push(...courseLines(previous, next, today))
  }
  for (const membership of fresh.memberships) {
    const previous = before.memberships.find(({ id }) => id === membership.id)
    if (previous !== undefined && isSame(previous, membership)) diff.memberships.push(previous)
    else {
      diff.memberships.push(membership)
      diff.history.push(...membershipLines(previous ?? null, membership, today))
      if (previous === undefined) diff.addedMemberships.push(membership)
      else diff.changed.push({ id: membership.id, title: membership.name, fields: changedFields(previous, membership) })
    }
  }
  const missingMemberships = before.memberships.filter(
    ({ id, sources }) =>
      sources.some(({ method }) => method === 'scraped') &&
      !fresh.memberships.some((membership) => membership.id === id),
  )
  return { ...diff, missingMemberships, courses: diff.courses.sort((a, b) => (a.id < b.id ? -1 : 1)) }
}

/** @returns whether anything but days of confirmation would be written */
export const hasChanges = ({ added, changed, vanished, returned, addedMemberships }: Diff): boolean =>
  [added, changed, vanished, returned, addedMemberships].some(({ length }) => length > 0)

/** A reported course that seems to be one of the scraped ones; a person confirms it by setting `supersededBy`. */
export interface Match {
  reported: CourseId
  scraped: CourseId
  by: 'url' | 'title'
}

const wordsOf = (title: string) =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

export function proposeMatches(courses: readonly Course[], reported: readonly Course[]): Match[] {
  const byUrl = new Map(courses.map(({ url, id }) => [url, id]))
  const byTitle = new Map(courses.map(({ provider, title, id }) => [`${provider} ${wordsOf(title)}`, id]))
  return reported.flatMap((course): Match[] => {
    if (course.supersededBy !== null) return []
    const same = course.url === null ? undefined : byUrl.get(course.url)
    if (same !== undefined) return [{ reported: course.id, scraped: same, by: 'url' }]
    const alike = byTitle.get(`${course.provider} ${wordsOf(course.title)}`)
    return alike === undefined ? [] : [{ reported: course.id, scraped: alike, by: 'title' }]
  })
}
