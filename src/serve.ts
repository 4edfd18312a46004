import { existsSync, readFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import sirv from 'sirv'

import { loadCatalog, type Catalog } from './catalog/load.ts'

/** The headers file of static hosts: a path (`/*`, `/_astro/*`), then its headers, indented. */
function parseHeaders(text: string): { start: string; name: string; value: string }[] {
  let start = '/'
  return text.split('\n').flatMap((line) => {
    const header = /^\s+([\w-]+):\s*(.+)$/.exec(line)
    if (header?.[1] !== undefined && header[2] !== undefined) return [{ start, name: header[1], value: header[2] }]
    if (line.startsWith('/')) start = line.trim().replace(/\*$/, '')
    return []
  })
}

/** A built site that answers on this machine. */
export interface Served {
  /** Without a slash at the end. */
  origin: string
  close: () => Promise<void>
}

/**
 * Serves a built site the way a static host does, with its headers file and its page for what is not found.
 * @param port 0 = any free one
 */
export async function serveFolder(folder: string, { port, host }: { port: number; host: string }): Promise<Served> {
  const headers = parseHeaders(readFileSync(join(folder, '_headers'), 'utf8'))
  const notFound = readFileSync(join(folder, '404.html'))
  const setHeaders = (response: ServerResponse, path: string) => {
    for (const { start, name, value } of headers) if (path.startsWith(start)) response.setHeader(name, value)
  }
  // `dev` looks files up at each request, so a rebuild while it runs is seen.
  const answer = sirv(folder, { dev: true, etag: true, setHeaders })
  const server = createServer((request, response) => {
    answer(request, response, () => {
      setHeaders(response, request.url ?? '/')
      response.writeHead(404, { 'Content-Type': 'text/html;charset=utf-8' }).end(notFound)
    })
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(port, host, done)
  })
  const shown = host.includes(':') ? `[${host}]` : host
  return {
    origin: `http://${shown}:${String((server.address() as AddressInfo).port)}`,
    close: () =>
      new Promise((done) => {
        server.close(() => {
          done()
        })
        server.closeAllConnections()
      }),
  }
}

/** One line on how much data there is and how old. */
export function describeData({ courses, memberships, credentials, unitSources }: Catalog, now: Date): string {
  const sources = [...unitSources, ...[...courses, ...memberships, ...credentials].flatMap((record) => record.sources)]
  const newest = sources.map(({ readOn }) => readOn).reduce((a, b) => (a > b ? a : b), '')
  if (newest === '') return `Data: ${String(courses.length)} courses, no fact has a source yet`
  const days = Math.max(0, Math.floor((now.getTime() - Date.parse(newest)) / 86_400_000))
  const age = `${String(days)} ${days === 1 ? 'day' : 'days'} old`
  return `Data: ${String(courses.length)} courses, newest fact read ${newest}, ${age}`
}

function parsePort(text = ''): number {
  if (text === '') return 4321
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new Error(`PORT is "${text}", not a number from 0 to 65535. For example: PORT=8080 npm start`)
  return Number(text)
}

function explainListen({ code, message }: NodeJS.ErrnoException, { port, host }: { port: number; host: string }) {
  if (code === 'EADDRINUSE') return `Port ${String(port)} is taken. Choose another one: PORT=8080 npm start`
  if (code === 'EACCES')
    return `Port ${String(port)} may not be used here. Choose one from 1024 on: PORT=8080 npm start`
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL') return `HOST is "${host}", which is no address of this machine.`
  return message
}

async function main() {
  const folder = resolve('dist')
  if (!existsSync(join(folder, 'index.html'))) throw new Error('There is no built site in dist/. Run: npm run build')
  const host = process.env['HOST'] ?? '127.0.0.1'
  const port = parsePort(process.env['PORT'])
  const { origin } = await serveFolder(folder, { port, host }).catch((error: unknown) => {
    throw new Error(explainListen(error as NodeJS.ErrnoException, { port, host }), { cause: error })
  })
  console.log(`CE Counts is at ${origin}/ (Ctrl+C ends it)`)
  console.log(describeData(loadCatalog(), new Date()))
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  })
}
