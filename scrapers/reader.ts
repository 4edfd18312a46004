import { Worker } from 'node:worker_threads'

import { NeedsPerson, NotAllowed, SkipPage, TryNextWay } from './errors.ts'
import type { Page, Read, Reading, Way } from './provider.ts'

/** What bounds the reading of a page, in one place. */
export const READER_LIMITS = {
  /** From handing over an answer to the next address that is wanted. */
  pageMs: 5_000,
  /** Until the code is loaded and the first address is wanted. */
  startMs: 30_000,
  /** Memory of a worker; the rest of a run needs less than 200 MB. */
  heapMb: 256,
  /** The part of it for what is soon forgotten; more than this makes nothing faster. */
  youngMb: 16,
  /** Pages that one way may lose by hanging, before it fails. */
  restarts: 3,
} as const

/** An answer, or why there is none. */
export type Answer = Page | Error
/** The next address that is wanted, or what was read. */
type Step = IteratorResult<string, Read>

/** One pass over a site in one way, wherever it is done. */
export interface Reader {
  /**
   * @param answer to the address that was wanted last; null to begin
   * @throws UnreadablePage when the reader ended over this answer; whatever the way throws
   */
  next: (answer: Answer | null) => Promise<Step>
  end: () => Promise<void>
}
export type OpenReader = (way: Way) => Reader

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

/** Hands an answer to a way. */
export function stepOn(reading: Reading, answer: Answer | null): Step {
  if (answer === null) return reading.next()
  // The way itself knows whether it can do without a page.
  return answer instanceof Error ? reading.throw(new SkipPage(answer.message, { cause: answer })) : reading.next(answer)
}

/** Reads in this thread: nothing stops a page that hangs. */
export const readHere =
  (origin: string): OpenReader =>
  ({ read }) => {
    const reading = read(origin)
    return {
      next: (answer) =>
        new Promise((resolve) => {
          resolve(stepOn(reading, answer))
        }),
      end: () => {
        reading.return({ listings: [], announced: null, complete: false, notes: [] })
        return Promise.resolve()
      },
    }
  }

/** Where a worker finds the platform: in a registry, or as the default export of a module. */
export type PlatformSource = { provider: string } | { platform: string } | { module: string }

/** What a worker is told when it starts. */
export interface Assignment {
  source: PlatformSource
  origin: string
  way: string
}

/** An error on its way between threads, which keep no classes. */
export interface PlainError {
  name: string
  message: string
}
export type Question = Page | { error: PlainError } | null
export type Reply = { step: Step } | { error: PlainError }

const CLASSES = new Map(Object.entries({ TryNextWay, SkipPage, NotAllowed, NeedsPerson }))

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

const WORKER = new URL('./reader-worker.ts', import.meta.url)

/** Reads in a thread of its own, which is ended when a page takes it too much time or memory. */
export const readInWorker =
  (source: PlatformSource, origin: string, timer: Timer = systemTimer): OpenReader =>
  ({ id }) => {
    const { pageMs, startMs, heapMb, youngMb } = READER_LIMITS
    const worker = new Worker(WORKER, {
      workerData: { source, origin, way: id } satisfies Assignment,
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: youngMb },
      execArgv: [],
    })
    let url: string | null = null
    let waiting: PromiseWithResolvers<Reply> | null = null
    let ended: string | null = null
    const fail = (why: string) => {
      ended ??= why
      waiting?.reject(new UnreadablePage(url, ended))
    }
    worker.on('message', (reply: Reply) => waiting?.resolve(reply))
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      fail(isMemory ? `took more than ${heapMb} MB to read` : `ended the reader: ${error.message}`)
    })
    worker.on('exit', () => {
      fail('ended the reader')
    })
    return {
      next: async (answer) => {
        url = answer === null || answer instanceof Error ? null : answer.requested
        if (ended !== null) throw new UnreadablePage(url, ended)
        waiting = Promise.withResolvers<Reply>()
        const limit = answer === null ? startMs : pageMs
        const stop = timer(limit, () => {
          fail(`took longer than ${limit / 1000} s to read`)
        })
        worker.postMessage((answer instanceof Error ? { error: toPlain(answer) } : answer) satisfies Question)
        try {
          const reply = await waiting.promise
          if ('error' in reply) throw fromPlain(reply.error)
          return reply.step
        } finally {
          stop()
        }
      },
      end: async () => {
        await worker.terminate()
      },
    }
  }
