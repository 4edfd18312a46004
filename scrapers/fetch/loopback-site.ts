import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RequestReport } from './ask.ts'
import { createClient, type Client, type ClientOptions } from './client.ts'
import { livePolicy, type Policy } from './policy.ts'
import { openState, type State } from './state.ts'
import { createVirtualTime, type Clock } from './time.ts'

/** Where the sites of the tests pretend to live. */
export const SITE = 'https://shop.example'

/** Noon of a day in 2026; time passes by sleeping only. */
export const NOON = Date.UTC(2026, 10, 22, 12)

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** A site on this machine that the real client reads; tests give it faults. */
export interface LoopbackSite {
  client: Client
  state: State
  clock: Clock
  /** Every pause, in milliseconds. */
  pauses: number[]
  /** Paths in the order in which they were asked for. */
  asked: string[]
  reports: RequestReport[]
  port: number
  close: () => Promise<void>
}

/** Serves `handler` as `https://shop.example`; `/robots.txt` is answered with 404 unless `robots` is given. */
export async function startSite(
  handler: Handler,
  { robots, ...overrides }: Partial<ClientOptions> & { robots?: Handler } = {},
): Promise<LoopbackSite> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url !== '/robots.txt') handler(request, response)
    else if (robots === undefined) response.writeHead(404).end()
    else robots(request, response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const { clock, sleep } = createVirtualTime(NOON)
  const pauses: number[] = []
  const reports: RequestReport[] = []
  const state = overrides.state ?? openState(':memory:', NOON)
  const client = createClient({
    policy: loopbackPolicy(port),
    userAgent: 'CECountsBot/1.0 (+https://ce-counts.example/robot/)',
    clock,
    sleep: (ms) => {
      pauses.push(ms)
      return sleep(ms)
    },
    resolver: () => Promise.reject(new Error('no test looks up a name')),
    random: () => 0,
    onRequest: (report) => reports.push(report),
    ...overrides,
    state,
  })
  return {
    client,
    state,
    clock,
    pauses,
    asked,
    reports,
    port,
    close: async () => {
      await client.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Judges addresses as the live policy does, and connects to this machine. */
export function loopbackPolicy(port: number, tls = false): Policy {
  const { assertAllowed } = livePolicy([new URL(SITE).host])
  return { assertAllowed, route: () => Promise.resolve({ address: '127.0.0.1', port, tls }) }
}

/** A whole page. */
export function html(text: string): string {
  return `<!doctype html><html><head><title>${text}</title></head><body>${text}</body></html>`
}
