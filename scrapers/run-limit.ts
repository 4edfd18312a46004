import type { OpenReader } from './reader.ts'

/** How long a run may work; waiting for hosts and for their pauses is not counted. */
export const RUN_LIMIT_MS = 20 * 60_000

/** The run worked for too long: something in the site or in our reading of it is out of hand. */
export class RunTooLong extends Error {
  override name = 'RunTooLong'
  constructor() {
    super(`more than ${RUN_LIMIT_MS / 60_000} minutes of work, waiting not counted`)
  }
}

/** Adds up how long a run works. */
export interface Work {
  /** @throws RunTooLong when the job has brought the run over its limit */
  count: <T>(job: () => T | Promise<T>) => Promise<T>
  /** The same reader, whose steps count. */
  countReader: <T>(open: OpenReader<T>) => OpenReader<T>
}

/** @param timer milliseconds that only ever grow, whatever becomes of the clock on the wall */
export function startWork(timer: () => number = () => performance.now()): Work {
  let worked = 0
  const count: Work['count'] = async (job) => {
    const began = timer()
    const stop = () => {
      worked += timer() - began
      if (worked > RUN_LIMIT_MS) throw new RunTooLong()
    }
    try {
      const result = await job()
      stop()
      return result
    } catch (error) {
      if (!(error instanceof RunTooLong)) stop()
      throw error
    }
  }
  return {
    count,
    countReader: (open) => (way) => {
      const reader = open(way)
      return { ...reader, next: (answer) => count(() => reader.next(answer)) }
    },
  }
}
