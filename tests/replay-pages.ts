import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import type { Listing, Page, Read, Reading } from '../scrapers/provider.ts'

/** Recorded answers of real software; they lie beside the project, and tests that need them are skipped where they do not. */
export const SHARED = resolve(import.meta.dirname, '../../shared')

interface Recorded {
  url: string
  method: string
  status: number
  headers: readonly (readonly [string, string])[]
  file: string
}

/** What a test changes about an answer; null = the answer is a 404. */
export type Alter = (page: Page) => Page | null

/** Answers from a folder with a `manifest.json`, without a network; the order of query parameters does not matter. */
export function openReplay(folder: string, alter: Alter = (page) => page): (url: string) => Page {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Recorded[]
  const byUrl = new Map(
    manifest.filter(({ method }) => method === 'GET').map((entry) => [normalizeUrl(entry.url), entry]),
  )
  return (url) => {
    const entry = byUrl.get(normalizeUrl(url))
    const missing: Page = { requested: url, url, status: 404, type: 'text/plain', headers: {}, body: '' }
    if (entry === undefined) return alter(missing) ?? missing
    const headers = Object.fromEntries(entry.headers.map(([name, value]) => [name.toLowerCase(), value]))
    const path = join(folder, entry.file)
    const page: Page = {
      requested: url,
      url,
      status: entry.status,
      type: headers['content-type']?.split(';')[0]?.toLowerCase() ?? null,
      headers,
      body: existsSync(path) ? readFileSync(path, 'utf8') : '',
    }
    return alter(page) ?? missing
  }
}

/** Origin of a recording. */
export function originOf(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Recorded[]
  return new URL(manifest[0]?.url ?? '').origin
}

/** Drives a reading to its end; `read` has every listing, also those that were yielded on the way. */
export function drive(reading: Reading, answer: (url: string) => Page): { read: Read; asked: string[] } {
  const asked: string[] = []
  const found: Listing[] = []
  let step = reading.next()
  while (step.done !== true) {
    if (asked.length > 5000) throw new Error('the reading does not end')
    if (typeof step.value === 'string') asked.push(step.value)
    else found.push(step.value)
    step = typeof step.value === 'string' ? reading.next(answer(step.value)) : reading.next()
  }
  return { read: { ...step.value, listings: [...found, ...step.value.listings] }, asked }
}

function normalizeUrl(url: string): string {
  const parsed = new URL(url)
  parsed.searchParams.sort()
  return parsed.href
}
