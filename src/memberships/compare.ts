import type { Catalog } from '../catalog/load.ts'
import { offerForAnyone } from '../catalog/courses.ts'
import type { Course } from '../schema/course.ts'
import type { Membership } from '../schema/membership.ts'
import type { MoneySpan } from '../schema/values.ts'
import { breakEven } from './break-even.ts'

/** What a membership opens, counted from the catalog, and when it pays. */
export interface MembershipValue {
  membership: Membership
  /** Listed courses that it opens at no further charge or at a reduction. */
  opened: readonly Course[]
  /** What single courses cost there: the opened ones, else all of the provider's, else the range it is said to ask; null = not known. */
  single: { price: MoneySpan; from: 'opened' | 'provider' | 'range' } | null
  /** After how many single courses it is repaid; null = its price or theirs is not known, or it is not bought instead of courses. */
  repaid: ReturnType<typeof breakEven>
}

/** @returns the listed courses that a membership opens */
export function openedCourses(membership: Membership, courses: readonly Course[]): Course[] {
  const providers = new Set(
    membership.opens.filter(({ percentOff }) => percentOff !== null).flatMap((opens) => opens.providers),
  )
  const named = new Set(membership.opens.flatMap((opens) => opens.courses))
  return courses.filter(
    ({ id, provider, offers }) =>
      providers.has(provider) || named.has(id) || offers.some((offer) => offer.for === membership.id),
  )
}

/** @returns the lowest and highest price of the courses sold to anyone; null when none is known or currencies differ */
function spanOfPrices(courses: readonly Course[], today: string): MoneySpan | null {
  const prices = courses.flatMap((course) => {
    const price = offerForAnyone(course, today)?.price
    const ends = [price?.min, price?.max].filter((end) => end != null)
    return ends.filter(({ minor }) => minor > 0)
  })
  const sorted = prices.toSorted((a, b) => a.minor - b.minor)
  const [min, max] = [sorted[0], sorted.at(-1)]
  return min === undefined || max === undefined || new Set(sorted.map(({ currency }) => currency)).size > 1
    ? null
    : { min, max }
}

/** @returns what a membership is worth against single courses, from the catalog's own prices on `today` */
export function valueMembership(
  membership: Membership,
  { courses, providers }: Pick<Catalog, 'courses' | 'providers'>,
  today: string,
): MembershipValue {
  const opened = openedCourses(membership, courses)
  const spans = [
    { price: spanOfPrices(opened, today), from: 'opened' as const },
    {
      price: spanOfPrices(
        courses.filter(({ provider }) => provider === membership.provider),
        today,
      ),
      from: 'provider' as const,
    },
    { price: providers.find(({ id }) => id === membership.provider)?.priceRange ?? null, from: 'range' as const },
  ]
  const single = spans.flatMap(({ price, from }) => (price === null ? [] : [{ price, from }]))[0] ?? null
  const instead = membership.kind === 'subscription' || membership.kind === 'bundle'
  return { membership, opened, single, repaid: instead ? breakEven(membership.price, single?.price ?? null) : null }
}
