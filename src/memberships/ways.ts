import type { CourseId, MembershipId } from '../schema/ids.ts'
import type { Day, Span } from '../schema/values.ts'

/** Cents: at least the low end, at most the high end; a high end of null = nobody knows how much more. */
export interface Cost {
  low: number
  high: number | null
}

/** A single course that counts, or that may. */
export interface CourseChoice {
  id: CourseId
  /** In the credential's unit. */
  credits: Span<number>
  /** Cents that anyone pays. */
  cents: Span<number>
  /** True where it may be relied on to count. */
  sure: boolean
  /** The limit that it falls under. */
  limit: { rule: string; max: number } | null
}

/** What is bought instead of single courses. */
export interface Subscription {
  id: MembershipId
  /** Cents for one period. */
  cents: Span<number>
  /** How long one payment lasts; null = not stated, or it does not end. */
  months: number | null
  /** True for a bundle: the same courses a second time give no more credits. */
  once: boolean
  /** Credits of one period in the credential's unit; null = not known. */
  credits: Span<number> | null
  /** Most credits of its kind that count in one cycle; null = no limit is known. */
  most: number | null
  /** True where its credits may be relied on to count. */
  sure: boolean
  /** The last day on which its price may be relied on; null = it may not. */
  freshUntil: Day | null
}

/** What the visitor assumes of single courses whose price the catalog does not know. */
export interface Assumed {
  cents: number
  /** Credits of one such course. */
  credits: number
}

/** What is to be reached, and in how many months. */
export interface Goal {
  credits: number
  months: number
}

/** What every number of credits above the step before, up to and with `upTo`, costs. */
export interface Step {
  upTo: number
  cost: Cost
}

/**
 * A way to earn credits. `listed`: the catalog's courses by cost per credit. `assumed`: single courses at the assumed price.
 * `needed`: the membership, paid only as often as its credits are needed, so at the end of the cycle if they may be earned then.
 * `kept`: the membership, paid in every period. `topped-up`: one period of it, then single courses at the assumed price.
 */
export interface Way {
  kind: 'listed' | 'assumed' | 'needed' | 'kept' | 'topped-up'
  membership: MembershipId | null
  /** Payments for the membership, where their number is fixed. */
  payments: number | null
  /** True where its credits may be relied on to count. */
  sure: boolean
  /** In order; after the last one nothing is known. */
  steps: readonly Step[]
}

/** Credits are compared in ten-thousandths: sums of fractions leave dust. */
const round = (credits: number) => Math.round(credits * 10_000) / 10_000
const timesNeeded = (credits: number, each: number) => Math.max(1, Math.ceil(round(credits / each)))

/** @returns what so many credits cost; null = not known */
export const costOf = ({ steps }: Pick<Way, 'steps'>, credits: number): Cost | null =>
  steps.find(({ upTo }) => round(credits) <= upTo)?.cost ?? null

/** Builds steps from where the cost may change; neighbours that cost the same are one step. */
function stepsAt(ends: readonly number[], reach: number, cost: (credits: number) => Cost | null): Step[] {
  const steps: Step[] = []
  for (const upTo of [...new Set([...ends, reach].map(round))].sort((a, b) => a - b)) {
    if (upTo <= 0 || upTo > reach) continue
    const next = cost(upTo)
    if (next === null) break
    const last = steps.at(-1)
    if (last?.cost.low === next.low && last.cost.high === next.high) last.upTo = upTo
    else steps.push({ upTo, cost: next })
  }
  return steps
}

const multiples = (each: number | null | undefined, reach: number): number[] =>
  each == null || each <= 0 ? [] : Array.from({ length: timesNeeded(reach, each) }, (_, place) => (place + 1) * each)

interface Bought {
  credits: number
  cents: number
  limit: CourseChoice['limit']
}

/** Adds courses up, cheapest per credit first; what exceeds a limit gives nothing. */
function addUp(courses: readonly Bought[]): { credits: number; cents: number }[] {
  const used = new Map<string, number>()
  let credits = 0
  let cents = 0
  return courses
    .toSorted((a, b) => a.cents / a.credits - b.cents / b.credits || b.credits - a.credits)
    .flatMap((course) => {
      const { limit } = course
      const before = limit === null ? 0 : (used.get(limit.rule) ?? 0)
      const gain = limit === null ? course.credits : Math.min(course.credits, limit.max - before)
      if (gain <= 0) return []
      if (limit !== null) used.set(limit.rule, before + gain)
      credits = round(credits + gain)
      cents += course.cents
      return [{ credits, cents }]
    })
}

/** The catalog's own courses: at most the known prices of those that count, at least those of all that may. */
function listed(courses: readonly CourseChoice[], { credits: need }: Goal): Way {
  const atMost = addUp(
    courses.flatMap(({ sure, credits, cents, limit }) =>
      sure && credits.min !== null && credits.min > 0 && cents.max !== null
        ? [{ credits: credits.min, cents: cents.max, limit }]
        : [],
    ),
  )
  const atLeast = addUp(
    courses.flatMap(({ credits, cents, limit }) => {
      const most = credits.max ?? need
      return most > 0 ? [{ credits: most, cents: cents.min ?? 0, limit }] : []
    }),
  )
  const reach = Math.min(need, Math.max(0, ...[...atMost, ...atLeast].map(({ credits }) => credits)))
  const steps = stepsAt(
    [...atMost, ...atLeast].map(({ credits }) => credits),
    reach,
    (wanted) => {
      const high = atMost.find(({ credits }) => credits >= wanted)?.cents ?? null
      const low = atLeast.find(({ credits }) => credits >= wanted)?.cents ?? high
      return low === null ? null : { low: high === null ? low : Math.min(low, high), high }
    },
  )
  return { kind: 'listed', membership: null, payments: null, sure: true, steps }
}

const singlesFor = (credits: number, single: Assumed) =>
  credits <= 0 ? 0 : timesNeeded(credits, single.credits) * single.cents

function assumed(single: Assumed, { credits: need }: Goal): Way {
  const steps = stepsAt(multiples(single.credits, need), need, (credits) => {
    const cents = singlesFor(credits, single)
    return { low: cents, high: cents }
  })
  return { kind: 'assumed', membership: null, payments: null, sure: false, steps }
}

const priceOf = ({ cents }: Subscription, low: number, high: number | null): Cost => ({
  low: low * (cents.min ?? 0),
  high: high === null || cents.max === null ? null : high * cents.max,
})

/** How often a membership can be paid in that time; it may always be begun once. */
const periodsIn = ({ once, months }: Subscription, goal: Goal): number =>
  once ? 1 : months === null ? Infinity : Math.max(1, Math.ceil(goal.months / months))

const reachOf = ({ most }: Subscription, { credits }: Goal) => Math.min(credits, most ?? credits)

/**
 * What buys credits that may turn out not to count has no known high end.
 * @param paid how often it is paid for so many credits, at least and at most; null = that many cannot be had, or not surely
 */
function membershipWay(
  kind: Way['kind'],
  subscription: Subscription,
  goal: Goal,
  payments: number | null,
  paid: (credits: number) => { low: number | null; high: number | null },
): Way {
  const { id, credits, sure } = subscription
  const reach = reachOf(subscription, goal)
  const ends = [credits?.min, credits?.max].flatMap((each) => multiples(each, reach))
  const steps = stepsAt(ends, reach, (wanted) => {
    const { low, high } = paid(wanted)
    return low === null ? null : priceOf(subscription, low, sure ? high : null)
  })
  return { kind, membership: id, payments, sure, steps }
}

/** Payments that so many credits take, as far as the credits of one period are known. */
function paymentsFor({ credits }: Subscription, wanted: number, periods: number) {
  const low = credits?.max == null || credits.max <= 0 ? 1 : timesNeeded(wanted, credits.max)
  const high = credits?.min == null || credits.min <= 0 ? null : timesNeeded(wanted, credits.min)
  return { low: low > periods ? null : low, high: high === null || high > periods ? null : high }
}

function needed(subscription: Subscription, goal: Goal): Way {
  const periods = periodsIn(subscription, goal)
  return membershipWay('needed', subscription, goal, null, (wanted) => paymentsFor(subscription, wanted, periods))
}

function kept(subscription: Subscription, goal: Goal): Way | null {
  const periods = periodsIn(subscription, goal)
  if (periods === 1 || periods === Infinity) return null
  return membershipWay('kept', subscription, goal, periods, (wanted) => {
    const { low, high } = paymentsFor(subscription, wanted, periods)
    return { low: low === null ? null : periods, high: high === null ? null : periods }
  })
}

/** One period, then single courses: only where one period is known not to be enough. */
function toppedUp(subscription: Subscription, single: Assumed, { credits: need }: Goal): Way | null {
  const { id, credits, most, sure } = subscription
  const least = Math.min(credits?.min ?? 0, most ?? Infinity)
  if (least <= 0 || least >= need) return null
  const greatest = Math.min(credits?.max ?? Infinity, most ?? Infinity)
  const ends = multiples(single.credits, need).flatMap((more) => [least + more, greatest + more])
  const steps = stepsAt([least, ...ends].filter(Number.isFinite), need, (wanted) => {
    const { low, high } = priceOf(subscription, 1, sure ? 1 : null)
    return {
      low: low + singlesFor(round(wanted - greatest), single),
      high: high === null ? null : high + singlesFor(round(wanted - least), single),
    }
  })
  return { kind: 'topped-up', membership: id, payments: 1, sure, steps }
}

/** @returns every way to reach a goal, single courses first; those of which nothing is known are left out */
export function listWays(
  goal: Goal,
  {
    courses,
    subscriptions,
    single,
  }: {
    courses: readonly CourseChoice[]
    subscriptions: readonly Subscription[]
    single: Assumed
  },
): Way[] {
  return [
    listed(courses, goal),
    assumed(single, goal),
    ...subscriptions.flatMap((one) => [needed(one, goal), kept(one, goal), toppedUp(one, single, goal)]),
  ].filter((way) => way !== null && way.steps.length > 0) as Way[]
}

/**
 * @returns the fewest credits from which on one way is no dearer than another up to the goal, at worst; null = never, or not known
 */
export function flipsAt(way: Pick<Way, 'steps'>, other: Pick<Way, 'steps'>, { credits: need }: Goal): number | null {
  const ends = [...way.steps, ...other.steps].map(({ upTo }) => upTo).filter((upTo) => upTo <= need)
  const sorted = [...new Set([...ends, need].map(round))].sort((a, b) => a - b)
  let from: number | null = null
  for (const [place, upTo] of sorted.entries()) {
    const [mine, theirs] = [costOf(way, upTo)?.high ?? null, costOf(other, upTo)?.low ?? null]
    if (mine === null || theirs === null || mine > theirs) from = null
    else from ??= sorted[place - 1] ?? 0
  }
  return from
}

/** @returns the way that costs least for so many credits at worst; null = none has a known high end */
export function cheapestOf(ways: readonly Way[], credits: number): Way | null {
  const high = (way: Way) => costOf(way, credits)?.high ?? Infinity
  return ways.filter((way) => high(way) < Infinity).toSorted((a, b) => high(a) - high(b))[0] ?? null
}
