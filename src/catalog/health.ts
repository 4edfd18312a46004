import type { Provider } from '../schema/provider.ts'
import type { ProviderRuns, Refusal, Run } from '../schema/run.ts'
import type { Day } from '../schema/values.ts'

/** What is held back of one provider. */
export type OpenRefusal = Pick<Refusal, 'at' | 'gate' | 'reason'> & { provider: Provider['id'] }

/** How well one provider is read at present. */
export interface Health {
  provider: Provider
  last: Run | null
  lastGood: Run | null
  /** The day of the last good run, where that is too long ago or what came after it is held back or failed; null = fresh, or never read. */
  staleSince: Day | null
  refusal: OpenRefusal | null
}

const DAY_MS = 24 * 3_600_000
/** After so many rhythms without a good run the data is stale, whatever the last run says. */
export const STALE_RHYTHMS = 2

const dayOf = (run: Run): Day => run.started.slice(0, 10)
export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
const daysBetween = (from: Day, to: Day): number => Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS)

export function healthOf(
  provider: Provider,
  runs: readonly ProviderRuns[],
  refusals: readonly OpenRefusal[],
  today: Day,
): Health {
  const { last = null, lastGood = null } = runs.find((one) => one.provider === provider.id) ?? {}
  const good = lastGood === null ? null : dayOf(lastGood)
  const refusal = refusals.find((one) => one.provider === provider.id) ?? null
  const isFresh =
    good === null ||
    (refusal === null &&
      last?.started === lastGood?.started &&
      daysBetween(good, today) <= (provider.rhythmDays ?? Infinity) * STALE_RHYTHMS)
  return {
    provider,
    last,
    lastGood,
    staleSince: isFresh ? null : good,
    refusal,
  }
}

/** @returns how long ago a day is, in words: `today`, `yesterday`, `12 days ago`; a day to come is `today` */
export function formatAge(day: Day, today: Day): string {
  const days = daysBetween(day, today)
  return days <= 0 ? 'today' : days === 1 ? 'yesterday' : `${String(days)} days ago`
}
