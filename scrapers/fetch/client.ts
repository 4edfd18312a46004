import { NotAllowed, RetryLater, SkipPage } from '../errors.ts'
import type { Page } from '../provider.ts'
import { safeHttpUrl } from '../../src/schema/url.ts'
import type { Resolver } from './address.ts'
import { createAsk, type RequestReport } from './ask.ts'
import { decodeText, mediaType } from './charset.ts'
import { createAgent } from './connect.ts'
import { findMissingEnd } from './ending.ts'
import type { Answer } from './exchange.ts'
import { LIMITS, type Limits } from './limits.ts'
import { createPace } from './pace.ts'
import type { Policy } from './policy.ts'
import { followRedirects } from './redirect.ts'
import { createRobotsGate } from './robots-gate.ts'
import type { State } from './state.ts'
import type { Clock, Sleep } from './time.ts'

export interface ClientOptions {
  policy: Policy
  /** Sent with every request; its first word up to the slash is matched in robots.txt. */
  userAgent: string
  clock: Clock
  sleep: Sleep
  resolver: Resolver
  /** A number from 0 up to 1, like Math.random; it only ever lengthens pauses. */
  random: () => number
  state: State
  /** Told of every request when it has ended. */
  onRequest?: (report: RequestReport) => void
  limits?: Limits
}

/** The polite client: robots.txt, pacing, limits, conditional requests. It never asks one host two things at once. */
export interface Client {
  /**
   * @returns the answer, whatever its status, except those below
   * @throws NotAllowed robots.txt or our policy forbids the address or one it redirects to
   * @throws RetryLater the host is unreachable, asks for patience (429, 503), or lost too many pages in a row
   * @throws SkipPage the answer is truncated, too large, damaged, or redirected too often
   */
  fetchPage: (url: string) => Promise<Page>
  close: () => Promise<void>
}

export function createClient(options: ClientOptions): Client {
  const { policy, userAgent, clock, sleep, random, state, limits = LIMITS } = options
  const agent = createAgent(policy, options.resolver, limits)
  const pace = createPace({ clock, sleep, random, holds: state, limits })
  const ask = createAsk({ agent, userAgent, clock, random, pace, state, limits, onRequest: options.onRequest })
  const robots = createRobotsGate({ ask, policy, pace, userAgent, limits })

  const visit = async (start: URL): Promise<{ url: URL; answer: Answer }> => {
    const decodedBytes = /sitemap/i.test(start.pathname) ? limits.sitemapBytes : limits.decodedBytes
    return followRedirects(start, limits.hops, async (url) => {
      policy.assertAllowed(url)
      await robots.assertAllowed(url)
      return ask(url, { decodedBytes, cut: false, findFault: findTruncation })
    })
  }

  return {
    fetchPage: async (requested) => {
      const href = safeHttpUrl(requested)
      if (href === null) throw new NotAllowed(`"${requested.slice(0, 200)}" is no address that may be asked for`)
      const start = new URL(href)
      start.hash = ''
      try {
        const { url, answer } = await visit(start)
        const page = toPage(requested, url, answer)
        pace.pageEnded(start.host, answer.status < 500)
        return page
      } catch (error) {
        if (error instanceof SkipPage || error instanceof RetryLater) pace.pageEnded(start.host, false)
        throw error
      }
    },
    close: () => agent.destroy(),
  }
}

function findTruncation({ status, headers, body }: Answer): string | null {
  if (status < 200 || status > 299) return null
  const contentType = headers['content-type'] ?? null
  const missing = findMissingEnd(mediaType(contentType), decodeText(body, contentType))
  return missing === null ? null : `truncated, ${missing}`
}

function toPage(requested: string, url: URL, { status, headers, body }: Answer): Page {
  const contentType = headers['content-type'] ?? null
  return {
    requested,
    url: url.href,
    status,
    type: mediaType(contentType),
    headers,
    body: decodeText(body, contentType),
  }
}
