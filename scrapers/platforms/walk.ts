import { safeHttpUrl } from '../../src/schema/url.ts'
import { textOf, tryParseHtml } from '../extract/html.ts'
import { onSite } from '../extract/links.ts'
import type { Page } from '../provider.ts'
import { ask } from './ask.ts'

/** A link with the words that it shows. */
export interface Link {
  url: string
  text: string | null
}

interface Walk {
  /** Addresses of the first lists. */
  start: readonly string[]
  /** What a link leads to; null = it is not followed. */
  sort: (link: Link, from: Page) => 'list' | 'course' | null
  /** Hears of every list page that answered. */
  onList?: (page: Page) => void
}

/** What the lists of a site name. */
export interface Walked {
  /** Addresses of courses, in the order in which they were found. */
  courses: string[]
  /** Lists that gave nothing. */
  lost: string[]
  /** False when the limit was reached before all lists were seen. */
  whole: boolean
}

/** More lists than any catalog has: a site that goes on leads in circles. */
const MAX_LISTS = 200
const MAX_COURSES = 3000

/** Goes from list to list, each address once, and collects the courses that they link. */
export function* walkLists({ start, sort, onList }: Walk): Generator<string, Walked, Page> {
  const waiting = [...start]
  const seen = new Set(waiting)
  const courses = new Set<string>()
  const lost: string[] = []
  for (let done = 0; done < MAX_LISTS && courses.size < MAX_COURSES; done += 1) {
    const url = waiting.shift()
    if (url === undefined) return { courses: [...courses].filter((course) => !seen.has(course)), lost, whole: true }
    const page = yield* ask(url)
    const links = page === null ? null : linksOf(page)
    if (page === null || links === null) {
      lost.push(url)
      continue
    }
    onList?.(page)
    for (const link of links) {
      const kind = sort(link, page)
      if (kind === 'course') courses.add(link.url)
      else if (kind === 'list' && !seen.has(link.url)) {
        seen.add(link.url)
        waiting.push(link.url)
      }
    }
  }
  return { courses: [...courses].filter((course) => !seen.has(course)), lost, whole: false }
}

/** The links of a page to its own site, without fragments; null when the page cannot be parsed. */
function linksOf(page: Page): Link[] | null {
  const $ = tryParseHtml(page.body)
  const origin = URL.parse(page.requested)?.origin ?? ''
  return (
    $?.('a[href]')
      .toArray()
      .flatMap((element) => {
        const absolute = safeHttpUrl($(element).attr('href') ?? '', page.url)
        const url = absolute === null ? null : onSite(absolute, origin)
        return url === null ? [] : [{ url, text: textOf($(element)) }]
      }) ?? null
  )
}
