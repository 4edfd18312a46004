import { isStale } from '../catalog/freshness.ts'
import { formatCount, formatMoney, formatMonths, formatNumber } from '../catalog/format.ts'
import type { CredentialId, MembershipId } from '../schema/ids.ts'
import type { Day } from '../schema/values.ts'
import { coursesToRepay } from './break-even.ts'
import { roundTicks, type Line, type Plot } from './plot.ts'
import {
  costOf,
  flipsAt,
  listWays,
  type Assumed,
  type Cost,
  type CourseChoice,
  type Goal,
  type Subscription,
  type Way,
} from './ways.ts'

/** What the ways to renew one credential are told from; small enough to be sent to the browser. */
export interface Offering {
  id: CredentialId
  /** `CMA (AAMA)` */
  credential: string
  /** "AAMA CEUs" */
  unit: string
  goal: Goal
  courses: readonly CourseChoice[]
  subscriptions: readonly (Subscription & { name: string })[]
}

/** What the visitor may change. */
export interface Situation extends Goal {
  single: Assumed
}

/** One way in words, with the key of its line. */
export interface WayRow {
  key: string
  name: string
  way: Way
}

/** The ways over one stretch of time. */
export interface Horizon {
  goal: Goal
  rows: readonly WayRow[]
  plot: Plot
}

/** All that the panel of one credential says. */
export interface Board {
  /** null = the cycle is not longer than a year. */
  year: Horizon | null
  cycle: Horizon
}

const YEAR = 12
const usd = (minor: number) => formatMoney({ minor: Math.round(minor), currency: 'USD' })

/** "$29.95 to $59.90", "at least $249", "not known" */
export function costWords(cost: Cost | null): string {
  if (cost === null) return 'not known'
  const { low, high } = cost
  if (high === null) return low === 0 ? 'not known' : `at least ${usd(low)}`
  return low === high ? usd(low) : `${usd(low)} to ${usd(high)}`
}

/** The cost of all credits, each of them; null = not known. */
export function perCreditWords(cost: Cost | null, credits: number): string {
  if (cost === null || credits <= 0) return 'not known'
  const each = (cents: number) => Math.floor(cents / credits + 0.5)
  return costWords({ low: each(cost.low), high: cost.high === null ? null : each(cost.high) })
}

const ordinal = (count: number): string => {
  const suffix = { one: 'st', two: 'nd', few: 'rd', other: 'th' }[
    new Intl.PluralRules('en', { type: 'ordinal' }).select(count) as 'one' | 'two' | 'few' | 'other'
  ]
  return `${formatNumber(count)}${suffix}`
}

/** "Repaid by the 2nd course at $15"; null = it cannot be told */
export function repaidWords(cents: number | null, single: number): string | null {
  if (cents === null) return null
  const courses = coursesToRepay({ minor: cents, currency: 'USD' }, { minor: single, currency: 'USD' })
  return courses === null ? null : `Repaid by the ${ordinal(courses)} course at ${usd(single)}`
}

/** Keys in the order of the alphabet: single courses first, each membership once, whatever is made of it. */
function keyed(ways: readonly Way[], { subscriptions }: Offering, single: Assumed): WayRow[] {
  const letters = new Map<MembershipId, string>(
    subscriptions.map(({ id }, place) => [id, String.fromCharCode('C'.charCodeAt(0) + place)]),
  )
  return ways.map((way) => {
    const name = subscriptions.find(({ id }) => id === way.membership)?.name ?? ''
    const key = letters.get(way.membership ?? '') ?? ''
    switch (way.kind) {
      case 'listed':
        return { key: 'A', name: 'Courses listed here', way }
      case 'assumed':
        return { key: 'B', name: `Courses at ${usd(single.cents)}`, way }
      case 'needed':
        return { key, name, way }
      case 'kept':
        return { key: `${key}×${way.payments ?? ''}`, name: 'paid all along', way }
      case 'topped-up':
        return { key: `${key}+B`, name: 'once, then courses', way }
    }
  })
}

/** As much of a name as stands beside a line. */
const shortName = (name: string): string => {
  const plain = name.replace(/ \(.*\)$/, '')
  return plain.length > 28 ? `${plain.slice(0, 27).trimEnd()}…` : plain
}

const stretchesOf = ({ steps }: Way): Line['stretches'] =>
  steps.map(({ upTo, cost }, place) => ({
    from: steps[place - 1]?.upTo ?? 0,
    to: upTo,
    low: cost.low,
    high: cost.high,
  }))

/** Dear single courses leave through the top: what is compared with them keeps most of the height. */
function plotOf(goal: Goal, rows: readonly WayRow[], { credential }: Offering): Plot {
  const ends = rows
    .filter(({ way }) => way.membership !== null)
    .map(({ way }) => way.steps.at(-1)?.cost)
    .map((cost) => cost?.high ?? cost?.low ?? 0)
  const singles = rows.filter(({ way }) => way.membership === null).map(({ way }) => way.steps.at(-1)?.cost.high ?? 0)
  const amounts = roundTicks(Math.max(1000, ...(ends.length > 0 ? ends : singles)) / 100)
  const credits = roundTicks(goal.credits).filter((at) => at <= goal.credits)
  const closest = credits.at(-1) ?? 0
  if (goal.credits - closest < goal.credits / 5) credits.pop()
  return {
    label: `What credits for the ${credential} cost, by way to earn them; the table has the same numbers`,
    height: 264,
    lines: rows.map(({ key, name, way }) => ({
      ...{ key, name: shortName(name), stretches: stretchesOf(way) },
      tone: way.membership === null ? 'plain' : 'accent',
    })),
    across: {
      from: 0,
      to: goal.credits,
      ticks: [
        ...credits.map((at) => ({ at, word: formatNumber(at) })),
        { at: goal.credits, word: formatNumber(goal.credits) },
      ],
    },
    up: {
      to: (amounts.at(-1) ?? 1) * 100,
      ticks: amounts.map((amount) => ({ at: amount * 100, word: usd(amount * 100) })),
    },
  }
}

function horizon(offering: Offering, goal: Goal, single: Assumed): Horizon {
  const rows = keyed(listWays(goal, { ...offering, single }), offering, single)
  return { goal, rows, plot: plotOf(goal, rows, offering) }
}

/** @returns the ways over one year's share and over all the time that is left */
export function boardOf(offering: Offering, { credits, months, single }: Situation): Board {
  const share = { credits: Math.ceil((credits * YEAR) / Math.max(months, YEAR)), months: YEAR }
  return {
    year: months > YEAR ? horizon(offering, share, single) : null,
    cycle: horizon(offering, { credits, months }, single),
  }
}

/** The numbers of a plot: what each quarter of the credits costs in each way. */
export function numbersOf({ goal, rows }: Horizon): {
  credits: string[]
  rows: { key: string; name: string; costs: string[] }[]
} {
  const quarters = [...new Set([1, 2, 3, 4].map((part) => Math.ceil((goal.credits * part) / 4)))]
  return {
    credits: quarters.map(formatNumber),
    rows: rows.map(({ key, name, way }) => ({
      key,
      name: way.membership === null || way.sure ? name : `${name}, if they count`,
      costs: quarters.map((at) => costWords(costOf(way, at))),
    })),
  }
}

/** "60 AAMA CEUs in 5 years" */
export const goalWords = ({ credits, months }: Goal, unit: string): string =>
  `${formatNumber(credits)} ${unit} in ${months === YEAR ? 'one year' : formatMonths(months)}`

/**
 * Where the line of a membership meets that of single courses, a sentence each; '' = none is known to.
 * A price that is old is not said to cost less than anything.
 */
function crossingWords({ goal, rows }: Horizon, { subscriptions }: Offering, today: Day): string {
  const singles = rows.find(({ way }) => way.kind === 'assumed')
  if (singles === undefined) return ''
  const sentences = rows.flatMap(({ key, name, way }) => {
    const bought = subscriptions.find(({ id }) => id === way.membership)
    const from = bought === undefined ? null : flipsAt(way, singles.way, goal)
    if (bought === undefined || from === null) return []
    const what = way.kind === 'needed' ? bought.name : `${bought.name}, ${name}`
    const where = from === 0 ? 'from the first credit on' : `after ${formatCount(from, 'credit')}`
    return isStale(bought, today)
      ? [`At the price last seen, line ${key} (${what}) meets line ${singles.key} ${where}.`]
      : [`Line ${key} (${what}) costs no more than line ${singles.key} ${where}.`]
  })
  return sentences.join(' ')
}

const NO_LIMIT = { limit: null, held: null, sure: true }

const find = ({ rows }: Horizon, kind: Way['kind'], membership: MembershipId | null) =>
  rows.find(({ way }) => way.kind === kind && way.membership === membership)

/**
 * @param today the day on which prices have to be fresh
 * @returns every changeable text of a panel by the name of its place; '' where there is nothing to say
 */
export function boardTexts(offering: Offering, situation: Situation, today: Day): Record<string, string> {
  const { unit, subscriptions } = offering
  const { single } = situation
  const board = boardOf(offering, situation)
  const texts: Record<string, string> = {
    'year.share': `${formatNumber((board.year ?? board.cycle).goal.credits)} ${unit}`,
    'year.goal': goalWords((board.year ?? board.cycle).goal, unit),
    'year.crossings': board.year === null ? '' : crossingWords(board.year, offering, today),
    'cycle.crossings': crossingWords(board.cycle, offering, today),
    'cycle.goal': goalWords(board.cycle.goal, unit),
    'assumed.name': `Single courses at ${usd(single.cents)}`,
  }
  const whole = board.cycle.goal.credits
  const horizons = { year: board.year ?? board.cycle, cycle: board.cycle }
  const say = (
    id: string,
    kind: Way['kind'],
    membership: MembershipId | null,
    most: { limit: number | null; held: number | null; sure: boolean },
  ) => {
    for (const [span, one] of Object.entries(horizons)) {
      const { credits } = one.goal
      const way = find(one, kind, membership)?.way
      const cost = way === undefined ? null : costOf(way, credits)
      const limit =
        most.held !== null && most.held < credits
          ? `not all: it holds at most ${formatNumber(most.held)}`
          : most.limit !== null && most.limit < credits
            ? `not all: ${most.sure ? `at most ${formatNumber(most.limit)} of its kind count` : `as outside credit, at most ${formatNumber(most.limit)} count`}`
            : null
      const reach = way?.steps.at(-1)?.upTo ?? 0
      const partly = reach > 0 && reach < credits ? `known for ${formatNumber(reach)} of them` : null
      texts[`${id}.${span}`] = cost === null ? (limit ?? partly ?? 'not known') : costWords(cost)
      if (span === 'cycle') texts[`${id}.each`] = perCreditWords(cost, whole)
    }
  }
  say('listed', 'listed', null, NO_LIMIT)
  say('assumed', 'assumed', null, NO_LIMIT)
  for (const { id, cents, credits, most, once, sure } of subscriptions) {
    say(id, 'needed', id, { limit: most, held: once ? (credits?.max ?? null) : null, sure })
    texts[`${id}.repaid`] = repaidWords(cents.max, single.cents) ?? 'cannot be told'
    for (const kind of ['kept', 'topped-up'] as const) {
      const row = find(board.cycle, kind, id)
      const cost = row === undefined ? null : costOf(row.way, whole)
      texts[`${id}.${kind}`] =
        row === undefined || cost === null
          ? ''
          : kind === 'kept'
            ? `${costWords(cost)} if you pay it ${formatCount(row.way.payments ?? 0, 'time')}, to the end (${row.key})`
            : `${costWords(cost)} if you pay it once and take courses at ${usd(single.cents)} for the rest (${row.key})`
    }
  }
  return texts
}
