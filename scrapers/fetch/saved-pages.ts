import { readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import * as z from 'zod'

import { safeHttpUrl } from '../../src/schema/url.ts'
import type { Page } from '../provider.ts'

/** A folder of pages that somebody saved: their files are known, statuses and headers are not. */
const Saved = z.object({
  /** Where they came from, in words or as a host. */
  origin: z.string().optional(),
  files: z
    .array(
      z.object({
        /** Path inside the folder. */
        file: z.string().regex(/^(?!\/)(?!.*\.\.)[^\0]+$/, 'must stay inside the folder'),
        /** Its address where that is known. */
        url: z.string().nullish(),
      }),
    )
    .min(1),
})

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.htm': 'text/html',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.txt': 'text/plain',
}

/** The host that a remark such as "mirror of learningchief.com" names; saved pages of nobody stand under an example host. */
const originOf = (words: string | undefined) =>
  `https://${/\b(?:[a-z0-9-]+\.)+[a-z]{2,}\b/.exec(words ?? '')?.[0] ?? 'saved.example'}`

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    // The reader of recorded answers says what is wrong with it.
    return null
  }
}

/**
 * Reads a folder whose `manifest.json` lists saved files instead of recorded answers.
 * @returns the pages, each as if it had been answered with 200; null when the manifest is of the other kind
 */
export function readSavedPages(folder: string): { origin: string; pages: Page[] } | null {
  const manifest = Saved.safeParse(readJson(join(folder, 'manifest.json')))
  if (!manifest.success) return null
  const { files } = manifest.data
  const first = files.map(({ url }) => safeHttpUrl(url ?? '')).find((url) => url !== null)
  const origin = first === undefined ? originOf(manifest.data.origin) : new URL(first).origin
  const pages = files.flatMap(({ file, url }): Page[] => {
    const type = TYPES[extname(file).toLowerCase()]
    if (type === undefined) return []
    const address = safeHttpUrl(url ?? '') ?? safeHttpUrl(file, `${origin}/`)
    if (address === null) return []
    const body = readFileSync(join(folder, file), 'utf8')
    return [{ requested: address, url: address, status: 200, type, headers: { 'content-type': type }, body }]
  })
  return { origin, pages }
}
