import { gzipSync, zstdCompressSync, brotliCompressSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { SkipPage } from '../errors.ts'
import { html, SITE, startSite, type Handler, type LoopbackSite } from './loopback-site.ts'

const MIB = 1024 * 1024

let site: LoopbackSite | undefined
afterEach(async () => {
  await site?.close()
  site = undefined
})

const send = (body: string | Buffer, headers: Record<string, string> = {}): Handler => {
  return (_, response) => response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(body)
}
/** A gzip member of 16 MiB of zeros; members may follow each other. */
const BLOCK = gzipSync(Buffer.alloc(16 * MIB))
const WHOLE = html('A course for everyone. '.repeat(200))
const cut = (body: Buffer): Buffer => body.subarray(0, body.length - 12)

describe('a body', () => {
  it.each<[string, Handler, string]>([
    [
      'shorter than its length',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': '10000' }).write(WHOLE)
        setTimeout(() => response.destroy(), 20)
      },
      'truncated, the connection ended in the body',
    ],
    ['longer than its length', send(WHOLE, { 'content-length': '100' }), 'truncated, </html> is missing'],
    [
      'cut between chunks',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).write(WHOLE)
        setTimeout(() => response.destroy(), 20)
      },
      'truncated, the connection ended in the body',
    ],
    [
      'cut where only the end of the connection ends it',
      (request) => {
        request.socket.end(`HTTP/1.0 200 OK\r\ncontent-type: text/html\r\n\r\n${WHOLE.slice(0, -20)}`)
      },
      'truncated, </html> is missing',
    ],
    [
      'cut in JSON',
      send('{"courses":[{"title":"A"},', { 'content-type': 'application/json' }),
      'truncated, its JSON does not parse',
    ],
    ['cut in a sitemap', send('<urlset><url><loc>', { 'content-type': 'text/xml' }), 'truncated, </urlset> is missing'],
    ['empty', send(''), 'truncated, </html> is missing'],
    [
      'cut in gzip',
      send(cut(gzipSync(WHOLE)), { 'content-encoding': 'gzip' }),
      'truncated, its gzip coding is damaged',
    ],
    [
      'cut in br',
      send(cut(brotliCompressSync(WHOLE)), { 'content-encoding': 'br' }),
      'truncated, its br coding is damaged',
    ],
    [
      'cut in zstd',
      send(cut(zstdCompressSync(WHOLE)), { 'content-encoding': 'zstd' }),
      'truncated, its zstd coding is damaged',
    ],
    [
      'no gzip at all',
      send(WHOLE, { 'content-encoding': 'gzip' }),
      'its gzip coding is damaged (incorrect header check)',
    ],
  ])('%s is asked for twice and lost', async (_, handler, why) => {
    site = await startSite(handler)
    const failure: unknown = await site.client.fetchPage(`${SITE}/a`).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(SkipPage)
    expect((failure as Error).message).toContain(`${SITE}/a is lost: ${why}`)
    expect(site.asked).toEqual(['/robots.txt', '/a', '/a'])
  })

  it.each<[string, Handler, string]>([
    ['too large on the wire', send('x'.repeat(2 * MIB + 1)), 'too large: more than 2097152 bytes on the wire'],
    [
      'that never ends',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' })
        const more = (): void => {
          while (!response.destroyed && response.write('<p>and more</p>'.repeat(1000)));
        }
        response.on('drain', more)
        more()
      },
      'too large: more than 2097152 bytes on the wire',
    ],
    [
      'too large after decoding',
      send(gzipSync(Buffer.from(Array.from({ length: 6 * MIB }, (_, index) => (index * 7919) % 253))), {
        'content-encoding': 'gzip',
      }),
      'too large: ',
    ],
    [
      'that is a bomb of 1.9 GB',
      send(Buffer.alloc(1_900_000, BLOCK), { 'content-encoding': 'gzip' }),
      'too large: more than 5242880 bytes after decoding',
    ],
    [
      'in a coding nobody knows',
      send(WHOLE, { 'content-encoding': 'compress' }),
      'content coding "compress" is unknown',
    ],
  ])(
    '%s is lost at once',
    async (_, handler, why) => {
      site = await startSite(handler)
      const before = process.memoryUsage.rss()
      await expect(site.client.fetchPage(`${SITE}/a`)).rejects.toThrow(`${SITE}/a is lost: ${why}`)
      expect(site.asked).toEqual(['/robots.txt', '/a'])
      expect(process.memoryUsage.rss() - before).toBeLessThan(400 * MIB)
    },
    30_000,
  )

  it.each<[string, Handler, string]>([
    ['in stacked codings', send(gzipSync(brotliCompressSync(WHOLE)), { 'content-encoding': 'br, gzip' }), WHOLE],
    [
      'with NULs and wrong bytes',
      send(Buffer.from(html('a\0b\xff'), 'latin1'), { 'content-type': 'text/html; charset=utf-8' }),
      html('a\0b\ufffd'),
    ],
    [
      'in windows-1252 that says nothing',
      send(Buffer.from(html('\x93caf\xe9\x94'), 'latin1')),
      html('\u201ccaf\u00e9\u201d'),
    ],
    [
      'in UTF-8 that says it is latin1',
      send(html('caf\u00e9'), { 'content-type': 'text/html; charset=iso-8859-1' }),
      html('caf\u00c3\u00a9'),
    ],
  ])('%s is read', async (_, handler, body) => {
    site = await startSite(handler)
    expect(await site.client.fetchPage(`${SITE}/a`)).toMatchObject({ body })
  })

  it('of an error may be broken: its status is what counts', async () => {
    site = await startSite((_, response) => response.writeHead(404, { 'content-encoding': 'gzip' }).end('not found'))
    expect(await site.client.fetchPage(`${SITE}/a`)).toMatchObject({ status: 404, body: '' })
  })

  it('of a sitemap may be longer, and come as a gzip file', async () => {
    const urls = Array.from(
      { length: 60_000 },
      (_, index) => `<url><loc>https://shop.example/course/${(index * 7919) % 60_013}/</loc></url>`,
    )
    const sitemap = `<?xml version="1.0"?><urlset>${urls.join('\n')}${' '.repeat(3 * MIB)}</urlset>`
    site = await startSite((request, response) => {
      const gzip = request.url?.endsWith('.gz')
        ? { 'content-type': 'application/xml' }
        : { 'content-type': 'application/xml', 'content-encoding': 'gzip' }
      response.writeHead(200, gzip).end(gzipSync(sitemap))
    })
    expect((await site.client.fetchPage(`${SITE}/sitemap.xml`)).body).toBe(sitemap)
    expect((await site.client.fetchPage(`${SITE}/sitemap.xml.gz`)).body).toBe(sitemap)
    await expect(site.client.fetchPage(`${SITE}/other.xml`)).rejects.toThrow(
      'too large: more than 5242880 bytes after decoding',
    )
  })

  const MAP = '<?xml version="1.0"?><urlset><url><loc>https://shop.example/course/1/</loc></url></urlset>'
  const FILE = { 'content-type': 'application/x-gzip' }
  it.each<[string, Handler]>([
    ['as it is', send(gzipSync(MAP), FILE)],
    ['with its own coding named', send(gzipSync(MAP), { ...FILE, 'content-encoding': 'x-gzip' })],
    ['packed once more', send(gzipSync(gzipSync(MAP)), { ...FILE, 'content-encoding': 'gzip' })],
    ['unpacked already', send(MAP, FILE)],
  ])('of a gzip file sent %s is read', async (_, handler) => {
    site = await startSite(handler)
    expect(await site.client.fetchPage(`${SITE}/sitemap-1.xml.gz`)).toMatchObject({ body: MAP })
  })

  it.each<[string, Handler, string]>([
    ['is cut', send(cut(gzipSync(MAP)), FILE), 'truncated, its gzip coding is damaged'],
    ['holds a file that was cut', send(gzipSync(MAP.slice(0, -20)), FILE), 'truncated, </urlset> is missing'],
    ['is a bomb', send(Buffer.alloc(1_900_000, BLOCK), FILE), 'too large: more than 10485760 bytes after decoding'],
  ])('of a gzip file that %s is lost', async (_, handler, why) => {
    site = await startSite(handler)
    await expect(site.client.fetchPage(`${SITE}/sitemap-1.xml.gz`)).rejects.toThrow(`is lost: ${why}`)
  })
})
