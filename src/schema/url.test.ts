import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { safeHttpUrl } from './url.ts'

const CASES = new URL('../../../shared/cases/wpt-url/link-policy.json', import.meta.url)
const absent = !existsSync(CASES)

describe('safeHttpUrl', () => {
  it.each([
    ['https://shop.example/a b', undefined, 'https://shop.example/a%20b'],
    ['HTTP://Shop.Example', undefined, 'http://shop.example/'],
    ['../b?x=1#y', 'https://shop.example/a/c/', 'https://shop.example/a/b?x=1#y'],
    ['//other.example/', 'https://shop.example/', 'https://other.example/'],
    [' \n https://shop.example/ ', undefined, 'https://shop.example/'],
  ])('makes %j (on %s) canonical', (input, base, expected) => {
    expect(safeHttpUrl(input, base)).toBe(expected)
  })

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    ' \u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'blob:https://shop.example/1',
    'https://good.example@evil.example/',
    'https://user:word@shop.example/',
    'https://',
    'https://a b.example/',
    '/relative',
    '',
    `https://shop.example/${'a'.repeat(2048)}`,
    `https://shop.example/${'\u00e9'.repeat(700)}`,
  ])('refuses %j', (input) => {
    expect(safeHttpUrl(input)).toBe(null)
  })

  it('leaves a canonical address as it is', () => {
    const once = safeHttpUrl('https://shop.example/caf\u00e9?q="<x>"') ?? ''
    expect(safeHttpUrl(once)).toBe(once)
  })
})

describe.skipIf(absent)(absent ? 'link cases (skipped: ../shared/cases/wpt-url is absent)' : 'link cases', () => {
  it('agrees with every one', () => {
    const cases = JSON.parse(readFileSync(CASES, 'utf8')) as {
      input: string
      base: string | null
      href: string | null
      link_allowed: boolean
    }[]
    const wrong = cases.filter(
      ({ input, base, href, link_allowed }) => safeHttpUrl(input, base ?? undefined) !== (link_allowed ? href : null),
    )
    expect(cases.length).toBeGreaterThan(200)
    expect(wrong).toEqual([])
  })
})
