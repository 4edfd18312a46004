/**
 * How much memory it takes to read a site, with answers that cost nothing and pages that are read in a worker:
 * `memory.ts pages <count>` reads so many course pages of 50 KB, `memory.ts products <count>` takes a shop whose API lists so many
 * through a whole run, from the answers to the files, and then through another one on the next day.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { keepHeapSmall } from '../../scrapers/heap.ts'
import { findPlatform } from '../../scrapers/platforms/index.ts'
import type { Page } from '../../scrapers/provider.ts'
import { readInWorker } from '../../scrapers/reader.ts'
import { readSite } from '../../scrapers/reading.ts'
import { runProvider } from '../../scrapers/run.ts'
import { openStore } from '../../scrapers/store.ts'
import { sortChecked } from '../../scrapers/validate.ts'
import { sampleEntry } from '../scrape-samples.ts'
import { coursePage } from './course-pages.ts'
import { show } from './figures.ts'
import manyPages from './many-pages.ts'
import { productsAnswer } from './products.ts'

const ORIGIN = 'https://school.example'
const [kind = '', size = '', into, today = ''] = process.argv.slice(2)
const count = Number(size)
const peak = () => `${Math.round(process.resourceUsage().maxRSS / 1024)} MiB at most`
/** Of all threads, whatever else the machine does. */
const processorMs = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
const started = performance.now()
const seconds = () => (performance.now() - started) / 1000

function pageAnswer(url: string): Page {
  const place = Number(/course-(\d+)/.exec(url)?.[1] ?? 0) - 1
  const page = { requested: url, url, type: 'text/html', headers: {} }
  return place < count
    ? { ...page, status: 200, body: coursePage(ORIGIN, place, 50_000) }
    : { ...page, status: 404, body: '' }
}

async function readPages() {
  const source = { module: new URL('./many-pages.ts', import.meta.url).href }
  const context = { provider: 'school', publisher: 'Sample School', today: '2026-11-22' }
  const { found } = await readSite({
    ways: manyPages.ways,
    origin: ORIGIN,
    fetchPage: (url) => Promise.resolve(pageAnswer(url)),
    openReader: readInWorker(source, ORIGIN)(context),
    maxRequests: count + 1,
  })
  const { courses } = sortChecked(found)
  if (courses.length !== count) throw new Error(`${courses.length} courses of ${count} pages`)
  const now = Math.round(process.memoryUsage().rss / 1024 / 1024)
  show(
    `${count} pages of 50 KB`,
    `${now} MiB at the end, ${peak()}; ${Math.round(count / seconds())} pages/s in two threads`,
  )
}

/** One run into a folder. */
async function runOnce(folder: string, day: string) {
  const platform = findPlatform('woocommerce')?.platform
  if (platform === undefined) throw new Error('there is no such platform')
  const store = openStore(folder, { write: true })
  const { run, files } = await runProvider({
    provider: { id: 'school', platform, origin: ORIGIN },
    entry: sampleEntry({ id: 'school', hosts: ['school.example'] }),
    store,
    fetchPage: (url) => Promise.resolve(productsAnswer(ORIGIN, count, url)),
    openReader: readInWorker({ platform: 'woocommerce' }, ORIGIN),
    clock: () => Date.parse(`${day}T06:00:00Z`),
    timer: processorMs,
    dryRun: false,
  })
  store.close()
  if (run.counts.courses !== count) throw new Error(`${run.counts.courses} courses of ${count}: ${run.notes.join(' ')}`)
  const took = `${Math.round(processorMs() / 1000)} s of processor`
  show(`${count} products, ${run.outcome}`, `${peak()}, ${took}; ${files.length} files written`)
}

/** Two runs, each in a process of its own. */
function readProducts() {
  const folder = mkdtempSync(join(tmpdir(), 'ce-counts-'))
  try {
    for (const day of ['2026-11-22', '2026-11-23']) {
      const args = [import.meta.filename, 'products', size, folder, day]
      if (spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0) process.exitCode = 1
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

keepHeapSmall()
if (kind === 'pages') await readPages()
else if (into === undefined) readProducts()
else await runOnce(into, today)
