import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { NotAllowed } from '../errors.ts'
import type { Resolver } from './address.ts'
import { livePolicy } from './policy.ts'

const CASES = new URL('../../../shared/cases/ssrf/urls.json', import.meta.url)
const absent = !existsSync(CASES)

const toPublic: Resolver = () => Promise.resolve(['93.184.216.34'])
const toLoopback: Resolver = () => Promise.resolve(['127.0.0.1'])
const policy = livePolicy(['shop.example', 'WWW.shop.example'])

describe('the live policy', () => {
  it.each(['https://shop.example/a', 'https://www.shop.example/', 'https://shop.example:80/'])('allows %s', (url) => {
    expect(() => {
      policy.assertAllowed(new URL(url))
    }).not.toThrow()
  })

  it.each([
    ['http://shop.example/', 'the scheme is "http:", only https: is asked'],
    ['file:///etc/passwd', 'the scheme is "file:", only https: is asked'],
    ['https://shop.example:8443/', 'port 8443 is neither 80 nor 443'],
    ['https://a:b@shop.example/', 'it carries user info'],
    ['https://shop.example.evil.example/', 'host "shop.example.evil.example" is none of this provider\'s'],
    ['https://127.0.0.1/', '127.0.0.1 is no public address'],
    ['https://0x7f.1/', '127.0.0.1 is no public address'],
    ['https://[::ffff:10.0.0.1]/', '::ffff:a00:1 is no public address'],
  ])('refuses %s: %s', (url, why) => {
    expect(() => {
      policy.assertAllowed(new URL(url))
    }).toThrow(`${new URL(url).href} is not asked for: ${why}`)
  })

  it('refuses a private address even when it is listed as a host', () => {
    expect(() => {
      livePolicy(['10.0.0.1']).assertAllowed(new URL('https://10.0.0.1/'))
    }).toThrow(NotAllowed)
  })

  it('connects to the address it checked', async () => {
    const url = new URL('https://shop.example/a')
    expect(await policy.route(url, toPublic)).toEqual({ address: '93.184.216.34', port: 443, tls: true })
    await expect(policy.route(url, toLoopback)).rejects.toThrow(NotAllowed)
  })
})

describe.skipIf(absent)(absent ? 'address cases (skipped: ../shared/cases/ssrf is absent)' : 'address cases', () => {
  // Even a provider that listed the host, over https, would not get these.
  const isRefused = async (address: string): Promise<boolean> => {
    const url = URL.parse(address)
    if (url === null) return true
    const secure = URL.parse(url.href.replace(/^http:/, 'https:'))
    if (secure === null) return true
    const listed = livePolicy([secure.hostname])
    const refusals = [toLoopback, (() => Promise.resolve(['169.254.169.254'])) satisfies Resolver].map((resolver) =>
      listed.route(secure, resolver).then(
        () => false,
        (error: unknown) => error instanceof NotAllowed,
      ),
    )
    return (await Promise.all(refusals)).every(Boolean)
  }

  it('refuses every address that must be refused, before any socket opens', async () => {
    const cases = JSON.parse(readFileSync(CASES, 'utf8')) as { url: string; expect: string; needs_dns: boolean }[]
    const taken: string[] = []
    for (const one of cases) if (one.expect === 'refuse' && !(await isRefused(one.url))) taken.push(one.url)
    expect(cases.length).toBeGreaterThan(20)
    expect(taken).toEqual([])
  })

  it('asks for the ones that are fine', async () => {
    const cases = JSON.parse(readFileSync(CASES, 'utf8')) as { url: string; expect: string }[]
    for (const { url } of cases.filter((one) => one.expect === 'allow')) {
      const secure = new URL(url.replace(/^http:/, 'https:'))
      expect(await livePolicy([secure.hostname]).route(secure, toPublic)).toMatchObject({ address: '93.184.216.34' })
    }
  })
})
