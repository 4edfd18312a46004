import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { NotAllowed } from '../errors.ts'
import type { Resolver } from './address.ts'
import { readManifest, type Recorded } from './manifest.ts'
import type { Policy } from './policy.ts'
import { createVirtualTime, type Clock, type Sleep } from './time.ts'

/** An answer that stands in for the recorded one. */
interface StandIn {
  status: number
  body: string
  /** Content-Type of the body. */
  type: string
}

export interface ReplayOptions {
  /** Answers in place of the recording, so that tests can switch a part of the site off; null = as recorded. */
  switchedOff?: (url: string) => StandIn | null
  /** Where the virtual clock starts. */
  start?: number
}

/** Recorded answers, served on this machine; everything a client needs to read them as if they were the site. */
export interface Replay {
  /** Origin of the recorded site. */
  origin: string
  policy: Policy
  /** Nothing is looked up in a replay. */
  resolver: Resolver
  /** Time that passes by sleeping only. */
  clock: Clock
  sleep: Sleep
  /** Addresses that were asked for and are not in the manifest, in the order of asking. */
  missing: () => string[]
  close: () => Promise<void>
}

/** Headers of a recording that are about its own connection, or about a body that is stored decoded. */
const DROPPED: ReadonlySet<string> = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'date',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/**
 * Serves a folder of recorded answers over loopback HTTP on a free port. Addresses and Host stay those of the recorded
 * site; only the connection goes to this machine.
 * @throws NeedsPerson when the manifest is wrong
 */
export async function startReplay(
  folder: string,
  { switchedOff, start = Date.now() }: ReplayOptions = {},
): Promise<Replay> {
  const recorded = readManifest(folder)
  const answers = new Map<string, Recorded>()
  const origins = new Map<string, string>()
  for (const entry of recorded) {
    const url = new URL(entry.url)
    origins.set(url.host, url.origin)
    const key = keyOf(entry.method, url)
    if (!answers.has(key)) answers.set(key, entry)
  }
  const missing = new Set<string>()

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const origin = origins.get(request.headers.host ?? '')
    const url = URL.parse(`${origin ?? 'http://unknown.invalid'}${request.url ?? '/'}`)
    if (origin === undefined || url === null) {
      response.writeHead(400).end()
      return
    }
    const standIn = switchedOff?.(url.href) ?? null
    const entry = answers.get(keyOf(request.method ?? 'GET', url))
    if (standIn !== null) {
      response.writeHead(standIn.status, { 'content-type': standIn.type }).end(standIn.body)
    } else if (entry === undefined) {
      missing.add(url.href)
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('not recorded')
    } else {
      response.writeHead(entry.status, recordedHeaders(entry.headers)).end(readFileSync(entry.path))
    }
  }

  const server = createServer((request, response) => {
    try {
      answer(request, response)
    } catch {
      response.destroy()
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const time = createVirtualTime(start)

  return {
    origin: new URL(recorded[0]?.url ?? '').origin,
    policy: replayPolicy(new Set(origins.values()), port),
    resolver: (hostname) => Promise.reject(new Error(`${hostname} is not looked up in a replay`)),
    ...time,
    missing: () => [...missing],
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

/** Only the origins of the recording, and only on this machine. */
function replayPolicy(origins: ReadonlySet<string>, port: number): Policy {
  const assertAllowed = (url: URL): void => {
    if (!origins.has(url.origin)) {
      throw new NotAllowed(`${url.href} is not asked for: the recording is of ${[...origins].join(', ')} only`)
    }
  }
  return {
    assertAllowed,
    route: (url) => {
      assertAllowed(url)
      return Promise.resolve({ address: '127.0.0.1', port, tls: false })
    },
  }
}

/** The order of query parameters and the case of escapes make no difference. */
function keyOf(method: string, url: URL): string {
  const query = [...url.searchParams].map((pair) => JSON.stringify(pair)).sort()
  const path = url.pathname.replace(/%[0-9a-f]{2}/gi, (found) => found.toUpperCase())
  return `${method} ${url.host}${path}?${query.join('&')}`
}

function recordedHeaders(headers: readonly (readonly [string, string])[]): string[] {
  return headers
    .filter(([name]) => !DROPPED.has(name.toLowerCase()))
    .flatMap(([name, value]) => [name, Buffer.from(value).toString('latin1')])
}
