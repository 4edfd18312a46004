import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { NotAllowed, RetryLater, SkipPage } from '../errors.ts'
import { LIMITS } from './limits.ts'
import { html, loopbackPolicy, NOON, SITE, startSite, type Handler, type LoopbackSite } from './loopback-site.ts'
import { livePolicy } from './policy.ts'
import { openState } from './state.ts'

const QUICK = { ...LIMITS, answerMs: 150 }

let site: LoopbackSite | undefined
const start = async (...given: Parameters<typeof startSite>): Promise<LoopbackSite> =>
  (site = await startSite(...given))
afterEach(async () => {
  await site?.close()
  site = undefined
})

const page: Handler = (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(html('page'))
/** The faulty part answers under `/bad`; everything else is a page. */
const bad = (fault: Handler): Handler => {
  return (request, response) => {
    if (request.url?.startsWith('/bad')) fault(request, response)
    else page(request, response)
  }
}
const raw = (write: (socket: Socket) => void): Handler =>
  bad((request) => {
    write(request.socket)
  })
const failureOf = async (url: string): Promise<Error> => {
  const failure = await site?.client.fetchPage(url).catch((error: unknown) => error)
  if (!(failure instanceof Error)) throw new Error(`${url} was read`)
  return failure
}

describe('a host that cannot be reached', () => {
  const unknown = (): Promise<string[]> =>
    Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND shop.example'), { code: 'ENOTFOUND' }))

  it('has no address', async () => {
    await start(page, { policy: livePolicy(['shop.example']), resolver: unknown })
    expect(await failureOf(`${SITE}/a`)).toMatchObject({
      name: 'RetryLater',
      message: `${SITE}/robots.txt cannot be reached: getaddrinfo ENOTFOUND shop.example`,
    })
    expect(site?.pauses).toEqual([5_000, 10_000])
  })

  it('has an address that is never told', async () => {
    await start(page, {
      policy: livePolicy(['shop.example']),
      resolver: () => new Promise(() => undefined),
      limits: QUICK,
    })
    expect(await failureOf(`${SITE}/a`)).toBeInstanceOf(RetryLater)
  })

  it.each([['127.0.0.1'], ['93.184.216.34', '10.0.0.1'], ['::1']])(
    'resolves to %s: no connection is made',
    async (...addresses) => {
      await start(page, { policy: livePolicy(['shop.example']), resolver: () => Promise.resolve(addresses) })
      expect(await failureOf(`${SITE}/a`)).toBeInstanceOf(NotAllowed)
      expect((await failureOf(`${SITE}/a`)).message).toContain('which is no public address')
      expect(site?.asked).toEqual([])
    },
  )

  it('refuses connections', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    await start(page, { policy: loopbackPolicy(port) })
    const failure = await failureOf(`${SITE}/a`)
    expect(failure).toBeInstanceOf(RetryLater)
    expect(failure.message).toContain(`${SITE}/robots.txt cannot be reached: connect ECONNREFUSED 127.0.0.1:${port}`)
  })
})

describe('a host that answers badly', () => {
  it.each<[string, Handler, string]>([
    ['hangs', raw(() => undefined), 'not complete after 0.15 s'],
    ['resets before the headers', raw((socket) => socket.resetAndDestroy()), 'ECONNRESET'],
    ['closes before the headers', raw((socket) => socket.end()), 'other side closed'],
    ['speaks something else', raw((socket) => socket.end('220 mail.example ESMTP\r\n')), 'Expected HTTP/'],
    [
      'sends endless headers',
      raw((socket) => socket.write(`HTTP/1.1 200 OK\r\n${'x-a: 1234567890\r\n'.repeat(5_000)}`)),
      'Headers Overflow',
    ],
    [
      'stalls in the body',
      bad((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).write('<html>')),
      'not complete after 0.15 s',
    ],
    [
      'drips',
      bad((_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' })
        const timer = setInterval(() => response.write(' '), 10)
        response.on('close', () => {
          clearInterval(timer)
        })
      }),
      'not complete after 0.15 s',
    ],
    [
      'resets in the body',
      bad((request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).write('<html>')
        setTimeout(() => request.socket.resetAndDestroy(), 20)
      }),
      'truncated, the connection ended in the body',
    ],
  ])('%s: the page is lost after a second try, the next one is read', async (_, handler, why) => {
    await start(handler, { limits: QUICK })
    const failure = await failureOf(`${SITE}/bad`)
    expect(failure).toBeInstanceOf(SkipPage)
    expect(failure.message).toMatch(new RegExp(`^${SITE}/bad is lost: `))
    expect(failure.message).toContain(why)
    expect(site?.reports.map((report) => report.attempt)).toEqual([1, 1, 2])
    expect(await site?.client.fetchPage(`${SITE}/good`)).toMatchObject({ status: 200 })
  })

  it('is left alone when the first thing it does is to hang', async () => {
    await start(page, { limits: QUICK, robots: () => undefined })
    const failure = await failureOf(`${SITE}/a`)
    expect(failure).toBeInstanceOf(RetryLater)
    expect(failure.message).toContain(
      `${SITE}/robots.txt is lost: not complete after 0.15 s; without robots.txt nothing is read`,
    )
  })

  it('recovers on the second try', async () => {
    let tries = 0
    await start(
      bad((request, response) => {
        tries += 1
        if (tries === 1) request.socket.destroy()
        else page(request, response)
      }),
    )
    expect(await site?.client.fetchPage(`${SITE}/bad`)).toMatchObject({ status: 200 })
  })

  it('opens the breaker with three lost pages in a row', async () => {
    await start(raw((socket) => socket.destroy()))
    for (const path of ['/bad/1', '/bad/2', '/bad/3']) expect(await failureOf(SITE + path)).toBeInstanceOf(SkipPage)
    const before = site?.asked.length
    const failure = await failureOf(`${SITE}/good`)
    expect(failure).toMatchObject({ name: 'RetryLater', after: site?.state.readHold('shop.example') })
    expect(failure.message).toContain('3 pages of shop.example in a row were lost')
    expect(site?.asked.length).toBe(before)
  })

  it('opens the breaker with server errors too, which are pages until then', async () => {
    await start(bad((_, response) => response.writeHead(500, { 'content-type': 'text/plain' }).end('oops')))
    for (const path of ['/bad/1', '/bad/2', '/bad/3']) {
      expect(await site?.client.fetchPage(SITE + path)).toMatchObject({ status: 500 })
    }
    expect(await failureOf(`${SITE}/good`)).toBeInstanceOf(RetryLater)
  })
})

describe('a host that asks for patience', () => {
  it('gets what it asks for, then is read', async () => {
    let tries = 0
    await start((request, response) => {
      tries += 1
      if (tries === 1) response.writeHead(429, { 'retry-after': '90' }).end()
      else page(request, response)
    })
    expect(await site?.client.fetchPage(`${SITE}/a`)).toMatchObject({ status: 200 })
    expect(site?.pauses).toEqual([3_000, 90_000])
  })

  it.each([
    ['7200', NOON + 3_000 + 7_200_000],
    ['Sun, 22 Nov 2026 15:00:00 GMT', NOON + 3 * 3_600_000],
  ])('for long (Retry-After: %s) ends the run and is left alone in later ones', async (header, after) => {
    const state = openState(':memory:', NOON)
    const handler: Handler = (_, response) => {
      response.sendDate = false
      response.writeHead(503, { 'retry-after': header }).end()
    }
    await start(handler, { state })
    const failure = await failureOf(`${SITE}/a`)
    expect(failure).toMatchObject({ name: 'RetryLater', after })
    expect(failure.message).toBe(`${SITE}/a answers 503: ask again after ${new Date(after).toISOString()}`)
    await site?.close()
    await start(page, { state })
    expect(await failureOf(`${SITE}/b`)).toMatchObject({ name: 'RetryLater', after })
    expect(site?.asked).toEqual([])
  })

  it('with any other status gets it as well, and its answer is a page', async () => {
    await start(bad((_, response) => response.writeHead(403, { 'retry-after': '60' }).end('no')))
    expect(await site?.client.fetchPage(`${SITE}/bad`)).toMatchObject({ status: 403 })
    await site?.client.fetchPage(`${SITE}/good`)
    expect(site?.pauses).toEqual([3_000, 60_000])
  })

  it('again and again ends the run', async () => {
    await start((_, response) => response.writeHead(503).end())
    expect(await failureOf(`${SITE}/a`)).toBeInstanceOf(RetryLater)
    expect(site?.asked).toEqual(['/robots.txt', '/a', '/a', '/a'])
    expect(site?.pauses).toEqual([3_000, 5_000, 10_000])
  })
})
