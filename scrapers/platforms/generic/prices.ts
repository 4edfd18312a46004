import type { CheerioAPI } from 'cheerio/slim'

import type { Offer } from '../../../src/schema/course.ts'
import type { Money } from '../../../src/schema/values.ts'
import { textOf } from '../../extract/html.ts'
import { labelledLines, type Label } from '../../extract/labels.ts'
import { metaContent, type MetaProperty } from '../../extract/open-graph.ts'
import { toMoney } from '../../extract/schema-offers.ts'
import { findAmounts } from '../../normalize/money.ts'
import { parseOffers } from '../../normalize/price.ts'
import type { ListedPrice } from '../../provider.ts'

type Nodes = ReturnType<CheerioAPI>

/** A label that names the price of what the page is about. */
const PRICE_LABEL =
  /^(?:(?:course|class|activity|module|webinar|registration|enrol?lment|member|non-?members?|members|list|regular|full|standard|sale|our|your|online|total|ce|credit|unit|individual)\s+)*(?:price|costs?|fees?|tuition|registration)(?:\s+(?:for\s+)?(?:members?|non-?members?|\(?usd\)?|in usd))?$/i
const PRICE_NODES = '[itemprop="price"], [class*="price" i], [class*="pricing" i], [class*="amount" i], [id*="price" i]'
/** Element and class names of a price that is no longer asked. */
const STRUCK =
  /^(?:del|s|strike)\s|(?:^|[\s_-])(?:old|origin(?:al)?|was|list|compare|strike\w*|before|msrp|retail|regular)(?:$|[\s_-])/i
/** A price and nothing else, near the title: "1.5 contact hours | $15.00 | 90 minutes". */
const BARE_PRICE = /^(?:US ?)?\$ ?\d{1,4}(?:,\d{3})?(?:\.\d\d)?(?: USD)?$/
const MORE =
  /\b(?:unlimited|members?(?:hip)?|subscri\w+|bundles?|packages?|all[ -]access|month(?:ly)?|year(?:ly)?|annual(?:ly)?|save|from|value)\b/i
/** A sentence that says that this course costs nothing. */
const FREE_SENTENCE =
  /\b(?:this|the) (?:[\w-]+ ){0,3}?(?:course|activity|module|training|webinar|program|class|lesson|cne activity)s? (?:is|are) (?:(?:offered|provided|available) )?(?:completely |entirely |currently )?(?:free\b(?! (?:of errors|from|trial))|(?:at )?no (?:cost|charge)\b)|\bthere is no (?:cost|fee|charge) (?:for|to (?:take|complete|participate in)) this (?:course|activity|module|training|webinar|program)\b/i
const MEMBER_PRICE = /\bmembers?(?:hip)?['’]?s? (?:pric(?:e|es|ing)|rates?|discounts?|fees?)\b/i
/** What a price belongs to that stands in a card. */
const CARD = 'li, article, tr, [class*="card" i], [class*="item" i], [class*="product" i], [class*="teaser" i]'

/**
 * What the page of a course states of its price: labelled, else in elements that are named after prices, else in words.
 * @returns [] where it states none, or several without saying which holds
 */
export function readPagePrices(
  $: CheerioAPI,
  main: Nodes,
  labels: readonly Label[],
  lines: readonly string[],
  facts: readonly string[],
): ListedPrice[] {
  const labelled = pricesIn(labels)
  const said = pricesIn(labelledLines(lines.join('\n'))).filter(
    ({ label }) => !labelled.some((each) => isLike(each.label, label)),
  )
  labelled.push(...said.filter(({ label }) => said.filter((each) => isLike(each.label, label)).length === 1))
  const words = labelled.map(({ label, value }) => `${label}: ${value}`).join(' | ')
  const offers = labelled.length === 0 ? [] : parseOffers(words)
  if (offers.length > 0) return offers.flatMap((offer) => toListed(offer, words))
  const named = readNamed($, main)
  if (named.length > 0) return named
  const bare = facts
    .filter((line) => !isOfMore(lines, line))
    .flatMap((line) => line.split(/\s+[|•·–—-]\s+/))
    .filter((part) => BARE_PRICE.test(part))
  const [price = ''] = bare
  if (price !== '') return new Set(bare).size === 1 ? parseOffers(price).flatMap((offer) => toListed(offer, price)) : []
  const free =
    lines.find((line) => line.length < 300 && FREE_SENTENCE.test(line)) ??
    facts.find((line) => /^free[!.]?$/i.test(line))
  return free === undefined ? [] : [{ tier: null, price: null, listPrice: null, free: true, printed: free }]
}

/** True where the lines around one speak of a membership or a package. */
function isOfMore(lines: readonly string[], line: string): boolean {
  const at = lines.indexOf(line)
  return MORE.test([lines[at - 1], line, lines[at + 1]].join(' '))
}

const pricesIn = (labels: readonly Label[]) => labels.filter(({ label }) => PRICE_LABEL.test(label))
const isLike = (first: string, second: string) => first.toLowerCase() === second.toLowerCase()

/** The price that stands in the head of the page for other sites. */
export function readMetaPrice(properties: readonly MetaProperty[]): ListedPrice[] {
  const text = metaContent(properties, 'product:sale_price:amount', 'product:price:amount', 'og:price:amount')
  const currency = metaContent(properties, 'product:sale_price:currency', 'product:price:currency', 'og:price:currency')
  const price = text === null ? null : toMoney(text, currency)
  return price === null
    ? []
    : [
        {
          tier: null,
          price,
          listPrice: null,
          free: price.minor === 0,
          printed: [text, currency].filter(Boolean).join(' '),
        },
      ]
}

/**
 * Structured prices, as far as the visible words do not speak against them: shops print 0 for a pack whose parts cost something,
 * and one range for what members and others pay.
 */
export function confirmPrices(prices: ListedPrice[], lines: readonly string[]): ListedPrice[] {
  const text = lines.join('\n').slice(0, 20_000)
  if (prices.every(({ free }) => free))
    return findAmounts(text).some(({ marked, money }) => marked && money.minor > 0) ? [] : prices
  const amounts = prices.flatMap(({ tier, price }) => (tier === null && price !== null ? [price.minor] : []))
  if (!MEMBER_PRICE.test(text) || new Set(amounts).size < 2) return prices
  const low = Math.min(...amounts)
  return prices.map((each) =>
    each.price?.minor === low ? { ...each, price: { ...each.price, minor: 0 }, free: false } : each,
  )
}

/** True when a page shows the prices of several things, each in a box with a link of its own. */
export function showsManyPrices($: CheerioAPI, main: Nodes): boolean {
  const cards = new Set(
    main
      .find(PRICE_NODES)
      .toArray()
      .slice(0, 200)
      .flatMap((element) => {
        const node = $(element)
        if (findAmounts(textOf(node, 100) ?? '').length === 0) return []
        return node
          .closest(CARD)
          .filter((_, card) => $(card).find('a[href]').length > 0)
          .toArray()
      }),
  )
  return cards.size >= 3
}

/** Elements named after prices, if all of them that state one state the same. */
function readNamed($: CheerioAPI, main: Nodes): ListedPrice[] {
  const blocks = new Map<string, ListedPrice[]>()
  for (const element of main.find(PRICE_NODES).toArray().slice(0, 100)) {
    const node = $(element)
    // The outermost one holds the list price and the sale price together.
    if (node.parents(PRICE_NODES).length > 0) continue
    const rest = node.clone()
    const struck = takeBefore($, rest)
    const shown = textOf(rest, 300)
    if (shown === null || shown.length > 200) continue
    const offers = parseOffers(struck === null ? shown : `was ${struck} now ${shown}`)
    const key = JSON.stringify(offers)
    if (offers.length > 0 && !blocks.has(key))
      blocks.set(
        key,
        offers.flatMap((offer) => toListed(offer, textOf(node, 300) ?? shown)),
      )
  }
  const [only = []] = blocks.values()
  return blocks.size === 1 ? only : []
}

/** Takes the price before a reduction out of a block, where the one that holds now stands beside it. */
function takeBefore($: CheerioAPI, block: Nodes): string | null {
  const struckIn = (nodes: Nodes) =>
    nodes
      .find('del, s, strike, [class]')
      .filter((_, element) => STRUCK.test(`${'name' in element ? element.name : ''} ${$(element).attr('class') ?? ''}`))
  const words = textOf(struckIn(block).first(), 100)
  const rest = block.clone()
  struckIn(rest).remove()
  if (words === null || !/\d|\bfree\b/i.test(textOf(rest) ?? '')) return null
  struckIn(block).remove()
  return words
}

/** An offer as a listing has it; of a span with one end only it is known that there is a price. */
export function toListed({ for: whom, kind, price, listPrice }: Offer, words: string): ListedPrice[] {
  const tier = whom === 'anyone' ? null : 'Members'
  const one = (money: Money | null, list: Money | null = null): ListedPrice => ({
    tier,
    price: money,
    listPrice: list,
    free: kind !== 'purchase',
    printed: words,
  })
  if (kind !== 'purchase') return [one(price?.min ?? null, listPrice?.min ?? null)]
  if (price === null) return [one(null)]
  const { min, max } = price
  if (max === null) return [one(null)]
  // Free for some: the shop does not say here for whom.
  if (min === null) return [{ ...one({ minor: 0, currency: max.currency }), free: false }, one(max)]
  return min.minor === max.minor ? [one(min, listPrice?.min ?? null)] : [one(min), one(max)]
}
