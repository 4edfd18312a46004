import { RetryLater } from '../errors.ts'
import type { Limits } from './limits.ts'
import type { Clock, Sleep } from './time.ts'

/** When a host may be asked again. */
export interface Pace {
  /** Runs one job after the other for a host, so that it never sees two of our requests at once. */
  inTurn: <T>(host: string, job: () => Promise<T>) => Promise<T>
  /** Waits until the host of an address may be asked. @throws RetryLater when that is too far off, or the breaker is open */
  wait: (url: URL) => Promise<void>
  /** To be called when an answer ended; its latency sets the next pause. */
  answered: (host: string, latencyMs: number) => void
  /** The pause that robots.txt asks for. */
  setCrawlDelay: (host: string, ms: number) => void
  /** The host is not asked before this moment, also in later runs. */
  holdUntil: (host: string, moment: number) => void
  /** Counts pages in a row that were lost; enough of them open the breaker. */
  pageEnded: (host: string, good: boolean) => void
}

/** Moments before which hosts are not asked, kept between runs. */
export interface Holds {
  readHold: (host: string) => number | null
  writeHold: (host: string, moment: number) => void
}

export interface PaceOptions {
  clock: Clock
  sleep: Sleep
  /** A number from 0 up to 1, like Math.random. */
  random: () => number
  holds: Holds
  limits: Limits
}

interface HostPace {
  turn: Promise<unknown>
  answeredAt: number | null
  latencyMs: number
  crawlDelayMs: number
  lostInARow: number
}

export function createPace({ clock, sleep, random, holds, limits }: PaceOptions): Pace {
  const hosts = new Map<string, HostPace>()
  const paceOf = (host: string): HostPace => {
    const known = hosts.get(host)
    if (known !== undefined) return known
    const created = { turn: Promise.resolve(), answeredAt: null, latencyMs: 0, crawlDelayMs: 0, lostInARow: 0 }
    hosts.set(host, created)
    return created
  }
  const gapOf = ({ latencyMs, crawlDelayMs }: HostPace): number => {
    const byLatency = Math.min(latencyMs * limits.gapLatencyFactor, limits.gapLatencyMaxMs)
    return Math.max(limits.gapMs, crawlDelayMs, byLatency) * (1 + limits.gapJitter * random())
  }
  const holdUntil = (host: string, moment: number): void => {
    if (moment > (holds.readHold(host) ?? 0)) holds.writeHold(host, moment)
  }
  // A timer may fire a little early, and what a host asked for is never undercut: so it looks again.
  const sleepUntil = async (moment: number): Promise<void> => {
    for (let looks = 0; looks < 3 && clock() < moment; looks += 1) await sleep(Math.ceil(moment - clock()))
  }

  return {
    inTurn: (host, job) => {
      const pace = paceOf(host)
      const mine = pace.turn.then(job, job)
      pace.turn = mine.catch(() => undefined)
      return mine
    },
    wait: async (url) => {
      const { host } = url
      const pace = paceOf(host)
      const hold = holds.readHold(host)
      if (pace.lostInARow >= limits.breakerAfter) {
        const why = `${pace.lostInARow} pages of ${host} in a row were lost, it is left alone`
        throw new RetryLater(`${url.href} is not asked for: ${why}`, hold)
      }
      if (hold !== null && hold - clock() > limits.waitMaxMs) {
        const until = new Date(hold).toISOString()
        throw new RetryLater(`${url.href} is not asked for: ${host} is left alone until ${until}`, hold)
      }
      const gapEnd = pace.answeredAt === null ? 0 : pace.answeredAt + gapOf(pace)
      await sleepUntil(Math.max(gapEnd, hold ?? 0))
    },
    answered: (host, latencyMs) => {
      const pace = paceOf(host)
      pace.answeredAt = clock()
      pace.latencyMs = latencyMs
    },
    setCrawlDelay: (host, ms) => {
      paceOf(host).crawlDelayMs = ms
    },
    holdUntil,
    pageEnded: (host, good) => {
      const pace = paceOf(host)
      pace.lostInARow = good ? 0 : pace.lostInARow + 1
      if (pace.lostInARow === limits.breakerAfter) holdUntil(host, clock() + limits.restMs)
    },
  }
}
