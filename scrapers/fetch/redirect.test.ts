import { afterEach, describe, expect, it } from 'vitest'
import { NotAllowed, SkipPage } from '../errors.ts'
import { html, SITE, startSite, type Handler, type LoopbackSite } from './loopback-site.ts'

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

describe('redirects', () => {
  const to = (location: string): Handler => {
    return (request, response) =>
      request.url === '/a' ? response.writeHead(302, { location }).end() : page(request, response)
  }

  it('are followed, each hop paced and named', async () => {
    const { client, asked, pauses } = await start(to('/b?c=1#d'))
    expect(await client.fetchPage(`${SITE}/a`)).toMatchObject({
      requested: `${SITE}/a`,
      url: `${SITE}/b?c=1`,
      status: 200,
    })
    expect(asked).toEqual(['/robots.txt', '/a', '/b?c=1'])
    expect(pauses).toHaveLength(2)
  })

  it.each([
    'http://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://other.example/login',
    'http://shop.example/b',
    'https://shop.example:22/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://shop.example@evil.example/',
    '//evil.example/x',
  ])('to %s are refused, naming it', async (location) => {
    const { client, asked } = await start(to(location))
    const failure = await client.fetchPage(`${SITE}/a`).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(NotAllowed)
    const { message } = failure as Error
    expect([location, new URL(location, SITE).href].some((address) => message.includes(address))).toBe(true)
    expect(asked).toEqual(['/robots.txt', '/a'])
  })

  it('into what robots.txt forbids are refused', async () => {
    const { client } = await start(to('/private'), { robots: text(200, 'User-agent: *\nDisallow: /private') })
    await expect(client.fetchPage(`${SITE}/a`)).rejects.toThrow(`${SITE}/private is forbidden`)
  })

  it('are followed five times and no more', async () => {
    const count: Handler = (request, response) => {
      const left = Number(request.url?.slice(1))
      if (left === 0) page(request, response)
      else response.writeHead(301, { location: `/${left - 1}` }).end()
    }
    const { client } = await start(count)
    expect(await client.fetchPage(`${SITE}/5`)).toMatchObject({ url: `${SITE}/0` })
    await expect(client.fetchPage(`${SITE}/6`)).rejects.toThrow(`${SITE}/6 is lost: more than 5 redirects`)
  })

  it('in a loop lose the page', async () => {
    const { client, asked } = await start((_, response) => response.writeHead(302, { location: '/a' }).end())
    await expect(client.fetchPage(`${SITE}/a`)).rejects.toThrow(SkipPage)
    expect(asked).toHaveLength(7)
  })

  it('without a target are a page', async () => {
    const { client } = await start(text(302, 'where to?'))
    expect(await client.fetchPage(`${SITE}/a`)).toMatchObject({ status: 302, body: 'where to?' })
  })
})
