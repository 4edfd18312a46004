import { keepAnswers } from './answers.ts'
import { NeedsPerson, NotAllowed, SkipPage, TryNextWay } from './errors.ts'
import { whyBlocked } from './extract/page-kind.ts'
import type { Page, Way } from './provider.ts'
import { READER_LIMITS, UnreadablePage, type Ending, type OpenReader, type Reader, type Step } from './reader.ts'

/** No catalog of continuing education comes near this many pages: a run that does is being led in circles. */
const MAX_REQUESTS = 5_000

/** What was read, and how; `T` is what the reader makes of a listing. */
export interface SiteReading<T> extends Ending {
  way: string
  /** What was found, in the site's order. */
  found: readonly T[]
  /** Answers received in all ways that were tried. */
  requests: number
  /** Addresses that gave nothing usable: neither 200 nor 304, cut short, too large, forbidden. */
  lost: readonly string[]
  /** Why earlier ways were given up. */
  earlier: readonly string[]
}

/** What a listener hears while a site is read. */
export interface Progress {
  way: string
  requests: number
  url: string
}

interface Options<T> {
  ways: readonly Way[]
  origin: string
  fetchPage: (url: string) => Promise<Page>
  /** Where pages are read. */
  openReader: OpenReader<T>
  onProgress?: ((progress: Progress) => void) | undefined
  maxRequests?: number
}

/**
 * Reads a site in the first way that it answers to.
 * @throws TryNextWay when it answers to none; whatever the client throws when the run must end
 */
export async function readSite<T>({
  ways,
  origin,
  fetchPage,
  openReader,
  onProgress,
  maxRequests = MAX_REQUESTS,
}: Options<T>): Promise<SiteReading<T>> {
  const earlier: string[] = []
  // The next way mostly begins with the same pages, and a new reader with all of them.
  const kept = keepAnswers()
  let requests = 0
  try {
    for (const way of ways) {
      const fetch = async (url: string) => {
        const answer = kept.get(url)
        if (answer !== null) return answer
        requests += 1
        onProgress?.({ way: way.id, requests, url })
        const page = await fetchPage(url)
        kept.add(url, page)
        return page
      }
      const unreadable = new Map<string, UnreadablePage>()
      const hurt = () => [...unreadable.values()].map(({ message }) => message)
      try {
        const open = () => openReader(way)
        const read = await driveWay({ way: way.id, open, fetch, unreadable, maxRequests })
        return { way: way.id, ...read, notes: [...read.notes, ...hurt()], requests, earlier }
      } catch (error) {
        if (!(error instanceof TryNextWay) && !isRefusedPage(error)) throw error
        earlier.push(`${way.id}: ${[...new Set([...hurt(), error.message])].join('; ')}`)
      }
    }
    throw new TryNextWay(`no way of reading ${origin} worked; ${earlier.join('; ')}`)
  } finally {
    kept.close()
  }
}

/** One address that gives nothing; the next way may not need it. */
const isRefusedPage = (error: unknown): error is SkipPage | NotAllowed =>
  error instanceof SkipPage || error instanceof NotAllowed

interface Drive<T> {
  way: string
  open: () => Reader<Step<T>>
  fetch: (url: string) => Promise<Page>
  /** Pages that ended a reader, by address; they are not read again. */
  unreadable: Map<string, UnreadablePage>
  maxRequests: number
}

/** Reads in one way, from the start again without a page that ended its reader. */
async function driveWay<T>(drive: Drive<T>) {
  for (;;) {
    const reader = drive.open()
    try {
      return await driveReader(reader, drive)
    } catch (error) {
      const { unreadable } = drive
      if (!(error instanceof UnreadablePage) || error.url === null || unreadable.size >= READER_LIMITS.restarts)
        throw error
      unreadable.set(error.url, error)
    } finally {
      await reader.end()
    }
  }
}

async function driveReader<T>(reader: Reader<Step<T>>, { way, fetch, unreadable, maxRequests }: Drive<T>) {
  const asked = new Set<string>()
  const lost: string[] = []
  const found: T[] = []
  let answer: Page | Error | null = null
  for (;;) {
    const step: Step<T> = await reader.next(answer)
    found.push(...step.found)
    if (step.end !== null) return { ...step.end, found, lost }
    answer = null
    if (step.wanted === null) continue
    const url = URL.parse(step.wanted)?.href
    if (url === undefined) throw new NeedsPerson(`${way} asked for "${step.wanted}", which is no address`)
    if (asked.has(url)) throw new TryNextWay(`${url} came up a second time`)
    if (asked.size >= maxRequests) throw new TryNextWay(`still not at its end after ${String(maxRequests)} requests`)
    asked.add(url)
    answer =
      unreadable.get(url) ??
      (await fetch(url).catch((error: unknown) => {
        if (!isRefusedPage(error)) throw error
        return error
      }))
    const blocked = answer instanceof Error ? null : whyBlocked(answer)
    if (blocked !== null) answer = new SkipPage(`${url} answered with ${blocked}`)
    if (answer instanceof Error || (answer.status !== 200 && answer.status !== 304)) lost.push(url)
  }
}
