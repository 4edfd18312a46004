import type { CheerioAPI } from 'cheerio/slim'

import { findElements, linesOf, textOf, tryParseHtml, type Element } from '../../extract/html.ts'
import { canonicalUrl, courseLinks, onSite, type CourseLink } from '../../extract/links.ts'
import { labelledLines } from '../../extract/labels.ts'
import { mainContent } from '../../extract/main-content.ts'
import { extractOpenGraph, metaContent, type MetaProperty } from '../../extract/open-graph.ts'
import { whyNoCourse } from '../../extract/page-kind.ts'
import { extractPairs } from '../../extract/pairs.ts'
import { describedCourses, extractSchemaOrg, type Described } from '../../extract/schema-org.ts'
import { MAX_TITLE, parseText } from '../../normalize/text.ts'
import type { Listing, Page } from '../../provider.ts'
import { whyNotOneCourse } from './evidence.ts'
import { confirmPrices, readMetaPrice, readPagePrices, showsManyPrices } from './prices.ts'

type Nodes = ReturnType<CheerioAPI>

/** What one page gives. */
export interface CoursePage {
  /** What it states, whether or not that makes it a course; null when it is no page at all. */
  stated: Listing | null
  /** The course; null when the page is not the page of one course. */
  listing: Listing | null
  /** Why it is none. */
  why: string | null
  /** Links to its own site. */
  links: CourseLink[]
  /** Courses that it names in schema.org terms with a page of their own. */
  named: string[]
}

/** Headings that say what kind of page it is and not what it is about. */
const NO_TITLE =
  /^(?:courses?|course (?:details?|information|info|overview|description|title)|details?|product details?|overview|description|activity|event details?|welcome|home|training|webinars?|about this course|menu|search)$/i
/** Lines of running text that speak of what a renewal asks, or of everything that is sold. */
const ABOUT_OTHERS =
  /\b(?:requires?d?|requirements?|renew(?:al|ing)?|recertif\w+|every (?:\w+ )?years?|per (?:year|cycle|renewal)|each (?:year|cycle)|annually|must (?:complete|earn|have|obtain)|need(?:s|ed)?|unlimited|all (?:of )?our|our (?:courses|catalog|library)|bundles?|memberships?|subscri\w+|packages?|up to \d+ (?:ceus?|credits?|contact hours?) (?:a|per|each)|over \d{2,})\b/i
/** Lines of a shop that say nothing of the course. */
const BESIDE =
  /^(?:sku|item (?:no|number|#)|product (?:code|id)|tags?|share|rated|quantity|(?:\(?\d+ )?(?:customer )?reviews?)\b/i
const OPENING_HOURS =
  /\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\s*(?:-|–|—|to|thru|through)\s*(?:mon|tue|wed|thu|fri|sat|sun)|\b24\/7\b/i
const THIS_COURSE =
  /\b(?:this|the) (?:\w+[ -]){0,2}?(?:course|activity|module|program|webinar|training|presentation|class|session|article|offering)\b/i
const A_PART = /^(?:module|lesson|part|chapter|section|unit|video|topic|session|week|day|quiz|step)\b/i

/**
 * Reads a page that nobody knows: structured data first, then labelled text.
 * @param $ the page as a tree, where something was taken out of it before
 */
export function readCoursePage(page: Page, origin: string, $: CheerioAPI | null = tryParseHtml(page.body)): CoursePage {
  const nothing = (why: string): CoursePage => ({ stated: null, listing: null, why, links: [], named: [] })
  if ($ === null) return nothing('a page whose markup is hostile')
  const why = whyNoCourse($, page.body)
  if (why !== null) return nothing(why)
  const described = describedCourses(extractSchemaOrg($), page.url)
  const properties = extractOpenGraph($)
  const links = courseLinks($, page.url, origin)
  const address = addressOf($, page, origin)
  const tags = namesOf(
    $,
    findElements($, (element) => isLinkOf(element, 'tag')),
  )
  const crumbs = $(findElements($, ({ attribs }) => /breadcrumb/i.test(attribs['class'] ?? '')))
  const inCrumbs = new Set(findElements($, ({ name }) => name === 'a', crumbs))
  const categories = namesOf(
    $,
    findElements($, (element) => inCrumbs.has(element) || isLinkOf(element, 'category')),
  ).filter((name) => !/^home$/i.test(name))
  const main = mainContent($)
  const headings = headingsOf($, main, properties)
  const about = pickDescribed(described, headings, page.url)
  const title = titleOf($, headings, properties, about)
  const all = (linesOf(main) ?? '').split('\n')
  const lines = all.filter((line) => line !== title)
  const facts = factsOf(all, title)
  const labels = [...extractPairs($, main), ...(about?.labels ?? [])]
  const visible = readPagePrices($, main, labels, lines, facts)
  const structured = about !== null && about.prices.length > 0 ? about.prices : readMetaPrice(properties)
  const prices = structured.length > 0 ? confirmPrices(structured, lines) : visible
  const listing: Listing = {
    key: keyOf(address),
    url: address,
    title,
    type: about?.kind ?? null,
    categories: [...new Set([...categories, ...(about?.categories ?? [])])].filter((name) => name !== title),
    tags,
    prices,
    labels,
    texts: [
      [leadOf(about, properties, lines), ...facts].filter(Boolean).join('\n'),
      lines.filter(isOfThisCourse).join('\n'),
    ],
  }
  const others = described.filter((each) => each !== about && each.name !== null)
  const isList = showsManyPrices($, main) || repeatsLabels(lines) || (about === null && others.length > 1)
  const reason = whyNotOneCourse({ listing, facts, isTyped: about?.kind === 'course', isList })
  const named = described.flatMap(({ url }) => (url === null ? [] : (onSite(canonicalUrl(url), origin) ?? [])))
  return { stated: listing, listing: reason === null ? listing : null, why: reason, links, named }
}

/** The address that the page itself gives, if it is one of this site and not the front page. */
function addressOf($: CheerioAPI, page: Page, origin: string): string {
  const own = canonicalUrl(page.url)
  const [link] = findElements($, isCanonical)
  const href = link?.attribs['href']
  const named = href === undefined ? null : URL.parse(href, page.url)
  const local = named === null ? null : onSite(named.href, origin)
  if (local === null) return own
  const canonical = canonicalUrl(local)
  return URL.parse(canonical)?.pathname === '/' ? own : canonical
}

const isCanonical = ({ name, attribs }: Element) => name === 'link' && attribs['rel']?.toLowerCase() === 'canonical'

/** Path and query of a page: what stays when the site moves to another host. */
export function keyOf(address: string): string {
  const url = URL.parse(address)
  return url === null ? address : `${url.pathname}${url.search}`.slice(0, 300)
}

const isLinkOf = ({ name, attribs }: Element, relation: string) =>
  name === 'a' && attribs['rel']?.split(/\s+/).includes(relation) === true

function namesOf($: CheerioAPI, elements: readonly Element[]): string[] {
  return [...new Set(elements.slice(0, 20).flatMap((element) => textOf($(element), 100) ?? []))]
}

function headingsOf($: CheerioAPI, main: Nodes, properties: readonly MetaProperty[]): string[] {
  const site = metaContent(properties, 'og:site_name')
  const found = ['h1', 'h2'].flatMap((name) =>
    [
      ...findElements($, (element) => element.name === name, main),
      ...(name === 'h1' ? findElements($, (element) => element.name === name) : []),
    ]
      .slice(0, 5)
      .flatMap((element) => textOf($(element), MAX_TITLE) ?? []),
  )
  return [...new Set(found)].filter((title) => !NO_TITLE.test(title) && title !== site)
}

/** Which of the described things the page is about; null when it describes none, or several without saying which. */
function pickDescribed(described: readonly Described[], headings: readonly string[], url: string): Described | null {
  const [heading] = headings
  const named = described.filter(({ name }) => name !== null)
  const match = heading === undefined ? undefined : named.find(({ name }) => isSame(name ?? '', heading))
  if (match !== undefined) return match
  const own = named.filter((each) => each.url !== null && canonicalUrl(each.url) === canonicalUrl(url))
  if (own.length > 0) return own[0] ?? null
  const names = new Set(named.map(({ name }) => name))
  if (names.size === 1 && named[0] !== undefined)
    return named[0].url === null || headings.length === 0 ? named[0] : null
  return names.size === 0 && described.length === 1 ? (described[0] ?? null) : null
}

function titleOf(
  $: CheerioAPI,
  headings: readonly string[],
  properties: readonly MetaProperty[],
  about: Described | null,
): string {
  const visible = headings.find((heading) => about?.name != null && isSame(about.name, heading))
  if (visible !== undefined) return visible
  const [h1] = $('h1')
    .toArray()
    .flatMap((element) => textOf($(element), MAX_TITLE) ?? [])
    .filter((title) => headings.includes(title))
  // A name in structured data is stripped of much; a heading that has nothing of it is the name of the site.
  if (about?.name != null && (h1 === undefined || !sharesWords(about.name, h1))) return about.name
  const site = metaContent(properties, 'og:site_name')
  const meta = metaContent(properties, 'og:title', 'twitter:title') ?? $('title').first().text()
  return h1 ?? withoutSite(parseText(meta.replaceAll('&', '&amp;'), MAX_TITLE) ?? '', site) ?? headings[0] ?? ''
}

/** The title of a window without the name of the site behind it. */
function withoutSite(title: string, site: string | null): string | null {
  const parts = title.split(/\s+[|–—»·-]\s+/)
  const rest =
    parts.length > 1 && (site === null || parts.at(-1) === site || parts.length === 2)
      ? parts.slice(0, -1).join(' - ')
      : title
  return rest === '' || NO_TITLE.test(rest) ? null : rest
}

/** One name says no more than the other, whatever the case, marks and site name behind it. */
function isSame(first: string, second: string): boolean {
  const [a, b] = [first, second].map((text) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\d]+/gu, ' ')
      .trim(),
  )
  return (
    a !== undefined &&
    b !== undefined &&
    a !== '' &&
    b !== '' &&
    (a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `))
  )
}

/** Half of the words of the shorter text, at least, stand in the other. */
function sharesWords(first: string, second: string): boolean {
  const [a, b] = [first, second].map((text) => new Set(text.toLowerCase().match(/[\p{L}\d]{3,}/gu) ?? []))
  if (a === undefined || b === undefined) return false
  return [...a].filter((word) => b.has(word)).length * 2 >= Math.min(a.size, b.size)
}

/** Labels that stand once on the page of one course: three of a kind make a list. */
function repeatsLabels(lines: readonly string[]): boolean {
  const counts = new Map<string, number>()
  for (const { label } of labelledLines(lines.join('\n'))) {
    const key = label.toLowerCase()
    if (ONCE.test(key)) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts.values()].some((count) => count >= 3)
}
const ONCE =
  /^(?:(?:contact|clock|ce|credit|aama|total|course)\s+)*(?:hours?|credits?|ceus?|price|cost|fee|tuition|duration)$/

/** Short lines behind the title: there stand hours, price and date. */
function factsOf(lines: readonly string[], title: string): string[] {
  const at = lines.indexOf(title)
  return lines
    .slice(at + 1, at + 16)
    .filter(
      (line) =>
        line.length <= 90 &&
        (/\d/.test(line) || /^free[!.]?$/i.test(line)) &&
        !A_PART.test(line) &&
        isOfThisCourse(line),
    )
}

/** What the page says of itself in a sentence or two; a description of the whole site stands nowhere in the text. */
function leadOf(about: Described | null, properties: readonly MetaProperty[], lines: readonly string[]): string | null {
  if (about?.description != null) return about.description
  const meta = metaContent(properties, 'og:description', 'description')
  const start = meta === null ? null : (parseText(meta, 1000)?.replace(/(?:…|\.\.\.|\[…\])+$/, '') ?? null)
  return start !== null && lines.join(' ').includes(start.slice(0, 60)) ? start : null
}

const isOfThisCourse = (line: string) =>
  !BESIDE.test(line) && !OPENING_HOURS.test(line) && (!ABOUT_OTHERS.test(line) || THIS_COURSE.test(line))
