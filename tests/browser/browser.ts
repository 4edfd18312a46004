import axe from 'axe-core'
import { chromium, type Browser, type Page, type Response } from 'playwright-core'
import { expect, inject, onTestFinished } from 'vitest'

let connection: Promise<Browser> | undefined

export interface PageOptions {
  /** Width of the window in CSS pixels. */
  width?: number
  /** False = scripts are switched off, as in a text browser. */
  javaScript?: boolean
  colorScheme?: 'light' | 'dark'
  /** Address of another built site than the one in dist/. */
  origin?: string
  /** The day that the browser's clock shows. */
  today?: string
}

/** An open page and the answer that it came with. */
export interface Opened {
  page: Page
  response: Response
}

/**
 * Opens a page of the built site in a window of its own, ready to be used: what hydrates at once has hydrated.
 * The test fails on an error in the console or in a script, and on any request that leaves the site.
 */
export async function openPage(
  path: string,
  { width = 1280, javaScript = true, colorScheme = 'light', origin = inject('origin'), today }: PageOptions = {},
): Promise<Opened> {
  connection ??= chromium.connect(inject('browser'))
  const browser = await connection
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width, height: width < 600 ? 740 : 900 },
    javaScriptEnabled: javaScript,
    colorScheme,
    reducedMotion: 'reduce',
  })
  const problems: string[] = []
  onTestFinished(async () => {
    await context.close()
    expect(problems, `problems on ${path}`).toEqual([])
  })

  const page = await context.newPage()
  if (today !== undefined) await page.clock.setFixedTime(`${today}T12:00:00Z`)
  let expected404 = false
  page.on('pageerror', (error) => problems.push(`script error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    // Chromium writes every 404 to the console, the one of the page itself included.
    if (expected404 && message.location().url === page.url()) return
    problems.push(`console: ${message.text()} (${message.location().url})`)
  })
  await context.route(
    (url) => url.origin !== origin,
    async (route) => {
      problems.push(`request to another site: ${route.request().url()}`)
      await route.abort()
    },
  )

  page.once('response', (response) => (expected404 = response.status() === 404))
  const response = await page.goto(path)
  if (response === null) throw new Error(`${path} did not answer`)
  if (javaScript) {
    const waiting = 'astro-island[ssr]:not([client="visible"], [client="media"])'
    await page.waitForFunction((selector) => document.querySelector(selector) === null, waiting)
  }
  return { page, response }
}

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Fails with what axe finds against WCAG 2.2 level AA, each with the place where it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async (tags) => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly: tags })
    return violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join('\n  ')}`)
  }, WCAG_22_AA)
  expect(violations, `accessibility of ${page.url()}`).toEqual([])
}

/** Fails when the page is wider than its window, which makes a phone scroll sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { needed, window } = await page.evaluate(() => ({
    needed: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }))
  expect(needed, `width that ${page.url()} needs in a window of ${window}`).toBeLessThanOrEqual(window)
}
