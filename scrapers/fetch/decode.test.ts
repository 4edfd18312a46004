import { existsSync, readFileSync } from 'node:fs'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { decodeBody, parseCodings, UndecodableBody } from './decode.ts'
import { LIMITS } from './limits.ts'

const CASES = new URL('../../../shared/cases/compressed-bodies/', import.meta.url)
const absent = !existsSync(CASES)

const TEXT = Buffer.from(Array.from({ length: 2000 }, (_, index) => `course ${index * 7919} `).join(''))
const decode = (body: Buffer, codings: string, bytes: number = LIMITS.decodedBytes): Promise<Buffer> =>
  decodeBody(body, parseCodings(codings), bytes, LIMITS)

const ENCODERS: readonly (readonly [string, (body: Buffer) => Buffer])[] = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
]

describe('decoding', () => {
  it.each(ENCODERS)('undoes %s', async (coding, encode) => {
    expect((await decode(encode(TEXT), coding)).equals(TEXT)).toBe(true)
  })

  it.each(ENCODERS)('notices that %s was cut, anywhere', async (coding, encode) => {
    const whole = encode(TEXT)
    for (const cut of [1, 4, 9, whole.length >> 1, whole.length - 1]) {
      await expect(decode(whole.subarray(0, whole.length - cut), coding)).rejects.toMatchObject({ damaged: true })
    }
  })

  it('notices a wrong check sum', async () => {
    const body = gzipSync(TEXT)
    body.writeUInt32LE(0xdeadbeef, body.length - 8)
    await expect(decode(body, 'gzip')).rejects.toThrow('its gzip coding is damaged')
  })

  it('undoes stacked codings in the right order, and refuses a tower of them', async () => {
    expect((await decode(brotliCompressSync(gzipSync(TEXT)), ' GZIP,, identity, br')).equals(TEXT)).toBe(true)
    await expect(decode(TEXT, 'gzip, gzip, gzip, gzip, gzip')).rejects.toThrow('5 content codings are stacked')
  })

  it('takes an empty body for what it is, and refuses a coding that it does not know', async () => {
    expect((await decode(Buffer.alloc(0), 'gzip')).length).toBe(0)
    await expect(decode(TEXT, 'compress')).rejects.toThrow('content coding "compress" is unknown')
  })

  it('stops at the bound, whatever is still to come', async () => {
    const noise = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * index) % 251))
    await expect(decode(gzipSync(noise), 'gzip', 100_000)).rejects.toThrow('more than 100000 bytes after decoding')
    await expect(decode(noise, '', 100_000)).rejects.toThrow('more than 100000 bytes after decoding')
  })

  it.each(ENCODERS)('stops a bomb in %s early', async (coding, encode) => {
    const bomb = encode(Buffer.alloc(8 * 1024 * 1024))
    await expect(decode(bomb, coding)).rejects.toMatchObject({ damaged: false })
  })

  it('stops a bomb inside a bomb', async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(64 * 1024 * 1024)))
    expect(bomb.length).toBeLessThan(10_000)
    await expect(decode(bomb, 'gzip, gzip')).rejects.toThrow('as in a bomb')
  })

  it('lets short repetitive answers pass', async () => {
    expect((await decode(gzipSync(Buffer.alloc(60_000)), 'gzip')).length).toBe(60_000)
  })
})

describe.skipIf(absent)(
  absent ? 'compressed cases (skipped: ../shared/cases/compressed-bodies is absent)' : 'compressed cases',
  () => {
    interface Case {
      file: string
      content_encoding: string | null
      decoded_bytes?: number
      error?: string
    }

    it('reads the good ones, notices the cut ones and refuses the bombs', async () => {
      const cases = JSON.parse(readFileSync(new URL('index.json', CASES), 'utf8')) as Case[]
      const encoded = cases.filter((one) => one.content_encoding !== null)
      for (const { file, content_encoding, decoded_bytes, error } of encoded) {
        // The suite's names for the two forms of "deflate".
        const codings = (content_encoding ?? '').replace(/\b(?:raw|zlib)deflate\b/g, 'deflate')
        const end = await decode(readFileSync(new URL(file, CASES)), codings).catch((failure: unknown) => failure)
        if (error !== undefined) expect(end, file).toMatchObject({ name: UndecodableBody.name, damaged: true })
        else if (file.startsWith('bomb'))
          expect(end, file).toMatchObject({ name: UndecodableBody.name, damaged: false })
        else expect(end, file).toHaveLength(decoded_bytes ?? 0)
      }
      expect(encoded).toHaveLength(17)
    })
  },
)
