import { TryNextWay } from '../../errors.ts'
import type { Listing, Page, Reading } from '../../provider.ts'
import { readCoursePage } from '../generic/course-page.ts'
import { MAX_LOST, readSitemaps, visit } from '../generic/discover.ts'
import { ask } from '../ask.ts'

/** Reads what the own page of a course states; null when it is no page of a course. */
export type ReadPage = (page: Page, origin: string) => Listing | null

/** Any page, by structured data and labelled text. */
export const readAnyPage: ReadPage = (page, origin) => readCoursePage(page, origin).stated

/**
 * Adds to each listing what its own page states beside it, prices above all, and yields those that are wanted.
 * @returns how many were yielded, and how many pages were lost
 */
export function* withPages(
  origin: string,
  listings: readonly Listing[],
  readPage: ReadPage,
  isWanted: (listing: Listing) => boolean = () => true,
): Generator<string | Listing, { read: number; lost: number }, Page> {
  const asked = new Set<string>()
  let [read, lost] = [0, 0]
  for (const listing of listings) {
    const isOwn = listing.url.startsWith(`${origin}/`) && !asked.has(listing.url)
    asked.add(listing.url)
    const page = isOwn ? yield* ask(listing.url) : null
    const stated = page === null ? null : readPage(page, origin)
    if (stated === null) lost += 1
    const whole = stated === null ? listing : merge(listing, stated)
    if (!isWanted(whole)) continue
    read += 1
    yield whole
  }
  return { read, lost }
}

/** The pages that the sitemaps name, as far as they are pages of courses of one plug-in. */
export function* readSitemapPages(origin: string, readPage: ReadPage): Reading {
  const { pages, whole, notes } = yield* readSitemaps(origin)
  let [read, lost] = [0, 0]
  for (const url of pages) {
    const page = yield* visit(url)
    if (page === 'lost') lost += 1
    const stated = typeof page === 'string' ? null : readPage(page, origin)
    if (stated === null) continue
    read += 1
    yield stated
  }
  if (read === 0) throw new TryNextWay(`the sitemaps of ${origin} name no such courses`)
  if (lost > 0) notes.push(`${String(lost)} of ${String(pages.length)} pages were lost`)
  return {
    listings: [],
    announced: null,
    complete: whole && lost <= pages.length * MAX_LOST,
    notes,
  }
}

/** The words of the post count first; the page adds what the theme and plug-ins print around them. */
function merge(post: Listing, page: Listing): Listing {
  const [excerpt = '', content = ''] = post.texts
  const [near = '', far = ''] = page.texts
  return {
    ...post,
    // A list that does not tell the number of a post leaves it to the page.
    key: /^https?:/.test(post.key) ? page.key : post.key,
    title: post.title === '' ? page.title : post.title,
    categories: union(page.categories, post.categories),
    tags: union(page.tags, post.tags),
    prices: page.prices.length > 0 ? page.prices : post.prices,
    labels: [
      ...post.labels,
      ...page.labels.filter(({ label }) => !post.labels.some((own) => own.label.toLowerCase() === label.toLowerCase())),
    ],
    texts: [lines(excerpt, near), content === '' ? far : content],
  }
}

const union = (first: readonly string[], second: readonly string[]) => [
  ...first,
  ...second.filter((name) => !first.some((other) => other.toLowerCase() === name.toLowerCase())),
]

const lines = (...texts: readonly string[]) =>
  [...new Set(texts.flatMap((text) => text.split('\n')))].filter(Boolean).join('\n')
