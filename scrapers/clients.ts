import { join } from 'node:path'

import type { Provider as ProviderEntry } from '../src/schema/provider.ts'
import { EXAMPLE, USER_AGENT } from '../src/site.ts'
import { NeedsPerson } from './errors.ts'
import { systemResolver } from './fetch/address.ts'
import { createClient } from './fetch/client.ts'
import { livePolicy } from './fetch/policy.ts'
import { startReplay } from './fetch/replay.ts'
import { openState } from './fetch/state.ts'
import { systemClock, systemSleep } from './fetch/time.ts'
import type { Page } from './provider.ts'
import { STATE_FOLDER } from './state-folder.ts'

/** A site that can be asked for pages, live or recorded. */
export interface Site {
  fetchPage: (url: string) => Promise<Page>
  /** Addresses that were asked for and that a recording does not hold; it answers 404 to them. */
  unrecorded: () => string[]
  /** What a person should know after the run. */
  remarks: () => string[]
  close: () => Promise<void>
}

/** @throws NeedsPerson while visitors and providers have no real address to turn to */
export function assertLiveAllowed(): void {
  if (!EXAMPLE) return
  throw new NeedsPerson(
    'Live scraping is off: src/site.ts still holds example addresses, so a provider could not tell who is asking. Put the real ones there first, or replay a recording with --replay.',
  )
}

const stateFileOf = (id: ProviderEntry['id']) => join(STATE_FOLDER, `${id}.sqlite`)

export function openLive({ id, hosts }: ProviderEntry): Site {
  assertLiveAllowed()
  const state = openState(stateFileOf(id), Date.now())
  const client = createClient({
    policy: livePolicy(hosts),
    userAgent: USER_AGENT,
    clock: systemClock,
    sleep: systemSleep,
    resolver: systemResolver,
    random: Math.random,
    state,
  })
  return {
    fetchPage: client.fetchPage,
    unrecorded: () => [],
    remarks: () => [...state.problems()],
    close: async () => {
      await client.close()
      state.close()
    },
  }
}

/** @returns until when a host of the provider asked to be left alone, in an earlier run; null = none did */
export function heldUntil({ id, hosts }: ProviderEntry): number | null {
  const state = openState(stateFileOf(id), Date.now())
  try {
    const moments = hosts.map((host) => state.readHold(host)).filter((moment) => moment !== null)
    return moments.length === 0 ? null : Math.max(...moments)
  } finally {
    state.close()
  }
}

/** @throws NeedsPerson when the folder holds no recording */
export async function openReplay(folder: string): Promise<Site & { origin: string }> {
  const replay = await startReplay(folder)
  const state = openState(':memory:', Date.now())
  const client = createClient({
    policy: replay.policy,
    userAgent: USER_AGENT,
    clock: replay.clock,
    sleep: replay.sleep,
    resolver: replay.resolver,
    random: Math.random,
    state,
  })
  return {
    origin: replay.origin,
    fetchPage: client.fetchPage,
    unrecorded: replay.missing,
    remarks: () => [],
    close: async () => {
      await client.close()
      await replay.close()
      state.close()
    },
  }
}
