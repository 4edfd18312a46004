import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Where the pages of each kind lie in the built site. */
const PAGES = {
  start: 'index.html',
  'finder, one combination': 'find/*/**/index.html',
  'courses for a credential': 'for/*/courses/index.html',
  'rules of a credential': 'for/*/index.html',
  course: 'courses/*/*/index.html',
  provider: 'providers/*/index.html',
  memberships: 'memberships/index.html',
  compare: 'compare/index.html',
  saved: 'saved/index.html',
  about: 'about/index.html',
  status: 'status/index.html',
  'not found': '404.html',
}
export type Kind = keyof typeof PAGES
export const KINDS = Object.keys(PAGES) as readonly Kind[]

/** @returns the file of the page that says most of its kind, and its path on the site */
export function pageOf(folder: string, kind: Kind): { file: string; path: string } {
  const [found] = globSync(PAGES[kind], { cwd: folder })
    .map((name) => ({ name, file: join(folder, name) }))
    .sort((a, b) => statSync(b.file).size - statSync(a.file).size)
  if (found === undefined) throw new Error(`${folder} has no page of the kind "${kind}"`)
  return { file: found.file, path: `/${found.name.replace(/index\.html$/, '')}` }
}
