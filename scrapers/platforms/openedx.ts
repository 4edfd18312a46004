import * as z from 'zod'

import { safeHttpUrl } from '../../src/schema/url.ts'
import type { Money } from '../../src/schema/values.ts'
import { TryNextWay } from '../errors.ts'
import { htmlText, linesOf, tryParseHtml } from '../extract/html.ts'
import { decimalsOf } from '../normalize/currency.ts'
import { normalizeListing } from '../normalize/listing.ts'
import { MAX_TITLE } from '../normalize/text.ts'
import type { ListedPrice, Listing, Page, Platform, Reading } from '../provider.ts'
import { ask } from './ask.ts'

const MAX_PAGES = 200

const named = z.looseObject({ name: z.string().nullish() })
const text = z.string().nullish()

/** A course of the catalog service ("course discovery") with its runs. */
const CatalogCourse = z.looseObject({
  key: z.string(),
  title: z.string(),
  short_description: text,
  full_description: text,
  marketing_url: text,
  subjects: z.array(named).nullish(),
  course_runs: z.array(
    z.looseObject({
      status: text,
      availability: text,
      hidden: z.boolean().nullish(),
      marketing_url: text,
      pacing_type: text,
      weeks_to_complete: z.number().nullish(),
      seats: z.array(z.looseObject({ type: z.string(), price: z.string(), currency: z.string() })).nullish(),
    }),
  ),
})

/** A course of MITx Online's own catalog. */
const OnlineCourse = z.looseObject({
  title: z.string(),
  readable_id: z.string(),
  duration: text,
  certificate_type: text,
  topics: z.array(named).nullish(),
  page: z
    .looseObject({
      page_url: text,
      description: text,
      live: z.boolean().nullish(),
      current_price: z.number().nullish(),
    })
    .nullish(),
  min_price: z.number().nullish(),
  max_price: z.number().nullish(),
})

/** What a catalog says of one course; a reason where it is not offered. */
export type Found = { listing: Listing } | { leftOut: string }

/**
 * Open edX sites by their catalog.
 *
 * Where: the catalog's JSON, `/api/v1/courses/` (course discovery) or `/api/v2/courses/` (MITx Online), page by page by the address
 * of the next one. Both shapes are from recorded answers; the addresses on other sites are not proven, hence unproven.
 * Official: the site's own catalog.
 * Fills: title, page, price, description, subjects, length in weeks.
 * Skipped: the audit seat, which is free and ends without a certificate, where there is a paid seat with one; hours a week, which
 * are no study time in total; runs that are unpublished, hidden or over.
 */
export const openedx = {
  id: 'openedx',
  ways: [
    { id: 'catalog-v1', read: (origin: string) => readCatalog(origin, '/api/v1/courses/') },
    { id: 'catalog-v2', read: (origin: string) => readCatalog(origin, '/api/v2/courses/') },
  ],
  normalize: (listing, context) => normalizeListing(listing, context, { isGroup: false }),
} satisfies Platform

/** How sure it is that Open edX served a page, 0 to 1. */
export function recognize({ url, type, body, headers }: Page): number {
  if (type === 'application/json')
    return (parsePage(body)?.items ?? []).some((item) => toListing(item, url) !== null) ? 0.9 : 0
  const marks = [
    /\bcourse-v1:[\w.-]+\+[\w.-]+/.test(body),
    /<meta name="openedx-release-line"|powered by open edx|openedx-logo|edx-ui-toolkit/i.test(body),
    /\b(?:edxloggedin|openedx-language-preference|edx-user-info)\b/.test(headers['set-cookie'] ?? ''),
  ].filter(Boolean).length
  return [0, 0.5, 0.9, 0.98][marks] ?? 0
}

function* readCatalog(origin: string, path: string): Reading {
  const notes: string[] = []
  const seen = new Set<string>()
  let url: string | null = `${origin}${path}`
  while (url !== null && seen.size < MAX_PAGES) {
    const asked: string = url
    seen.add(asked)
    const page: Page | null = seen.size === 1 ? yield asked : yield* ask(asked)
    const parsed = page?.status === 200 ? parsePage(page.body) : null
    const found = (parsed?.items ?? []).map((item) => toListing(item, asked))
    if (parsed === null || (seen.size === 1 && !found.some((each) => each !== null))) {
      if (seen.size === 1) throw new TryNextWay(`${asked} is no catalog of Open edX`)
      notes.push(`${asked} was lost, so the catalog is not whole`)
      return { listings: [], announced: null, complete: false, notes }
    }
    for (const each of found) {
      if (each === null) notes.push('a course was not in the shape of the catalog')
      else if ('leftOut' in each) notes.push(each.leftOut)
      else yield each.listing
    }
    url = parsed.next === null ? null : safeHttpUrl(parsed.next, asked)
    if (url !== null && (!url.startsWith(`${origin}/`) || seen.has(url))) break
  }
  return { listings: [], announced: null, complete: url === null, notes }
}

/** One page of the catalog; null when it is anything else. */
export function parsePage(body: string): { items: unknown[]; next: string | null } | null {
  try {
    const value = z.looseObject({ results: z.array(z.unknown()), next: text }).safeParse(JSON.parse(body))
    if (!value.success) return null
    const { results, next } = value.data
    return { items: results, next: next === '' ? null : (next ?? null) }
  } catch {
    return null
  }
}

/** The courses on one saved page of a catalog. */
export const readCatalogPage = ({ body, url }: Page): Listing[] =>
  (parsePage(body)?.items ?? []).flatMap((item) => {
    const found = toListing(item, url)
    return found !== null && 'listing' in found ? [found.listing] : []
  })

/** @param base the catalog's address, against which the pages of courses are given */
export function toListing(item: unknown, base: string): Found | null {
  const catalog = CatalogCourse.safeParse(item)
  if (catalog.success) return fromCatalog(catalog.data)
  const online = OnlineCourse.safeParse(item)
  return online.success ? fromOnline(online.data, base) : null
}

function fromCatalog(course: z.infer<typeof CatalogCourse>): Found {
  const runs = course.course_runs.filter(
    ({ status, hidden, availability }) => status === 'published' && hidden !== true && availability !== 'Archived',
  )
  const run = runs.at(-1)
  const url = safeHttpUrl(run?.marketing_url ?? course.marketing_url ?? '')
  if (run === undefined) return { leftOut: `"${course.title.slice(0, MAX_TITLE)}" has no run that is open` }
  if (url === null) return { leftOut: `"${course.title.slice(0, MAX_TITLE)}" has no page` }
  const seats = run.seats ?? []
  const paid = seats.filter(({ type, price }) => type !== 'audit' && Number(price) > 0)
  const prices = (paid.length > 0 ? paid : seats).flatMap(({ type, price, currency }) =>
    toPrice(Number(price), currency, `${type} ${price} ${currency}`),
  )
  const weeks = run.weeks_to_complete
  return {
    listing: {
      key: course.key,
      url,
      title: htmlText(course.title, MAX_TITLE) ?? '',
      type: null,
      categories: (course.subjects ?? []).flatMap(({ name }) => name ?? []),
      tags: [],
      prices,
      labels: [
        ...(weeks == null ? [] : [{ label: 'Length', value: `${String(weeks)} weeks` }]),
        ...(run.pacing_type === 'self_paced' ? [{ label: 'Pacing', value: 'Self-paced, online' }] : []),
      ],
      texts: [course.short_description, course.full_description].map(htmlLines),
    },
  }
}

/** Prices there are dollars: its programmes print "$175". */
function fromOnline(course: z.infer<typeof OnlineCourse>, base: string): Found {
  const url = safeHttpUrl(course.page?.page_url ?? '', base)
  if (url === null || course.page?.page_url == null)
    return { leftOut: `"${course.title.slice(0, MAX_TITLE)}" has no page` }
  if (course.page.live === false) return { leftOut: `"${course.title.slice(0, MAX_TITLE)}" is not live` }
  const { current_price: current } = course.page
  const ends = current == null ? [course.min_price, course.max_price] : [current]
  // One end alone does not say what is paid.
  const prices = ends.some((price) => price == null)
    ? []
    : ends.flatMap((price) => toPrice(price ?? 0, 'USD', `$${String(price)}`))
  return {
    listing: {
      key: course.readable_id,
      url,
      title: htmlText(course.title, MAX_TITLE) ?? '',
      type: null,
      categories: (course.topics ?? []).flatMap(({ name }) => name ?? []),
      tags: [],
      prices,
      labels: [
        ...(course.duration == null ? [] : [{ label: 'Length', value: course.duration }]),
        ...(course.certificate_type == null ? [] : [{ label: 'Certificate', value: course.certificate_type }]),
      ],
      texts: [htmlLines(course.page.description), ''],
    },
  }
}

function toPrice(amount: number, currency: string, printed: string): ListedPrice[] {
  if (!Number.isFinite(amount) || amount < 0 || !/^[A-Z]{3}$/.test(currency)) return []
  const price: Money = { minor: Math.round(amount * 10 ** decimalsOf(currency)), currency }
  return [{ tier: null, price, listPrice: null, free: price.minor === 0, printed }]
}

function htmlLines(html: string | null | undefined): string {
  const $ = tryParseHtml(html ?? '')
  return ($ === null ? null : linesOf($.root())) ?? ''
}
