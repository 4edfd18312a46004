import { join } from 'node:path'
import { expect, it } from 'vitest'

import { openReplay, originOf } from '../tests/replay-pages.ts'
import { TODAY } from '../tests/scrape-samples.ts'
import { RetryLater } from './errors.ts'
import { probeInWorker } from './probe-reader.ts'
import type { Timer } from './reader.ts'

const FOLDER = join(import.meta.dirname, '../tests/fixtures/medialab/words')
const answer = openReplay(FOLDER)
const look = { origin: originOf(FOLDER), known: [], isRecording: false, today: TODAY }

/** Lets the time for one answer run out at once. */
function hangAt(answers: readonly number[]): Timer {
  let count = 0
  return (_, callback) => {
    count += 1
    if (answers.includes(count)) callback()
    return () => undefined
  }
}

async function probe(timer?: Timer) {
  const asked: string[] = []
  const fetchPage = (url: string) => {
    asked.push(url)
    return Promise.resolve(answer(url))
  }
  return { ...(await probeInWorker(look, fetchPage, timer)), asked }
}

it('goes on without a page that hangs, and asks the host for nothing twice', { timeout: 60_000 }, async () => {
  const whole = await probe()
  expect([whole.platform, whole.courses.length]).toEqual(['medialab', 2])
  // Step 1 begins, step 2 has the front page.
  const { platform, notes, asked } = await probe(hangAt([2]))
  expect(notes.at(-1)).toBe(`${look.origin}/ took longer than 5 s to read`)
  expect(platform).not.toBe('medialab')
  expect(asked).toHaveLength(new Set(asked).size)
})

it('ends after too many such pages, and when the host asks for a pause', { timeout: 60_000 }, async () => {
  await expect(probe(hangAt([2, 5, 9, 14, 20, 27]))).rejects.toThrow(/took longer than 5 s to read$/)
  const busy = () => Promise.reject(new RetryLater('later'))
  await expect(probeInWorker(look, busy)).rejects.toThrow(RetryLater)
})
