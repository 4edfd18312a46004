import { errors, type Agent } from 'undici'
import { NotAllowed } from '../errors.ts'
import { decodeBody, isGzip, parseCodings, UndecodableBody } from './decode.ts'
import type { Limits } from './limits.ts'

/** One answer of one hop, its content codings undone. */
export interface Answer {
  status: number
  /** Names in lower case; values of repeated headers joined with a comma. */
  headers: Readonly<Record<string, string>>
  body: Buffer
}

/** How one exchange ended. */
export type Outcome =
  | { is: 'answer'; answer: Answer }
  /** The host is not there: no address, no connection, no TLS. */
  | { is: 'unreachable'; why: string }
  /** It is there and gives no answer of use; `again` = it may next time. */
  | { is: 'lost'; why: string; again: boolean }

type Response = Awaited<ReturnType<Agent['request']>>

export interface Exchange {
  agent: Agent
  url: URL
  headers: Readonly<Record<string, string>>
  limits: Limits
  /** Decoded bytes at most. */
  decodedBytes: number
  /** Read only the first `decodedBytes` of a longer body and call it whole (robots.txt). */
  cut: boolean
}

/** Errors that need a connection, as those of the parser do: they may be about this one address. */
const CONNECTED: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_HEADERS_OVERFLOW',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_SOCKET',
])

/**
 * One request and its whole answer. One signal ends all of it, so neither a silent nor a dripping host can hold a run.
 * @throws NotAllowed when the name leads to an address that must not be connected to
 */
export async function exchange(asked: Exchange): Promise<Outcome> {
  const { agent, url, headers, limits } = asked
  const signal = AbortSignal.timeout(limits.answerMs)
  const explain = (error: unknown): string =>
    signal.aborted ? `not complete after ${limits.answerMs / 1000} s` : describe(error)
  let response: Response
  try {
    const path = url.pathname + url.search
    response = await agent.request({ origin: url.origin, path, method: 'GET', headers, signal })
  } catch (error) {
    if (error instanceof NotAllowed) throw error
    const code = String((error as NodeJS.ErrnoException).code)
    const connected = signal.aborted || CONNECTED.has(code) || error instanceof errors.HTTPParserError
    return connected ? { is: 'lost', why: explain(error), again: true } : { is: 'unreachable', why: explain(error) }
  }
  const answer = { status: response.statusCode, headers: flattenHeaders(response.headers), body: Buffer.alloc(0) }
  try {
    const wire = await readBody(response, asked)
    return { is: 'answer', answer: { ...answer, body: await undoCodings(wire, answer.headers, asked) } }
  } catch (error) {
    // The status of an error page says all that is needed; its body may be as broken as the site.
    if (answer.status >= 300) return { is: 'answer', answer }
    if (error instanceof UndecodableBody) return { is: 'lost', why: error.message, again: error.damaged }
    const why = signal.aborted ? explain(error) : `truncated, the connection ended in the body (${describe(error)})`
    return { is: 'lost', why, again: true }
  }
}

/** Bytes as they come over the wire, counted while they arrive. */
async function readBody({ headers, body }: Response, { limits, decodedBytes, cut }: Exchange): Promise<Buffer> {
  const mayBeCut = cut && headers['content-encoding'] === undefined
  const bound = mayBeCut ? decodedBytes : limits.wireBytes
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size <= bound) continue
    if (mayBeCut) break
    throw new UndecodableBody(`too large: more than ${bound} bytes on the wire`, false)
  }
  return Buffer.concat(chunks)
}

async function undoCodings(wire: Buffer, headers: Answer['headers'], asked: Exchange): Promise<Buffer> {
  const { url, limits, decodedBytes, cut } = asked
  const codings = parseCodings(headers['content-encoding'])
  if (!cut) {
    const body = await decodeBody(wire, codings, decodedBytes, limits)
    // A gzip file is mostly sent as it is; some servers name that its coding, others pack it once more.
    return url.pathname.endsWith('.gz') && isGzip(body) ? decodeBody(body, ['gzip'], decodedBytes, limits) : body
  }
  return (await decodeBody(wire, codings, limits.decodedBytes, limits)).subarray(0, decodedBytes)
}

function flattenHeaders(headers: Response['headers']): Record<string, string> {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    // Cookies are neither sent nor kept.
    if (value === undefined || name === 'set-cookie') continue
    flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value
  }
  return flat
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = (error as NodeJS.ErrnoException).code
  return code === undefined || error.message.includes(code) ? error.message : `${error.message}, ${code}`
}
