import { isIP } from 'node:net'
import { Agent, buildConnector } from 'undici'
import type { Resolver } from './address.ts'
import type { Limits } from './limits.ts'
import type { Policy } from './policy.ts'

/** Kept open between two polite requests, so that a host sees one connection and not hundreds. */
const KEEP_ALIVE_MS = 60_000

/** Connections that go where the policy says: one a host, HTTP/1.1, each to an address that was checked for it. */
export function createAgent(policy: Policy, resolver: Resolver, limits: Limits): Agent {
  // Said outright, since a variable of the environment could turn the check of certificates off.
  const connector = buildConnector({ allowH2: false, timeout: limits.answerMs, rejectUnauthorized: true })
  return new Agent({
    connections: 1,
    pipelining: 1,
    allowH2: false,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // The signal of the exchange bounds all of it; these would only stop a host that is silent.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (options, callback) => {
      const host = isIP(options.hostname) === 6 ? `[${options.hostname}]` : options.hostname
      const url = new URL(`${options.protocol}//${host}${options.port === '' ? '' : `:${options.port}`}/`)
      withinTime(policy.route(url, resolver), limits.answerMs).then(
        (route) => {
          connector(
            {
              ...options,
              protocol: route.tls ? 'https:' : 'http:',
              hostname: route.address,
              port: String(route.port),
              servername: route.tls && isIP(options.hostname) === 0 ? options.hostname : undefined,
            },
            callback,
          )
        },
        (error: unknown) => {
          callback(error instanceof Error ? error : new Error(String(error)), null)
        },
      )
    },
  })
}

/** A name server that never answers must not hold the connection of a host for ever. */
function withinTime<T>(job: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`no address after ${ms / 1000} s`))
    }, ms)
    job.then(resolve, reject).finally(() => {
      clearTimeout(timer)
    })
  })
}
