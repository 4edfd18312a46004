import type { Course } from '../src/schema/course.ts'
import type { Membership } from '../src/schema/membership.ts'
import { coverageTable } from './coverage.ts'
import { assignIds } from './diff.ts'
import { NotAllowed, SkipPage, TryNextWay } from './errors.ts'
import { labelText } from './normalize/printed.ts'
import { platforms, type KnownPlatform } from './platforms/index.ts'
import type { Listing, Page } from './provider.ts'
import { readSite, type SiteReading } from './reading.ts'
import { validateListings, type LeftOut, type Validated } from './validate.ts'

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

interface Options {
  origin: string
  /** Pages to look at besides the home page: all of a recording, or the one that was named. */
  known: readonly string[]
  /** True where `known` is all that there is to read. */
  isRecording: boolean
  fetchPage: (url: string) => Promise<Page>
  /** `YYYY-MM-DD`. */
  today: string
}

/** What one platform made of the site. */
interface Attempt {
  known: KnownPlatform
  sure: number
  site: SiteReading | null
  read: Validated
}

/** Finds out which platform a site runs on and what can be read from it. */
export async function probeSite(options: Options): Promise<Probe> {
  const { origin, today } = options
  const pages = new Map<string, Page>()
  const fetchPage = async (url: string): Promise<Page> => {
    const page = pages.get(url) ?? (await options.fetchPage(url))
    pages.set(url, page)
    return page
  }
  const looked = await lookAt([`${origin}/`, ...options.known].slice(0, LOOKED_AT), fetchPage)
  const ranked = rank(looked)
  const notes: string[] = []
  const context = { provider: PROBE, publisher: new URL(origin).host, today }
  const attempts: Attempt[] = []
  // Single pages alone do not show that the platform is the right one.
  const isRead = () => attempts.some(({ site, read }) => site !== null && read.courses.length > 0)
  for (const { known, sure } of ranked) {
    if (isRead() && (sure < AS_WELL || known.platform.id === 'generic')) continue
    const { site, listings } = await tryPlatform(known, { ...options, fetchPage }, pages, notes)
    if (listings.length > 0)
      attempts.push({ known, sure, site, read: validateListings(listings, known.platform, context) })
  }
  // What sells memberships only says less of the site than what holds the courses.
  attempts.sort((one, other) => Number(other.read.courses.length > 0) - Number(one.read.courses.length > 0))
  return summarize(origin, attempts, ranked, notes)
}

async function lookAt(urls: readonly string[], fetchPage: (url: string) => Promise<Page>): Promise<Page[]> {
  const found: Page[] = []
  for (const url of new Set(urls)) {
    const page = await tryFetch(url, fetchPage)
    if (page !== null) found.push(page)
  }
  return found
}

/** A page that the probe can do without. */
async function tryFetch(url: string, fetchPage: (url: string) => Promise<Page>): Promise<Page | null> {
  try {
    const page = await fetchPage(url)
    return page.status === 200 ? page : null
  } catch (error) {
    if (error instanceof SkipPage || error instanceof NotAllowed) return null
    throw error
  }
}

/** Platforms by the surest page, `generic` at the end in any case. */
function rank(pages: readonly Page[]): { known: KnownPlatform; sure: number }[] {
  const scored = platforms.map((known) => ({ known, sure: Math.max(0, ...pages.map((page) => known.recognize(page))) }))
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
  { origin, fetchPage, isRecording, known: urls }: Options,
  pages: ReadonlyMap<string, Page>,
  notes: string[],
): Promise<{ site: SiteReading | null; listings: Listing[] }> {
  const { platform } = known
  let site: SiteReading | null = null
  try {
    site = await readSite({ platform, origin, fetchPage })
    notes.push(...[...site.notes, ...site.read.notes].map((note) => `${platform.id}: ${note}`))
  } catch (error) {
    if (!(error instanceof TryNextWay)) throw error
    notes.push(`${platform.id}: ${error.message}`)
  }
  const listings = [...(site?.read.listings ?? [])]
  if (!isRecording || site?.read.complete === true) return { site, listings }
  // A recording may lack the lists that lead to its pages. JSON comes last: it holds what a shop hides too, so it only tells more
  // of what is listed.
  const answers = await lookAt(urls, fetchPage)
  const isJson = ({ type }: Page) => type === 'application/json'
  const pagesTell =
    listings.length > 0 || answers.some((page) => !isJson(page) && known.readPage(page, origin).length > 0)
  for (const page of [...answers.filter((each) => !isJson(each)), ...answers.filter(isJson)]) {
    for (const listing of known.readPage(page, origin)) {
      const at = listings.findIndex(({ key, url }) => key === listing.key || url === listing.url)
      const listed = listings[at]
      if (listed === undefined && !(isJson(page) && pagesTell)) listings.push(listing)
      else if (listed !== undefined && sizeOf(listed) < sizeOf(listing) && pages.get(listed.url)?.status !== 200)
        listings[at] = { ...listing, categories: listed.categories.length > 0 ? listed.categories : listing.categories }
    }
  }
  return { site, listings }
}

const sizeOf = ({ labels, texts, prices }: Listing) =>
  labels.length + prices.length + texts.filter((text) => text !== '').length

function summarize(
  origin: string,
  attempts: readonly Attempt[],
  ranked: ReturnType<typeof rank>,
  notes: string[],
): Probe {
  const [first] = attempts
  const courses: Course[] = []
  const memberships: Membership[] = []
  const notRead: NotRead[] = []
  const leftOut: LeftOut[] = []
  const titles = new Set<string>()
  for (const { known, read, site } of attempts) {
    const isFirst = known === first?.known
    // A second platform on the site adds what the first does not sell.
    const fresh = read.courses.filter(({ record }) => isFirst || !titles.has(record.title.toLowerCase()))
    for (const { listing, record } of fresh) {
      courses.push(record)
      notRead.push(...missingFacts(listing, record))
    }
    for (const { title } of courses) titles.add(title.toLowerCase())
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
