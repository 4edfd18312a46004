import { TryNextWay } from '../../errors.ts'
import { tryParseHtml } from '../../extract/html.ts'
import type { Listing, Page, Read, Reading } from '../../provider.ts'
import { ask } from '../ask.ts'
import { productNode, readProductPage, withJsonLd } from './product-page.ts'
import { readShopPage } from './shop-page.ts'

const MAX_PAGES = 1000
/** So many product pages without structured data settle that the shop has none. */
const ENOUGH = 5

interface Listed {
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
function* readList(origin: string): Generator<string, Listed, Page> {
  const cards = new Map<string, Listing>()
  const visited = new Set<string>()
  const notes: string[] = []
  const first = (yield* ask(`${origin}/shop/`)) ?? (yield* ask(`${origin}/?post_type=product`))
  let page = first === null ? null : readShopPage(first)
  if (page === null || page.cards.length === 0) throw new TryNextWay(`${origin}/shop/ shows no products`)
  const { announced } = page
  let complete = false
  while (page !== null && visited.size < MAX_PAGES) {
    const before = cards.size
    for (const card of page.cards) if (!cards.has(card.key)) cards.set(card.key, card)
    if (page.next === null) {
      complete = true
      break
    }
    if (cards.size === before || visited.has(page.next) || !page.next.startsWith(`${origin}/`)) break
    visited.add(page.next)
    const url: string = page.next
    const answer = yield* ask(url)
    if (answer === null) notes.push(`${url} was lost, so the list is not whole`)
    page = answer === null ? null : readShopPage(answer)
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
