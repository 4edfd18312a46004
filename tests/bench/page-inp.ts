import type { Browser, Page } from 'playwright-core'

import { settled } from '../browser/catalog.ts'
import { median, percentile, show } from './figures.ts'
import { openBrowser } from './page-browser.ts'

/** A mid-range phone beside this machine. */
const SLOWER = 4
const ROUNDS = 3
const TAPS = 40
/** Forty letters, of which one word is mistyped. */
const TYPED = ['phlebotomy', 'flebotomy', 'hand hygiene', 'hipaa law']
/** Between two keys of somebody who types on a phone. */
const KEY_MS = 150
/** Quicker ones are not told by the browser. */
const SHORTEST_MS = 16

interface Noted {
  /** The longest event of each interaction, in milliseconds, up to the next paint. */
  events: Record<number, number>
  /** From a tap to the results that it asked for. */
  results: number[]
  shift: number
  shiftUnasked: number
}
type Watched = typeof globalThis & { noted: Noted; asked: number | null }

/** Runs in the page, before anything else does. */
function watch() {
  const page = globalThis as Watched
  page.noted = { events: {}, results: [], shift: 0, shiftUnasked: 0 }
  page.asked = null
  const { noted } = page
  type Entry = PerformanceEntry & { interactionId: number; value: number; hadRecentInput: boolean }
  const observe = (type: string, note: (entry: Entry) => void) => {
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) note(entry as Entry)
    })
    observer.observe({ type, buffered: true, durationThreshold: 16 } as PerformanceObserverInit)
  }
  observe('event', ({ interactionId, duration }) => {
    if (interactionId > 0) noted.events[interactionId] = Math.max(noted.events[interactionId] ?? 0, duration)
  })
  observe('layout-shift', ({ value, hadRecentInput }) => {
    noted.shift += value
    if (!hadRecentInput) noted.shiftUnasked += value
  })
  document.addEventListener('change', () => (page.asked = performance.now()), true)
  const follow = () => {
    if (page.asked !== null && document.querySelector('.results[aria-busy="false"]') !== null) {
      noted.results.push(performance.now() - page.asked)
      page.asked = null
    }
  }
  new MutationObserver(follow).observe(document, { subtree: true, attributeFilter: ['aria-busy'] })
}

/** Each filter is ticked and unticked again, so that the list never becomes empty. */
async function tap(page: Page) {
  const ticks = page.locator('#filters label.tick:not(.empty):visible')
  for (let at = 0; at < TAPS / 2; at += 1) {
    // Groups that do not vary go and come back, so a place in the panel holds for one filter only.
    const tick = await ticks.nth(at % (await ticks.count())).elementHandle()
    for (const isTicked of [true, false]) {
      await tick.tap()
      await page.waitForTimeout(KEY_MS)
      await settled(page)
      if (((await tick.$('input:checked')) !== null) !== isTicked) throw new Error('a tap on a filter did nothing')
    }
  }
}

async function type(page: Page) {
  const box = page.locator('.search input')
  for (const words of TYPED) {
    await box.fill('')
    await settled(page)
    await box.focus()
    for (const letter of words) {
      await page.keyboard.press(letter)
      await page.waitForTimeout(KEY_MS)
    }
    await settled(page)
  }
}

async function measure(browser: Browser, origin: string, width: number, work: (page: Page) => Promise<void>) {
  const context = await browser.newContext({ viewport: { width, height: 823 }, hasTouch: true, deviceScaleFactor: 2 })
  const page = await context.newPage()
  await page.addInitScript(watch)
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.goto(origin)
  await page.locator('astro-island:not([ssr])').first().waitFor()
  // The list and its index are fetched before anybody taps.
  await page.waitForTimeout(2000)
  const opener = page.locator('.open-filters')
  if (await opener.isVisible()) await opener.tap()
  await work(page)
  await page.waitForTimeout(500)
  const noted = await page.evaluate(() => (globalThis as Watched).noted)
  await context.close()
  return noted
}

/** How long the finder takes from a tap or a key to the next paint. */
export async function showInteractions(origin: string): Promise<void> {
  const { browser } = await openBrowser()
  try {
    for (const [what, work] of [
      [`${TAPS} taps on filters`, tap],
      ['40 keys', type],
    ] as const)
      for (const width of [412, 1280]) {
        const rounds: Noted[] = []
        for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measure(browser, origin, width, work))
        const durations = rounds.map(({ events }) => {
          const told = Object.values(events)
          return [...told, ...Array<number>(Math.max(0, TAPS - told.length)).fill(SHORTEST_MS)]
        })
        const ms = (share: number) => `${Math.round(median(durations.map((some) => percentile(some, share))))} ms`
        const results = rounds.flatMap((round) => round.results)
        show(
          `${what}, ${width} px, ${SLOWER}x slower`,
          `p75 ${ms(0.75)}, p98 ${ms(0.98)}; layout shift ${median(rounds.map(({ shiftUnasked }) => shiftUnasked)).toFixed(3)}` +
            ` (${median(rounds.map(({ shift }) => shift)).toFixed(3)} with what a tap asked for)` +
            (results.length === 0 ? '' : `; results after ${Math.round(median(results))} ms`),
        )
      }
  } finally {
    await browser.close()
  }
}
