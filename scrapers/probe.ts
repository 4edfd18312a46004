import type { Course } from '../src/schema/course.ts'
import type { Membership } from '../src/schema/membership.ts'
import { coverageTable } from './coverage.ts'
import { assignIds } from './diff.ts'
import { NotAllowed, SkipPage, TryNextWay } from './errors.ts'
import { labelText } from './normalize/printed.ts'
import { platforms, type KnownPlatform } from './platforms/index.ts'
import type { Listing, Page } from './provider.ts'
import { readHere } from './reader.ts'
import { readSite, type SiteReading } from './reading.ts'
import { checkListing, sortChecked, type Checked, type LeftOut } from './validate.ts'

/** Less is a guess from chance words. */
const SURE_ENOUGH = 0.3
/** From here on a second platform on the same site is read as well. */
const AS_WELL = 0.8
/** Pages of a recording that are looked at to recognize the platform. */
const LOOKED_AT = 40
/** The provider that a probe reads as. */
const PROBE = 'probe'

/** A fact that could not be read, and why. */
export interface NotRead {
  url: string
  field: string
  why: string
}

/** What a probe found. */
export interface Probe {
  origin: string
  /** The platform that the courses were read with; null when nothing was recognized and nothing read. */
  platform: string | null
  /** How sure its marks make us, 0 to 1. */
  sure: number
  /** Other platforms whose marks were seen. */
  others: { platform: string; sure: number }[]
  /** The way in which the site was read; null when only single pages were. */
  way: string | null
  courses: Course[]
  memberships: Membership[]
  notRead: NotRead[]
  leftOut: LeftOut[]
  /** Share of the courses on which each field is known. */
  coverage: Record<string, number>
  notes: string[]
}

/** Where to look, and when. */
export interface Look {
  origin: string
  /** Pages to look at besides the home page: all of a recording, or the one that was named. */
  known: readonly string[]
  /** True where `known` is all that there is to read. */
  isRecording: boolean
  /** `YYYY-MM-DD`. */
  today: string
}

/** A listing as far as a probe needs it. */
interface Seen {
  key: string
  url: string
  categories: readonly string[]
  /** How much it states. */
  size: number
  checked: Checked
  missing: NotRead[]
}

/** What one platform made of the site. */
interface Attempt {
  known: KnownPlatform
  sure: number
  site: SiteReading<Seen> | null
  seen: Seen[]
}

type FetchPage = (url: string) => Promise<Page>
type Ranked = { known: KnownPlatform; sure: number }[]

/**
 * Finds out which platform a site runs on and what can be read from it.
 * @param ask gives a page, the same one as often as it is asked for
 */
export async function probeSite(look: Look, ask: FetchPage): Promise<Probe> {
  const { origin, known: urls } = look
  const answered = new Set<string>()
  const fetchPage = async (url: string): Promise<Page> => {
    const page = await ask(url)
    if (page.status === 200) answered.add(url)
    return page
  }
  const ranked = await rank([`${origin}/`, ...urls].slice(0, LOOKED_AT), fetchPage)
  const notes: string[] = []
  const attempts: Attempt[] = []
  // Single pages alone do not show that the platform is the right one.
  const isRead = () => attempts.some(({ site, seen }) => site !== null && hasCourses(seen))
  for (const { known, sure } of ranked) {
    if (isRead() && (sure < AS_WELL || known.platform.id === 'generic')) continue
    const { site, seen } = await tryPlatform(known, look, fetchPage, answered, notes)
    if (seen.length > 0) attempts.push({ known, sure, site, seen })
  }
  // What sells memberships only says less of the site than what holds the courses.
  attempts.sort((one, other) => Number(hasCourses(other.seen)) - Number(hasCourses(one.seen)))
  return summarize(origin, attempts, ranked, notes)
}

const hasCourses = (seen: readonly Seen[]) => seen.some(({ checked }) => checked.is === 'course')

/** A page that the probe can do without. */
async function tryFetch(url: string, fetchPage: FetchPage): Promise<Page | null> {
  try {
    const page = await fetchPage(url)
    return page.status === 200 ? page : null
  } catch (error) {
    if (error instanceof SkipPage || error instanceof NotAllowed) return null
    throw error
  }
}

/** Platforms by the surest page, `generic` at the end in any case. */
async function rank(urls: readonly string[], fetchPage: FetchPage): Promise<Ranked> {
  const scored = platforms.map((known) => ({ known, sure: 0 }))
  for (const url of new Set(urls)) {
    const page = await tryFetch(url, fetchPage)
    if (page !== null) for (const each of scored) each.sure = Math.max(each.sure, each.known.recognize(page))
  }
  const isGeneric = ({ known }: { known: KnownPlatform }) => known.platform.id === 'generic'
  return [
    ...scored
      .filter((each) => !isGeneric(each) && each.sure >= SURE_ENOUGH)
      .sort((one, other) => other.sure - one.sure),
    ...scored.filter(isGeneric),
  ]
}

async function tryPlatform(
  known: KnownPlatform,
  { origin, isRecording, known: urls, today }: Look,
  fetchPage: FetchPage,
  answered: ReadonlySet<string>,
  notes: string[],
): Promise<{ site: SiteReading<Seen> | null; seen: Seen[] }> {
  const { platform } = known
  const context = { provider: PROBE, publisher: new URL(origin).host, today }
  const look = (listing: Listing) => see(listing, checkListing(listing, platform, context))
  let site: SiteReading<Seen> | null = null
  try {
    site = await readSite({ ways: platform.ways, origin, fetchPage, openReader: readHere(origin, look) })
    notes.push(...[...site.earlier, ...site.notes].map((note) => `${platform.id}: ${note}`))
  } catch (error) {
    if (!(error instanceof TryNextWay)) throw error
    notes.push(`${platform.id}: ${error.message}`)
  }
  const seen = [...(site?.found ?? [])]
  if (!isRecording || site?.complete === true) return { site, seen }
  // A recording may lack the lists that lead to its pages. JSON comes last: it holds what a shop hides too, so it only tells more
  // of what is listed.
  const json: string[] = []
  let pagesTell = seen.length > 0
  const add = (page: Page, isNewToo: boolean) => {
    for (const listing of known.readPage(page, origin)) {
      const at = seen.findIndex(({ key, url }) => key === listing.key || url === listing.url)
      const listed = seen[at]
      if (listed === undefined) {
        if (isNewToo) seen.push(look(listing))
      } else if (listed.size < sizeOf(listing) && !answered.has(listed.url)) {
        const categories = listed.categories.length > 0 ? listed.categories : listing.categories
        seen[at] = look({ ...listing, categories })
      }
    }
  }
  for (const url of new Set(urls)) {
    const page = await tryFetch(url, fetchPage)
    if (page?.type === 'application/json') json.push(url)
    else if (page !== null) add(page, true)
  }
  pagesTell ||= seen.length > 0
  for (const url of json) {
    const page = await tryFetch(url, fetchPage)
    if (page !== null) add(page, !pagesTell)
  }
  return { site, seen }
}

const sizeOf = ({ labels, texts, prices }: Listing) =>
  labels.length + prices.length + texts.filter((text) => text !== '').length

const see = (listing: Listing, checked: Checked): Seen => ({
  key: listing.key,
  url: listing.url,
  categories: listing.categories,
  size: sizeOf(listing),
  checked,
  missing: checked.is === 'course' ? missingFacts(listing, checked.record) : [],
})

function summarize(origin: string, attempts: readonly Attempt[], ranked: Ranked, notes: string[]): Probe {
  const [first] = attempts
  const courses: Course[] = []
  const memberships: Membership[] = []
  const notRead: NotRead[] = []
  const leftOut: LeftOut[] = []
  const titles = new Set<string>()
  for (const { known, seen, site } of attempts) {
    const isFirst = known === first?.known
    for (const { checked, missing } of seen) {
      // A second platform on the site adds what the first does not sell.
      if (checked.is !== 'course' || (!isFirst && titles.has(checked.record.title.toLowerCase()))) continue
      courses.push(checked.record)
      notRead.push(...missing)
    }
    for (const { title } of courses) titles.add(title.toLowerCase())
    const read = sortChecked(seen.map(({ checked }) => checked))
    memberships.push(...read.memberships.map(({ record }) => record))
    leftOut.push(...read.leftOut)
    notRead.push(...read.rejected.map(({ url, field, reason }) => ({ url, field: field ?? 'course', why: reason })))
    notRead.push(...(site?.lost ?? []).map((url) => ({ url, field: 'page', why: 'the page could not be had' })))
  }
  const chosen = first?.known.platform.id ?? ranked[0]?.known.platform.id
  const best = ranked.find(({ known }) => known.platform.id === chosen)
  const others = ranked.filter(({ known, sure }) => known.platform.id !== chosen && sure > 0)
  return {
    origin,
    platform: best === undefined || (first === undefined && best.sure === 0) ? null : best.known.platform.id,
    sure: Math.round((best?.sure ?? 0) * 100) / 100,
    others: others.map(({ known, sure }) => ({ platform: known.platform.id, sure })),
    way: first?.site?.way ?? null,
    courses: assignIds(courses, []),
    memberships,
    notRead,
    leftOut,
    coverage: coverageTable(courses),
    notes,
  }
}

/** Fields that people decide by, and the words under which a page would print them. */
const DECISIVE: readonly (readonly [field: string, isKnown: (course: Course) => boolean, words: RegExp])[] = [
  [
    'price',
    ({ offers }) => offers.some(({ kind, price }) => kind !== 'purchase' || price !== null),
    /\b(?:price|cost|fee|tuition)\b|[$€£]\s?\d/i,
  ],
  ['credits', ({ credits }) => credits !== null, /\b(?:ceus?|credits?|contact hours?|points|ccps?|clock hours?)\b/i],
  ['minutes', ({ minutes }) => minutes !== null, /\b(?:duration|length|hours?|minutes?|run[ -]?time)\b/i],
  ['areas', ({ areas }) => areas !== null, /\b(?:content area|administrative|clinical)\b/i],
]

function missingFacts(listing: Listing, course: Course): NotRead[] {
  const lines = [...listing.labels.map(labelText), ...listing.texts.flatMap((text) => text.split('\n'))]
  return DECISIVE.filter(([, isKnown]) => !isKnown(course)).map(([field, , words]) => {
    const line = lines.find((each) => words.test(each))
    const why =
      line === undefined ? 'not printed where it was looked for' : `"${line.slice(0, 160)}" does not settle it`
    return { url: listing.url, field, why }
  })
}
