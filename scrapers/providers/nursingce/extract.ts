import { safeHttpUrl } from '../../../src/schema/url.ts'
import { TryNextWay } from '../../errors.ts'
import { textOf, tryParseHtml } from '../../extract/html.ts'
import { findAmounts } from '../../normalize/money.ts'
import { toSlug } from '../../normalize/slug.ts'
import { MAX_TITLE } from '../../normalize/text.ts'
import { createSeen } from '../../platforms/seen.ts'
import type { Listing, Page, Reading } from '../../provider.ts'

const MAX_PAGES = 50

/** The cards of the list, and of the next pages where it names them. */
export function* readCards(origin: string): Reading {
  const seen = createSeen()
  const list = `${origin}/ceu-courses`
  let url: string | null = list
  for (let pages = 0; url !== null && pages < MAX_PAGES; pages += 1) {
    const page: Page = yield url
    const before = seen.size
    for (const listing of cardsOf(page, list)) if (seen.add(listing.key, listing) !== 'same') yield listing
    if (seen.size === before) break
    url = nextOf(page, origin)
  }
  if (seen.size === 0) throw new TryNextWay(`${origin}/ceu-courses shows no cards`)
  return { listings: [], announced: null, complete: url === null, notes: [] }
}

function cardsOf(page: Page, list: string): Listing[] {
  const $ = page.status === 200 ? tryParseHtml(page.body) : null
  if ($ === null) return []
  return $('div.card-body')
    .toArray()
    .flatMap((element): Listing[] => {
      const card = $(element)
      const title = textOf(card.find('h4').first(), MAX_TITLE)
      const key = title === null ? null : toSlug(title)
      const hours = textOf(card.find('p.hours').first())
      if (title === null || key === null || hours === null) return []
      const link = card.find('a[href]').first().attr('href') ?? card.closest('a[href]').attr('href')
      const printed = textOf(card.find('p.text-success.fw-900').first())
      const price = printed === null ? undefined : findAmounts(printed).find(({ marked }) => marked)?.money
      return [
        {
          key,
          // A card without a link is found on the list itself, on whichever of its pages.
          url: safeHttpUrl(link ?? `${list}#${key}`, page.url) ?? list,
          title,
          type: null,
          categories: [],
          tags: [],
          prices: price === undefined ? [] : [{ tier: null, price, listPrice: null, free: price.minor === 0, printed }],
          labels: [{ label: 'Credit', value: hours }],
          texts: ['', textOf(card.find('p').not('.hours, .text-success').first()) ?? ''],
        },
      ]
    })
}

function nextOf(page: Page, origin: string): string | null {
  const href = tryParseHtml(page.body)?.('a[rel="next"], link[rel="next"]').first().attr('href')
  const url = href === undefined ? null : safeHttpUrl(href, page.url)
  return url?.startsWith(`${origin}/`) === true ? url : null
}
