import { describe, expect, it } from 'vitest'
import { findMissingEnd } from './ending.ts'

describe('the end of a body', () => {
  it.each([
    ['text/html', '<html><body>x</body></html>'],
    ['text/html', '<html>x</HTML >\n<!-- cached -->'],
    [null, '<p>x</html>'],
    ['text/html', '[{"id":1}]'],
    ['application/json', '{"a":[1,2]}'],
    ['application/json', '[]\n'],
    ['application/ld+json', 'null'],
    ['application/xml', '<?xml version="1.0"?><!-- a --><urlset xmlns="x"><url/></urlset>\n'],
    ['text/xml', '<?xml-stylesheet href="x"?><sitemapindex></sitemapindex><!-- made by x -->'],
    ['application/rss+xml', '<!DOCTYPE rss><rss version="2.0"></rss>'],
    ['text/xml', '<urlset/>'],
    ['text/plain', 'anything'],
    ['text/plain', '[Notes] for all'],
    ['text/html', '{{ a }}<html></html>'],
    ['text/csv', ''],
  ])('%s is whole: %s', (type, body) => {
    expect(findMissingEnd(type, body)).toBe(null)
  })

  it.each([
    ['text/html', '<html><body>x</body>', '</html> is missing'],
    ['text/html', '', '</html> is missing'],
    ['application/json', '{"a":[1,2', 'its JSON does not parse'],
    ['application/json', '', 'its JSON does not parse'],
    ['text/html', '[{"id":1}', 'its JSON does not parse'],
    ['application/xml', '<?xml version="1.0"?><urlset><url>', '</urlset> is missing'],
    ['application/xml', '<sitemapindex><sitemap/>', '</sitemapindex> is missing'],
    ['application/xml', '<?xml version="1.0"?>', 'it has no root element'],
  ])('%s is not whole: %s', (type, body, why) => {
    expect(findMissingEnd(type, body)).toContain(why)
  })

  it('stays quick on hostile bodies', () => {
    const began = performance.now()
    for (const unit of ['<!-- ', '<?', ' ', '<', '</html', '<!-- -->', '<!--\n', '<!DOCTYPE ']) {
      findMissingEnd('text/xml', unit.repeat(300_000))
      findMissingEnd('text/html', unit.repeat(300_000))
    }
    expect(performance.now() - began).toBeLessThan(2000)
  })
})
