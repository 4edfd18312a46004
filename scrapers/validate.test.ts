import { describe, expect, it } from 'vitest'

import { sampleCourse, sampleListing, TODAY } from '../tests/scrape-samples.ts'
import type { Normalized } from './provider.ts'
import { checkListing, isOnHosts, listedOf } from './validate.ts'

describe('isOnHosts', () => {
  it.each([
    ['the very host', 'https://shop.example/a', ['shop.example']],
    ['the host with www', 'https://www.shop.example/a', ['shop.example']],
    ['the host without www', 'https://shop.example/a', ['www.shop.example']],
    ['a part of the host', 'https://learn.shop.example/a', ['shop.example']],
    ['a part of the host, which has a www', 'https://learn.shop.example/a', ['www.shop.example']],
    ['any of several', 'https://b.example/', ['a.example', 'b.example']],
    ['the usual port, written out', 'https://shop.example:443/', ['shop.example']],
    ['a port that is named', 'http://127.0.0.1:8090/', ['127.0.0.1:8090']],
    ['a host in capitals', 'https://SHOP.example/', ['shop.example']],
  ])('takes %s', (_, url, hosts) => {
    expect(isOnHosts(url, hosts)).toBe(true)
  })

  it.each([
    ['a host that ends alike', 'https://evil-shop.example/', ['shop.example']],
    ['a host that begins alike', 'https://shop.example.evil.example/', ['shop.example']],
    ['a host in the name of a user', 'https://shop.example@evil.example/', ['shop.example']],
    ['a host in the path', 'https://evil.example/shop.example', ['shop.example']],
    ['what the host is a part of', 'https://shop.example/', ['learn.shop.example']],
    ['the end of the name alone', 'https://example/', ['shop.example']],
    ['another port', 'https://shop.example:8443/', ['shop.example']],
    ['another port than the named one', 'http://127.0.0.1:8091/', ['127.0.0.1:8090']],
    ['anything where there are no hosts', 'https://shop.example/', []],
  ])('does not take %s', (_, url, hosts) => {
    expect(isOnHosts(url, hosts)).toBe(false)
  })
})

describe('checkListing', () => {
  const check = (normalize: () => Normalized) =>
    checkListing(
      sampleListing('a'),
      { id: 'sample', ways: [], normalize },
      { provider: 'shop', publisher: 'Shop', today: TODAY },
    )
  const listing = { key: 'a', url: 'https://shop.example/a/', title: 'Course a' }

  it('gives a record with what is still needed of the listing', () => {
    const course = sampleCourse('a')
    expect(check(() => ({ is: 'course', course }))).toEqual({
      is: 'course',
      listing: { ...listing, characters: 8, unreadable: 0 },
      record: course,
    })
  })
  it('rejects what the schema refuses, by its first field', () => {
    expect(check(() => ({ is: 'course', course: sampleCourse('a', { title: '' }) }))).toMatchObject({
      is: 'rejected',
      listing,
      problem: { field: 'title', value: '""' },
    })
  })
  it('rejects what cannot be read', () => {
    const checked = check(() => {
      throw new Error('no such word')
    })
    expect(checked).toMatchObject({
      is: 'rejected',
      problem: { field: null, message: 'could not be read: no such word' },
    })
  })
})

it('counts the characters that show a wrong character set', () => {
  const labels = [{ label: 'Price', value: '20 \ufffd' }]
  expect(listedOf(sampleListing('a', { title: '\ufffd1', texts: ['ab', '\ufffd\ufffd'], labels }))).toMatchObject({
    characters: 10,
    unreadable: 4,
  })
})
