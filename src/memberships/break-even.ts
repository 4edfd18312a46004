import type { Money, MoneySpan } from '../schema/values.ts'

/**
 * After how many single courses a membership has paid for itself.
 * @param membership price of one period
 * @param course price of one course bought singly; must be above 0
 * @returns the number of courses, at least 1; null when currencies differ or the course is free
 */
export function coursesToRepay(membership: Money, course: Money): number | null {
  if (membership.currency !== course.currency || course.minor <= 0) return null
  return Math.max(1, Math.ceil(membership.minor / course.minor))
}

/** @returns break-even at the lowest and at the highest single price, or null where one cannot be told */
export function breakEven(
  membership: MoneySpan | null,
  single: MoneySpan | null,
): { atLowest: { price: Money; courses: number }; atHighest: { price: Money; courses: number } } | null {
  const price = membership?.max ?? membership?.min
  const low = single?.min ?? single?.max
  const high = single?.max ?? single?.min
  if (price == null || low == null || high == null) return null
  const atLow = coursesToRepay(price, low)
  const atHigh = coursesToRepay(price, high)
  if (atLow === null || atHigh === null) return null
  return { atLowest: { price: low, courses: atLow }, atHighest: { price: high, courses: atHigh } }
}
