import type { CheerioAPI } from 'cheerio/slim'

import { safeHttpUrl } from '../../src/schema/url.ts'
import { findElements, textOf } from './html.ts'

/** A link that may lead to a course, or to a list of them. */
export interface CourseLink {
  url: string
  text: string | null
  /** True when the address or the words speak of courses. */
  likely: boolean
  /** True for the next page of a list. */
  next: boolean
}

/** Path segments that hold courses, or lists of them. */
const COURSE_PATH =
  /\/(?:[\w-]*courses?[\w-]*|[\w-]*training[\w-]*|[\w-]*webinars?|[\w-]*webcasts?|class(?:es)?|activit(?:y|ies)|modules?|programs?|products?|shop|store|catalog(?:ue)?|events?|workshops?|lessons?|learn(?:ing)?|education|ceus?|ces?|cme|continuing-education|self-study|tutorials?|certifications?)(?:[/.?]|$)/i
const COURSE_WORDS =
  /\b(?:courses?|ceus?|contact hours?|ce credits?|webinars?|training|continuing education|catalog|modules?|self-study)\b/i
/** Parts of a site that hold no courses, and addresses that do something. */
const ELSEWHERE =
  /\/(?:cart|basket|checkout|my-?account|account|log-?in|log-?out|sign-?(?:in|up)|register|registration|wp-(?:admin|login|json|content|includes)|feed|rss|author|tag|tags|search|privacy[\w-]*|terms[\w-]*|cookies?[\w-]*|contact[\w-]*|about[\w-]*|careers?|jobs|press|blog|news|faqs?|help|support|refunds?[\w-]*|instructors?|teachers?|faculty|users?|profile|cgi-bin|cdn-cgi)(?:[/.?]|$)/i
const FILES =
  /\.(?:pdf|docx?|xlsx?|pptx?|zip|gz|jpe?g|png|gif|svg|webp|ico|mp[34]|mov|avi|wav|css|js|json|xml|rss|ics|txt|epub|woff2?)$/i
/** Parameters that change how a page is shown or who is counted, not which page it is. */
const NOISE =
  /^(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|_ga|ref|referrer|source|sort(?:by)?|order(?:by|_by)?|dir|view|layout|display|limit|per_?page|lang|locale|currency|replytocom|share|print|action|session(?:id)?|sid|phpsessid|jsessionid|add-to-cart|filter\w*|min_price|max_price|wpv?_\w+|_wpnonce|redirect(?:_to)?|return\w*)$/i

/** One address for one page: without fragment, session and what only counts visitors. */
export function canonicalUrl(address: string): string {
  const url = URL.parse(address)
  if (url === null) return address
  // Each of these takes the address apart again, and few addresses need them.
  if (address.includes('#')) url.hash = ''
  if (address.includes(';')) url.pathname = url.pathname.replace(/;jsessionid=[^/?]*/i, '')
  if (url.search !== '')
    for (const name of [...url.searchParams.keys()]) if (NOISE.test(name)) url.searchParams.delete(name)
  return url.href
}

/** True when an address speaks of a course or of a list of them. */
export const isCoursePath = (url: string) => {
  const parsed = URL.parse(url)
  return parsed !== null && speaksOfCourses(parsed)
}
const speaksOfCourses = ({ pathname, search }: URL) => COURSE_PATH.test(`${pathname}${search}`)

/** True when an address can be the page of a course: no file, no part of the site that holds none. */
export const canBeCourse = (url: string) => {
  const parsed = URL.parse(url)
  return parsed !== null && mayHoldCourse(parsed)
}
const mayHoldCourse = ({ pathname }: URL) => !FILES.test(pathname) && !ELSEWHERE.test(pathname)

/**
 * The same page on the site that is read: `http`, `www.` and the like make no other site.
 * @returns null when it stands on another site
 */
export function onSite(address: string, origin: string): string | null {
  const [url, site] = [URL.parse(address), URL.parse(origin)]
  if (url === null || site === null || bare(url) !== bare(site)) return null
  return safeHttpUrl(`${origin}${url.pathname}${url.search}`)
}

const bare = ({ hostname, port }: URL) =>
  `${hostname.replace(/^www\./, '')}:${port === '443' || port === '80' ? '' : port}`

/** The links of a page to its own site, each once. */
export function courseLinks($: CheerioAPI, pageUrl: string, origin: string): CourseLink[] {
  const links = new Map<string, CourseLink>()
  for (const element of findElements($, ({ name, attribs }) => name === 'a' && 'href' in attribs).slice(0, 3000)) {
    const node = $(element)
    const absolute = safeHttpUrl(node.attr('href')?.trim() ?? '', pageUrl)
    if (absolute === null) continue
    // Most links need no further look to be canonical.
    const isPlain = absolute.startsWith(`${origin}/`) && !/[#?;]/.test(absolute)
    const local = isPlain ? absolute : onSite(absolute, origin)
    if (local === null) continue
    const url = isPlain ? local : canonicalUrl(local)
    const parsed = new URL(url)
    if (!mayHoldCourse(parsed)) continue
    const text = textOf(node, 200)
    const known = links.get(url)
    const next =
      /\bnext\b/i.test(`${node.attr('rel') ?? ''} ${node.attr('class') ?? ''}`) ||
      /^(?:next\b.{0,10}|[›»>]+)$/i.test(text ?? '') ||
      known?.next === true
    const likely = speaksOfCourses(parsed) || COURSE_WORDS.test(text ?? '') || known?.likely === true
    links.set(url, { url, text: known?.text ?? text, likely, next })
  }
  return [...links.values()]
}
