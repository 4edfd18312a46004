/**
 * Reads a shop that has a hundred courses and then lists very many, and says how that ended and what it took; started by the
 * nightly tests. Arguments: folder, how many.
 */
import { statSync } from 'node:fs'
import { join } from 'node:path'

import { keepHeapSmall } from '../../scrapers/heap.ts'
import type { Platform } from '../../scrapers/provider.ts'
import { runProvider } from '../../scrapers/run.ts'
import { openStore } from '../../scrapers/store.ts'
import { sampleListing, samplePage } from '../scrape-samples.ts'
import parameters from './parameters.json' with { type: 'json' }
import { answerOf, createShop, entryOf } from './shop.ts'

const [, , folder = '', many] = process.argv
// As the command does.
keepHeapSmall()
const id = 'shop-1'
const origin = `https://${id}.example`
const { courses } = answerOf(createShop(id, 0, { ...parameters, courses: { min: 100, max: 100 } }))

/** Nothing of its list is held at once. */
const platformOf = (count: number): Platform => ({
  id: 'sample',
  ways: [
    {
      id: 'list',
      *read(origin) {
        yield `${origin}/list`
        for (let place = 0; place < count; place += 1)
          yield sampleListing(`x${place}`, { title: `Course ${place}`, url: `${origin}/x${place}/` })
        return { listings: [], announced: count, complete: true, notes: [] }
      },
    },
  ],
  normalize({ key, title, url }, { today }) {
    const course = courses[Number(key.slice(1)) % courses.length]
    if (course === undefined) return { is: 'left-out', reason: 'not a course' }
    const sources = course.sources.map((source) => ({ ...source, url, readOn: today }))
    return { is: 'course', course: { ...course, id: `${id}/${key}`, key, title, url, sources } }
  },
})

const store = openStore(folder, { write: true })
const read = (count: number, day: number) =>
  runProvider({
    provider: { id, platform: platformOf(count), origin },
    entry: entryOf(id),
    store,
    fetchPage: (url) => Promise.resolve(samplePage(url)),
    clock: () => Date.parse('2027-01-01T06:00:00Z') + day * 24 * 3_600_000,
    dryRun: false,
  })
await read(100, 0)
const started = performance.now()
const { run } = await read(Number(many), 1)
process.stdout.write(
  JSON.stringify({
    outcome: run.outcome,
    gate: run.gate,
    seconds: Math.round((performance.now() - started) / 1000),
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    evidenceKilobytes: Math.round(statSync(join(folder, `refused/${id}.json`)).size / 1024),
  }),
)
store.close()
