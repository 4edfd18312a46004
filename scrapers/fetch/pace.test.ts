import { describe, expect, it } from 'vitest'
import { RetryLater } from '../errors.ts'
import { LIMITS } from './limits.ts'
import { createPace, type Pace } from './pace.ts'
import { createVirtualTime, type Clock } from './time.ts'

const HOST = 'shop.example'
const PAGE = new URL('https://shop.example/a')
const NOON = Date.UTC(2026, 10, 22, 12)

function start(
  random = 0,
  holds = new Map<string, number>(),
): { pace: Pace; clock: Clock; holds: Map<string, number> } {
  const { clock, sleep } = createVirtualTime(NOON)
  const pace = createPace({
    clock,
    sleep,
    random: () => random,
    holds: { readHold: (host) => holds.get(host) ?? null, writeHold: (host, moment) => holds.set(host, moment) },
    limits: LIMITS,
  })
  return { pace, clock, holds }
}

async function gapAfter(latencyMs: number, { random = 0, crawlDelayMs = 0 } = {}): Promise<number> {
  const { pace, clock } = start(random)
  pace.setCrawlDelay(HOST, crawlDelayMs)
  pace.answered(HOST, latencyMs)
  await pace.wait(PAGE)
  return clock() - NOON
}

describe('pacing', () => {
  it('asks a new host at once, and each host by itself', async () => {
    const { pace, clock } = start()
    await pace.wait(PAGE)
    pace.answered(HOST, 100)
    await pace.wait(new URL('https://other.example/'))
    expect(clock()).toBe(NOON)
  })

  it('pauses 3 s, or five times the last answer, up to 30 s', async () => {
    expect(await gapAfter(100)).toBe(3_000)
    expect(await gapAfter(2_000)).toBe(10_000)
    expect(await gapAfter(25_000)).toBe(30_000)
  })

  it('keeps to a longer Crawl-delay, in full', async () => {
    expect(await gapAfter(100, { crawlDelayMs: 10_000 })).toBe(10_000)
    expect(await gapAfter(4_000, { crawlDelayMs: 10_000 })).toBe(20_000)
    expect(await gapAfter(100, { crawlDelayMs: 90_000 })).toBe(90_000)
  })

  it('only ever lengthens a pause at random', async () => {
    expect(await gapAfter(100, { random: 0.5 })).toBe(3_375)
    expect(await gapAfter(100, { random: 0.999 })).toBeLessThanOrEqual(3_750)
  })

  it('waits until the moment a host named, and ends the run when that is far off', async () => {
    const { pace, clock } = start()
    pace.holdUntil(HOST, NOON + 60_000)
    pace.holdUntil(HOST, NOON + 1_000)
    await pace.wait(PAGE)
    expect(clock()).toBe(NOON + 60_000)
    pace.holdUntil(HOST, clock() + LIMITS.waitMaxMs + 1)
    await expect(pace.wait(PAGE)).rejects.toThrow(
      'https://shop.example/a is not asked for: shop.example is left alone until 2026-11-22T12:03:00.001Z',
    )
  })

  it('keeps to a moment that an earlier run was given', async () => {
    const { pace } = start(0, new Map([[HOST, NOON + 3_600_000]]))
    await expect(pace.wait(PAGE)).rejects.toMatchObject({ name: 'RetryLater', after: NOON + 3_600_000 })
  })

  it('opens the breaker after three lost pages in a row, and keeps the host alone', async () => {
    const { pace, holds } = start()
    for (const good of [false, false, true, false, false]) pace.pageEnded(HOST, good)
    await pace.wait(PAGE)
    pace.pageEnded(HOST, false)
    await expect(pace.wait(PAGE)).rejects.toThrow(RetryLater)
    await expect(pace.wait(PAGE)).rejects.toThrow(
      'https://shop.example/a is not asked for: 3 pages of shop.example in a row were lost',
    )
    expect(holds.get(HOST)).toBe(NOON + LIMITS.restMs)
    await pace.wait(new URL('https://other.example/'))
  })

  it('runs jobs for a host one after the other, also after one failed', async () => {
    const { pace } = start()
    const order: string[] = []
    const job = (name: string, fails = false) =>
      pace.inTurn(HOST, async () => {
        order.push(`${name} begins`)
        await Promise.resolve()
        order.push(`${name} ends`)
        if (fails) throw new Error(name)
      })
    const done = await Promise.allSettled([job('a', true), job('b'), job('c')])
    expect(done.map((one) => one.status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  })
})
