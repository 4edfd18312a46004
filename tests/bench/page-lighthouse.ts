import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { median, show } from './figures.ts'
import { openBrowser } from './page-browser.ts'
import { pageOf, type Kind } from './page-kinds.ts'

const PACKAGE = 'lighthouse@13.5.0'
const ROUNDS = 5
const LOOKED_AT: readonly Kind[] = [
  'start',
  'course',
  'rules of a credential',
  'memberships',
  'provider',
  'compare',
  'saved',
]
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const

interface Report {
  categories: Record<(typeof CATEGORIES)[number], { score: number | null; auditRefs: { id: string; weight: number }[] }>
  audits: Record<string, { score: number | null; numericValue?: number; scoreDisplayMode: string }>
  environment: { benchmarkIndex: number }
}
type Lighthouse = (url: string, flags: object) => Promise<{ lhr: Report } | undefined>

/** Installed into a folder of its own for as long as the benchmark runs; the project does not depend on it. */
async function install(folder: string): Promise<Lighthouse> {
  const flags = ['--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
  execFileSync('npm', ['install', ...flags, PACKAGE], { stdio: ['ignore', 'ignore', 'inherit'] })
  const address = pathToFileURL(join(folder, 'node_modules/lighthouse/core/index.js')).href
  return ((await import(address)) as { default: Lighthouse }).default
}

/** @returns what keeps a page from 100 beside its speed */
const faultsOf = ({ categories, audits }: Report): string[] =>
  CATEGORIES.filter((category) => category !== 'performance').flatMap((category) =>
    categories[category].auditRefs.flatMap(({ id, weight }) => {
      const { score = null } = audits[id] ?? {}
      return weight > 0 && score !== null && score < 1 ? id : []
    }),
  )

/** What Lighthouse says of each kind of page on a phone, with its own slow network and processor. */
export async function showLighthouse(origin: string, site: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lighthouse-'))
  const { browser, port } = await openBrowser()
  try {
    const lighthouse = await install(folder)
    const reports = new Map<Kind, Report[]>(LOOKED_AT.map((kind) => [kind, []]))
    // Page after page, round after round, so that a slow moment of the machine falls on all.
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [kind, some] of reports) {
        const url = origin + pageOf(site, kind).path
        const result = await lighthouse(url, { port, logLevel: 'error', onlyCategories: CATEGORIES })
        if (result !== undefined) some.push(result.lhr)
      }
    for (const [kind, some] of reports) {
      const scores = CATEGORIES.map((category) => {
        const all = some.map(({ categories }) => Math.round((categories[category].score ?? 0) * 100))
        return `${category} ${median(all)}${category === 'performance' ? ` (${Math.min(...all)} to ${Math.max(...all)})` : ''}`
      })
      const value = (audit: string) => median(some.map(({ audits }) => audits[audit]?.numericValue ?? NaN))
      show(
        kind,
        `${scores.join(', ')}; LCP ${(value('largest-contentful-paint') / 1000).toFixed(2)} s, ` +
          `CLS ${value('cumulative-layout-shift').toFixed(3)}, TBT ${Math.round(value('total-blocking-time'))} ms`,
      )
      const faults = new Set(some.flatMap(faultsOf))
      if (faults.size > 0) show('', `not 100 for ${[...faults].join(', ')}`)
    }
    const speeds = [...reports.values()].flat().map(({ environment }) => environment.benchmarkIndex)
    show("this machine, in Lighthouse's own measure", `${Math.round(median(speeds))}`)
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
