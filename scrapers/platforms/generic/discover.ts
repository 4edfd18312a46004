import { NotAllowed, SkipPage, TryNextWay } from '../../errors.ts'
import { canBeCourse, canonicalUrl, isCoursePath, onSite } from '../../extract/links.ts'
import { parseSitemap, sitemapsInRobots } from '../../extract/sitemap.ts'
import type { Listing, Page, Read, Reading } from '../../provider.ts'
import { ask } from '../ask.ts'
import { keyOf, readCoursePage, type CoursePage } from './course-page.ts'

/** Bounds of a reading: no catalog for one profession has more pages. */
const MAX_PAGES = 2000
/** Pages whose address says nothing of courses. */
const MAX_UNLIKELY = 300
const MAX_SITEMAPS = 100
const MAX_NAMED = 100_000
/** How many steps a list may lie from the front page. */
const MAX_DEPTH = 4
/** Share of pages that may be lost before the end of the list counts as not proven. */
export const MAX_LOST = 0.02

/** Sitemaps of what holds no courses. */
const OTHER_SITEMAP =
  /(?:taxonom|categor|tag|author|user|image|video|news|post_tag|attachment|archive)[\w-]*\.xml|[\w-]*(?:lesson|topic|quiz|question|forum|assignment|certificate)s?[\w-]*\.xml/i
const COURSE_SITEMAP = /course|product|training|webinar|activit|class|event|program|module|catalog/i

/** Pages that the sitemaps of a site name. */
export function* readBySitemap(origin: string): Reading {
  const { pages, whole, notes } = yield* readSitemaps(origin)
  if (pages.length === 0)
    throw new TryNextWay(`${origin} has no sitemap that names pages${notes.length > 0 ? `: ${notes.join('; ')}` : ''}`)
  const likely = pages.filter(isCoursePath)
  const chosen = likely.length > 0 ? likely : pages
  const limit = likely.length > 0 ? MAX_PAGES : MAX_UNLIKELY
  const found = new Found()
  for (const url of chosen.slice(0, limit)) yield* found.add(url, yield* visit(url), origin)
  if (chosen.length > limit)
    notes.push(`${String(chosen.length)} pages stand in the sitemaps, ${String(limit)} were read`)
  return found.toRead(whole && chosen.length <= limit, notes)
}

/** Pages that the front page, and the lists behind it, lead to. */
export function* readByLinks(origin: string): Reading {
  const start = `${origin}/`
  const waiting = [{ url: start, depth: 0 }]
  const seen = new Set([start])
  const found = new Found()
  let cut = false
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { url, depth } = next
    if (seen.size > MAX_PAGES) cut = true
    const answer = yield* visit(url)
    const page = yield* found.add(url, answer, origin)
    if (page?.listing !== null) continue
    const fresh = page.links.filter((link) => (link.likely || link.next) && !seen.has(link.url))
    // A list that leads to nothing new ends here: some go on counting for ever.
    const leads = page.named.filter((address) => !seen.has(address))
    const isDead = !fresh.some(({ next: isNext }) => !isNext) && leads.length === 0
    for (const { url: address, next: isNext } of [...leads.map((each) => ({ url: each, next: false })), ...fresh]) {
      if ((isNext && isDead) || (!isNext && depth >= MAX_DEPTH) || seen.has(address)) continue
      if (seen.size >= MAX_PAGES) {
        cut = true
        break
      }
      seen.add(address)
      waiting.push({ url: address, depth: isNext ? depth : depth + 1 })
    }
  }
  return found.toRead(!cut, cut ? [`more than ${String(MAX_PAGES)} pages are linked; the rest was not read`] : [])
}

/** All pages that the sitemaps name: those in robots.txt, else the usual addresses. */
export function* readSitemaps(
  origin: string,
): Generator<string, { pages: string[]; whole: boolean; notes: string[] }, Page> {
  const robots = yield* ask(`${origin}/robots.txt`)
  const named = robots === null ? [] : sitemapsInRobots(robots.body).flatMap((address) => onSite(address, origin) ?? [])
  const usual = ['/sitemap.xml', '/sitemap_index.xml', '/wp-sitemap.xml'].map((path) => `${origin}${path}`)
  const pages = new Set<string>()
  const asked = new Set<string>()
  const notes: string[] = []
  let whole = true
  for (const start of [...named, ...usual]) {
    // The usual addresses are guesses, for sites that name none.
    if (pages.size > 0 && !named.includes(start)) break
    const waiting = [start]
    for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
      if (asked.has(url)) continue
      asked.add(url)
      if (asked.size > MAX_SITEMAPS || pages.size > MAX_NAMED) {
        whole = false
        continue
      }
      const why: string[] = []
      const answer = yield* ask(url, why)
      const sitemap = answer === null ? null : parseSitemap(answer.body)
      if (sitemap === null && !usual.includes(url)) {
        whole = false
        notes.push(`a sitemap was lost: ${why[0] ?? `${url} is none`}`)
      }
      const inside = (sitemap?.sitemaps ?? [])
        .flatMap((address) => onSite(address, origin) ?? [])
        .filter((address) => !OTHER_SITEMAP.test(address))
      const courses = inside.filter((address) => COURSE_SITEMAP.test(URL.parse(address)?.pathname ?? ''))
      waiting.push(...(courses.length > 0 ? courses : inside))
      for (const address of sitemap?.pages ?? []) {
        const local = onSite(address, origin)
        if (local !== null && canBeCourse(local)) pages.add(canonicalUrl(local))
      }
    }
  }
  return { pages: [...pages], whole, notes }
}

type Visited = Page | 'gone' | 'forbidden' | 'lost'

/** A page; `gone` when there is none, `forbidden` when it may not be asked for, `lost` when nobody knows. */
export function* visit(url: string): Generator<string, Visited, Page> {
  try {
    const page = yield url
    if (page.status === 404 || page.status === 410) return 'gone'
    return page.status === 200 && isHtml(page) ? page : page.status === 200 ? 'gone' : 'lost'
  } catch (error) {
    // What robots.txt closes is no course for us.
    if (error instanceof SkipPage) return error.cause instanceof NotAllowed ? 'forbidden' : 'lost'
    throw error
  }
}

const isHtml = ({ type, body }: Page) => (type === null ? /^\s*</.test(body) : /html|xml/.test(type))

/** What was found on the way, each course once. */
class Found {
  /** Title by key. */
  readonly #titles = new Map<string, string>()
  readonly #others = new Map<string, number>()
  #pages = 0
  #lost = 0

  #note(why: string): void {
    this.#others.set(why, (this.#others.get(why) ?? 0) + 1)
  }

  /** @throws TryNextWay when no page was the page of a course */
  toRead(whole: boolean, notes: readonly string[]): Read {
    const others = [...this.#others].map(([why, count]) => `${String(count)} × ${why}`)
    if (this.#titles.size === 0)
      throw new TryNextWay(`none of ${String(this.#pages)} pages is the page of a course (${others.join('; ')})`)
    return {
      listings: [],
      announced: null,
      complete: whole && this.#lost <= this.#pages * MAX_LOST,
      notes: [
        ...notes,
        ...(this.#lost > 0 ? [`${String(this.#lost)} of ${String(this.#pages)} pages were lost`] : []),
        ...(others.length > 0 ? [`no courses: ${others.join('; ')}`] : []),
      ],
    }
  }

  /** Yields the course of the page. @returns what the page gives; null when there is no page */
  *add(url: string, answer: Visited, origin: string): Generator<Listing, CoursePage | null, Page> {
    this.#pages += 1
    if (typeof answer === 'string') {
      if (answer === 'lost') this.#lost += 1
      if (answer === 'forbidden') this.#note('a page that may not be asked for (robots.txt)')
      return null
    }
    const page = readCoursePage(answer, origin)
    if (page.listing === null) this.#note(page.why ?? '')
    else {
      const known = this.#titles.get(page.listing.key)
      // Pages that all name one canonical address are told apart by their own.
      const listing =
        known === undefined || known === page.listing.title
          ? page.listing
          : { ...page.listing, url: canonicalUrl(url), key: keyOf(canonicalUrl(url)) }
      if (!this.#titles.has(listing.key)) {
        this.#titles.set(listing.key, listing.title)
        yield listing
      }
    }
    return page
  }
}
