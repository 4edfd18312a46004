import type { CheerioAPI } from 'cheerio/slim'

import { asList, asObject, asObjects, asText, extractJsonLd, isType, type JsonObject } from '../../extract/json-ld.ts'
import { linesOf, textOf } from '../../extract/html.ts'
import { extractLabels } from '../../extract/labels.ts'
import { decimalsOf } from '../../normalize/currency.ts'
import { MAX_TITLE, parseText } from '../../normalize/text.ts'
import type { ListedPrice, Listing } from '../../provider.ts'
import { pricesOf, readPriceBlock, readPriceHtml } from './price-html.ts'

type Nodes = ReturnType<CheerioAPI>

/** Other products, reviews and the frame of the site: nothing in there is about this product. */
const ELSEWHERE =
  'body > header, #masthead, .site-header, header.wp-block-template-part, footer, aside, nav, .related, .upsells, .up-sells, .cross-sells, .widget, #reviews, .woocommerce-Reviews, ' +
  '.wp-block-woocommerce-related-products, .wp-block-woocommerce-product-collection, .wc-block-product-template, ul.products, .wp-block-woocommerce-product-reviews'

/**
 * A product page as every theme prints it: classic templates and block templates carry the same class names.
 * @returns null when the page is not the page of a product
 */
export function readProductPage($: CheerioAPI, url: string): Listing | null {
  const key = readKey($)
  const classes = productClasses($)
  const currency = readCurrency($)
  $(ELSEWHERE).remove()
  const title = textOf($('h1.product_title, h1.wp-block-post-title, main h1, h1').first(), MAX_TITLE)
  if (key === null || title === null) return null
  const block = readPriceBlock(
    $('p.price, .wp-block-woocommerce-product-price .price, .wc-block-components-product-price, .price').first(),
    currency,
  )
  const tiers = readTiers($, currency)
  const short = $('.woocommerce-product-details__short-description, .wp-block-post-excerpt__excerpt').first()
  const long = longDescription($)
  return {
    key,
    url,
    title,
    type: typeOf($, classes),
    categories: termNames($, '.posted_in a, .taxonomy-product_cat a', classes, 'product_cat'),
    tags: termNames($, '.tagged_as a, .taxonomy-product_tag a', classes, 'product_tag'),
    prices: tiers.length > 0 ? tiers : pricesOf(block),
    labels: [
      ...$('.woocommerce-product-attributes, .wp-block-woocommerce-product-specifications')
        .toArray()
        .flatMap((table) => extractLabels($, $(table))),
      ...extractLabels($, short),
      ...extractLabels($, long),
    ],
    texts: [linesOf(short) ?? '', linesOf(long) ?? ''],
  }
}

/**
 * Adds what the page's structured data states. What a visitor sees wins: the name there is stripped of anything like markup,
 * and a price there that differs is kept beside the visible one.
 */
export function withJsonLd(listing: Listing, product: JsonObject): Listing {
  // The structured price of a group is that of its cheapest part.
  if (listing.type === 'grouped') return listing
  const structured = offerPrices(product)
  const [price] = structured
  if (listing.prices.length === 0) return { ...listing, prices: structured }
  const visible = listing.prices.length === 1 ? listing.prices[0]?.price : null
  if (visible == null || structured.length !== 1 || price?.price == null || price.price.minor === visible.minor)
    return listing
  return { ...listing, labels: [...listing.labels, { label: STRUCTURED_PRICE, value: price.printed ?? '' }] }
}

/** Label under which a price of the structured data is kept that differs from the visible one. */
export const STRUCTURED_PRICE = 'Price in structured data'

/** The product that the page's structured data describes; null when there is none. */
export function productNode($: CheerioAPI): JsonObject | null {
  const nodes = extractJsonLd($).nodes.filter((node) => isType(node, 'Product', 'ProductGroup', 'Course'))
  return nodes[0] ?? null
}

/** The price of the first offer, or both ends of a range. */
function offerPrices(product: JsonObject): ListedPrice[] {
  for (const offer of asObjects(product.offers)) {
    const specifications = asObjects(offer.priceSpecification)
    const first = (name: string) => [offer, ...specifications].flatMap((each) => asText(each[name]) ?? [])[0]
    const currency = first('priceCurrency')
    const isRange = isType(offer, 'AggregateOffer')
    const amounts = isRange ? [first('lowPrice'), first('highPrice')] : [first('price')]
    const prices = amounts.flatMap((amount) => toPrice(amount, currency) ?? [])
    if (prices.length > 0) return prices.map((price) => (isRange ? { ...price, free: false } : price))
  }
  return []
}

/** Structured amounts have a point and no groups. */
function toPrice(amount: string | undefined, currency: string | undefined): ListedPrice | null {
  if (amount === undefined || currency === undefined || !/^[A-Z]{3}$/.test(currency)) return null
  const minor = Math.round(Number(amount) * 10 ** decimalsOf(currency))
  if (amount.trim() === '' || !Number.isSafeInteger(minor) || minor < 0) return null
  return {
    tier: null,
    price: { minor, currency },
    listPrice: null,
    free: minor === 0,
    printed: `${amount} ${currency}`,
  }
}

/** Prices by tier, from what the page tells its own script about the variations; [] when it tells nothing. */
export function readTiers($: CheerioAPI, currency?: string): ListedPrice[] {
  const form = $('form.variations_form[data-product_variations], [data-product_variations]').first()
  const block = readPriceBlock($('p.price, .wp-block-woocommerce-product-price').first(), currency)
  const own = currency ?? block.now[0]?.currency
  const variations = asList(parseJson(form.attr('data-product_variations') ?? ''))
  if (own === undefined) return []
  const tiers = variations.flatMap((item): ListedPrice[] => {
    const variation = asObject(item)
    const price = variation?.display_price
    if (variation === null || typeof price !== 'number' || !(price >= 0)) return []
    const regular = variation.display_regular_price
    const scale = 10 ** decimalsOf(own)
    const minor = Math.round(price * scale)
    const before =
      typeof regular === 'number' && regular > price ? { minor: Math.round(regular * scale), currency: own } : null
    const printed = readPriceHtml(asText(variation.price_html) ?? '', own).printed ?? block.printed
    return [
      { tier: tierName($, variation), price: { minor, currency: own }, listPrice: before, free: minor === 0, printed },
    ]
  })
  return tiers.sort((first, second) => (first.price?.minor ?? 0) - (second.price?.minor ?? 0))
}

/** The chosen attribute as its option reads; a shop may store a short name behind it. */
function tierName($: CheerioAPI, variation: JsonObject): string | null {
  const values = Object.values(asObject(variation.attributes) ?? {}).flatMap((value) =>
    typeof value === 'string' && value !== '' ? [value] : [],
  )
  const names = values.map((value) => {
    const option = $('table.variations option, .variations option, select option')
      .toArray()
      .find((each) => $(each).attr('value') === value)
    return option === undefined ? value : $(option).text()
  })
  return parseText(names.join(', '))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function typeOf($: CheerioAPI, classes: string): string | null {
  const named = /\bproduct-type-([a-z_-]+)/.exec(classes)?.[1]
  if (named !== undefined) return named
  if ($('form.grouped_form').length > 0) return 'grouped'
  return $('form.variations_form').length > 0 ? 'variable' : null
}

/** What `$` means in this shop, where the page says so to machines. */
export function readCurrency($: CheerioAPI): string | undefined {
  const meta = $('meta[property="product:price:currency"], meta[property="og:price:currency"]').first().attr('content')
  const product = productNode($)
  const offers = asList(product?.offers).flatMap((offer) => asText(asObject(offer)?.priceCurrency) ?? [])
  return [meta, ...offers].find((code) => code !== undefined && /^[A-Z]{3}$/.test(code))
}

function readKey($: CheerioAPI): string | null {
  const classes = `${$('body').attr('class') ?? ''} ${productClasses($)}`
  const id =
    /\b(?:postid|post)-(\d{1,10})\b/.exec(classes)?.[1] ??
    $('form.cart [name="add-to-cart"]').attr('value') ??
    $('form.cart').attr('data-product_id')
  return id !== undefined && /^\d{1,10}$/.test(id) ? id : null
}

function productClasses($: CheerioAPI): string {
  return $('div.product.type-product, main.product, .product[id^="product-"]').first().attr('class') ?? ''
}

/** The long description: a tab in classic themes, an open block or an accordion in others, a part of its own in page builders. */
function longDescription($: CheerioAPI): Nodes {
  const own = $(
    '#tab-description, .woocommerce-Tabs-panel--description, .wp-block-woocommerce-product-description, .wp-block-post-content',
  ).first()
  const panel =
    own.length > 0
      ? own
      : $(
          '.elementor-widget-woocommerce-product-content, .et_pb_wc_description, .et_pb_wc_tabs, .fl-module-fl-woo-product-description, [itemprop="description"], .product .entry-content, .entry-content',
        )
  const heading = panel.children('h2').first()
  if (/^description$/i.test(textOf(heading) ?? '')) heading.remove()
  return panel
}

function termNames($: CheerioAPI, selector: string, classes: string, taxonomy: string): string[] {
  const names = $(selector)
    .toArray()
    .flatMap((link) => textOf($(link)) ?? [])
  return names.length > 0 ? [...new Set(names)] : slugsOf(classes, taxonomy)
}

/** Terms as their slugs say them, where no name is printed. */
export function slugsOf(classes: string, taxonomy: string): string[] {
  return classes
    .split(/\s+/)
    .filter((name) => name.startsWith(`${taxonomy}-`))
    .map((name) => name.slice(taxonomy.length + 1).replaceAll('-', ' '))
}
