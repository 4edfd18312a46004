import { describe, expect, it } from 'vitest'

import hostile from '../tests/hostile-platform.ts'
import { sampleListing, samplePage, TODAY } from '../tests/scrape-samples.ts'
import { NotAllowed } from './errors.ts'
import type { Page, Reading } from './provider.ts'
import { READER_LIMITS, readInWorker, stepThrough, type Timer } from './reader.ts'
import { readSite } from './reading.ts'

const ORIGIN = 'https://shop.example'
const CONTEXT = { provider: 'shop', publisher: 'Shop', today: TODAY }
const source = { module: new URL('../tests/hostile-platform.ts', import.meta.url).href }
/** Five seconds pass in one. */
const quick: Timer = (ms, callback) => {
  const timeout = setTimeout(callback, ms / 5)
  return () => {
    clearTimeout(timeout)
  }
}

/** However slow the machine is, memory ends first. */
const never: Timer = () => () => undefined

/** Reads a site with these pages in a worker. */
async function read(pages: Readonly<Record<string, string | Error>>, timer?: Timer) {
  const asked: string[] = []
  const fetchPage = (url: string): Promise<Page> => {
    asked.push(url.slice(ORIGIN.length))
    const body = url === `${ORIGIN}/` ? Object.keys(pages).join('\n') : (pages[url.slice(ORIGIN.length)] ?? '')
    return body instanceof Error ? Promise.reject(body) : Promise.resolve(samplePage(url, body))
  }
  const openReader = readInWorker(source, ORIGIN, timer)(CONTEXT)
  const site = await readSite({ ways: hostile.ways, origin: ORIGIN, fetchPage, openReader })
  return { ...site, asked, titles: site.found.map(({ listing }) => listing.title) }
}

describe('readInWorker', { timeout: 60_000 }, () => {
  it('reads what is read in this thread', async () => {
    const pages = { '/a': 'One', '/b': 'Two', '/c': new NotAllowed('closed by robots.txt') }
    const { titles, notes, lost } = await read(pages)
    expect({ titles, notes, lost }).toEqual({
      titles: ['One', 'Two'],
      notes: ['/c: closed by robots.txt'],
      lost: [`${ORIGIN}/c`],
    })
  })
  it('refuses markup that no parser should build, and goes on', async () => {
    const { titles, notes } = await read({
      '/deep': '<div>'.repeat(100_000),
      '/wide': `<p ${Array.from({ length: 200_000 }, (_, at) => `a${at}=1`).join(' ')}>`,
      '/plain': 'Plain',
    })
    expect(titles).toEqual(['Plain'])
    expect(notes).toEqual([
      '/deep: markup is nested more than 256 levels deep',
      '/wide: a tag has more than 500 attributes',
    ])
  })
  it.each([
    ['hangs', 'spin', 'took longer than 5 s to read'],
    ['hangs once its words are looked at', 'stall', 'took longer than 5 s to read'],
    ['takes all memory', 'grow', 'took more than 256 MB to read'],
    ['ends the thread', 'exit', 'ended the reader'],
  ])('goes on without a page that %s, and asks the host for nothing twice', async (_, body, why) => {
    const pages = { '/a': 'One', '/bad': body, '/b': 'Two' }
    const { titles, notes, lost, asked } = await read(pages, body.startsWith('s') ? quick : never)
    expect(titles).toEqual(['One', 'Two'])
    expect(notes).toEqual([`/bad: ${ORIGIN}/bad ${why}`, `${ORIGIN}/bad ${why}`])
    expect(lost).toEqual([`${ORIGIN}/bad`])
    expect(asked).toEqual(['/', '/a', '/bad', '/b'])
  })
  it('gives up a way in which a fourth page hangs', async () => {
    const pages = { '/a': 'exit', '/b': 'exit', '/c': 'exit', '/d': 'exit' }
    await expect(read(pages)).rejects.toThrow(/^no way of reading .*\/c ended the reader; .*\/d ended the reader$/)
  })
  it('keeps what the way throws', async () => {
    const fetchPage = () => Promise.reject(new NotAllowed('closed'))
    const openReader = readInWorker(source, ORIGIN)(CONTEXT)
    await expect(readSite({ ways: hostile.ways, origin: ORIGIN, fetchPage, openReader })).rejects.toThrow(
      'no way of reading https://shop.example worked; pages: closed',
    )
  })
})

describe('stepThrough', () => {
  const listings = Array.from({ length: READER_LIMITS.batch + 1 }, (_, place) => sampleListing(`c${place}`))
  function* reading(): Reading {
    const page = yield `${ORIGIN}/a`
    yield* listings
    yield sampleListing('c0')
    yield sampleListing('c0', { title: page.body })
    return { listings: [sampleListing('c1'), sampleListing('last')], announced: 3, complete: true, notes: [] }
  }

  it('hands over what was found in parts, each listing once', () => {
    const stepOn = stepThrough(reading(), ({ key, title }) => `${key} ${title}`)
    expect(stepOn(null)).toEqual({ found: [], wanted: `${ORIGIN}/a`, end: null })
    const [first, second] = [stepOn(samplePage(`${ORIGIN}/a`, 'Another')), stepOn(null)]
    expect([first.found.length, first.wanted, first.end]).toEqual([READER_LIMITS.batch, null, null])
    expect(second.found).toEqual([
      `c${READER_LIMITS.batch} Course c${READER_LIMITS.batch}`,
      'c0 Another',
      'last Course last',
    ])
    expect(second.end).toEqual({ announced: 3, complete: true, notes: [] })
  })
})
