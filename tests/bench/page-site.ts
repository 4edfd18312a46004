/** The site as a good host serves it: built into a folder for as long as the benchmark runs, every answer packed by brotli. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

import type { Course } from '../../src/schema/course.ts'
import { serveFolder, type Served } from '../../src/serve.ts'
import { createRows } from './synthetic.ts'

export interface Site {
  folder: string
  remove: () => void
}

/** @returns dist/ as it stands */
export const builtSite = (): Site => ({ folder: resolve('dist'), remove: () => undefined })

/** Puts invented courses, whose facts are those of real ones, beside the real ones. */
function addCourses(data: string, wanted: number) {
  const reported = join(data, 'reported')
  const files = readdirSync(reported).map((file) => {
    const path = join(reported, file)
    return { path, courses: JSON.parse(readFileSync(path, 'utf8')) as Course[] }
  })
  const real = files.flatMap(({ courses }) => courses)
  const { rows } = createRows(wanted)
  const added = rows.slice(real.length).flatMap(({ title }, at): Course[] => {
    const course = real[at % real.length]
    return course === undefined ? [] : [{ ...course, id: `${course.provider}/invented-${at}`, key: null, title }]
  })
  for (const { path, courses } of files) {
    const provider = courses[0]?.provider
    const all = [...courses, ...added.filter((course) => course.provider === provider)]
    all.sort((a, b) => (a.id < b.id ? -1 : 1))
    writeFileSync(path, JSON.stringify(all))
  }
}

/** @param courses how many there shall be; without it the catalog is that of data/ */
export function buildSite(courses?: number): Site {
  const place = mkdtempSync(join(tmpdir(), 'ce-counts-page-'))
  const remove = () => {
    rmSync(place, { recursive: true, force: true })
  }
  const [data, folder] = [join(place, 'data'), join(place, 'dist')]
  cpSync('data', data, { recursive: true })
  if (courses !== undefined) addCourses(data, courses)
  const { status, stderr } = spawnSync(
    process.execPath,
    ['node_modules/astro/bin/astro.mjs', 'build', '--silent', '--outDir', folder],
    { encoding: 'utf8', env: { ...process.env, CE_COUNTS_DATA: data } },
  )
  if (status === 0) return { folder, remove }
  remove()
  throw new Error(stderr)
}

/** What is packed already (fonts, pictures) stays as it is. */
const isText = (type: string) => /^text\/|javascript|json|svg/.test(type)

interface Answer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/** Serves a built site with every text packed as small as brotli can. */
export async function servePacked(folder: string): Promise<Served> {
  const plain = await serveFolder(folder, { port: 0, host: '127.0.0.1' })
  const answers = new Map<string, Promise<Answer>>()
  const ask = async (url: string): Promise<Answer> => {
    const { status, headers, body } = await fetch(plain.origin + url).then(async (answer) => ({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    }))
    for (const name of ['connection', 'keep-alive', 'transfer-encoding']) Reflect.deleteProperty(headers, name)
    const packed = isText(headers['content-type'] ?? '') ? brotliCompressSync(body) : body
    headers['content-length'] = String(packed.length)
    if (packed !== body) headers['content-encoding'] = 'br'
    return { status, headers, body: packed }
  }
  const server = createServer(({ url = '/' }, response) => {
    const answer = answers.get(url) ?? ask(url)
    answers.set(url, answer)
    answer.then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      () => response.destroy(),
    )
  }).listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await plain.close()
    },
  }
}
