import { describe, expect, it } from 'vitest'

import { parseSitemap, sitemapsInRobots } from './sitemap.ts'

describe('parseSitemap', () => {
  it('reads pages, without the addresses of their pictures', () => {
    const xml = `<?xml version="1.0"?><urlset xmlns="x" xmlns:image="y"><url><loc> https://a.example/b?c=1&amp;d=2 </loc><image:image><image:loc>https://a.example/p.png</image:loc></image:image></url><url><loc><![CDATA[https://a.example/e]]></loc></url></urlset>`
    expect(parseSitemap(xml)).toEqual({ sitemaps: [], pages: ['https://a.example/b?c=1&d=2', 'https://a.example/e'] })
  })
  it('reads an index', () => {
    expect(parseSitemap('<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap></sitemapindex>')).toEqual({
      sitemaps: ['https://a.example/1.xml'],
      pages: [],
    })
  })
  it('reads a plain list', () => {
    expect(parseSitemap('https://a.example/1\r\nhttps://a.example/2\n')).toEqual({
      sitemaps: [],
      pages: ['https://a.example/1', 'https://a.example/2'],
    })
  })
  it.each(['', '<html><body>Not found</body></html>', 'a\nb'])('reads nothing from %j', (text) => {
    expect(parseSitemap(text)).toBeNull()
  })
})

it('sitemaps in robots.txt, in any case, each once', () => {
  const robots =
    'User-agent: *\n SITEMAP : https://a.example/1.xml\nDisallow: /sitemap: x\nSitemap:https://a.example/2.xml # new\nsitemap: https://a.example/1.xml'
  expect(sitemapsInRobots(robots)).toEqual(['https://a.example/1.xml', 'https://a.example/2.xml'])
})
