import type { Money } from '../../src/schema/values.ts'
import { decimalsOf } from '../normalize/currency.ts'
import { parseMoney } from '../normalize/price.ts'
import { isMemberTier, isNarrowTier, isOpenTier } from '../normalize/tier.ts'
import { parseText } from '../normalize/text.ts'
import type { ListedPrice } from '../provider.ts'
import { asObjects, asText, isType, type JsonObject } from './json-ld.ts'

/** Prices of schema.org offers, each once. What is charged again and again is no price of a course, and is left out. */
export function readSchemaOffers(offers: readonly JsonObject[]): ListedPrice[] {
  const single = offers.filter((offer) => !isType(offer, 'AggregateOffer'))
  const ranges = offers.filter((offer) => isType(offer, 'AggregateOffer'))
  const inside = ranges.flatMap((offer) => asObjects(offer.offers))
  const prices = [...single, ...inside].slice(0, 50).flatMap(readOffer)
  const found = prices.length > 0 ? prices : ranges.flatMap(readRange)
  const keys = found.map(({ tier, price, listPrice, free }) => JSON.stringify([tier, price, listPrice, free]))
  return found.filter((_, index) => keys.indexOf(keys[index] ?? '') === index)
}

function readOffer(offer: JsonObject): ListedPrice[] {
  const specifications = asObjects(offer.priceSpecification)
  const category = asText(offer.category) ?? ''
  if (/subscription/i.test(category) || specifications.some(isRecurring)) return []
  const list = specifications.find((each) =>
    /(?:List|Strikethrough|MSRP|SRP)(?:Price)?$/i.test(asText(each.priceType) ?? ''),
  )
  const now = specifications.find((each) => each !== list)
  const currency = asText(offer.priceCurrency) ?? asText(now?.priceCurrency) ?? asText(list?.priceCurrency)
  const text = asText(offer.price) ?? asText(now?.price) ?? null
  const tier = tierOf(offer)
  if (text === null)
    return /^(?:completely )?free$/i.test(category)
      ? [{ tier, price: null, listPrice: null, free: true, printed: category }]
      : []
  const price = toMoney(text, currency)
  const printed = [text, currency].filter(Boolean).join(' ')
  // A bare 0 is free in any currency.
  if (price === null)
    return /^0+(?:[.,]0+)?$/.test(text.trim()) ? [{ tier, price: null, listPrice: null, free: true, printed }] : []
  const before = list === undefined ? null : toMoney(asText(list.price) ?? '', currency)
  const listPrice = before !== null && before.minor > price.minor ? before : null
  return [{ tier, price, listPrice, free: price.minor === 0, printed }]
}

/** Both ends of a range; one end alone does not say what the other is. */
function readRange(offer: JsonObject): ListedPrice[] {
  const currency = asText(offer.priceCurrency)
  const ends = [offer.lowPrice, offer.highPrice].map((value) => toMoney(asText(value) ?? '', currency))
  const printed = [asText(offer.lowPrice), asText(offer.highPrice), currency].filter(Boolean).join(' ')
  if (ends.includes(null)) return []
  return ends.flatMap((price) =>
    price === null ? [] : [{ tier: null, price, listPrice: null, free: price.minor === 0, printed }],
  )
}

const isRecurring = (specification: JsonObject) =>
  ['billingDuration', 'billingIncrement', 'billingPeriod'].some((property) => specification[property] != null)

/** The name of an offer where it says for whom it is. */
function tierOf(offer: JsonObject): string | null {
  const names = [offer.name, offer.eligibleCustomerType, offer.description].flatMap(
    (value) => parseText(asText(value) ?? '', 100) ?? [],
  )
  return names.find((name) => isOpenTier(name) || isMemberTier(name) || isNarrowTier(name)) ?? null
}

/** Structured amounts have a point and no groups; others are read as they are printed. */
export function toMoney(text: string, currency: string | null): Money | null {
  const amount = text.trim()
  if (amount === '') return null
  if (currency === null) return parseMarked(amount)
  if (!/^[A-Z]{3}$/.test(currency)) return null
  if (!/^\d{1,9}(?:\.\d{1,6})?$/.test(amount)) return parseMoney(amount, { currency })
  const minor = Math.round(Number(amount) * 10 ** decimalsOf(currency))
  return Number.isSafeInteger(minor) ? { minor, currency } : null
}

/** An amount without a currency counts only where a sign is printed beside it. */
const parseMarked = (text: string) => (/\p{Sc}|[A-Z]{3}/u.test(text) ? parseMoney(text) : null)
