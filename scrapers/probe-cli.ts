import { parseArgs } from 'node:util'

import type { Provider as ProviderEntry } from '../src/schema/provider.ts'
import { safeHttpUrl } from '../src/schema/url.ts'
import { assertLiveAllowed, openLive, openReplay } from './clients.ts'
import { NeedsPerson, NotAllowed, RetryLater, SkipPage } from './errors.ts'
import { readManifest } from './fetch/manifest.ts'
import { readSavedPages } from './fetch/saved-pages.ts'
import { probeInWorker } from './probe-reader.ts'
import { formatProbe } from './probe-report.ts'
import type { Probe } from './probe.ts'
import type { Page } from './provider.ts'

/** A probe is a look at a site, not a reading of it. */
const MAX_LIVE_REQUESTS = 60

const HELP = `Looks at a site: which platform it runs on, how sure that is, what can be read from it field by field.

  npm run probe -- <url>                look at a live site, at most ${String(MAX_LIVE_REQUESTS)} requests
  npm run probe -- --replay <folder>    look at recorded answers or saved pages (manifest.json)

  --json     print { platform, sure, courses, notRead } as JSON and nothing else
  --help     print this

Exit codes
  0  something could be read
  1  nothing could be read, or the site asks for a pause
  2  a person has to change something first: arguments, the recording, src/site.ts
`

const OPTIONS = {
  replay: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

function parseArguments() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new NeedsPerson(`${(error as Error).message} See --help.`)
  }
}

async function probeLive(address: string): Promise<Probe> {
  const url = safeHttpUrl(address)
  if (url === null) throw new NeedsPerson(`"${address}" is no http(s) address.`)
  assertLiveAllowed()
  const { host, origin } = new URL(url)
  const site = openLive(entryOf(host, origin))
  let requests = 0
  const fetchPage = (asked: string): Promise<Page> => {
    requests += 1
    if (requests > MAX_LIVE_REQUESTS) return Promise.reject(new SkipPage('a probe asks for no more pages'))
    return site.fetchPage(asked)
  }
  try {
    return await probeInWorker({ origin, known: [url], isRecording: false, today: today() }, fetchPage)
  } finally {
    await site.close()
  }
}

/** Pages that were saved without their answers' heads; what is not among them is not there. */
async function probeSaved({ origin, pages }: { origin: string; pages: readonly Page[] }): Promise<Probe> {
  const known = pages.map(({ url }) => url)
  const fetchPage = (url: string): Promise<Page> => {
    const page = pages.find((each) => each.url === url)
    return page === undefined ? Promise.reject(new SkipPage(`${url} was not saved`)) : Promise.resolve(page)
  }
  return probeInWorker({ origin, known, isRecording: true, today: today() }, fetchPage)
}

async function probeReplay(folder: string): Promise<Probe> {
  const saved = readSavedPages(folder)
  if (saved !== null) return probeSaved(saved)
  const site = await openReplay(folder)
  try {
    const known = readManifest(folder).flatMap(({ url, method, status }) =>
      method === 'GET' && status === 200 ? [url] : [],
    )
    return await probeInWorker({ origin: site.origin, known, isRecording: true, today: today() }, site.fetchPage)
  } finally {
    await site.close()
  }
}

/** The live policy takes the hosts of one provider; a probed site is one that nobody entered yet. */
function entryOf(host: string, origin: string): ProviderEntry {
  return {
    id: 'probe',
    name: host,
    home: `${origin}/`,
    hosts: [host],
    platform: null,
    status: 'unproven',
    rhythmDays: null,
    terms: null,
    summary: null,
    priceRange: null,
    sources: [],
    evidence: {},
  }
}

const today = () => new Date().toISOString().slice(0, 10)

async function main(): Promise<number> {
  const { values, positionals } = parseArguments()
  if (values.help) {
    process.stdout.write(HELP)
    return 0
  }
  const [url] = positionals
  if ((url === undefined) === (values.replay === undefined) || positionals.length > 1)
    throw new NeedsPerson('Name one address, or a recording with --replay <folder>. See --help.')
  const probe = await (values.replay === undefined ? probeLive(url ?? '') : probeReplay(values.replay))
  const { platform, sure, courses, notRead } = probe
  process.stdout.write(
    values.json ? `${JSON.stringify({ platform, sure, courses, notRead }, null, 2)}\n` : formatProbe(probe),
  )
  return courses.length > 0 ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof NeedsPerson) && !(error instanceof RetryLater) && !(error instanceof NotAllowed)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error instanceof NeedsPerson ? 2 : 1
}
