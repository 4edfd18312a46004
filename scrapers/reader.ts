import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'

import { NeedsPerson, NotAllowed, SkipPage, TryNextWay } from './errors.ts'
import { createPool } from './pool.ts'
import type { Listing, NormalizeContext, Page, Read, Reading, Way } from './provider.ts'
import type { Checked } from './validate.ts'

/** What bounds the reading of a page, in one place. */
export const READER_LIMITS = {
  /** From handing over an answer to the next step. */
  pageMs: 5_000,
  /** Until the code is loaded and the first address is wanted. */
  startMs: 30_000,
  /** Memory of a worker; the rest of a run needs less than 200 MB. */
  heapMb: 256,
  /** The part of it for what is soon forgotten; more than this makes nothing faster. */
  youngMb: 16,
  /** Pages that one way may lose by hanging, before it fails. */
  restarts: 3,
  /** Listings that are handed over at once. */
  batch: 50,
} as const

/** An answer, or why there is none. */
export type Answer = Page | Error

/** What a way says when it has read everything. */
export type Ending = Omit<Read, 'listings'>

/** What came of one answer; `T` is what a listing is turned into on the spot. */
export interface Step<T> {
  /** What was found since the step before. */
  found: readonly T[]
  /** The address that is wanted next; null = there is more to hand over, or this is the end. */
  wanted: string | null
  /** Set once everything was handed over. */
  end: Ending | null
}

/** One pass over a site, wherever it is done. */
export interface Reader<S> {
  /**
   * @param answer to the address that was wanted; null when none was
   * @throws UnreadablePage when the reader ended over an answer; whatever the way throws
   */
  next: (answer: Answer | null) => Promise<S>
  end: () => Promise<void>
}
/** Opens a reader for one way. */
export type OpenReader<T> = (way: Way) => Reader<Step<T>>

/** The reader ended over a page; another one may read the site without it. */
export class UnreadablePage extends SkipPage {
  override name = 'UnreadablePage'
  /** null when no page was at hand. */
  readonly url: string | null
  constructor(url: string | null, why: string) {
    super(url === null ? why : `${url} ${why}`)
    this.url = url
  }
}

/** A reading that hands over every listing on the way, each once. */
type Walk = Generator<string | Listing, Ending, Page>

function* eachListing(reading: Reading): Walk {
  const { listings, ...end } = yield* reading
  yield* listings
  return end
}

/** Goes through a reading step by step, wherever a page is at hand. */
export function stepThrough<T>(reading: Reading, take: (listing: Listing) => T): (answer: Answer | null) => Step<T> {
  const walk = eachListing(reading)
  const seen = new Set<string>()
  const isNew = (listing: Listing) => {
    const before = seen.size
    return seen.add(createHash('sha1').update(JSON.stringify(listing)).digest('binary')).size > before
  }
  return (answer) => {
    const found: T[] = []
    let step =
      answer === null
        ? walk.next()
        : // The way itself knows whether it can do without a page.
          answer instanceof Error
          ? walk.throw(new SkipPage(answer.message, { cause: answer }))
          : walk.next(answer)
    while (step.done !== true && typeof step.value !== 'string') {
      if (isNew(step.value)) found.push(take(step.value))
      if (found.length >= READER_LIMITS.batch) return { found, wanted: null, end: null }
      step = walk.next()
    }
    return step.done === true
      ? { found, wanted: null, end: step.value }
      : { found, wanted: step.value as string, end: null }
  }
}

/** Reads in this thread: nothing stops a page that hangs. */
export const readHere =
  <T>(origin: string, take: (listing: Listing) => T): OpenReader<T> =>
  ({ read }) => {
    const stepOn = stepThrough(read(origin), take)
    return {
      next: (answer) =>
        new Promise((resolve) => {
          resolve(stepOn(answer))
        }),
      end: () => Promise.resolve(),
    }
  }

/** Where a worker finds the platform: in a registry, or as the default export of a module. */
export type PlatformSource = { provider: string } | { platform: string } | { module: string }

/** What a worker is told when it starts. */
export interface Assignment {
  source: PlatformSource
  origin: string
  way: string
  context: NormalizeContext
}

/** An error on its way between threads, which keep no classes. */
export interface PlainError {
  name: string
  message: string
}
export type Question = Page | { error: PlainError } | null
export type Reply<S> = { step: S } | { error: PlainError }

const CLASSES = new Map(Object.entries({ TryNextWay, SkipPage, UnreadablePage: SkipPage, NotAllowed, NeedsPerson }))

export const toPlain = (error: unknown): PlainError =>
  error instanceof Error ? { name: error.name, message: error.message } : { name: 'Error', message: String(error) }

export const fromPlain = ({ name, message }: PlainError): Error => new (CLASSES.get(name) ?? Error)(message)

/** Calls back after so many milliseconds; @returns how to call it off */
export type Timer = (ms: number, callback: () => void) => () => void

const systemTimer: Timer = (ms, callback) => {
  const timeout = setTimeout(callback, ms)
  return () => {
    clearTimeout(timeout)
  }
}

/** Starts a reader in a thread of its own, which is ended when an answer takes it too much time or memory. */
export function startReader<S>(module: string, workerData: unknown, timer: Timer = systemTimer): Reader<S> {
  const { pageMs, startMs, heapMb, youngMb } = READER_LIMITS
  const worker = new Worker(new URL(module, import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: youngMb },
    execArgv: [],
  })
  let isStarted = false
  let url: string | null = null
  let waiting: PromiseWithResolvers<Reply<S>> | null = null
  let ended: string | null = null
  const fail = (why: string) => {
    ended ??= why
    waiting?.reject(new UnreadablePage(url, ended))
  }
  worker.on('message', (reply: Reply<S>) => waiting?.resolve(reply))
  worker.on('error', (error: NodeJS.ErrnoException) => {
    const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    fail(isMemory ? `took more than ${heapMb} MB to read` : `ended the reader: ${error.message}`)
  })
  worker.on('exit', () => {
    fail('ended the reader')
  })
  return {
    next: async (answer) => {
      // What is handed over without an answer comes from the page before.
      if (answer !== null) url = answer instanceof Error ? null : answer.requested
      if (ended !== null) throw new UnreadablePage(url, ended)
      waiting = Promise.withResolvers<Reply<S>>()
      const limit = isStarted ? pageMs : startMs
      const stop = timer(limit, () => {
        fail(`took longer than ${limit / 1000} s to read`)
      })
      worker.postMessage((answer instanceof Error ? { error: toPlain(answer) } : answer) satisfies Question)
      try {
        const reply = await waiting.promise
        if ('error' in reply) throw fromPlain(reply.error)
        return reply.step
      } finally {
        isStarted = true
        stop()
      }
    },
    end: async () => {
      await worker.terminate()
    },
  }
}

/** Reads in a worker, and turns listings into records there too. */
export const readInWorker =
  (source: PlatformSource, origin: string, timer?: Timer) =>
  (context: NormalizeContext): OpenReader<Checked> =>
  ({ id }) => {
    const assignment: Assignment = { source, origin, way: id, context }
    const { next, end } = startReader<Step<Checked>>('./reader-worker.ts', assignment, timer)
    const pool = createPool()
    return {
      next: async (answer) => {
        const step = await next(answer)
        return { ...step, found: step.found.map((checked) => pool.share(checked)) }
      },
      end,
    }
  }
