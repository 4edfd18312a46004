import { NeedsPerson, NotAllowed, SkipPage, TryNextWay } from './errors.ts'
import type { Page, Platform, Read, Way } from './provider.ts'

/** No catalog of continuing education comes near this many pages: a run that does is being led in circles. */
const MAX_REQUESTS = 5_000

/** So many answers are kept for the next way, which mostly begins with the same pages. */
const KEPT_ANSWERS = 50

/** What was read, and how. */
export interface SiteReading {
  way: string
  read: Read
  /** Answers received in all ways that were tried. */
  requests: number
  /** Addresses that gave nothing usable: neither 200 nor 304, cut short, too large, forbidden. */
  lost: readonly string[]
  /** Why earlier ways were given up. */
  notes: readonly string[]
}

/** What a listener hears while a site is read. */
export interface Progress {
  way: string
  requests: number
  url: string
}

interface Options {
  platform: Platform
  origin: string
  fetchPage: (url: string) => Promise<Page>
  onProgress?: ((progress: Progress) => void) | undefined
  maxRequests?: number
}

/**
 * Reads a site in the first way that it answers to.
 * @throws TryNextWay when it answers to none; whatever the client throws when the run must end
 */
export async function readSite({
  platform,
  origin,
  fetchPage,
  onProgress,
  maxRequests,
}: Options): Promise<SiteReading> {
  const notes: string[] = []
  const kept = new Map<string, Page>()
  let requests = 0
  for (const way of platform.ways) {
    const fetch = async (url: string) => {
      const answer = kept.get(url)
      if (answer !== undefined) return answer
      requests += 1
      onProgress?.({ way: way.id, requests, url })
      const page = await fetchPage(url)
      if (kept.size < KEPT_ANSWERS) kept.set(url, page)
      return page
    }
    try {
      const { read, lost } = await driveWay({ way, origin, fetch, maxRequests: maxRequests ?? MAX_REQUESTS })
      return { way: way.id, read, requests, lost, notes }
    } catch (error) {
      if (!(error instanceof TryNextWay) && !isRefusedPage(error)) throw error
      notes.push(`${way.id}: ${error.message}`)
    }
  }
  throw new TryNextWay(`no way of reading ${origin} worked; ${notes.join('; ')}`)
}

/** One address that gives nothing; the next way may not need it. */
const isRefusedPage = (error: unknown): error is SkipPage | NotAllowed =>
  error instanceof SkipPage || error instanceof NotAllowed

interface Drive {
  way: Way
  origin: string
  fetch: (url: string) => Promise<Page>
  maxRequests: number
}

async function driveWay({ way, origin, fetch, maxRequests }: Drive) {
  const reading = way.read(origin)
  const asked = new Set<string>()
  const lost: string[] = []
  try {
    let step = reading.next()
    while (step.done !== true) {
      const url = URL.parse(step.value)?.href
      if (url === undefined) throw new NeedsPerson(`${way.id} asked for "${step.value}", which is no address`)
      if (asked.has(url)) throw new TryNextWay(`${url} came up a second time`)
      if (asked.size >= maxRequests) throw new TryNextWay(`still not at its end after ${String(maxRequests)} requests`)
      asked.add(url)
      const page = await fetch(url).catch((error: unknown) => {
        if (!isRefusedPage(error)) throw error
        return error
      })
      if (isRefusedPage(page) || (page.status !== 200 && page.status !== 304)) lost.push(url)
      // The way itself knows whether it can do without a page.
      step = isRefusedPage(page) ? reading.throw(new SkipPage(page.message, { cause: page })) : reading.next(page)
    }
    return { read: step.value, lost }
  } finally {
    reading.return({ listings: [], announced: null, complete: false, notes: [] })
  }
}
