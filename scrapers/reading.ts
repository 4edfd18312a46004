import { keepAnswers } from './answers.ts'
import { NeedsPerson, NotAllowed, SkipPage, TryNextWay } from './errors.ts'
import { whyBlocked } from './extract/page-kind.ts'
import type { Page, Platform, Read } from './provider.ts'
import { READER_LIMITS, readHere, UnreadablePage, type OpenReader, type Reader } from './reader.ts'

/** No catalog of continuing education comes near this many pages: a run that does is being led in circles. */
const MAX_REQUESTS = 5_000

/** Room for the answers of a run, packed: the next way mostly begins with the same pages, and a new reader with all of them. */
const KEPT_BYTES = 64 * 1024 * 1024

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
  /** Where pages are read; without it in this thread. */
  openReader?: OpenReader | undefined
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
  openReader = readHere(origin),
  onProgress,
  maxRequests = MAX_REQUESTS,
}: Options): Promise<SiteReading> {
  const notes: string[] = []
  const kept = keepAnswers(KEPT_BYTES)
  let requests = 0
  for (const way of platform.ways) {
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
      const { read, lost } = await driveWay({ way: way.id, open, fetch, unreadable, maxRequests })
      return { way: way.id, read: { ...read, notes: [...read.notes, ...hurt()] }, requests, lost, notes }
    } catch (error) {
      if (!(error instanceof TryNextWay) && !isRefusedPage(error)) throw error
      notes.push(`${way.id}: ${[...new Set([...hurt(), error.message])].join('; ')}`)
    }
  }
  throw new TryNextWay(`no way of reading ${origin} worked; ${notes.join('; ')}`)
}

/** One address that gives nothing; the next way may not need it. */
const isRefusedPage = (error: unknown): error is SkipPage | NotAllowed =>
  error instanceof SkipPage || error instanceof NotAllowed

interface Drive {
  way: string
  open: () => Reader
  fetch: (url: string) => Promise<Page>
  /** Pages that ended a reader, by address; they are not read again. */
  unreadable: Map<string, UnreadablePage>
  maxRequests: number
}

/** Reads in one way, from the start again without a page that ended its reader. */
async function driveWay(drive: Drive): Promise<{ read: Read; lost: string[] }> {
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

async function driveReader(reader: Reader, { way, fetch, unreadable, maxRequests }: Drive) {
  const asked = new Set<string>()
  const lost: string[] = []
  let step = await reader.next(null)
  while (step.done !== true) {
    const url = URL.parse(step.value)?.href
    if (url === undefined) throw new NeedsPerson(`${way} asked for "${step.value}", which is no address`)
    if (asked.has(url)) throw new TryNextWay(`${url} came up a second time`)
    if (asked.size >= maxRequests) throw new TryNextWay(`still not at its end after ${String(maxRequests)} requests`)
    asked.add(url)
    const answer =
      unreadable.get(url) ??
      (await fetch(url).catch((error: unknown) => {
        if (!isRefusedPage(error)) throw error
        return error
      }))
    const blocked = answer instanceof Error ? null : whyBlocked(answer)
    const heard = blocked === null ? answer : new SkipPage(`${url} answered with ${blocked}`)
    if (heard instanceof Error || (heard.status !== 200 && heard.status !== 304)) lost.push(url)
    step = await reader.next(heard)
  }
  return { read: step.value, lost }
}
