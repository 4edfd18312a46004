import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { NotAllowed } from '../errors.ts'
import { createClient, type Client } from './client.ts'
import { NOON } from './loopback-site.ts'
import { startReplay, type Replay, type ReplayOptions } from './replay.ts'
import { openState } from './state.ts'

const CAPTURES = fileURLToPath(new URL('../../../shared/captures/', import.meta.url))
const CAPTURE = join(CAPTURES, 'woocommerce-live')
const absent = !existsSync(CAPTURE)

const ORIGIN = 'https://recorded.example'
const MANIFEST = [
  { url: `${ORIGIN}/a?x=1&y=b%20c`, method: 'HEAD', status: 404, headers: [], file: 'empty' },
  {
    url: `${ORIGIN}/a?x=1&y=b%20c`,
    method: 'GET',
    status: 200,
    headers: [
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['Content-Encoding', 'gzip'],
      ['Content-Length', '7'],
      ['Transfer-Encoding', 'chunked'],
      ['Connection', 'close'],
      ['Link', '<one>'],
      ['Link', '<two>'],
      ['X-Total', '65 caf\u00e9'],
    ],
    file: 'a.txt',
  },
  { url: `${ORIGIN}/caf%c3%a9/`, method: 'GET', status: 200, headers: [['Content-Type', 'text/plain']], file: 'a.txt' },
  {
    url: `${ORIGIN}/moved`,
    method: 'GET',
    status: 301,
    headers: [['Location', `${ORIGIN}/a?x=1&y=b%20c`]],
    file: 'empty',
  },
  { url: `${ORIGIN}/robots.txt`, method: 'GET', status: 200, headers: [], file: 'robots.txt' },
]

let replay: Replay | undefined
let client: Client | undefined
let folder: string | undefined
afterEach(async () => {
  await client?.close()
  await replay?.close()
  if (folder !== undefined) rmSync(folder, { recursive: true })
  replay = client = folder = undefined
})

async function start(from: string, options: ReplayOptions = {}): Promise<{ replay: Replay; client: Client }> {
  replay = await startReplay(from, { start: NOON, ...options })
  const { policy, clock, sleep, resolver } = replay
  const state = openState(':memory:', NOON)
  client = createClient({ policy, clock, sleep, resolver, state, random: () => 0, userAgent: 'CECountsBot/1.0' })
  return { replay, client }
}

function record(): string {
  folder = mkdtempSync(join(tmpdir(), 'replay-'))
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(MANIFEST))
  writeFileSync(join(folder, 'a.txt'), 'recorded caf\u00e9')
  writeFileSync(join(folder, 'empty'), '')
  writeFileSync(join(folder, 'robots.txt'), 'User-agent: *\nDisallow: /private\nCrawl-delay: 20')
  return folder
}

describe('a replay', () => {
  it('answers as recorded, under the addresses of the recorded site', async () => {
    const { client: reader, replay: served } = await start(record())
    expect(served.origin).toBe(ORIGIN)
    const page = await reader.fetchPage(`${ORIGIN}/a?y=b+c&x=1`)
    expect(page).toMatchObject({
      url: `${ORIGIN}/a?y=b+c&x=1`,
      status: 200,
      type: 'text/plain',
      body: 'recorded caf\u00e9',
    })
    expect(page.headers).toMatchObject({ link: '<one>, <two>' })
    expect(page.headers).not.toHaveProperty('content-encoding')
    expect(await reader.fetchPage(`${ORIGIN}/caf%C3%A9/`)).toMatchObject({ status: 200 })
    expect(await reader.fetchPage(`${ORIGIN}/moved`)).toMatchObject({ url: `${ORIGIN}/a?x=1&y=b%20c`, status: 200 })
    expect(served.missing()).toEqual([])
  })

  it('answers 404 to what was not recorded, and lists it once', async () => {
    const { client: reader, replay: served } = await start(record())
    for (const path of ['/b', '/a?x=1', '/b'])
      expect(await reader.fetchPage(ORIGIN + path)).toMatchObject({ status: 404 })
    expect(served.missing()).toEqual([`${ORIGIN}/b`, `${ORIGIN}/a?x=1`])
  })

  it('keeps to robots.txt, and paces on a clock of its own', async () => {
    const { client: reader, replay: served } = await start(record())
    await expect(reader.fetchPage(`${ORIGIN}/private/x`)).rejects.toThrow(NotAllowed)
    await reader.fetchPage(`${ORIGIN}/b`)
    expect(served.clock()).toBe(NOON + 20_000)
  })

  it('goes nowhere else', async () => {
    const { client: reader } = await start(record())
    for (const url of ['https://other.example/', 'http://recorded.example/', 'http://127.0.0.1/', `${ORIGIN}:8443/`]) {
      await expect(reader.fetchPage(url)).rejects.toThrow(`is not asked for: the recording is of ${ORIGIN} only`)
    }
  })

  it('can have a part switched off', async () => {
    const switchedOff = (url: string) =>
      url.includes('/a') ? { status: 401, type: 'application/json', body: '{}' } : null
    const { client: reader, replay: served } = await start(record(), { switchedOff })
    expect(await reader.fetchPage(`${ORIGIN}/a?x=1&y=b%20c`)).toMatchObject({
      status: 401,
      type: 'application/json',
      body: '{}',
    })
    expect(served.missing()).toEqual([])
  })

  it('closes at once, also with a connection open', async () => {
    const { client: reader, replay: served } = await start(record())
    await reader.fetchPage(`${ORIGIN}/b`)
    await served.close()
    await expect(reader.fetchPage(`${ORIGIN}/b`)).rejects.toThrow()
  })
})

describe.skipIf(absent)(absent ? 'recorded sites (skipped: ../shared/captures is absent)' : 'recorded sites', () => {
  it.each(['woocommerce-live', 'woocommerce-live-v8.5.2', 'woocommerce-live-storefront', 'learnpress-live'])(
    '%s: every recorded page is read byte for byte',
    async (name) => {
      const from = join(CAPTURES, name)
      const { client: reader, replay: served } = await start(from)
      const manifest = JSON.parse(readFileSync(join(from, 'manifest.json'), 'utf8')) as {
        url: string
        method: string
        status: number
        file: string
      }[]
      for (const { url, status, file } of manifest.filter((one) => one.method === 'GET')) {
        const page = await reader.fetchPage(url)
        if (status >= 300 && status < 400) expect(page.status, url).toBe(200)
        else expect([page.status, page.body === readFileSync(join(from, file), 'utf8')], url).toEqual([status, true])
      }
      expect(served.missing().filter((url) => !url.endsWith('/robots.txt'))).toEqual([])
    },
  )
})
