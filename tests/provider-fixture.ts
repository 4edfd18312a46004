import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import type { Course, Offer } from '../src/schema/course.ts'
import type { Provider } from '../scrapers/provider.ts'
import { readHere } from '../scrapers/reader.ts'
import { readSite } from '../scrapers/reading.ts'
import { checkListing, sortChecked } from '../scrapers/validate.ts'
import { openReplay } from './replay-pages.ts'

const TODAY = '2026-11-22'

/** What a person reads on the saved pages: of each course only the facts that are named, found again by `key`. */
interface Expected {
  /** The way in which they are read; absent = any. */
  way?: string
  /** Whether the end of the list is proven; absent = either. */
  complete?: boolean
  /** How many courses there are in all, where only some are named. */
  count?: number
  courses: ({ key: string } & Record<string, unknown>)[]
}

/**
 * Reads the saved answers of `tests/fixtures/<folder>/<name>/` (manifest.json) as the provider would read its site.
 * @returns what was read, cut down to what `expected.json` names, and what it names
 */
export async function readFixture(provider: Provider, name: string, folder: string = provider.id) {
  const path = resolve(import.meta.dirname, 'fixtures', folder, name)
  const wanted = JSON.parse(readFileSync(join(path, 'expected.json'), 'utf8')) as Expected
  const answer = openReplay(path)
  if (wanted.courses.length === 0) return { read: [], expected: [], site: null, rejected: [] }
  const { platform, origin } = provider
  const context = { provider: provider.id, publisher: provider.id, today: TODAY }
  const site = await readSite({
    ways: platform.ways,
    origin,
    fetchPage: (url) => Promise.resolve(answer(url)),
    openReader: readHere(origin, (listing) => checkListing(listing, platform, context)),
  })
  const { courses, rejected } = sortChecked(site.found)
  const facts = courses.map(({ record }) => shorten(record))
  const read = wanted.courses.map((course) => {
    const found = facts.find(({ key }) => key === course.key)
    return found === undefined ? { key: course.key, missing: true } : pick(found, Object.keys(course))
  })
  const summary = { way: site.way, complete: site.complete, count: facts.length }
  const asked = { way: wanted.way, complete: wanted.complete, count: wanted.count ?? wanted.courses.length }
  return {
    read: [...read, pick(summary, definedKeys(asked))],
    expected: [...wanted.courses, pick(asked, definedKeys(asked))],
    site,
    rejected,
  }
}

/**
 * A course in the short form of `expected.json`: credits by unit, times by their low end, offers as
 * `[for, lowest price, highest price, currency, price before]` in cents, approvals as `[body, basis, number, until]`.
 */
function shorten(course: Course): Record<string, unknown> {
  const low = (span: { min: number | null } | null) => span?.min ?? null
  return {
    ...course,
    offers: course.offers.map(shortenOffer),
    credits: course.credits && Object.fromEntries(course.credits.map(({ unit, amount }) => [unit, low(amount)])),
    minutes: low(course.minutes),
    approvals: course.approvals.map(({ body, basis, number, until }) => [body, basis, number, until]),
  }
}

function shortenOffer({ for: whom, price, listPrice }: Offer): unknown[] {
  const { min = null, max = null } = price ?? {}
  const paid = [whom, min?.minor ?? null, max?.minor ?? null, (max ?? min)?.currency ?? null]
  return listPrice === null ? paid : [...paid, listPrice.min?.minor ?? null]
}

const definedKeys = (from: Record<string, unknown>) => Object.keys(from).filter((key) => from[key] !== undefined)
const pick = (from: Record<string, unknown>, keys: readonly string[]) =>
  Object.fromEntries(keys.map((key) => [key, from[key]]))
