import type { Approval } from '../../src/schema/course.ts'
import type { BodyId } from '../../src/schema/ids.ts'
import { TryNextWay } from '../errors.ts'
import { linesOf, textOf, tryParseHtml } from '../extract/html.ts'
import { parseDate } from '../normalize/date.ts'
import { normalizeListing } from '../normalize/listing.ts'
import { findAmounts } from '../normalize/money.ts'
import { MAX_TITLE } from '../normalize/text.ts'
import type { ListedPrice, Listing, NormalizeContext, Normalized, Page, Platform, Reading } from '../provider.ts'
import { walkLists, type Link } from './walk.ts'
import { ask } from './ask.ts'

const SUFFIX = /\s*\(online (?:ce )?course\)$/i
/** What follows on a page is about other courses, or is the table of contents. */
const END = /^(?:Customer Ratings|Users Also Bought|Course Outline)$/i
/** Who approved, by the first words of a credit line. */
const BOARDS: readonly (readonly [BodyId, RegExp])[] = [
  ['pace', /^P\.A\.C\.E\./],
  ['florida-clinical-lab', /^Florida Board of Clinical Laboratory/],
]

/**
 * Course shops of MediaLab: LabCE (labce.com), the ASCLS store (asclsce.org) and MediaLab's own (medialab.com).
 *
 * Where: the page "All Available Courses" (`/courses.aspx`, linked so from LabCE's home page) and the home page, then each page they
 * link. No recording was at hand; several course pages are known by their words (copies seen until 2025), and only words are read:
 *   OSHA Bloodborne Pathogens (Online CE Course) · Author: ... · Reviewer: ...
 *   How to Subscribe / MLS & MLT Comprehensive CE Package / Includes 180 CE courses, most popular / $109Add to cart /
 *   Individual course$25Add to cart
 *   Continuing Education Credits / P.A.C.E.® Contact Hours (acceptable for AMT, ASCP, and state recertification): 1.5 hour(s) /
 *   Approved through 8/31/2025 -- or: Course number 578-001-21, approved through 1/31/2023
 *   Florida Board of Clinical Laboratory Personnel Credit Hours - ...: 1.5 hour(s) / Approved through 8/31/2025 · Objectives
 * Status: unproven.
 * Official: what the shop shows to any visitor.
 * Fills: title, price of the single course, P.A.C.E. hours, approvals with number and last day, description.
 * Skipped: prices of packages and of "Users Also Bought", sample pages (`spg...aspx`), hours of the Florida board, which count for
 * licensed laboratory staff only.
 */
export const medialab = {
  id: 'medialab',
  ways: [{ id: 'course-pages', read: readCourses }],
  normalize,
} satisfies Platform

/** How sure it is that a shop of MediaLab served a page, 0 to 1. */
export function recognize({ url, body }: Page): number {
  const { hostname = '' } = URL.parse(url) ?? {}
  const marks = [
    /(?:^|\.)(?:labce\.com|medialab\.com|medialabinc\.net|asclsce\.org)$/.test(hostname),
    /\bmedialab(?:inc\.net|\.com)\b/i.test(body),
    /\bContinuing Education Credits\b/.test(body) && body.includes('P.A.C.E.'),
  ].filter(Boolean).length
  return [0, 0.5, 0.9, 0.98][marks] ?? 0
}

export function* readCourses(origin: string): Reading {
  const home = `${origin}/`
  const seen = { mark: false }
  const walked = yield* walkLists({
    start: [home, `${origin}/courses.aspx`],
    onList: (page) => {
      if (recognize(page) >= 0.5) seen.mark = true
    },
    sort: (link) => sortLink(link),
  })
  if (!seen.mark) throw new TryNextWay(`${home} is no shop of MediaLab`)
  const listings = new Map<string, Listing>()
  const lost: string[] = []
  for (const url of walked.courses) {
    const page = yield* ask(url)
    if (page === null) lost.push(url)
    const listing = page === null ? null : readCourse(page)
    // Old and new addresses of a course differ in their words only.
    if (listing !== null) listings.set(`${listing.key} ${listing.title}`, listing)
  }
  if (listings.size === 0) throw new TryNextWay(`no page that ${home} links is a course`)
  const notes = [...walked.lost, ...lost].map((url) => `${url} was lost`)
  return { listings: [...listings.values()], announced: null, complete: walked.whole && notes.length === 0, notes }
}

/** Any page may be a course: only its words tell. Sample pages and the log-in are none. */
function sortLink({ url }: Link): 'list' | 'course' | null {
  const { pathname, search } = new URL(url)
  if (/\/(?:spg\d|lms\/|login|cart|checkout|contact|faq|start)/i.test(pathname)) return null
  if (/_courses\.aspx$/i.test(pathname) && search === '') return 'list'
  if (
    /^\/c\d+(?:\/|$)/.test(pathname) ||
    (/\.aspx$/i.test(pathname) && (search === '' || /^\?courseid=\d+$/i.test(search)))
  )
    return 'course'
  return null
}

/** The page of one course; null when it is anything else, or says that the course is retired. */
export function readCourse(page: Page): Listing | null {
  const $ = tryParseHtml(page.body)
  if ($ === null) return null
  const heading = textOf($('h1').first(), MAX_TITLE)
  $('header, footer, nav').remove()
  const lines = linesOf($('body'))?.split('\n') ?? []
  const credits = lines.findIndex((line) => /^Continuing Education Credits$/i.test(line))
  const end = lines.findIndex((line, at) => at > credits && /^Objectives$/i.test(line))
  if (credits === -1 || end === -1) return null
  const printed = heading ?? lines.find((line) => SUFFIX.test(line)) ?? null
  if (printed === null || lines.some((line) => /no longer available/i.test(line))) return null
  const stop = lines.findIndex((line) => END.test(line))
  return {
    key: keyOf(page.url),
    url: page.url,
    title: printed.replace(SUFFIX, ''),
    type: null,
    categories: [],
    tags: [],
    prices: readPrice(lines.slice(0, credits)),
    labels: [
      ...(SUFFIX.test(printed) ? [{ label: 'Kind', value: 'Online CE course' }] : []),
      ...readCredits(lines.slice(credits + 1, end)),
    ],
    texts: [description(lines.slice(0, credits)), lines.slice(end + 1, stop > end ? stop : end + 1).join('\n')],
  }
}

/** The number of the course where the address has one, else its path: old and new addresses differ in their words only. */
function keyOf(url: string): string {
  const { pathname, searchParams } = new URL(url)
  return /^\/c(\d+)/.exec(pathname)?.[1] ?? searchParams.get('courseid') ?? pathname.replace(/^\/|\.aspx$/g, '')
}

/** "Individual course$25Add to cart": packages stand beside it and are not meant. */
function readPrice(lines: readonly string[]): ListedPrice[] {
  const match = /Individual course\s*(\$[\d,.]+)\s*Add to cart/i.exec(lines.join(' '))
  const price = match?.[1] === undefined ? undefined : findAmounts(match[1])[0]?.money
  return price === undefined ? [] : [{ tier: null, price, listPrice: null, free: false, printed: match?.[0] ?? null }]
}

/** "P.A.C.E.® Contact Hours (...): 1.5 hour(s)", each with the approval that stands below it. */
function readCredits(lines: readonly string[]): Listing['labels'] {
  const labels: { label: string; value: string }[] = []
  for (const line of lines) {
    const [, label, value] = /^((?:P\.A\.C\.E\.|Florida Board).*):\s*(\S.*)$/.exec(line) ?? []
    const above = labels.at(-1)
    if (label !== undefined && value !== undefined) labels.push({ label, value })
    else if (above !== undefined && /\bapproved through\b/i.test(line)) above.value += `, ${line}`
  }
  return labels
}

/** The longest line between the authors and the credits. */
function description(lines: readonly string[]): string {
  const from = lines.findLastIndex((line) => /^(?:Authors?|Reviewers?):|Add to cart$/i.test(line))
  return lines.slice(from + 1).reduce((longest, line) => (line.length > longest.length ? line : longest), '')
}

/** A page states the approvals of its own course, each with a number and a last day. */
function normalize(listing: Listing, context: NormalizeContext): Normalized {
  const normalized = normalizeListing(listing, context, { isGroup: false })
  if (normalized.is !== 'course') return normalized
  const own = listing.labels.flatMap(({ label, value }): Approval[] => {
    const body = BOARDS.find(([, name]) => name.test(label))?.[0]
    if (body === undefined || !/\bapproved through\b/i.test(value)) return []
    const number = /\bcourse number ([\w-]+)/i.exec(value)?.[1] ?? null
    const until = parseDate(value.replace(/^.*approved through/i, ''), { now: context.today })
    return [{ body, basis: 'approved', number, from: null, until }]
  })
  const claimed = normalized.course.approvals.filter(({ body }) => !own.some((approval) => approval.body === body))
  const approvals = [...own, ...claimed].sort((one, other) => (one.body < other.body ? -1 : 1))
  return { is: 'course', course: { ...normalized.course, approvals } }
}
