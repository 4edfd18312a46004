import { isOver } from '../catalog/courses.ts'
import { freshnessOf } from '../catalog/freshness.ts'
import type { Catalog } from '../catalog/load.ts'
import { limitOf, outsideCap } from '../credentials/limits.ts'
import { creditsFor } from '../credentials/units.ts'
import type { Answer } from '../credentials/answers.ts'
import { verdict, type Context, type Verdict } from '../credentials/verdict.ts'
import type { Course } from '../schema/course.ts'
import type { Credential } from '../schema/credential.ts'
import type { Membership } from '../schema/membership.ts'
import type { MoneySpan, Span } from '../schema/values.ts'
import { openedCourses } from './compare.ts'
import { priceForMe } from './price-for-me.ts'
import type { CourseChoice, Subscription } from './ways.ts'

/** The only currency that is added up; prices in another one are as good as not known. */
export const CURRENCY = 'USD'

/** Courses that may be relied on to count, each in its own way. */
const COUNTING: ReadonlySet<Answer> = new Set(['counts', 'counts-with-limit', 'attest', 'body-reviews'])

/**
 * The most that counts of a kind of credit; null = no limit is known. What is not confirmed is taken as outside credit,
 * the careful reading, unless the credential's own body gives it.
 */
function mostOf({ answer, rule }: Verdict, { provider }: Membership, credential: Credential): number | null {
  const own = limitOf(rule, credential, [])?.max ?? null
  const isOutside = answer === 'not-confirmed' && provider !== credential.body
  return own ?? (isOutside ? (outsideCap(credential)?.max.value ?? null) : null)
}

/** What a membership opens for one credential. */
export interface Opened {
  membership: Membership
  /** Listed courses that it opens and that may be relied on to count. */
  counting: number
  /** Listed courses that it opens and that may count. */
  perhaps: number
  /** Credits of one period in the credential's unit; null = not known. */
  credits: Span<number> | null
  /** Most credits of its kind that count in one cycle; null = no limit is known. */
  most: number | null
  /** True where its credits may be relied on to count. */
  sure: boolean
}

/** What can be bought for one credential. */
export interface Choices {
  courses: CourseChoice[]
  opened: Opened[]
  /** Those whose price is known. */
  subscriptions: Subscription[]
}

/** @returns both ends in cents; null = not known, or in another currency */
export function centsOf(price: MoneySpan | null): Span<number> | null {
  const ends = [price?.min, price?.max].filter((end) => end != null)
  if (price === null || ends.some(({ currency }) => currency !== CURRENCY)) return null
  return { min: price.min?.minor ?? null, max: price.max?.minor ?? null }
}

const monthsOf = ({ period, finishWithinMonths }: Membership): number | null =>
  period === 'calendar-year' ? 12 : (period?.months ?? finishWithinMonths)

function openedFor(
  membership: Membership,
  judged: readonly { course: Course; found: Verdict }[],
  credential: Credential,
  context: Context,
): Opened | null {
  const { credits, provider } = membership
  const courses = judged.map(({ course }) => course)
  const opened = new Set(openedCourses(membership, courses))
  const inside = judged.filter(({ course }) => opened.has(course))
  // Where no source says which courses it opens, those of the provider speak for them.
  const typical = inside.length > 0 ? inside : judged.filter(({ course }) => course.provider === provider)
  const usable = typical.filter(({ found }) => found.answer !== 'does-not-count')
  const stated = credits && creditsFor({ credits: [{ ...credits, parts: null }] }, credential, context.units).amount
  const isNamed = inside.length > 0 || stated !== null || credits === null
  if (!isNamed || (usable.length === 0 && stated === null)) return null
  const limits = usable.map(({ found }) => mostOf(found, membership, credential))
  return {
    membership,
    counting: inside.filter(({ found }) => COUNTING.has(found.answer)).length,
    perhaps: inside.filter(({ found }) => found.answer === 'not-confirmed').length,
    credits: stated,
    most: limits.length === 0 || limits.includes(null) ? null : Math.max(...limits.filter((limit) => limit !== null)),
    sure:
      usable.length === 0
        ? credits?.unit === credential.needs.unit
        : usable.every(({ found }) => COUNTING.has(found.answer)),
  }
}

/** @returns single courses and memberships for one credential, with what is known of each */
export function choicesFor(credential: Credential, catalog: Catalog, context: Context): Choices {
  const { courses, memberships } = catalog
  const judged = courses
    .filter((course) => !isOver(course, context.on))
    .map((course) => ({ course, found: verdict(course, credential, context) }))
  const opened = memberships
    .filter(({ kind }) => kind === 'subscription' || kind === 'bundle')
    .flatMap((membership) => openedFor(membership, judged, credential, context) ?? [])
  return {
    courses: judged.flatMap(({ course, found }): CourseChoice[] => {
      const cents = centsOf(priceForMe(course, { held: [], memberships: [], on: context.on }).price)
      if (found.answer === 'does-not-count' || found.credits === null || cents === null) return []
      const limit = limitOf(found.rule, credential, [])
      return [{ id: course.id, credits: found.credits, cents, sure: COUNTING.has(found.answer), limit }]
    }),
    opened,
    subscriptions: opened.flatMap(({ membership, credits, most, sure }): Subscription[] => {
      const cents = centsOf(membership.price)
      if (cents === null) return []
      const once = membership.kind === 'bundle'
      const { freshUntil } = freshnessOf(membership, 'price', catalog, context.on)
      return [{ id: membership.id, cents, months: monthsOf(membership), once, credits, most, sure, freshUntil }]
    }),
  }
}
