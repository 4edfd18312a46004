import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'

import { openPage } from './browser.ts'
import { courses, hasPassed } from './catalog.ts'

const HELD = 'ace-membership'
/** A course whose price the membership changes. */
const course = courses.find(({ offers, expires }) => offers.some((offer) => offer.for === HELD) && !hasPassed(expires))
if (course === undefined) throw new Error(`no course is opened by ${HELD}`)

const VISITORS = {
  'who keeps nothing': {},
  'with a credential and a membership': { credentials: ['amt-rma'], held: [{ id: HELD, until: null }] },
  'with two credentials, and courses saved and compared': {
    credentials: ['ncct-ncma', 'aama-cma'],
    saved: [{ id: course.id, note: 'in spring', on: '2026-01-02' }],
    compared: [course.id],
  },
}
const PATHS = [
  '/',
  '/for/aama-cma/courses/',
  '/memberships/',
  `/courses/${course.id}/`,
  `/providers/${course.provider}/`,
  '/saved/',
  '/compare/',
]
const LOOKS = [360, 1280].flatMap((width) => PATHS.map((path) => ({ width, path })))

interface Shift extends PerformanceEntry {
  value: number
  sources: { node: Node | null }[]
}

/** @returns what moved without being asked to, from the first paint on */
const movedOn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const moved: string[] = []
        new PerformanceObserver((list) => {
          for (const { value, sources } of list.getEntries() as Shift[]) {
            const names = sources.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 80) : 'text'))
            // A number that grows by a digit moves by less than anybody sees.
            if (value >= 0.001) moved.push(`${value.toFixed(4)}: ${names.join(' | ')}`)
          }
        }).observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => {
          resolve(moved)
        }, 300)
      }),
  )

/** Waits until nothing of the page waits any more for what is hers. */
const finished = (page: Page) =>
  page.waitForFunction(() => {
    const { mine } = document.documentElement.dataset
    const waits = '[data-waiting], [data-personal-list]:not([data-own])'
    return mine === undefined || document.querySelector(waits) === null
  })

describe.each(Object.entries(VISITORS))('for a visitor %s', (_, kept) => {
  it.each(LOOKS)('nothing on $path moves while it loads, $width px', async ({ width, path }) => {
    const { page } = await openPage('/about/', { width })
    await page.evaluate(
      (text) => {
        localStorage.setItem('ce-counts', text)
      },
      JSON.stringify({ credentials: [], held: [], ...kept }),
    )
    await page.goto(path)
    await finished(page)
    expect(await movedOn(page)).toEqual([])
  })
})
