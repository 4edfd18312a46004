import type { Offer } from '../../src/schema/course.ts'
import type { Money, MoneySpan } from '../../src/schema/values.ts'
import type { ListedPrice } from '../provider.ts'
import { isMemberTier, isNarrowTier, isOpenTier } from './tier.ts'

const NOTHING = { until: null, extraFee: null } as const

/**
 * What anyone pays and what members pay, from the prices of a shop.
 * Tiers of students and the like have no place in the schema and are left out.
 * @param isSum true where the prices are those of the parts, which say nothing of the whole
 */
export function normalizeOffers(prices: readonly ListedPrice[], { isSum = false }: { isSum?: boolean } = {}): Offer[] {
  if (prices.length === 0) return []
  if (isSum) return [{ for: 'anyone', kind: 'purchase', price: null, listPrice: null, ...NOTHING }]
  const tiered = prices.filter(({ tier }) => tier !== null)
  const open = tiered.filter(({ tier }) => isOpenTier(tier ?? ''))
  const members = tiered.filter(({ tier }) => isMemberTier(tier ?? '') && !isNarrowTier(tier ?? ''))
  const rest = prices.filter((price) => !members.includes(price) && !isNarrowTier(price.tier ?? ''))
  return [toOffer('anyone', open.length > 0 ? open : rest), toOffer('members', members)].flatMap((offer) => offer ?? [])
}

/** "From: $10.00" is the low end of what the choices cost. */
const FROM = /^(?:from|starting at|starts at|as low as)\b[^\d]{0,8}\d/i

function toOffer(whom: 'anyone' | 'members', prices: readonly ListedPrice[]): Offer | null {
  const [only] = prices
  if (only === undefined) return null
  const [low, high] = ends(prices)
  if (low === null || high === null) {
    if (!only.free) return { for: whom, kind: 'purchase', price: null, listPrice: null, ...NOTHING }
    return free(whom, null, null)
  }
  if (low.currency !== high.currency) return null
  const listPrice = prices.length === 1 && only.listPrice !== null ? span(only.listPrice, only.listPrice) : null
  if (prices.length === 1 && low.minor > 0 && FROM.test(only.printed ?? ''))
    return { for: whom, kind: 'purchase', price: span(low, null), listPrice, ...NOTHING }
  if (high.minor === 0) return prices.every((price) => price.free) ? free(whom, high, listPrice) : null
  // A range that begins at 0 is free for some; for whom, the shop does not say here.
  return { for: whom, kind: 'purchase', price: span(low.minor === 0 ? null : low, high), listPrice, ...NOTHING }
}

function free(whom: 'anyone' | 'members', price: Money | null, listPrice: MoneySpan | null): Offer {
  if (whom === 'members') return { for: whom, kind: 'included', price: null, listPrice, ...NOTHING }
  const zero = price ?? { minor: 0, currency: 'USD' }
  return { for: whom, kind: 'free', price: span(zero, zero), listPrice, ...NOTHING }
}

function ends(prices: readonly ListedPrice[]): [Money | null, Money | null] {
  const known = prices.flatMap(({ price }) => price ?? []).sort((first, second) => first.minor - second.minor)
  return [known[0] ?? null, known.at(-1) ?? null]
}

const span = (min: Money | null, max: Money | null): MoneySpan => ({ min, max })
