import { readFileSync } from 'node:fs'
import { load } from 'cheerio/slim'
import { describe, expect, it } from 'vitest'

import { SITE } from '../../src/site.ts'
import { builtFiles, builtPages } from './dist.ts'

/** What a page says of itself and where it points. */
function readPage(file: string) {
  const $ = load(readFileSync(file, 'utf8'))
  const values = (selector: string, name: string) =>
    $(selector)
      .get()
      .flatMap((element) => $(element).attr(name) ?? [])
  return {
    lang: $('html').attr('lang'),
    title: $('title').text(),
    description: $('meta[name=description]').attr('content') ?? '',
    canonical: $('link[rel=canonical]').attr('href'),
    policy: $('meta[http-equiv=content-security-policy]').attr('content') ?? '',
    headings: $('h1').length,
    ids: new Set(values('[id]', 'id')),
    addresses: [
      ...values('[href]:not([rel=canonical])', 'href'),
      ...values('[src]', 'src'),
      ...values('form[action]', 'action'),
    ],
  }
}

const pages = new Map(builtPages.map(({ path, file }) => [path, readPage(file)]))
const paths = new Set(builtFiles.map(({ path }) => path))

/** @returns for each page what is wrong with it, pages without fault left out */
function faults(find: (page: ReturnType<typeof readPage>, path: string) => string[]): string[] {
  return [...pages].flatMap(([path, page]) => find(page, path).map((fault) => `${path}: ${fault}`))
}

describe('every page of the built site', () => {
  it('leads nowhere that does not exist', () => {
    const broken = faults(({ addresses }, path) =>
      addresses.filter((address) => {
        const url = new URL(address, `${SITE.origin}${path}`)
        if (url.origin !== SITE.origin) return !['http:', 'https:', 'mailto:'].includes(url.protocol)
        const target = decodeURI(url.pathname)
        if (!paths.has(target)) return true
        const id = decodeURIComponent(url.hash.slice(1))
        return id !== '' && pages.get(target)?.ids.has(id) === false
      }),
    )
    expect(broken).toEqual([])
  })

  it('has a language, a title, a description, one main heading and its own address', () => {
    const wrong = faults(({ lang, title, description, headings, canonical }, path) => [
      ...(lang === 'en' ? [] : ['language']),
      ...(title === '' ? ['title'] : []),
      ...(description === '' ? ['description'] : []),
      ...(headings === 1 ? [] : [`${headings} main headings`]),
      ...(path === '/404.html' || canonical === `${SITE.origin}${path}` ? [] : [`canonical ${String(canonical)}`]),
    ])
    expect(wrong).toEqual([])
  })

  it('has a content security policy without holes', () => {
    const wrong = faults(({ policy }) => {
      const closed = ["default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'"]
      return [
        ...closed.filter((part) => !policy.includes(part)),
        ...(policy.match(/unsafe-[\w-]+|\*|(?<=-src[^;]*\s)(?:https?|blob):/g) ?? []),
      ]
    })
    expect(wrong).toEqual([])
  })
})
