import type { ProviderId } from '../src/schema/ids.ts'
import type { Provider } from '../src/schema/provider.ts'
import type { ProviderRuns } from '../src/schema/run.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** A schedule never starts to the minute: this much too early is still due. */
const SLACK_MS = 2 * HOUR_MS
/** A failed run is tried again after a day, whatever the rhythm. */
const AFTER_FAILURE_DAYS = 1

/**
 * @param registered providers that have a scraper
 * @param now milliseconds since 1970
 * @param heldUntil until when its hosts asked to be left alone; null = they did not
 * @returns those whose rhythm asks for a run now, in the order of the registry
 */
export function findDue(
  registered: readonly { id: ProviderId }[],
  entries: readonly Provider[],
  runs: readonly ProviderRuns[],
  now: number,
  heldUntil: (entry: Provider) => number | null = () => null,
): ProviderId[] {
  return registered
    .map(({ id }) => id)
    .filter((id) => {
      const entry = entries.find((candidate) => candidate.id === id)
      const rhythm = entry?.rhythmDays ?? null
      if (entry === undefined || rhythm === null) return false
      const last = runs.find(({ provider }) => provider === id)?.last ?? null
      const days = last?.outcome === 'failed' ? Math.min(AFTER_FAILURE_DAYS, rhythm) : rhythm
      const since = last === null ? Infinity : now - Date.parse(last.started)
      // A run from the future says that a clock was wrong, not that all is fresh.
      const isTime = since < 0 || since >= days * DAY_MS - SLACK_MS
      return isTime && (heldUntil(entry) ?? 0) <= now
    })
}
