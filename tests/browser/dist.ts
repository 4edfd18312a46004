import { readdirSync, statSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'

const DIST = resolve('dist')

/** One file of the built site. */
export interface Built {
  /** Its path on the site: `/courses/ace/x/`, `/404.html`, `/_astro/x.css`. */
  path: string
  file: string
  size: number
}

/** Every file of the built site. */
export const builtFiles: readonly Built[] = readdirSync(DIST, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => {
    const file = join(entry.parentPath, entry.name)
    const path = file.slice(DIST.length).replaceAll(sep, '/')
    return { path: path.replace(/\/index\.html$/, '/'), file, size: statSync(file).size }
  })
  .sort((a, b) => (a.path < b.path ? -1 : 1))

/** Every page of the built site. */
export const builtPages: readonly Built[] = builtFiles.filter(({ file }) => file.endsWith('.html'))
