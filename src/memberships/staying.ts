import type { Catalog } from '../catalog/load.ts'
import type { Credential } from '../schema/credential.ts'
import type { Membership } from '../schema/membership.ts'
import { centsOf, type Choices } from './choices.ts'
import { cheapestOf, costOf, listWays, type Cost, type Way } from './ways.ts'

type Fee = Credential['fees'][number]

/**
 * When a fee falls due. `renewal`: at every renewal. `exam`: for renewing by exam. `late`: once the date has passed.
 * `choice`: for something that one may leave out.
 */
export type FeeKind = 'renewal' | 'exam' | 'late' | 'choice'

const LATE = /\b(?:late|laps|lost|expired|reactivat|reinstat|getting the credential back)/i
const CHOICE = /\b(?:choose|order)\b/i

/** Months between two payments as the record words it; null = it is not paid again and again. */
export function monthsBetween({ per }: Pick<Fee, 'per'>, cycle: number | null): number | null {
  if (per === 'each year') return 12
  if (per === 'every two years') return 24
  if (per === 'each renewal') return cycle
  const months = /^each (\d+)-month period$/.exec(per)?.[1]
  return months === undefined ? null : Number(months)
}

/** @returns when a fee falls due, read from how the record words it */
export function kindOf(fee: Pick<Fee, 'what' | 'payer' | 'per'>): FeeKind {
  if (fee.per === 'each attempt') return 'exam'
  if (LATE.test(fee.payer) || LATE.test(fee.what)) return 'late'
  return fee.per === 'once' || CHOICE.test(fee.payer) ? 'choice' : 'renewal'
}

/** A fee over one cycle. */
export interface FeeLine {
  fee: Fee
  kind: FeeKind
  /** Payments in one cycle; null = once, or the cycle is not known. */
  times: number | null
  /** All of them; null = not known. */
  cycle: Cost | null
}

/** What staying certified costs, from one renewal to the next. */
export interface Staying {
  /** Months of one cycle; null = not known. */
  months: number | null
  fees: readonly FeeLine[]
  /** All renewal fees of one cycle; null = nothing is known of them. */
  renewal: Cost | null
  /** Of the ways whose credits surely count and whose price is known, the one that costs least, bought only when needed. */
  courses: { way: Way; cost: Cost } | null
  /** Memberships of the body, which one may do without. */
  memberships: readonly { membership: Membership; cycle: Cost | null }[]
  /** Fees and courses together. */
  cycle: Cost
  /** One year's share; null = the cycle is not known. */
  year: Cost | null
}

const NOTHING: Cost = { low: 0, high: 0 }
const UNKNOWN: Cost = { low: 0, high: null }

const add = (a: Cost, b: Cost): Cost => ({
  low: a.low + b.low,
  high: a.high === null || b.high === null ? null : a.high + b.high,
})

const scale = (cost: Cost, by: number): Cost => ({
  low: Math.floor(cost.low * by + 0.5),
  high: cost.high === null ? null : Math.floor(cost.high * by + 0.5),
})

const costOfPrice = (price: Fee['price']): Cost | null => {
  const cents = centsOf(price)
  return cents && { low: cents.min ?? 0, high: cents.max }
}

/** Some of them is paid, and which one is up to the holder. */
const oneOf = (costs: readonly Cost[]): Cost => ({
  low: Math.min(...costs.map(({ low }) => low)),
  high: costs.reduce<number | null>(
    (most, { high }) => (most === null || high === null ? null : Math.max(most, high)),
    0,
  ),
})

/** Fees that everybody pays add up; of fees for members and for others, or for this way and for that, one is paid. */
function renewalOf(lines: readonly FeeLine[]): Cost | null {
  const renewal = lines.filter(({ kind }) => kind === 'renewal')
  if (renewal.every(({ cycle }) => cycle === null)) return null
  const cost = ({ cycle }: FeeLine) => cycle ?? UNKNOWN
  const everyone = renewal.filter(({ fee }) => fee.payer.startsWith('Everyone'))
  const others = renewal.filter((line) => !everyone.includes(line))
  const common = everyone.map(cost).reduce(add, NOTHING)
  return others.length === 0 ? common : add(common, oneOf(others.map(cost)))
}

/** @returns the true cost of staying certified, as far as it is known */
export function stayingCertified(
  credential: Credential,
  choices: Choices,
  { bodies, memberships }: Pick<Catalog, 'bodies' | 'memberships'>,
): Staying {
  const months = credential.cycle.months.value
  const fees = credential.fees.map((fee): FeeLine => {
    const between = monthsBetween(fee, months)
    const times = between === null || months === null ? null : Math.max(1, Math.ceil(months / between))
    const once = costOfPrice(fee.price)
    return { fee, kind: kindOf(fee), times, cycle: once && times !== null ? scale(once, times) : once }
  })
  const renewal = renewalOf(fees)

  const credits = credential.needs.amount.value
  const bought =
    credits === null || months === null
      ? []
      : listWays({ credits, months }, { ...choices, single: { cents: 0, credits } }).filter(
          ({ kind }) => kind === 'listed' || kind === 'needed',
        )
  const way = credits === null ? null : cheapestOf(bought, credits)
  const cost = way === null || credits === null ? null : costOf(way, credits)
  const courses = way === null || cost === null ? null : { way, cost }

  const body = bodies.find(({ id }) => id === credential.body)
  const cycle = add(renewal ?? UNKNOWN, courses?.cost ?? UNKNOWN)
  return {
    ...{ months, fees, renewal, courses, cycle },
    memberships: memberships
      .filter(({ kind, provider, org }) => kind === 'membership' && (provider === body?.id || org === body?.name))
      .map((membership) => {
        const one = costOfPrice(membership.price)
        const lasts = membership.period === 'calendar-year' ? 12 : membership.period?.months
        const times = lasts === undefined || months === null ? null : Math.ceil(months / lasts)
        return { membership, cycle: one && times !== null ? scale(one, times) : null }
      }),
    year: months === null ? null : scale(cycle, 12 / months),
  }
}
