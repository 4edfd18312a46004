import { describe, expect, it } from 'vitest'

import { sampleListing, samplePage } from '../tests/scrape-samples.ts'
import { NotAllowed, RetryLater, SkipPage, TryNextWay } from './errors.ts'
import type { Page, Read, Reading, Way } from './provider.ts'
import { readHere } from './reader.ts'
import { readSite } from './reading.ts'

const ORIGIN = 'https://shop.example'
const whole = (keys: readonly string[]): Read => ({
  listings: keys.map((key) => sampleListing(key)),
  announced: null,
  complete: true,
  notes: [],
})
const way = (id: string, read: (origin: string) => Reading): Way => ({ id, read })
const read = (
  ways: Way[],
  fetchPage: (url: string) => Promise<Page> = (url) => Promise.resolve(samplePage(url)),
  maxRequests = 9,
) => readSite({ ways, origin: ORIGIN, fetchPage, openReader: readHere(ORIGIN, ({ key }) => key), maxRequests })

const twoPages = way('two', function* (origin) {
  const first = yield `${origin}/1`
  const second = yield `${origin}/2`
  return whole([first.body, second.body])
})
const none = way('none', function* (origin) {
  const page = yield `${origin}/api`
  throw new TryNextWay(`${page.url} is no API`)
})

describe('readSite', () => {
  it('hands each page to the way that asked for it', async () => {
    const { way: id, found, requests } = await read([twoPages], (url) => Promise.resolve(samplePage(url, url.at(-1))))
    expect([id, requests, found]).toEqual(['two', 2, ['1', '2']])
  })
  it('goes on to the next way and says why', async () => {
    const reading = await read([none, twoPages])
    expect([reading.way, reading.requests]).toEqual(['two', 3])
    expect(reading.earlier).toEqual(['none: https://shop.example/api is no API'])
  })
  it('does not ask the host again for what an earlier way was answered', async () => {
    const peek = way('peek', function* (origin) {
      yield `${origin}/1`
      throw new TryNextWay('not here')
    })
    expect((await read([peek, twoPages])).requests).toBe(2)
  })
  it('names every way that was tried when none works', async () => {
    await expect(read([none, none])).rejects.toThrow(
      /no way of reading https:\/\/shop\.example worked; none: .*; none: /,
    )
  })
  it('gives up a way that asks for an address twice, however it is written', async () => {
    const circle = way('circle', function* (origin) {
      yield `${origin}/a`
      yield `${origin}/b/../a`
      return whole([])
    })
    await expect(read([circle])).rejects.toThrow('https://shop.example/a came up a second time')
  })
  it('gives up a way that never ends', async () => {
    const endless = way('endless', function* (origin) {
      for (let n = 0; ; n += 1) yield `${origin}/${String(n)}`
    })
    let asked = 0
    const fetchPage = (url: string) => {
      asked += 1
      return Promise.resolve(samplePage(url))
    }
    await expect(read([endless], fetchPage)).rejects.toThrow('still not at its end after 9 requests')
    expect(asked).toBe(9)
  })
  it('lets a way go on without a page, and counts what is lost', async () => {
    const patient = way('patient', function* (origin) {
      try {
        yield `${origin}/1`
      } catch (error) {
        expect(error).toBeInstanceOf(SkipPage)
      }
      yield `${origin}/2`
      return whole(['a'])
    })
    const fetchPage = (url: string) =>
      url.endsWith('1') ? Promise.reject(new NotAllowed('forbidden')) : Promise.resolve(samplePage(url, '', 404))
    const { lost } = await read([patient], fetchPage)
    expect(lost).toEqual([`${ORIGIN}/1`, `${ORIGIN}/2`])
  })
  it('takes a way that cannot do without a page for one that does not work', async () => {
    const fetchPage = (url: string) =>
      url.endsWith('api') ? Promise.reject(new SkipPage('cut short')) : Promise.resolve(samplePage(url))
    expect((await read([none, twoPages], fetchPage)).earlier).toEqual(['none: cut short'])
  })
  it('ends when the host asks for a pause', async () => {
    const fetchPage = () => Promise.reject(new RetryLater('later'))
    await expect(read([none, twoPages], fetchPage)).rejects.toThrow(RetryLater)
  })
})
