/** Other engines, installed into a folder of their own for as long as the benchmark runs; the project does not depend on them. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import MiniSearch from 'minisearch'

import type { Searchable } from '../../src/search/search.ts'

const PACKAGES = ['flexsearch@0.8.212', 'pagefind@1.6.0']

/** An engine that is ready to be asked. */
export interface Peer {
  /** Places of what the words find. */
  search: (words: string) => readonly number[] | Promise<readonly number[]>
  /** Where that does not name the rows: the first of them by name. */
  name?: (words: string, count: number) => Promise<readonly number[]>
  /** What a browser would have to fetch: text to pack, or bytes that are packed already. */
  sent: () => string | number | Promise<string>
  close: () => void
}

export interface PeerKind {
  name: string
  create: (rows: readonly Searchable[]) => Peer | Promise<Peer>
}

const FIELDS = ['title', 'providerName', 'topics'] as const
const closed = () => undefined

const miniSearch: PeerKind = {
  name: 'MiniSearch as its guide sets it up',
  create: (rows) => {
    const engine = new MiniSearch<Searchable & { place: number }>({ idField: 'place', fields: [...FIELDS] })
    engine.addAll(rows.map((row, place) => ({ ...row, place })))
    return {
      search: (words) => engine.search(words, { prefix: true, fuzzy: 0.2 }).map(({ id }) => id as number),
      sent: () => JSON.stringify(engine),
      close: closed,
    }
  },
}

interface FlexDocument {
  add: (row: object) => void
  search: (words: string, options: object) => { result: number[] }[]
  export: (write: (key: string, data: string | undefined) => void) => Promise<void>
}

const flexSearch = (folder: string): PeerKind => ({
  name: 'FlexSearch, by beginnings',
  create: async (rows) => {
    const address = pathToFileURL(join(folder, 'node_modules/flexsearch/dist/flexsearch.bundle.module.min.mjs')).href
    const { Document } = (await import(address)) as { Document: new (options: object) => FlexDocument }
    const engine = new Document({ tokenize: 'forward', document: { id: 'place', index: [...FIELDS] } })
    for (const [place, row] of rows.entries()) engine.add({ ...row, place })
    return {
      search: (words) => [
        ...new Set(engine.search(words, { limit: rows.length, suggest: true }).flatMap(({ result }) => result)),
      ],
      sent: async () => {
        const parts: string[] = []
        await engine.export((_, data) => {
          parts.push(data ?? '')
        })
        return parts.join('\n')
      },
      close: closed,
    }
  },
})

interface PagefindIndex {
  addCustomRecord: (record: object) => Promise<unknown>
  writeFiles: (options: { outputPath: string }) => Promise<unknown>
}
interface PagefindBrowser {
  init: () => Promise<void>
  search: (words: string) => Promise<{ results: { data: () => Promise<{ url: string }> }[] }>
}

/** Runs Pagefind's own script for browsers, which fetches its files from a server on this machine. Which rows it found stands in a file for each. */
const pagefind = (folder: string): PeerKind => ({
  name: 'Pagefind, its 50 fragments not loaded',
  create: async (rows) => {
    const address = pathToFileURL(join(folder, 'node_modules/pagefind/lib/index.js')).href
    const service = (await import(address)) as {
      createIndex: (options: object) => Promise<{ index: PagefindIndex }>
      close: () => Promise<void>
    }
    const { index } = await service.createIndex({})
    for (const [place, { title, providerName, topics }] of rows.entries())
      await index.addCustomRecord({
        url: `/${place}`,
        content: `${title}. ${providerName}. ${topics}`,
        language: 'en',
        meta: { title },
        filters: { topic: topics.split(', '), provider: [providerName] },
      })
    const out = join(folder, `pagefind-${rows.length}`)
    await index.writeFiles({ outputPath: out })
    await service.close()
    const server = createServer(({ url = '' }, answer) => {
      answer.setHeader('connection', 'close')
      answer.end(readFileSync(join(out, new URL(url, 'http://x').pathname)))
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const basePath = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    Object.assign(globalThis, {
      window: globalThis,
      document: { querySelector: () => ({ getAttribute: () => 'en' }) },
      location: new URL('http://page.example/'),
    })
    const script = (await import(pathToFileURL(join(out, 'pagefind.js')).href)) as {
      createInstance: (options: object) => PagefindBrowser
    }
    const browser = script.createInstance({ basePath, noWorker: true })
    await browser.init()
    const kinds = ['index', 'filter'].flatMap((kind) => readdirSync(join(out, kind)).map((file) => join(kind, file)))
    const meta = readdirSync(out).filter((file) => /\.pf_meta$|^wasm\.en/.test(file))
    return {
      search: async (words) => (await browser.search(words)).results.map((_, at) => at),
      name: async (words, count) => {
        const { results } = await browser.search(words)
        const found = await Promise.all(results.slice(0, count).map(({ data }) => data()))
        return found.map(({ url }) => Number(url.replaceAll(/\D/g, '')))
      },
      sent: () => [...kinds, ...meta].reduce((sum, file) => sum + statSync(join(out, file)).size, 0),
      close: () => {
        server.close()
        server.closeAllConnections()
      },
    }
  },
})

/** @returns the engines to compare with, and how to remove them again; without a network those that need none */
export function installPeers(): { peers: PeerKind[]; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'peers-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const flags = ['--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
    execFileSync('npm', ['install', ...flags, ...PACKAGES], { stdio: ['ignore', 'ignore', 'inherit'] })
  } catch {
    console.log('FlexSearch and Pagefind could not be installed and are left out.')
    return { peers: [miniSearch], remove }
  }
  return { peers: [miniSearch, flexSearch(folder), pagefind(folder)], remove }
}
