import type { Provider as ProviderEntry } from '../src/schema/provider.ts'
import { NeedsPerson } from './errors.ts'
import type { Provider } from './provider.ts'
import { runProvider, type RunInput, type RunReport } from './run.ts'
import type { Archive } from './snapshots.ts'
import type { Store } from './store.ts'

interface Rereading {
  provider: Provider
  entry: ProviderEntry
  store: Store
  archive: Archive
  extractor: string
  openReader?: RunInput['openReader']
}

/** What came of reading the stored answers once more. */
export interface Reread {
  report: RunReport
  /** True when every record is, to the byte, what is published. */
  same: boolean
  /** The version that read them then, where it is not the one of today. */
  earlierExtractor: string | null
}

/**
 * Reads a provider from the stored answers of its last good run, as of then, with no request and without writing anything.
 * @throws NeedsPerson when there is nothing to read
 */
export async function reread({ provider, entry, store, archive, ...how }: Rereading): Promise<Reread> {
  const good = store.read(provider.id).runs?.lastGood ?? null
  if (good?.snapshot == null) throw new NeedsPerson(`No good run of "${provider.id}" has left answers to read again.`)
  const fetchPage = archive.open(good.snapshot)
  if (fetchPage === null)
    throw new NeedsPerson(`The answers of the last good run of "${provider.id}" (${good.snapshot}) are not kept here.`)
  const clock = () => Date.parse(good.started)
  const report = await runProvider({ ...how, provider, entry, store, fetchPage, clock, dryRun: true })
  return {
    report,
    same: report.run.outcome === 'unchanged' && report.run.snapshot === good.snapshot,
    earlierExtractor: good.extractor === how.extractor ? null : good.extractor,
  }
}
