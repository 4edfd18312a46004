import { isCoursePath } from '../../extract/links.ts'
import type { Listing } from '../../provider.ts'

/** Titles of pages that list courses, or hold none. */
const LIST_TITLE =
  /^(?:(?:all|our|browse|view|search|find|free|new|online|live|featured|upcoming|popular|available|current|ce|ceu|cme|the)\s+)*(?:courses?|classes|class schedule|catalog(?:ue)?|course (?:catalog(?:ue)?|list(?:ing)?s?|library|calendar|schedule)|products?|shop|store|events?|events? calendar|calendar|webinars?|trainings?|programs?|modules?|activities|continuing education(?: courses)?|ce courses|search(?: results)?|categor(?:y|ies)|archives?|tags?|topics|memberships?|membership levels|pricing|plans|subscriptions?|cart|shopping cart|checkout|my account|account|dashboard|profile|faqs?|frequently asked questions|contact(?: us)?|about(?: us)?|home|welcome|blog|news|resources|privacy policy|terms(?: .*)?|refund policy|accreditation|testimonials|sitemap|login)$|^(?:category|tag|archives?|search results?|results) ?[:-]|^search results/i
const LIST_PATH =
  /\/(?:page\/\d+|category|categories|product-category|course-category|course_category|topics?|archives?)(?:\/|$)/i
const LIST_QUERY = /[?&](?:cat|category|categoryid|category_id|tag|topic|s|q|search|query|keywords?|page|paged)=/i
const CREDIT =
  /\d\s*(?:\([\d.]+\)\s*)?(?:[\p{L}.®™*/-]+\s+){0,3}(?:contact hours?|contact hour\(s\)|clock hours?|ceus?\b|ce\b|ces\b|credits?\b|cme\b|cpeus?\b|cne\b)|\b(?:contact hours?|ceus?|ce (?:credits?|hours?|units?)|credits?(?: hours?)?|cme(?: credits?)?|clock hours?)\b[^.\n]{0,40}\d/iu
const HOURS = /^(?:(?:total|course|estimated|study)\s+)*(?:duration|length|time|hours?|run(?:ning)?[ -]?time)\b/i
const LEARNING =
  /\b(?:courses?|trainings?|webinars?|workshops?|modules?|class(?:es)?|lessons?|ceus?|contact hours?|continuing education|self-study|learn(?:ing|ers?)?|post-?test|certificates?|certification|curriculum|accredited)\b/gi

interface Evidence {
  listing: Listing
  /** Short lines near the title. */
  facts: readonly string[]
  /** True when the page says in schema.org terms that it is about a course. */
  isTyped: boolean
  /** True when it shows several things with a price each. */
  isList: boolean
}

/**
 * Judges whether a page is the page of one course.
 * @returns why it is none; null when it is one
 */
export function whyNotOneCourse({ listing, facts, isTyped, isList }: Evidence): string | null {
  if (listing.title === '') return 'a page without a title'
  if (LIST_TITLE.test(listing.title)) return 'a list or another page of the site'
  if (isTyped) return null
  if (URL.parse(listing.url)?.pathname === '/' && URL.parse(listing.url)?.search === '') return 'the front page'
  const address = URL.parse(listing.url)
  if (isList || LIST_PATH.test(address?.pathname ?? '') || LIST_QUERY.test(address?.search ?? ''))
    return 'a list of several'
  const near = [
    listing.title,
    ...listing.labels.map(({ label, value }) => `${label}: ${value}`),
    ...facts,
    ...(listing.texts[0] ?? '').split('\n'),
  ]
  if (near.some((line) => CREDIT.test(line.slice(0, 400)))) return null
  const isNamed = isCoursePath(listing.url) || count(listing.title) > 0
  const long = listing.texts.slice(1).join('\n')
  if (isNamed && long.split('\n').some((line) => CREDIT.test(line.slice(0, 400)))) return null
  const isStated = listing.prices.length > 0 || listing.labels.some(({ label }) => HOURS.test(label))
  if (!isStated) return 'a page that states neither credit, price nor time'
  // A price says no more than that something is sold.
  return isNamed && count(near.join('\n')) + count(long) >= 2 ? null : 'a page that does not speak of a course'
}

/** How many different words of learning stand in a text. */
const count = (text: string) =>
  new Set((text.slice(0, 20_000).match(LEARNING) ?? []).map((word) => word.toLowerCase())).size
