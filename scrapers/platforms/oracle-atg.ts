import { safeHttpUrl } from '../../src/schema/url.ts'
import { TryNextWay } from '../errors.ts'
import { linesOf, textOf, tryParseHtml } from '../extract/html.ts'
import { normalizeListing } from '../normalize/listing.ts'
import { findAmounts } from '../normalize/money.ts'
import { MAX_TITLE } from '../normalize/text.ts'
import type { ListedPrice, Listing, Page, Platform, Reading } from '../provider.ts'
import { walkLists } from './walk.ts'
import { ask } from './ask.ts'

/** Cards of a list, as they were in 2020. */
const CARDS = '.col-xs-12.col-sm-6.col-md-4 .block div a'

/**
 * Oracle ATG stores as Relias Academy (reliasacademy.com) was one in 2020.
 *
 * Where: the store's lists from `/rls/store/` on, then each product page. No recording was at hand; what is read is what a public
 * scraper of 2020 read there, and the addresses in public pages:
 *   /rls/store/browse/productDetailSingleSku.jsp?productId=c1234   later: /rls/store/courses/<slug>/_/A-product-c1234
 *   (`c` = course, `p` = package; `;jsessionid=...` may stand behind the path)
 *   title `.page-title span` or `.h1-allaccess span`, text `#longDescription span`, price the last amount inside `#productPrice`,
 *   links of a list `.col-xs-12.col-sm-6.col-md-4 .block div a`; hours stand beside the title.
 * Status: unproven; the site may have been built anew, and may sit behind a wall for robots.
 * Official: what the shop shows to any visitor.
 * Fills: title, price, description, what stands beside the title.
 * Skipped: drop-downs of states and licences, whose choice changes nothing that is known.
 */
export const oracleAtg = {
  id: 'oracle-atg',
  ways: [{ id: 'product-pages', read: readProducts }],
  normalize: (listing, context) => normalizeListing(listing, context, { isGroup: false }),
} satisfies Platform

/** How sure it is that such a store served a page, 0 to 1. */
export function recognize({ url, body, headers }: Page): number {
  const marks = [
    /\/rls\/store(?:\/|$)/.test(URL.parse(url)?.pathname ?? '') || productIdOf(url) !== null,
    /\bproductDetail(?:SingleSku|MultiSku)?\.jsp\b|\/_\/A-product-[cp]\d+|\b_DARGS=|\batg\.commerce\b/.test(body),
    'x-atg-version' in headers,
  ].filter(Boolean).length
  return [0, 0.5, 0.9, 0.98][marks] ?? 0
}

/** The id of a product in any of its addresses; null for other pages. */
export function productIdOf(url: string): string | null {
  const { pathname = '', searchParams } = URL.parse(url) ?? {}
  const path = pathname.replace(/;.*$/, '')
  if (/\/browse\/productDetail\w*\.jsp$/.test(path))
    return /^[cp]\d+$/.exec(searchParams?.get('productId') ?? '')?.[0] ?? null
  return /\/_\/A-product-([cp]\d+)$/.exec(path)?.[1] ?? null
}

/** An address without the session, and without a query that names no product. */
function canonicalUrl(url: string): string {
  const parsed = new URL(url)
  const id = productIdOf(url)
  const path = parsed.pathname.replace(/;.*$/, '')
  return `${parsed.origin}${path}${path.endsWith('.jsp') && id !== null ? `?productId=${id}` : ''}`
}

export function* readProducts(origin: string): Reading {
  const start = `${origin}/rls/store/`
  const products = new Map<string, string>()
  const seen = { mark: false }
  const lists = new Set<string>()
  const walked = yield* walkLists({
    start: [start],
    onList: (page) => {
      seen.mark ||= recognize(page) >= 0.9
      const $ = tryParseHtml(page.body)
      for (const element of $?.(CARDS).toArray() ?? []) {
        const url = safeHttpUrl($?.(element).attr('href') ?? '', page.url)
        if (url !== null) lists.add(canonicalUrl(url))
      }
    },
    sort: (link) => {
      const id = productIdOf(link.url)
      if (id !== null) products.set(id, products.get(id) ?? canonicalUrl(link.url))
      const url = canonicalUrl(link.url)
      // Each answer writes its own session into the links.
      const isList = id === null && url.startsWith(start) && (lists.has(url) || /\/rls\/store\/[a-z0-9-]+$/.test(url))
      link.url = url
      return isList ? 'list' : null
    },
  })
  if (!seen.mark && products.size === 0) throw new TryNextWay(`${start} is no such store`)
  const listings: Listing[] = []
  const lost: string[] = []
  for (const [id, url] of products) {
    const page = yield* ask(url)
    const listing = page === null ? null : readProduct(page, id, url)
    if (listing === null) lost.push(url)
    else listings.push(listing)
  }
  if (listings.length === 0) throw new TryNextWay(`no product page of ${start} could be read`)
  const notes = [...walked.lost, ...lost].map((url) => `${url} was lost`)
  return { listings, announced: null, complete: walked.whole && notes.length === 0, notes }
}

/** The product page that an address is known for; null when it is none. */
export function readPage(page: Page): Listing | null {
  const id = productIdOf(page.url)
  return id === null ? null : readProduct(page, id, canonicalUrl(page.url))
}

/** A product page; null when it has no title. */
function readProduct(page: Page, id: string, url: string): Listing | null {
  const $ = tryParseHtml(page.body)
  if ($ === null) return null
  const name = $('.page-title span, .h1-allaccess span').first()
  const title = textOf(name, MAX_TITLE)
  if (title === null) return null
  const beside = textOf($('.page-title, .h1-allaccess').first())?.replace(title, '').trim() ?? ''
  return {
    key: id,
    url,
    title,
    type: null,
    categories: id.startsWith('p') ? ['Packages'] : [],
    tags: [],
    prices: readPrice(textOf($('#productPrice').first())),
    labels: [],
    texts: [beside, linesOf($('#longDescription').first()) ?? ''],
  }
}

/** The block repeats the old price and words before the one that is paid: the last amount counts. */
function readPrice(printed: string | null): ListedPrice[] {
  const price = printed === null ? undefined : findAmounts(printed).findLast(({ marked }) => marked)?.money
  return price === undefined ? [] : [{ tier: null, price, listPrice: null, free: price.minor === 0, printed }]
}
