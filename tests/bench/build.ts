/** How long the build takes and how much memory with so many course pages: `npm run bench -- build`. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { openStore } from '../../scrapers/store.ts'
import { sampleCourses, sampleEntry, sampleRun } from '../scrape-samples.ts'
import { show } from './figures.ts'

const count = Number(process.argv[2])
const folder = mkdtempSync(join(tmpdir(), 'ce-counts-bench-'))
const data = join(folder, 'data')
const store = openStore(data, { write: true })
const last = sampleRun()
store.write('shop', {
  provider: sampleEntry(),
  courses: sampleCourses(count),
  runs: { provider: 'shop', last, lastGood: last, confirmed: {} },
})
store.close()

/** Says at the end how much memory the process took at most, in KiB. */
const WITNESS = 'process.on("exit",()=>console.error("peak "+process.resourceUsage().maxRSS))'
const started = performance.now()
const { status, stderr } = spawnSync(
  process.execPath,
  [
    ...['--import', `data:text/javascript,${WITNESS}`],
    ...['node_modules/astro/bin/astro.mjs', 'build', '--silent', '--outDir', join(folder, 'dist')],
  ],
  { encoding: 'utf8', env: { ...process.env, CE_COUNTS_DATA: data } },
)
const seconds = (performance.now() - started) / 1000
rmSync(folder, { recursive: true, force: true })
if (status !== 0) throw new Error(stderr)
const peak = Math.round(Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024)
show(`build, ${count} course pages`, `${seconds.toFixed(1)} s on the wall, ${peak} MiB at most`)
