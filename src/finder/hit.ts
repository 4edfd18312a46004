import { issuedCredit, isRanked, lastDayOf } from '../catalog/courses.ts'
import { ANSWERS, type Answer } from '../credentials/answers.ts'
import { priceForMe, pricePerCredit, type Held, type PriceForMe, type Terms } from '../memberships/price-for-me.ts'
import type { UnitId } from '../schema/ids.ts'
import type { Day, Money, MoneySpan } from '../schema/values.ts'
import type { Mine } from './mine.ts'
import type { Row } from './row.ts'
import type { Measure } from './steps.ts'

/** A row as one visitor sees it: whether it counts for her, what she pays. */
export interface Hit {
  row: Row
  /** The verdicts for the credentials that she renews, in her order; [] = none is chosen, or the course is over. */
  mine: readonly (Mine & { credential: string; answer: Answer })[]
  /** The worse of her verdicts; null = none. */
  answer: Answer | null
  price: PriceForMe
  /** The price of one credit: one that counts for her first credential, or as issued where none is chosen; null = not known. */
  perCredit: { price: MoneySpan; unit: UnitId | null } | null
  /** What is filtered and ordered by, high ends; null = not known, or in another currency. */
  measures: Readonly<Record<Measure, number | null>>
}

/** Whose eyes a list is seen with. */
export interface Visitor {
  credentials: readonly string[]
  held: readonly Held[]
  on: Day
}

/** Courses that may be relied on to count, each in its own way. */
const COUNTING: readonly Answer[] = ['counts', 'counts-with-limit', 'attest', 'body-reviews']

/** @returns true when a row may be relied on to count; true too where no credential is chosen */
export const isCounting = ({ answer }: Pick<Hit, 'answer'>): boolean => answer === null || COUNTING.includes(answer)

const CURRENCY = 'USD'
const cents = (money: Money | null | undefined): number | null => (money?.currency === CURRENCY ? money.minor : null)
const highEnd = (price: MoneySpan | null): number | null => cents(price?.max)

const DAY_MS = 86_400_000
const daysFrom = (day: string, to: string): number => Math.round((Date.parse(to) - Date.parse(day)) / DAY_MS)

/** One credit that counts, where that is known; else one as issued. What does not count has no price per credit. */
function perCreditOf(
  { credits }: Row,
  first: Mine | undefined,
  answer: Answer | null,
  price: PriceForMe,
): Hit['perCredit'] {
  if (answer === 'does-not-count') return null
  const counting = first !== undefined && isCounting({ answer }) ? pricePerCredit(price, first.credits) : null
  if (counting !== null) return { price: counting, unit: null }
  const issued = issuedCredit(credits)
  const per = issued === null ? null : pricePerCredit(price, issued.amount)
  return per === null || issued === null ? null : { price: per, unit: issued.unit }
}

/** @param verdicts of each chosen credential on this row, in the visitor's order */
export function toHit(
  built: Row,
  verdicts: readonly Mine[],
  { credentials, held, on }: Visitor,
  memberships: readonly Terms[],
): Hit {
  // The site may have been built before it ended.
  const hasEnded = !built.over && built.expires !== null && lastDayOf(built.expires) < on
  const row = hasEnded ? { ...built, over: true, overview: [] } : built
  const mine = (hasEnded ? [] : verdicts).flatMap(({ answer, ...rest }, place) =>
    answer === null ? [] : { ...rest, answer, credential: credentials[place] ?? '' },
  )
  const answer = ANSWERS.findLast((one) => mine.some((verdict) => verdict.answer === one)) ?? null
  const price = priceForMe(row, { held, memberships, on })
  const perCredit = perCreditOf(row, mine[0], answer, price)
  // Where it counts, a credit as issued is no measure of what a credit that counts costs.
  const unit = perCredit?.unit ?? null
  const isComparable = unit === null || (isRanked(unit) && (mine.length === 0 || !isCounting({ answer })))
  return {
    row,
    mine,
    answer,
    price,
    perCredit,
    measures: {
      // Free with a paid certificate is free to take; the fee stands beside it and in the price of a credit.
      prices: price.kind === 'free' ? 0 : highEnd(price.price),
      costs: perCredit !== null && isComparable ? highEnd(perCredit.price) : null,
      credits:
        mine[0] === undefined ? (issuedCredit(row.credits)?.amount?.min ?? null) : (mine[0].credits?.min ?? null),
      minutes: row.minutes?.max ?? row.minutes?.min ?? null,
      freshness: row.fresh.day === null ? null : Math.max(0, daysFrom(lastDayOf(row.fresh.day), on)),
      expiry: row.expires === null ? null : daysFrom(on, lastDayOf(row.expires)),
    },
  }
}
