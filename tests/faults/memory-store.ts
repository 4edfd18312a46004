import type { Before, Store } from '../../scrapers/store.ts'
import { sampleEntry } from '../scrape-samples.ts'

const UNITS = { units: [], conversions: [], sources: [] }
const EMPTY: Before = {
  provider: null,
  courses: [],
  memberships: [],
  reported: [],
  corrections: [],
  history: [],
  bodies: [],
  units: UNITS,
  runs: null,
  refusal: null,
}

/** One provider's data in memory, for tests of what is decided and not of how it is written. Bodies and units are those of a real folder. */
export function memoryStore({ bodies, units }: Pick<Before, 'bodies' | 'units'>): Store {
  let held: Before = { ...EMPTY, bodies, units }
  return {
    folder: 'memory',
    isProject: false,
    readProviders: () => [sampleEntry()],
    readRuns: () => (held.runs === null ? [] : [held.runs]),
    readBiography: () => null,
    read: () => held,
    write: (_, { provider, courses, memberships, history, runs, refusal }) => {
      held = {
        ...held,
        provider: provider ?? held.provider,
        courses: courses ?? held.courses,
        memberships: memberships ?? held.memberships,
        history: [...held.history, ...(history ?? [])],
        runs: runs ?? held.runs,
        refusal: refusal === undefined ? held.refusal : refusal,
      }
      return []
    },
    close: () => undefined,
  }
}
