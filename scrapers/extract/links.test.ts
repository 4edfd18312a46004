import { describe, expect, it, test } from 'vitest'

import { parseHtml } from './html.ts'
import { canBeCourse, canonicalUrl, courseLinks, isCoursePath, onSite } from './links.ts'

const SITE = 'https://www.a.example'

test.each([
  ['https://a.example/c?utm_source=x&id=7#top', 'https://a.example/c?id=7'],
  ['https://a.example/store/p.jsp;jsessionid=AB12?productId=c1', 'https://a.example/store/p.jsp?productId=c1'],
  ['https://a.example/c?sort=price&page=2', 'https://a.example/c?page=2'],
])('%s is the page %s', (address, canonical) => {
  expect(canonicalUrl(address)).toBe(canonical)
})

test.each([
  ['http://a.example/c', `${SITE}/c`],
  ['https://www.a.example/c?x=1#y', `${SITE}/c?x=1`],
  ['https://b.example/c', null],
  ['https://a.example:8443/c', null],
  ['javascript:alert(1)', null],
])('%s on this site is %s', (address, expected) => {
  expect(onSite(address, SITE)).toBe(expected)
})

describe('paths', () => {
  it.each([
    '/courses/skin',
    '/course.aspx?id=1',
    '/online-training/x',
    '/product/x',
    '/webinars',
    '/continuing-education/ma',
    '/activity/12',
  ])('%s speaks of courses', (path) => {
    expect(isCoursePath(SITE + path)).toBe(true)
  })
  it.each(['/', '/about', '/people/course-of-life.html', '/skin'])('%s does not', (path) => {
    expect(isCoursePath(SITE + path)).toBe(path.includes('course'))
  })
  it.each(['/cart', '/login.aspx', '/wp-admin/x', '/files/a.pdf', '/author/ann', '/blog/x', '/privacy-policy'])(
    '%s cannot be a course',
    (path) => {
      expect(canBeCourse(SITE + path)).toBe(false)
    },
  )
})

it('links of a page: its own site, each once, next pages marked', () => {
  const $ = parseHtml(`
    <a href="/courses/a?utm_medium=x">A</a><a href="/courses/a#b">again</a><a href="https://b.example/courses">else</a>
    <a href="mailto:a@b.example">mail</a><a href="/x">1.5 contact hours</a><a href="/courses?page=2">»</a><a href="/cart">Cart</a><a href="/y">Y</a>`)
  expect(
    courseLinks($, `${SITE}/courses`, SITE).map(({ url, likely, next }) => [url.slice(SITE.length), likely, next]),
  ).toEqual([
    ['/courses/a', true, false],
    ['/x', true, false],
    ['/courses?page=2', true, true],
    ['/y', false, false],
  ])
})
