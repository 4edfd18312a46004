import { promisify } from 'node:util'
import { brotliDecompress, constants, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib'
import type { Limits } from './limits.ts'

/** Why a body could not be decoded. */
export class UndecodableBody extends Error {
  override name = 'UndecodableBody'
  /** True where asking again may help: the body was cut or damaged on its way. */
  readonly damaged: boolean
  constructor(message: string, damaged: boolean) {
    super(message)
    this.damaged = damaged
  }
}

type Decoder = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>

/** RFC 9659 allows no larger window on the web; a frame may ask for much more memory. */
const ZSTD_WINDOW = { [constants.ZSTD_d_windowLogMax]: 23 }

const decodeRawDeflate: Decoder = promisify(inflateRaw)
const decodeZlibDeflate: Decoder = promisify(inflate)
const decodeZstd = promisify(zstdDecompress)

/** By name of the coding. "deflate" is sent with and without its zlib header, so the first two bytes decide. */
const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['br', promisify(brotliDecompress)],
  ['zstd', (body, options) => decodeZstd(body, { ...options, params: ZSTD_WINDOW })],
  ['deflate', (body, options) => (hasZlibHeader(body) ? decodeZlibDeflate : decodeRawDeflate)(body, options)],
])

/** What we can read, for Accept-Encoding. */
export const ACCEPTED_CODINGS = 'gzip, br, zstd, deflate'

/** The codings a Content-Encoding header names, in the order they were applied. */
export function parseCodings(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => !['', 'identity', 'none'].includes(coding))
}

/** Whether a body is gzip by itself, as `sitemap.xml.gz` is. */
export function isGzip(body: Buffer): boolean {
  return body[0] === 0x1f && body[1] === 0x8b && body[2] === 8
}

/**
 * Undoes every content coding. Each step stops as soon as it passes the bound, so a bomb costs no more than the bound.
 * @param body as it came over the wire
 * @param decodedBytes most bytes that may come out of any step
 * @throws UndecodableBody
 */
export async function decodeBody(
  body: Buffer,
  codings: readonly string[],
  decodedBytes: number,
  limits: Pick<Limits, 'ratio' | 'ratioFrom' | 'codings'>,
): Promise<Buffer> {
  if (codings.length > limits.codings) {
    throw new UndecodableBody(`${codings.length} content codings are stacked, more than ${limits.codings}`, false)
  }
  const byRatio = Math.max(limits.ratioFrom, limits.ratio * body.length)
  let decoded = body
  for (const coding of [...codings].reverse()) {
    const decode = DECODERS.get(coding)
    if (decode === undefined) throw new UndecodableBody(`content coding "${coding}" is unknown`, false)
    if (decoded.length === 0) continue
    try {
      decoded = await decode(decoded, { maxOutputLength: Math.min(decodedBytes, byRatio) })
    } catch (error) {
      throw describeFailure(error, coding, byRatio < decodedBytes, body.length, Math.min(decodedBytes, byRatio))
    }
  }
  if (decoded.length > decodedBytes) throw tooLarge(decodedBytes)
  return decoded
}

function describeFailure(error: unknown, coding: string, byRatio: boolean, wire: number, bound: number): Error {
  const { code, message } = error as NodeJS.ErrnoException
  if (code !== 'ERR_BUFFER_TOO_LARGE') {
    const truncated = code === 'Z_BUF_ERROR' ? 'truncated, ' : ''
    return new UndecodableBody(`${truncated}its ${coding} coding is damaged (${message})`, true)
  }
  if (!byRatio) return tooLarge(bound)
  return new UndecodableBody(`too large: ${wire} bytes of ${coding} become more than ${bound}, as in a bomb`, false)
}

function tooLarge(bound: number): UndecodableBody {
  return new UndecodableBody(`too large: more than ${bound} bytes after decoding`, false)
}

function hasZlibHeader(body: Buffer): boolean {
  const [first = 0, second = 0] = body
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0
}
