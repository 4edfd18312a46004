import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'

import { HOURLY, watch } from './watch.ts'

const EVERY_SECOND = '* * * * * *'

it('begins at once, never two rounds at the same time, and goes on after an error', async () => {
  const errors: unknown[] = []
  let begun = 0
  let running = 0
  let most = 0
  const end = watch({
    pattern: EVERY_SECOND,
    onError: (error) => errors.push(error),
    round: async () => {
      begun += 1
      running += 1
      most = Math.max(most, running)
      // The first round lasts over the next planned moment.
      await delay(begun === 1 ? 1_200 : 50)
      running -= 1
      throw new Error(`round ${begun}`)
    },
  })
  expect(begun).toBe(1)
  await expect.poll(() => begun, { timeout: 5_000 }).toBeGreaterThan(1)
  await expect.poll(() => errors.length, { timeout: 5_000 }).toBeGreaterThan(1)
  end()
  const after = begun
  await delay(1_100)
  expect(begun).toBe(after)
  expect(most).toBe(1)
}, 20_000)

it('has a pattern that croner takes', () => {
  const end = watch({ round: () => Promise.resolve(), onError: () => undefined, pattern: HOURLY })
  end()
})
