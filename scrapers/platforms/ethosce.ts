import { TryNextWay } from '../errors.ts'
import { linesOf, textOf, tryParseHtml } from '../extract/html.ts'
import { parseSitemap } from '../extract/sitemap.ts'
import { normalizeListing } from '../normalize/listing.ts'
import { MAX_TITLE } from '../normalize/text.ts'
import type { Listing, Page, Platform, Reading } from '../provider.ts'
import { walkLists } from './walk.ts'
import { ask } from './ask.ts'

/** Where courses and other pages of such a site stand. */
const CONTENT = /^\/content\/[^/?#]+$/
/** Lists of courses, by address or by the words of the link. */
const LIST = /\b(?:catalog(?:ue)?|courses|activities)\b/i
/** Labels that end in a colon, with the value on the same or the next lines. */
const LABELS =
  /^(Available credit|Course opens|Course expires|Event starts|Event ends|Cost|Rating|Launch Date|Enrollment Expiration|Quiz Attempts|Passing Score|Author\(s\)|Relevant Certifications|Learning Objectives)\s*:\s*(.*)$/i
/** What is kept of the labels; the others say nothing of the course. */
const KEPT =
  /^(?:Available credit|Course opens|Course expires|Event starts|Event ends|Cost|Launch Date|Enrollment Expiration|Quiz Attempts|Passing Score|Relevant Certifications)$/i
/** Lines that begin a block of their own. */
const BLOCK =
  /^(?:Course summary|Available Credit|Price|Additional Details:?|Recommended Devices:?|Recommended Browsers:?|Please (?:login|log in) or register\b.*)$/i

/**
 * EthosCE, a learning system on Drupal, as the store of American Medical Technologists (amt.ethosce.com).
 *
 * Where: pages under `/content/`, found in the sitemap and from the home page. No recording was at hand; one page of that store is
 * known by its words (STEP 509, copy seen in 2025), and only words are read, no class names:
 *   STEP 509: The Tricky Tourniquet (CE: 1.0) · Launch Date: 2023 · Enrollment Expiration: 180 days after purchase
 *   Course summary / Available credit: / 1.00 Continuing Education (CE) / Course opens: / 11/30/2025 / Course expires: / 12/31/2099 /
 *   Cost: / $15.00 / Rating: / 0 · Additional Details: / Quiz Attempts: 5 / Passing Score: 80%
 * A page without "Course summary" is no course. 12/31/2099 means that there is no last day.
 * Status: unproven. How a catalog page looks, and its address, are not known.
 * Official: what the site shows to any visitor.
 * Fills: title, credit, price, first day and last day, pass mark, attempts, description.
 * Skipped: ratings, authors, learning objectives, devices.
 */
export const ethosce = {
  id: 'ethosce',
  ways: [{ id: 'content-pages', read: readContent }],
  normalize: (listing, context) => normalizeListing(listing, context, { isGroup: false }),
} satisfies Platform

/** How sure it is that EthosCE served a page, 0 to 1. */
export function recognize({ url, body }: Page): number {
  const marks = [
    URL.parse(url)?.hostname.endsWith('.ethosce.com') === true,
    /\bethosce\b/i.test(body),
    /\bCourse summary\b/.test(body) && /\bAvailable credit\b/i.test(body),
  ].filter(Boolean).length
  return [0, 0.6, 0.9, 0.97][marks] ?? 0
}

export function* readContent(origin: string): Reading {
  const home = `${origin}/`
  const seen = { mark: false }
  const sitemap = yield* ask(`${origin}/sitemap.xml`)
  const named = (sitemap === null ? null : parseSitemap(sitemap.body))?.pages ?? []
  const walked = yield* walkLists({
    start: [home],
    onList: (page) => {
      if (page.requested === home) seen.mark = recognize(page) >= 0.6
    },
    sort: ({ url, text }) => {
      const { pathname = '', search = '' } = URL.parse(url) ?? {}
      if (CONTENT.test(pathname) && search === '') return 'course'
      const isPage = search === '' || /^\?page=\d{1,3}$/.test(search)
      return isPage &&
        !pathname.startsWith('/user') &&
        (LIST.test(pathname) || (search === '' && LIST.test(text ?? '')))
        ? 'list'
        : null
    },
  })
  if (!seen.mark) throw new TryNextWay(`${home} is not served by EthosCE`)
  const candidates = new Set([
    ...named.filter((url) => url.startsWith(home) && CONTENT.test(URL.parse(url)?.pathname ?? '')),
    ...walked.courses,
  ])
  const listings: Listing[] = []
  const lost: string[] = []
  for (const url of candidates) {
    const page = yield* ask(url)
    if (page === null) lost.push(url)
    const listing = page === null ? null : readCourse(page)
    if (listing !== null) listings.push({ ...listing, url })
  }
  if (listings.length === 0) throw new TryNextWay(`no page under ${origin}/content/ is a course`)
  const notes = [...walked.lost, ...lost].map((url) => `${url} was lost`)
  return { listings, announced: null, complete: walked.whole && notes.length === 0, notes }
}

/** The page of one course; null when it is anything else. */
export function readCourse(page: Page): Listing | null {
  const $ = tryParseHtml(page.body)
  if ($ === null) return null
  const title =
    textOf($('h1').first(), MAX_TITLE) ?? textOf($('title').first(), MAX_TITLE)?.replace(/ \| [^|]*$/, '') ?? null
  const { pathname = '' } = URL.parse(page.url) ?? {}
  $('header, footer, nav').remove()
  const lines = linesOf($('body'))?.split('\n') ?? []
  if (title === null || !lines.some((line) => /^Course summary$/i.test(line))) return null
  const { labels, text } = sortLines(lines.slice(lines.indexOf(title) + 1))
  const [short = '', ...long] = text
  return {
    key: pathname.replace(/^\/content\//, ''),
    url: page.url,
    title,
    type: null,
    categories: [],
    tags: [],
    prices: [],
    labels,
    texts: [short, long.join('\n')],
  }
}

/** Labelled values apart from the description, which ends where the first block begins. */
function sortLines(lines: readonly string[]) {
  const values = new Map<string, string[]>()
  const text: string[] = []
  let label: string | null = null
  let isText = true
  for (const line of lines) {
    const match = LABELS.exec(line)
    if (BLOCK.test(line)) [label, isText] = [null, false]
    else if (match?.[1] !== undefined) {
      label = match[1]
      const known = values.get(label) ?? []
      values.set(label, known)
      if (match[2] !== undefined && match[2] !== '' && !known.includes(match[2])) known.push(match[2])
    } else if (label !== null) values.get(label)?.push(line)
    else if (isText) text.push(line)
  }
  const labels = [...values].flatMap(([name, all]) => {
    // Credits are followed by sentences about them.
    const kept = /credit/i.test(name)
      ? all.filter((value) => /^\d/.test(value))
      : /certifications/i.test(name)
        ? all
        : all.slice(0, 1)
    const value = [...new Set(kept)].join(', ')
    return KEPT.test(name) && value !== '' ? [{ label: name, value }] : []
  })
  return { labels, text }
}
