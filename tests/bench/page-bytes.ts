import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

import { show } from './figures.ts'
import { KINDS, pageOf } from './page-kinds.ts'

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].flatMap(([, found]) => found ?? [])
const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1)

/** What each kind of page fetches, in KB of brotli 11; fonts and pictures are packed already. */
export function showBytes(folder: string): void {
  const read = (path: string) => readFileSync(join(folder, path))
  const sizes = new Map<string, number>()
  const sizeOf = (path: string) => {
    const size = sizes.get(path) ?? (path.endsWith('.woff2') ? read(path) : brotliCompressSync(read(path))).length
    sizes.set(path, size)
    return size
  }
  const sum = (paths: Iterable<string>) => [...paths].reduce((total, path) => total + sizeOf(path), 0)

  /** Scripts that a script names, among them those that it waits for. */
  const namedBy = (path: string) => {
    const text = read(path).toString()
    const files = (pattern: RegExp) => all(text, pattern).map((name) => `/_astro/${name}`)
    return {
      first: files(/(?:\bfrom|\bimport)\s*["'`]\.\/([\w.-]+\.js)["'`]/g),
      all: files(/["'`/]([\w.-]+\.js)["'`]/g),
    }
  }
  const reach = (paths: readonly string[], which: 'first' | 'all') => {
    const reached = new Set(paths)
    for (const path of reached)
      if (path.startsWith('/_astro/')) for (const next of namedBy(path)[which]) reached.add(next)
    return reached
  }

  show('KB, brotli 11', 'html    css  script at start  script later   font')
  for (const kind of KINDS) {
    const { file, path } = pageOf(folder, kind)
    const html = readFileSync(file, 'utf8')
    const styles = all(html, /<link rel="stylesheet" href="([^"]+)"/g)
    const fonts = all(html, /<link rel="preload" href="([^"]+\.woff2)"/g)
    const scripts = all(html, /(?:<script[^>]* src|component-url|renderer-url)="([^"]+)"/g)
    const first = reach(scripts, 'first')
    const later = reach(scripts, 'all').difference(first)
    const columns = [
      kilobytes(brotliCompressSync(html).length).padStart(4),
      kilobytes(sum(styles)).padStart(6),
      kilobytes(sum(first)).padStart(16),
      kilobytes(sum(later)).padStart(13),
      kilobytes(sum(fonts)).padStart(6),
    ]
    show(kind, `${columns.join(' ')}   ${path}`)
  }
  const data = ['/finder.json', '/texts.json', '/names.json', '/verdicts/aama-cma.json']
  show('data, as it is wanted', data.map((path) => `${path} ${kilobytes(sizeOf(path))}`).join(', '))
}
