import { performance } from 'node:perf_hooks'
import type { Agent } from 'undici'
import { RetryLater, SkipPage } from '../errors.ts'
import { ACCEPTED_CODINGS } from './decode.ts'
import { exchange, type Answer, type Outcome } from './exchange.ts'
import type { Limits } from './limits.ts'
import type { Pace } from './pace.ts'
import { decideRetry, parseHttpDate, parseRetryAfter } from './retry.ts'
import type { Snapshot, State } from './state.ts'
import type { Clock } from './time.ts'

/** What became of one request, for progress and tests. */
export interface RequestReport {
  url: string
  /** Null when nothing was answered. */
  status: number | null
  /** Why nothing usable came, else null. */
  why: string | null
  attempt: number
  /** Real time it took. */
  ms: number
}

/** What is expected of an answer. */
interface Expectation {
  /** Decoded bytes at most. */
  decodedBytes: number
  /** True = the first `decodedBytes` of a longer body are enough. */
  cut: boolean
  /** Why an answer is useless though it arrived (truncated), or null; such a one is never stored. */
  findFault: (answer: Answer) => string | null
}

/** Asks for one address, without following redirects: paced, conditional, and repeated where that may help. */
export type Ask = (url: URL, expected: Expectation) => Promise<Answer>

export interface AskOptions {
  agent: Agent
  userAgent: string
  clock: Clock
  random: () => number
  pace: Pace
  state: State
  limits: Limits
  onRequest: ((report: RequestReport) => void) | undefined
}

/** @returns a function that throws RetryLater, SkipPage or NotAllowed, each naming the address */
export function createAsk({ agent, userAgent, clock, random, pace, state, limits, onRequest }: AskOptions): Ask {
  const askInTurn = async (url: URL, { findFault, ...bounds }: Expectation): Promise<Answer> => {
    const stored = state.readSnapshot(url.href)
    const headers = { 'user-agent': userAgent, ...FIXED_HEADERS, ...conditionsOf(stored) }
    for (let attempt = 1; ; attempt += 1) {
      await pace.wait(url)
      const began = performance.now()
      const asked = clock()
      const outcome = judge(await exchange({ agent, url, headers, limits, ...bounds }), findFault)
      pace.answered(url.host, clock() - asked)
      const status = outcome.is === 'answer' ? outcome.answer.status : null
      const why = outcome.is === 'answer' ? null : outcome.why
      onRequest?.({ url: url.href, status, why, attempt, ms: performance.now() - began })

      if (outcome.is === 'answer' && status !== 200) {
        const { headers: answered } = outcome.answer
        pace.holdUntil(url.host, parseRetryAfter(answered['retry-after'], clock(), answered.date) ?? 0)
      }
      const decision = decideRetry(outcome, attempt, { now: clock(), random, limits })
      if (decision.then === 'again') {
        pace.holdUntil(url.host, decision.at)
        continue
      }
      if (outcome.is === 'unreachable') throw new RetryLater(`${url.href} cannot be reached: ${outcome.why}`)
      if (decision.then === 'end') {
        const after = decision.at ?? clock() + limits.restMs
        pace.holdUntil(url.host, after)
        throw new RetryLater(`${url.href} answers ${status}: ask again after ${new Date(after).toISOString()}`, after)
      }
      if (outcome.is === 'lost') throw new SkipPage(`${url.href} is lost: ${outcome.why}`)
      if (outcome.answer.status !== 304) {
        storeAnswer(state, url, outcome.answer, clock())
        return outcome.answer
      }
      if (stored === null) throw new SkipPage(`${url.href} answers 304, though nothing of it is stored`)
      state.confirmSnapshot(url.href, clock())
      return { status: 200, headers: { ...stored.headers, ...freshHeaders(outcome.answer.headers) }, body: stored.body }
    }
  }
  return (url, expected) => pace.inTurn(url.host, () => askInTurn(url, expected))
}

function judge(outcome: Outcome, findFault: Expectation['findFault']): Outcome {
  if (outcome.is !== 'answer') return outcome
  const why = findFault(outcome.answer)
  return why === null ? outcome : { is: 'lost', why, again: true }
}

const FIXED_HEADERS = {
  accept: 'text/html, application/json, application/xml;q=0.9, */*;q=0.5',
  'accept-encoding': ACCEPTED_CODINGS,
  'accept-language': 'en-US, en;q=0.8',
}

function conditionsOf(stored: Snapshot | null): Record<string, string> {
  if (stored === null) return {}
  return {
    ...(stored.etag === null ? {} : { 'if-none-match': stored.etag }),
    ...(stored.lastModified === null ? {} : { 'if-modified-since': stored.lastModified }),
  }
}

function storeAnswer(state: State, url: URL, { status, headers, body }: Answer, now: number): void {
  if (status !== 200) return
  const etag = headers.etag !== undefined && /^(?:W\/)?"[\x21\x23-\x7e]*"$/.test(headers.etag) ? headers.etag : null
  const modified = headers['last-modified']
  const lastModified = modified !== undefined && parseHttpDate(modified) !== null ? modified : null
  if (etag !== null || lastModified !== null) state.writeSnapshot(url.href, { etag, lastModified, headers, body }, now)
}

/** A 304 may renew what is said about the page, not what describes the stored body. */
function freshHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('content-')))
}
