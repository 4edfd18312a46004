import { afterEach, describe, expect, it } from 'vitest'
import { NotAllowed, RetryLater, SkipPage } from '../errors.ts'
import { html, NOON, SITE, startSite, type Handler, type LoopbackSite } from './loopback-site.ts'
import { openState } from './state.ts'

let site: LoopbackSite | undefined
const start = async (...given: Parameters<typeof startSite>): Promise<LoopbackSite> =>
  (site = await startSite(...given))
afterEach(async () => {
  await site?.close()
  site = undefined
})

const page: Handler = (_, response) =>
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html('caf\u00e9'))
const text = (status: number, body: string, headers: Record<string, string> = {}): Handler => {
  return (_, response) => response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(body)
}

describe('the client', () => {
  it('returns a page, having said who asks', async () => {
    let headers: unknown
    const { client, asked } = await start((request, response) => {
      headers = request.headers
      page(request, response)
    })
    expect(await client.fetchPage(`${SITE}/a?b=1#c`)).toMatchObject({
      requested: `${SITE}/a?b=1#c`,
      url: `${SITE}/a?b=1`,
      status: 200,
      type: 'text/html',
      body: html('caf\u00e9'),
    })
    expect(asked).toEqual(['/robots.txt', '/a?b=1'])
    expect(headers).toMatchObject({
      host: 'shop.example',
      'user-agent': 'CECountsBot/1.0 (+https://ce-counts.example/robot/)',
      'accept-encoding': 'gzip, br, zstd, deflate',
    })
  })

  it.each([400, 401, 403, 404, 410, 500])('returns a page that answers %i', async (status) => {
    const { client } = await start(text(status, 'no'))
    expect(await client.fetchPage(`${SITE}/a`)).toMatchObject({ status, body: 'no' })
  })

  it('pauses between requests and asks one thing at a time', async () => {
    let open = 0
    let most = 0
    const { client, pauses, asked } = await start((request, response) => {
      open += 1
      most = Math.max(most, open)
      setTimeout(() => {
        open -= 1
        page(request, response)
      }, 20)
    })
    await Promise.all(['/a', '/b', '/c'].map((path) => client.fetchPage(SITE + path)))
    expect(most).toBe(1)
    expect(asked).toHaveLength(4)
    expect(pauses).toEqual([3_000, 3_000, 3_000])
  })

  it('refuses what is no address of this site', async () => {
    const { client, asked } = await start(page)
    for (const url of [
      'https://other.example/',
      'javascript:alert(1)',
      'file:///etc/passwd',
      `${SITE}:8443/`,
      'nonsense',
    ]) {
      await expect(client.fetchPage(url)).rejects.toThrow(NotAllowed)
    }
    expect(asked).toEqual([])
  })
})

describe('robots.txt', () => {
  it('is asked for once and kept to', async () => {
    const { client, asked } = await start(page, { robots: text(200, 'User-agent: *\nDisallow: /b\nCrawl-delay: 7') })
    await client.fetchPage(`${SITE}/a`)
    await expect(client.fetchPage(`${SITE}/b`)).rejects.toThrow(`${SITE}/b is forbidden by its site's robots.txt`)
    await client.fetchPage(`${SITE}/c`)
    expect(asked).toEqual(['/robots.txt', '/a', '/c'])
  })

  it('sets the pause', async () => {
    const { client, pauses } = await start(page, { robots: text(200, 'User-agent: CECountsBot\nCrawl-delay: 7') })
    await client.fetchPage(`${SITE}/a`)
    expect(pauses).toEqual([7_000])
  })

  it.each([
    [401, NotAllowed],
    [403, NotAllowed],
    [429, RetryLater],
    [500, RetryLater],
    [503, RetryLater],
  ])('with status %i means that nothing is read in this run', async (status, error) => {
    const { client, asked } = await start(page, { robots: text(status, '') })
    await expect(client.fetchPage(`${SITE}/a`)).rejects.toThrow(error)
    const before = asked.length
    await expect(client.fetchPage(`${SITE}/b`)).rejects.toThrow(`${SITE}/robots.txt answers ${status}`)
    expect(asked.slice(before)).toEqual([])
    expect(asked).not.toContain('/a')
  })

  it('means nothing is read when its body is cut or never ends', async () => {
    const cut: Handler = (_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('User-agent: *')
      setTimeout(() => response.destroy(), 20)
    }
    const { client } = await start(page, { robots: cut })
    await expect(client.fetchPage(`${SITE}/a`)).rejects.toThrow('without robots.txt nothing is read')
  })

  it('is read up to its limit when it is longer', async () => {
    const long = `User-agent: *\nDisallow: /b\n${'# remark\n'.repeat(300_000)}Disallow: /a`
    const { client } = await start(page, { robots: text(200, long) })
    expect(await client.fetchPage(`${SITE}/a`)).toMatchObject({ status: 200 })
    await expect(client.fetchPage(`${SITE}/b`)).rejects.toThrow(NotAllowed)
  })

  it('is followed through redirects, on our hosts only', async () => {
    const moved = text(301, '', { location: '/robots-here.txt' })
    const { client } = await start(text(200, 'User-agent: *\nDisallow: /a'), { robots: moved })
    await expect(client.fetchPage(`${SITE}/a`)).rejects.toThrow(`${SITE}/a is forbidden`)
    await site?.close()
    const { client: other } = await start(page, {
      robots: text(301, '', { location: 'https://other.example/robots.txt' }),
    })
    await expect(other.fetchPage(`${SITE}/a`)).rejects.toThrow('https://other.example/robots.txt is not asked for')
  })

  it('that asks for hours between requests means that the site is not read', async () => {
    const { client } = await start(page, { robots: text(200, 'User-agent: *\nCrawl-delay: 86400') })
    await expect(client.fetchPage(`${SITE}/a`)).rejects.toThrow('asks for 86400 s between requests')
  })
})

describe('conditional requests', () => {
  it('read the stored page again when it did not change, also in a later run', async () => {
    const state = openState(':memory:', NOON)
    const seen: (string | undefined)[] = []
    const handler: Handler = (request, response) => {
      seen.push(request.headers['if-none-match'])
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304, { etag: '"v1"', 'x-run': '2' }).end()
      else
        response
          .writeHead(200, { 'content-type': 'text/html; charset=latin1', etag: '"v1"', 'x-run': '1' })
          .end(Buffer.from(html('caf\u00e9'), 'latin1'))
    }
    const first = await (await start(handler, { state })).client.fetchPage(`${SITE}/a`)
    await site?.close()
    const { client, reports } = await start(handler, { state })
    const second = await client.fetchPage(`${SITE}/a`)
    expect(seen).toEqual([undefined, '"v1"'])
    expect(reports.map((report) => report.status)).toEqual([404, 304])
    expect(second).toMatchObject({ status: 200, type: 'text/html', body: first.body, headers: { 'x-run': '2' } })
  })

  it('send Last-Modified back as it came, and only when it is a date', async () => {
    const seen: (string | undefined)[] = []
    const { client } = await start((request, response) => {
      seen.push(request.headers['if-modified-since'])
      const modified = request.url === '/a' ? 'Sun, 22 Nov 2026 10:59:02 GMT' : '1795345142'
      response.writeHead(200, { 'content-type': 'text/plain', 'last-modified': modified }).end('x')
    })
    for (const path of ['/a', '/a', '/b', '/b']) await client.fetchPage(SITE + path)
    expect(seen).toEqual([undefined, 'Sun, 22 Nov 2026 10:59:02 GMT', undefined, undefined])
  })

  it('never store a page that was cut', async () => {
    const seen: (string | undefined)[] = []
    const { client } = await start((request, response) => {
      seen.push(request.headers['if-none-match'])
      response.writeHead(200, { 'content-type': 'text/html', etag: '"v1"' }).end('<html><body>half')
    })
    await expect(client.fetchPage(`${SITE}/a`)).rejects.toThrow(SkipPage)
    expect(seen).toEqual([undefined, undefined])
  })

  it('lose a page that answers 304 to nothing', async () => {
    const { client } = await start((_, response) => response.writeHead(304).end())
    await expect(client.fetchPage(`${SITE}/a`)).rejects.toThrow(`${SITE}/a answers 304, though nothing of it is stored`)
  })
})
