import { setTimeout as delay } from 'node:timers/promises'

/** Milliseconds since 1970. */
export type Clock = () => number

/** Waits for so many milliseconds. */
export type Sleep = (ms: number) => Promise<void>

export const systemClock: Clock = () => Date.now()

export const systemSleep: Sleep = async (ms) => {
  await delay(ms)
}

/** Time that passes only by sleeping: pacing is counted and costs nothing. */
export function createVirtualTime(start: number): { clock: Clock; sleep: Sleep } {
  let now = start
  return {
    clock: () => now,
    sleep: (ms) => {
      now += ms
      return Promise.resolve()
    },
  }
}
