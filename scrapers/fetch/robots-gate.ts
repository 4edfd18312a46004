import { NotAllowed, RetryLater, SkipPage } from '../errors.ts'
import type { Ask } from './ask.ts'
import type { Limits } from './limits.ts'
import type { Pace } from './pace.ts'
import type { Policy } from './policy.ts'
import { followRedirects } from './redirect.ts'
import { isAllowedBy, parseRobots, type Robots } from './robots.ts'

export interface RobotsGateOptions {
  ask: Ask
  policy: Policy
  pace: Pace
  userAgent: string
  limits: Limits
}

/** Reads each site's robots.txt once a run, before anything else of it, and keeps to it. */
export function createRobotsGate({ ask, policy, pace, userAgent, limits }: RobotsGateOptions): {
  assertAllowed: (url: URL) => Promise<void>
} {
  const known = new Map<string, Promise<Robots>>()

  const fetchRobots = async (site: URL): Promise<Robots> => {
    const address = new URL('/robots.txt', site)
    const { url, answer } = await followRedirects(address, limits.hops, (hop) => {
      policy.assertAllowed(hop)
      return ask(hop, { decodedBytes: limits.robotsBytes, cut: true, findFault: () => null })
    }).catch((error: unknown) => {
      throw error instanceof SkipPage ? new RetryLater(`${error.message}; without robots.txt nothing is read`) : error
    })
    const { status, body } = answer
    if (status === 401 || status === 403) throw new NotAllowed(`${url.href} answers ${status}: the site is not read`)
    if (status >= 500 || (status >= 300 && status < 400)) {
      throw new RetryLater(`${url.href} answers ${status}: without robots.txt nothing is read`)
    }
    // Any other error means that there is none, and then everything may be read.
    const robots = parseRobots(status < 300 ? body : '', userAgent)
    const delayMs = (robots.crawlDelay ?? 0) * 1000
    if (delayMs > limits.crawlDelayMaxMs) {
      throw new NotAllowed(`${url.href} asks for ${robots.crawlDelay} s between requests: the site is not read`)
    }
    pace.setCrawlDelay(site.host, delayMs)
    return robots
  }

  return {
    assertAllowed: async (url) => {
      const reading = known.get(url.origin) ?? fetchRobots(url)
      known.set(url.origin, reading)
      if (!isAllowedBy(await reading, url.href))
        throw new NotAllowed(`${url.href} is forbidden by its site's robots.txt`)
    },
  }
}
