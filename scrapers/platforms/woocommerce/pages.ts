import { TryNextWay } from '../../errors.ts'
import { tryParseHtml } from '../../extract/html.ts'
import { courseLinks } from '../../extract/links.ts'
import type { Listing, Page, Read, Reading } from '../../provider.ts'
import { ask } from '../ask.ts'
import { productNode, readProductPage, withJsonLd } from './product-page.ts'
import { pageAfter, readShopPage } from './shop-page.ts'

const MAX_PAGES = 1000
/** So many product pages without structured data settle that the shop has none. */
const ENOUGH = 5

/** What the pages of the shop's list show. */
export interface Listed {
  /** By the shop's own id and address: one product may stand on two pages of the list, two products must not have one id. */
  cards: Map<string, Listing>
  announced: number | null
  complete: boolean
  notes: string[]
}

/** The shop's own list, then the structured data of each product page. */
export function* readJsonLd(origin: string): Reading {
  const listed = yield* readList(origin)
  return yield* readProducts(origin, listed, true)
}

/** The shop's own list, then what each product page shows. */
export function* readPages(origin: string): Reading {
  const listed = yield* readList(origin)
  return yield* readProducts(origin, listed, false)
}

/** What the shop lists, and nothing else: sitemaps name hidden products too. */
export function* readList(origin: string): Generator<string, Listed, Page> {
  const first = yield* findShop(origin)
  const whole = yield* readPagesOf(origin, first)
  if (whole.cards.size > 0) return whole
  // A shop that shows its categories only: their lists together are its list.
  const waiting = [...readShopPage(first).categories]
  const seen = new Set(waiting)
  const listed: Listed = { cards: new Map(), announced: null, complete: true, notes: [] }
  for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
    const page = url.startsWith(`${origin}/`) && seen.size <= MAX_PAGES ? yield* ask(url, listed.notes) : null
    if (page === null) listed.complete = false
    if (page === null) continue
    const { cards, complete, notes } = yield* readPagesOf(origin, page)
    addCards(listed.cards, [...cards.values()])
    listed.complete &&= complete
    listed.notes.push(...notes)
    const inside = readShopPage(page).categories.filter((address) => !seen.has(address))
    inside.forEach((address) => seen.add(address))
    waiting.push(...inside)
  }
  if (listed.cards.size === 0) throw new TryNextWay(`no category of ${first.url} shows products`)
  return listed
}

/** Links on the front page that may lead to a shop at an address of its own. */
const SHOP_LINK = /\b(?:shop|store|courses?|catalog(?:ue)?|products?|classes|trainings?|ceus?)\b/i
const MAX_LINKS = 5

/** The first page of the shop's list, at its usual addresses or behind a link of the front page. */
function* findShop(origin: string): Generator<string, Page, Page> {
  const why: string[] = []
  const shows = (page: Page) => {
    const { cards, categories } = readShopPage(page)
    return cards.length > 0 || categories.length > 0
  }
  const asked = new Set([`${origin}/shop/`, `${origin}/?post_type=product`])
  for (const url of asked) {
    const page = yield* ask(url, why)
    if (page !== null && shows(page)) return page
    if (page !== null) why.push(`${page.url} shows no products`)
  }
  const home = yield* ask(`${origin}/`)
  const $ = home === null ? null : tryParseHtml(home.body)
  const links = home === null || $ === null ? [] : courseLinks($, home.url, origin)
  const likely = links.filter(
    ({ url, text }) => !asked.has(url) && SHOP_LINK.test(`${URL.parse(url)?.pathname ?? ''} ${text ?? ''}`),
  )
  for (const { url } of likely.slice(0, MAX_LINKS)) {
    const page = yield* ask(url)
    if (page !== null && shows(page)) return page
  }
  throw new TryNextWay(why.join('; '))
}

function addCards(known: Map<string, Listing>, cards: readonly Listing[]): void {
  for (const card of cards) {
    const place = `${card.key} ${card.url}`
    if (!known.has(place)) known.set(place, card)
  }
}

/** One list, page by page. */
function* readPagesOf(origin: string, first: Page): Generator<string, Listed, Page> {
  const cards = new Map<string, Listing>()
  const visited = new Set<string>()
  const notes: string[] = []
  let page = readShopPage(first)
  let address = first.url
  const { announced } = page
  let complete = false
  while (visited.size < MAX_PAGES) {
    const before = cards.size
    addCards(cards, page.cards)
    const isShort = announced !== null && cards.size < announced && cards.size > before
    const next: string | null = page.next ?? (isShort ? pageAfter(address) : null)
    if (next === null) {
      complete = true
      break
    }
    if (cards.size === before || visited.has(next) || !next.startsWith(`${origin}/`)) break
    visited.add(next)
    address = next
    const answer = yield* ask(next)
    if (answer === null) {
      notes.push(`${next} was lost, so the list is not whole`)
      break
    }
    page = readShopPage(answer)
  }
  return { cards, announced, complete: complete && (announced === null || cards.size >= announced), notes }
}

function* readProducts(origin: string, { cards, announced, complete, notes }: Listed, structured: boolean): Reading {
  const listings: Listing[] = []
  let [read, found, lost] = [0, 0, 0]
  for (const card of cards.values()) {
    const page: Page | null = card.url.startsWith(`${origin}/`) ? yield* ask(card.url) : null
    const product = page === null ? null : readPage(page, card)
    if (product === null) lost += 1
    else if (structured) {
      read += 1
      if (product.node !== null) found += 1
      if (found === 0 && read >= ENOUGH) throw new TryNextWay('the product pages carry no structured data')
    }
    const listing = product?.listing ?? card
    listings.push(structured && product?.node != null ? withJsonLd(listing, product.node) : listing)
  }
  if (structured && found === 0) throw new TryNextWay('the product pages carry no structured data')
  if (lost > 0)
    notes.push(`${String(lost)} of ${String(cards.size)} product pages were lost; their cards in the list are used`)
  return { listings: withNames(listings), announced, complete, notes } satisfies Read
}

/** A product page; null when it is the page of anything else. */
function readPage(page: Page, card: Listing) {
  const $ = tryParseHtml(page.body)
  if ($ === null) return null
  const node = productNode($)
  const listing = readProductPage($, card.url)
  return listing?.key === card.key ? { listing: { ...listing, type: listing.type ?? card.type }, node } : null
}

/** Cards name categories and tags by their slugs; other pages tell how these are written. */
function withNames(listings: readonly Listing[]): Listing[] {
  const names = new Map<string, string>()
  for (const { categories, tags } of listings) {
    for (const name of [...categories, ...tags]) {
      const slug = name
        .toLowerCase()
        .replace(/[^\p{L}\d]+/gu, ' ')
        .trim()
      if (name !== slug) names.set(slug, name)
    }
  }
  const write = (terms: readonly string[]) => terms.map((term) => names.get(term) ?? term)
  return listings.map((listing) => ({ ...listing, categories: write(listing.categories), tags: write(listing.tags) }))
}
