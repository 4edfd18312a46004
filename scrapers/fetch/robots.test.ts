import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isAllowed, parseRobots } from './robots.ts'

const CASES = new URL('../../../shared/cases/robots/', import.meta.url)
const absent = !existsSync(CASES)

interface Case {
  test: string
  robots: string
  agent: string | null
  url: string
  allowed: boolean
}

const readCases = (name: string): Case[] => JSON.parse(readFileSync(new URL(name, CASES), 'utf8')) as Case[]
const isRight = ({ robots, agent, url, allowed }: Case): boolean =>
  isAllowed({ robots, agent: agent ?? '*', url }) === allowed
const ask = (robots: string, path: string, agent = 'CECountsBot'): boolean =>
  isAllowed({ robots, agent, url: `https://shop.example${path}` })

describe('robots.txt', () => {
  it('allows everything when it is empty or holds no rules', () => {
    expect(ask('', '/a')).toBe(true)
    expect(ask('<!doctype html><p>Disallow everything</p>', '/a')).toBe(true)
    expect(ask('User-agent: *\nDisallow:', '/a')).toBe(true)
  })

  it('prefers its own group to that of everyone, whatever the order', () => {
    const robots = 'User-agent: *\nDisallow: /\n\nUser-agent: cecountsbot\nDisallow: /private'
    expect(ask(robots, '/shop')).toBe(true)
    expect(ask(robots, '/private/x')).toBe(false)
    expect(ask(robots, '/shop', 'OtherBot')).toBe(false)
  })

  it('merges the groups of one agent', () => {
    const robots =
      'User-agent: CECountsBot\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: CECountsBot\nDisallow: /b'
    expect([ask(robots, '/a'), ask(robots, '/b'), ask(robots, '/c')]).toEqual([false, false, true])
  })

  it('does not let Crawl-delay or a Sitemap end a list of agents', () => {
    const robots =
      'User-agent: x\nCrawl-delay: 5\nSitemap: https://shop.example/s.xml\nUser-agent: CECountsBot\nDisallow: /a'
    expect(ask(robots, '/a')).toBe(false)
    expect(ask(robots, '/a', 'x')).toBe(false)
  })

  it('lets the longest rule win, and Allow on a tie', () => {
    expect(ask('User-agent: *\nAllow: /p\nDisallow: /', '/page')).toBe(true)
    expect(ask('User-agent: *\nAllow: /page\nDisallow: /page', '/page')).toBe(true)
    expect(ask('User-agent: *\nAllow: /a\nDisallow: /a/*.php', '/a/x.php')).toBe(false)
  })

  it('reads * and $ and the query', () => {
    const robots = 'User-agent: *\nDisallow: /*?add-to-cart=\nDisallow: /*.pdf$'
    expect(ask(robots, '/shop/?add-to-cart=5')).toBe(false)
    expect(ask(robots, '/a.pdf')).toBe(false)
    expect(ask(robots, '/a.pdf?x')).toBe(true)
    expect(ask(robots, '/shop/')).toBe(true)
  })

  it('forbids when RFC 9309 or the text as written forbids', () => {
    expect(ask('User-agent: *\nDisallow: /%62az', '/baz')).toBe(false)
    expect(ask('User-agent: *\nDisallow: /a%2Ab', '/a*b')).toBe(false)
    expect(ask('User-agent: *\nDisallow: /caf\u00e9', '/caf%c3%a9')).toBe(false)
  })

  it('reads 500 KiB and drops the line that this cuts', () => {
    const head = 'User-agent: *\nDisallow: /\n'
    const rule = 'Allow: /'
    const filler = '#\n'.repeat((500 * 1024 - head.length - rule.length) / 2)
    const robots = `${head}${filler}${rule}hop/long-path`
    expect(robots.slice(0, 500 * 1024).endsWith(`\n${rule}`)).toBe(true)
    expect(ask(robots, '/shop/long-path')).toBe(false)
  })

  it('reads bytes that are no UTF-8', () => {
    const robots = Buffer.from('User-agent: *\nDisallow: /caf\u00e9', 'latin1')
    expect(isAllowed({ robots, agent: 'x', url: 'https://shop.example/caf%E9' })).toBe(false)
  })

  it('decides on hostile patterns without delay', () => {
    const robots = `User-agent: *\n${`Disallow: /${'*a'.repeat(8000)}b\n`.repeat(30)}`
    const began = performance.now()
    expect(ask(robots, `/${'a'.repeat(2000)}`)).toBe(true)
    expect(performance.now() - began).toBeLessThan(2000)
  })

  it('finds the delay that concerns us', () => {
    expect(parseRobots('User-agent: *\nCrawl-delay: 10', 'CECountsBot/1.0').crawlDelay).toBe(10)
    expect(
      parseRobots('User-agent: *\nCrawl-delay: 10\nUser-agent: CECountsBot\nDisallow: /a', 'CECountsBot').crawlDelay,
    ).toBe(null)
    expect(parseRobots('User-agent: *\nCrawl-delay: soon', 'CECountsBot').crawlDelay).toBe(null)
    expect(parseRobots('User-agent: *\nCrawl-delay: 0.5 # s\nCrawl-delay: 2', 'CECountsBot').crawlDelay).toBe(2)
  })
})

describe.skipIf(absent)(
  absent ? 'robots.txt cases (skipped: ../shared/cases/robots is absent)' : 'robots.txt cases',
  () => {
    it("agrees with every case of Google's matcher", () => {
      expect(readCases('google-robotstxt.json').filter((one) => !isRight(one))).toEqual([])
    })

    it('agrees with every case of robots-parser', () => {
      expect(readCases('robots-parser.json').filter((one) => !isRight(one))).toEqual([])
    })

    it("agrees with Protego, save where that reads an agent's name as a pattern or is laxer than Google", () => {
      const wrong = readCases('protego.json').filter((one) => !isRight(one))
      expect(wrong.filter((one) => !one.allowed).map((one) => one.test)).toEqual(['test_generosity'])
      expect(wrong.filter((one) => one.allowed).map((one) => one.test)).toEqual(
        Array(3).fill('test_percentage_encoding'),
      )
    })

    it("agrees with Google's matcher on real files, as bytes and as text", () => {
      const files = JSON.parse(readFileSync(new URL('real-robots-files.json', CASES), 'utf8')) as Record<
        string,
        { base64: string }
      >
      const lines = readFileSync(new URL('real-robots-oracle.jsonl', CASES), 'utf8').trim().split('\n')
      const decisions = lines.map(
        (line) => JSON.parse(line) as { site: string; agent: string; url: string; allowed: boolean },
      )
      const wrong = decisions.filter(({ site, agent, url, allowed }) => {
        const bytes = Buffer.from(files[site]?.base64 ?? '', 'base64')
        return [bytes, bytes.toString()].some((robots) => isAllowed({ robots, agent, url }) !== allowed)
      })
      expect(decisions.length).toBeGreaterThan(5000)
      expect(wrong).toEqual([])
    })
  },
)
