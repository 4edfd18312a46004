import type { Offer } from '../../src/schema/course.ts'
import type { Money, MoneySpan } from '../../src/schema/values.ts'
import { isAmbiguous } from './currency.ts'
import { findAmounts, type Amount } from './money.ts'
import { isMemberTier, isNarrowTier, isOpenTier } from './tier.ts'

interface Options {
  /** The shop's own currency, for a bare number or an ambiguous `$`. */
  currency?: string
}

const MAX_PRICE = 1000
/** Words that may stand around a bare price. */
const PLAIN =
  /^(?:price|cost|fee|tuition|cena|inc|incl|inkl|excl?|vat|gst|tax|mwst|zzgl|versand|undefined|only|each|from|now|our|your|ea|the|plus)$/i

/**
 * One amount of money: "$19.95", "$72 95", "1.250,00 EUR". The first, where there are several.
 * @returns null when there is no amount, or one that cannot be told from a count, a share or a debt
 */
export function parseMoney(text: string, options: Options = {}): Money | null {
  const plain = text.slice(0, 300)
  const amounts = findAmounts(plain, options)
  const marked = amounts.find((amount) => amount.marked)
  if (marked !== undefined) return marked.money
  const [first] = amounts
  return first !== undefined && isBare(plain, first) ? first.money : null
}

/** A bare number is a price only when hardly anything else is printed; words in other scripts count nothing that is sold here. */
function isBare(text: string, { start, end }: Amount): boolean {
  const rest = `${text.slice(0, start)} ${text.slice(end)}`
  if (isAmbiguous(rest)) return false
  return (rest.match(/\p{L}+/gu) ?? []).every((word) => PLAIN.test(word) || !/\p{Script=Latin}/u.test(word))
}

/** What an amount, or the word "free", is said of. */
interface Piece {
  /** null = the word "free" or the like. */
  money: Money | null
  /** Words before it, back to the piece before. */
  before: string
  /** Words after it, up to the next piece. */
  after: string
}

const NOTHING = { until: null, extraFee: null } as const
/** Amounts that are not the price: savings, values, prices by the hour or seat. */
const ASIDE_BEFORE =
  /\b(?:save|saves|saving|savings(?: of)?|discount(?: of)?|worth|valued at|value|coupon|orders? (?:over|above|of)|deposit(?: of)?|shipping|refund(?: of)?|(?:payments?|installments?) of)\s*:?\s*(?:up to\s*)?$/i
const ASIDE_AFTER =
  /^\s*(?:off\b|value\b|discount\b|(?:in )?savings\b|credit towards?\b|\/ ?(?:hr|hour|user|seat|credit|ceu|mo|month)\b|(?:per|an|a|each) (?:contact |clock |credit |ce )?(?:hour|credit|ceu|user|seat|unit|point|month|additional)\b)/i
const BY_THE_HOUR = /\$\s?\/\s?(?:hr|hour)\b/i
const LIST =
  /\b(?:was|were|original(?:ly)?|regular(?:ly)?|reg\.?|list|msrp|normally|usually|retail|compare at|instead of|full)(?: price)?(?: was| is)?\s*:?\s*$/i
const NOW =
  /\b(?:now|sale|current|today'?s?|special|online|our|your|only|discount(?:ed)?|reduced|promo(?:tional)?|price is|price now)\b/i
const FROM = /\b(?:from|starting at|starts at|as low as|beginning at|starting from)\s*:?\s*$/i
const UP_TO = /\b(?:up to|at most|maximum(?: of)?)\s*:?\s*$/i
const FEE =
  '(?:certificate|processing|registration|application|admin|administration|administrative|proctor|proctoring|exam|examination|materials?|book|manual|lab|test)(?: of completion)? (?:fee|charge)|certificate(?: of completion)?|manual|materials'
const FEE_BEFORE = new RegExp(`\\b(${FEE})\\s*(?:is|costs?|for)?(?: only)?\\s*[:(-]?\\s*$`, 'i')
const FEE_AFTER = new RegExp(`^\\s*(?:for (?:the |a )?)?(${FEE})\\b`, 'i')
const PAID_CERTIFICATE =
  /\bcertificates? (?:(?:is|are) )?(?:sold separately|extra|not included|(?:available )?for (?:a|an additional) fee|available for purchase)\b|\bpaid certificates?\b/i
const FREE =
  /(?<![\p{L}-])(?<!\b(?:toll|smoke|tobacco|drug|hands|latex|sugar|gluten|restraint|risk|ad) )(?:free(?! (?:account|trial|shipping|sample|preview|demo|consultation|login|registration|newsletter|resources?|download))(?![- ]?standing|\p{L})|no[ -](?:charge|cost|fee)\b|complimentary\b|gratis\b|without charge\b)/giu
const INCLUDED =
  /\bincluded (?:with|in) [\p{L} ]{0,40}?(?:membership|subscription)\b|\bfree (?:with|to|for) [\p{L} ]{0,30}?(?:members?|membership|subscribers?)\b|\bmembers? (?:take|get|access) (?:it )?free\b/iu

/**
 * Every offer of a printed price block: sale and list price, member price, free, included, spans, an extra fee.
 * @returns [] when the words state no price ("Price on request", "$9.98 per contact hour")
 */
export function parseOffers(text: string, options: Options = {}): Offer[] {
  const plain = text.slice(0, MAX_PRICE).replace(/\s+/g, ' ')
  if (BY_THE_HOUR.test(plain)) return []
  const amounts = withoutParts(plain, findAmounts(plain, options))
  const bare = amounts.length === 0 ? parseMoney(plain, options) : null
  if (bare !== null) return [offer('anyone', one(bare), null)]
  const groups: Record<'anyone' | 'members', Said[]> = { anyone: [], members: [] }
  let extraFee: Offer['extraFee'] = null
  for (const piece of toPieces(plain, amounts)) {
    if (piece.money !== null && (ASIDE_BEFORE.test(piece.before) || ASIDE_AFTER.test(piece.after))) continue
    const fee =
      piece.money === null ? undefined : (FEE_AFTER.exec(piece.after)?.[1] ?? FEE_BEFORE.exec(piece.before)?.[1])
    if (fee !== undefined && piece.money !== null) {
      extraFee = { what: fee.toLowerCase(), price: one(piece.money) }
      continue
    }
    const whom = whose(piece)
    if (whom !== null) groups[whom].push(say(piece))
  }
  const offers = [toOffer('anyone', groups.anyone), toOffer('members', groups.members)].flatMap((each) => each ?? [])
  if (INCLUDED.test(plain) && !offers.some((each) => each.for === 'members'))
    offers.push({ for: 'members', kind: 'included', price: null, listPrice: null, ...NOTHING })
  if (extraFee === null && PAID_CERTIFICATE.test(plain)) extraFee = { what: 'certificate', price: null }
  const [first] = offers
  return first === undefined || extraFee === null ? offers : [{ ...first, extraFee }, ...offers.slice(1)]
}

/** "$329: tuition $147, fee $182": the parts of a sum are no prices of their own. */
function withoutParts(text: string, all: readonly Amount[]): Amount[] {
  const amounts = all.filter(({ marked }) => marked)
  const [first, ...rest] = amounts
  if (first === undefined || rest.length < 2 || /\b(?:save|savings|now|was|sale|discount)\b/i.test(text)) return amounts
  const sum = rest.reduce((total, { money }) => total + money.minor, 0)
  return sum === first.money.minor ? [first] : amounts
}

function toPieces(text: string, amounts: readonly Amount[]): Piece[] {
  const free = [...text.matchAll(FREE)].map((match) => ({
    money: null,
    start: match.index,
    end: match.index + match[0].length,
  }))
  const places = [...amounts.map(({ money, start, end }) => ({ money, start, end })), ...free].sort(
    (a, b) => a.start - b.start,
  )
  return places.map(({ money, start, end }, index) => ({
    money,
    before: stripSign(text.slice(places[index - 1]?.end ?? 0, start)),
    after: text.slice(end, places[index + 1]?.start ?? text.length),
  }))
}

/** The sign of a currency stands between the words and the digits. */
const stripSign = (text: string) => text.replace(/(?:\b[A-Z]{2,3})?\s?\p{Sc}?\s?$/u, ' ')

/** For whom a piece holds, by the label before it, else by the words after it; null = for a few only. */
function whose({ before, after }: Piece): 'anyone' | 'members' | null {
  // "$15 for members, $30 for others": what follows an amount so is not the label of the next.
  const label = before.replace(/^\s*(?:\([^)]{0,60}\)|(?:for|to|with)\b[^,;|]{0,60})/i, '').replace(/^.*[|;/•.,]/, '')
  const rest = /^\s*(?:\([^)]{0,60}\)|(?:(?:for|to|with)\b|members?\b|non)[^|;/•.,$]{0,60})/i.exec(after)?.[0] ?? ''
  for (const words of [label, rest]) {
    if (isOpenTier(words) || /\bnon-\p{L}/iu.test(words)) return 'anyone'
    if (isMemberTier(words)) return 'members'
    if (isNarrowTier(words)) return null
  }
  return 'anyone'
}

interface Said {
  money: Money | null
  role: 'price' | 'list' | 'from' | 'up-to'
  /** Words before it, without the sign. */
  label: string
  /** True when it ends a range that the piece before began. */
  ends: boolean
}

function say({ money, before }: Piece): Said {
  const role = LIST.test(before) ? 'list' : FROM.test(before) ? 'from' : UP_TO.test(before) ? 'up-to' : 'price'
  return { money, role, label: before, ends: /^\s*(?:-|–|—|to|through|and up to)\s*$/.test(before) }
}

function toOffer(whom: 'anyone' | 'members', said: readonly Said[]): Offer | null {
  const list = said.find(({ role }) => role === 'list')?.money ?? null
  const prices = said.filter(({ role }) => role !== 'list')
  const isFree = prices.some(({ money }) => money === null || money.minor === 0)
  const amounts = prices
    .flatMap(({ money }) => (money === null || money.minor === 0 ? [] : [money]))
    .sort((a, b) => a.minor - b.minor)
  const [low] = amounts
  const high = amounts.at(-1)
  // "List price $28, goal price $20" are prices for two kinds of people, "list price $28, now $20" is a sale.
  const other = prices.some(({ money, label }) => money !== null && /\bprice\s*:?\s*$/i.test(label) && !NOW.test(label))
  if (other && low !== undefined && list?.currency === low.currency && list.minor > low.minor)
    return offer(whom, { min: low, max: list }, null)
  const listPrice = list === null || list.minor <= (high?.minor ?? 0) ? null : one(list)
  if (low === undefined || high === undefined) {
    if (!isFree) return list === null ? null : offer(whom, one(list), null)
    return whom === 'members' ? { for: whom, kind: 'included', price: null, listPrice, ...NOTHING } : free(listPrice)
  }
  // "Free" beside an amount holds for something else, or for some; a range from 0 has no known low end.
  if (isFree)
    return prices.some(({ ends }) => ends)
      ? offer(whom, { min: null, max: high }, listPrice)
      : whom === 'anyone' && prices[0]?.money === null
        ? free(listPrice)
        : offer(whom, one(high), listPrice)
  if (amounts.some(({ currency }) => currency !== low.currency))
    return offer(whom, one(prices.find(({ money }) => money !== null)?.money ?? low), null)
  const [role] = prices.map((each) => each.role)
  if (amounts.length === 1 && role === 'from') return offer(whom, { min: low, max: null }, listPrice)
  if (amounts.length === 1 && role === 'up-to') return offer(whom, { min: null, max: high }, listPrice)
  return offer(whom, { min: low, max: high }, listPrice)
}

const one = (money: Money): MoneySpan => ({ min: money, max: money })
const offer = (whom: 'anyone' | 'members', price: MoneySpan, listPrice: MoneySpan | null): Offer => ({
  for: whom,
  kind: price.max?.minor === 0 ? 'free' : 'purchase',
  price,
  listPrice,
  ...NOTHING,
})
const free = (listPrice: MoneySpan | null): Offer => {
  const zero = { minor: 0, currency: listPrice?.max?.currency ?? 'USD' }
  return { for: 'anyone', kind: 'free', price: one(zero), listPrice, ...NOTHING }
}
