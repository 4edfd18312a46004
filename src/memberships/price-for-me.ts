import type { Course, Offer } from '../schema/course.ts'
import type { MembershipId } from '../schema/ids.ts'
import type { Membership } from '../schema/membership.ts'
import type { Day, Money, MoneySpan, Span } from '../schema/values.ts'

/** A membership that the visitor has. */
export interface Held {
  id: MembershipId
  /** Its last day; null = no end is known. */
  until: Day | null
}

/** What is needed of a membership to price a course. */
export type Terms = Pick<Membership, 'id' | 'name' | 'opens'>

/** What is charged on top; price null = how much is not said. */
export interface Extra {
  what: string
  price: MoneySpan | null
}

/** An offer that is not open to the visitor: for members without saying which, or for a membership that she does not have. */
export interface OtherOffer {
  /** `members` (which membership is not said), or the membership that opens it. */
  for: MembershipId
  kind: Offer['kind']
  /** Fees included; null = not known. */
  price: MoneySpan | null
}

/** What a course costs one visitor on one day. */
export interface PriceForMe {
  /** What she pays, fees included; its high end is null where a fee is due but not known; null = not known. */
  price: MoneySpan | null
  /** How she gets it; null = no offer is known. `included` is not `free`, and `free` may still have a fee in `extra`. */
  kind: Offer['kind'] | null
  /** The price before a reduction, without fees; null = there is none. */
  listPrice: MoneySpan | null
  /** The last day on which this holds: the end of the sale or of her membership; null = no end is known. */
  until: Day | null
  /** Fees on top; those with a known price are part of `price`. */
  extra: readonly Extra[]
  /** The membership that gives it; null = anyone gets it. */
  through: MembershipId | null
  /** What she would pay without any membership, fees included; null = not known. */
  without: MoneySpan | null
  /** Offers for others, for the reader to know of. */
  others: readonly OtherOffer[]
}

/** An offer with its fees added. */
interface Priced {
  offer: Offer
  price: MoneySpan | null
}

const HOME = 'USD'

const currencyOf = (price: MoneySpan | null): string | null => (price?.min ?? price?.max)?.currency ?? null

/** An unknown end stays unknown. */
const eachEnd = (span: MoneySpan, change: (minor: number) => number): MoneySpan => {
  const end = (money: Money | null) => money && { ...money, minor: change(money.minor) }
  return { min: end(span.min), max: end(span.max) }
}

const add = (a: Money | null, b: Money | null): Money | null => a && b && { ...a, minor: a.minor + b.minor }

/** Amounts of one currency; a fee that is not known, or in another currency, leaves the high end open. */
function withFee(price: MoneySpan, fee: MoneySpan | null): MoneySpan | null {
  if (fee !== null && price.min?.minor === 0 && price.max?.minor === 0) return fee
  if (fee !== null && currencyOf(fee) === currencyOf(price))
    return known({ min: add(price.min, fee.min) ?? price.min, max: add(price.max, fee.max) })
  return known({ min: price.min, max: null })
}

const known = (span: MoneySpan): MoneySpan | null => (span.min === null && span.max === null ? null : span)

/** An offer with its fee; what is included or free costs nothing else. */
function priced(offer: Offer, currency: string): Priced {
  const nothing = { minor: 0, currency: currencyOf(offer.price) ?? currency }
  const base = offer.kind === 'purchase' ? offer.price : { min: nothing, max: nothing }
  const { extraFee } = offer
  return { offer, price: base === null || extraFee === null ? base : withFee(base, extraFee.price) }
}

/** What a membership's terms make of the price to anyone: reductions are not known to add up, so they start from the list price. */
function reduced(offer: Offer | undefined, { id, opens }: Terms, course: Pick<Course, 'id' | 'provider'>): Offer[] {
  const percents = opens
    .filter(({ courses, providers }) => courses.includes(course.id) || providers.includes(course.provider))
    .flatMap(({ percentOff }) => percentOff ?? [])
  if (percents.length === 0) return []
  const percent = Math.max(...percents)
  const extraFee = offer?.extraFee ?? null
  const own = { for: id, listPrice: null, until: null, extraFee }
  if (percent === 100) return [{ ...own, kind: 'included', price: null }]
  if (offer?.kind !== 'purchase') return []
  const full = offer.listPrice ?? offer.price
  const price = full && eachEnd(full, (minor) => Math.round((minor * (100 - percent)) / 100))
  return [{ ...own, kind: 'purchase', price, listPrice: full }]
}

const highest = ({ price }: Priced) => price?.max?.minor ?? Infinity
const lowest = ({ price }: Priced) => price?.min?.minor ?? price?.max?.minor ?? Infinity
const isBelow = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0)

/** Cheapest by its high end first; what anyone gets before what a membership gives at the same price. */
const byPrice = (a: Priced, b: Priced): number =>
  isBelow(highest(a), highest(b)) ||
  isBelow(lowest(a), lowest(b)) ||
  isBelow(Number(a.offer.for !== 'anyone'), Number(b.offer.for !== 'anyone')) ||
  isBelow(JSON.stringify(a), JSON.stringify(b))

/** US dollars where there are any: the credentials are American. */
const currencyAmong = (offers: readonly Priced[]): string | null => {
  const currencies = offers.flatMap(({ price }) => currencyOf(price) ?? []).sort()
  return currencies.includes(HOME) ? HOME : (currencies[0] ?? null)
}

const cheapest = (offers: readonly Priced[], currency: string | null): Priced | undefined =>
  offers.filter(({ price }) => currencyOf(price) === currency).toSorted(byPrice)[0] ?? offers.toSorted(byPrice)[0]

const earlier = (a: Day | null, b: Day | null): Day | null => (a === null || (b !== null && b < a) ? b : a)

/**
 * The least of the offers open to the visitor. An offer past its end is none. What is not known stays so, and amounts in
 * different currencies are never compared: then what anyone pays stands.
 */
export function priceForMe(
  course: Pick<Course, 'id' | 'provider' | 'offers'>,
  { held, memberships, on }: { held: readonly Held[]; memberships: readonly Terms[]; on: Day },
): PriceForMe {
  const running = course.offers.filter(({ until }) => until === null || until >= on)
  const toAnyone = running.filter((offer) => offer.for === 'anyone')
  const home = currencyAmong(toAnyone.map((offer) => priced(offer, HOME)))
  const price = (offer: Offer) => priced(offer, home ?? HOME)
  const anyone = cheapest(toAnyone.map(price), home)

  // A price printed for a membership says more than a percentage on everything.
  const printed = running.filter((offer) => offer.for !== 'anyone')
  const isPrinted = (id: MembershipId) =>
    printed.some((offer) => offer.for === id && (offer.kind !== 'purchase' || offer.price !== null))
  const terms = memberships.filter(({ id }) => !isPrinted(id)).flatMap((one) => reduced(anyone?.offer, one, course))
  const ofMembers = [...printed, ...terms].map(price)

  const holding = held.filter(({ until }) => until === null || until >= on)
  const isOpen = ({ offer }: Priced) => offer.for !== 'members' && holding.some(({ id }) => id === offer.for)
  const open = [...(anyone === undefined ? [] : [anyone]), ...ofMembers.filter(isOpen)]
  const mine = cheapest(open, currencyOf(anyone?.price ?? null) ?? currencyAmong(open))

  const taken = mine?.offer
  const through = taken === undefined || taken.for === 'anyone' ? null : taken.for
  const ends = holding.filter(({ id }) => id === through).map(({ until }) => until)
  const heldUntil = ends.includes(null) ? null : (ends.sort().at(-1) ?? null)
  return {
    price: mine?.price ?? null,
    kind: taken?.kind ?? null,
    listPrice: taken?.listPrice ?? null,
    until: earlier(taken?.until ?? null, heldUntil),
    extra: taken?.extraFee ? [taken.extraFee] : [],
    through,
    without: anyone?.price ?? null,
    others: ofMembers
      .filter((one) => !isOpen(one))
      .toSorted(byPrice)
      .map(({ offer, price: total }) => ({ for: offer.for, kind: offer.kind, price: total })),
  }
}

/** Credits are counted in ten-thousandths, so that halves are told apart exactly. */
const PARTS = 10_000

const divide = ({ minor, currency }: Money, credits: number): Money => {
  const parts = Math.round(credits * PARTS)
  return { minor: Math.floor((2 * minor * PARTS + parts) / (2 * parts)), currency }
}

/**
 * The price of one credit that counts, to the cent: the lowest price over the most credits, and the highest over the fewest.
 * @param credits in the credential's own unit; an end that is 0 or not known leaves that end of the price open
 * @returns null when neither end is known
 */
export function pricePerCredit({ price }: Pick<PriceForMe, 'price'>, credits: Span<number> | null): MoneySpan | null {
  if (price === null || credits === null) return null
  const over = (money: Money | null, count: number | null) =>
    money === null || count === null || Math.round(count * PARTS) === 0 ? null : divide(money, count)
  return known({ min: over(price.min, credits.max), max: over(price.max, credits.min) })
}
