import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'

import { expectAccessible, expectNoSidewaysScroll, openPage } from './browser.ts'

const shown = (page: Page) => page.locator('[data-ways]:visible')
const said = async (page: Page, place: string) => shown(page).locator(`[data-text="${place}"]`).first().innerText()

describe('what credits would cost', () => {
  it('shows one credential at a time, and all of them without script', async () => {
    const { page } = await openPage('/memberships/')
    expect(await shown(page).count()).toBe(1)
    expect(await shown(page).getAttribute('data-ways')).toBe('aama-cma')
    await page.locator('[data-switch="amt-rma"]').click()
    expect(await shown(page).getAttribute('data-ways')).toBe('amt-rma')

    const { page: plain } = await openPage('/memberships/', { javaScript: false })
    expect(await shown(plain).count()).toBe(4)
    expect(await plain.locator('.assumptions:visible').count()).toBe(0)
  })

  it('follows the credential that is chosen on this device', async () => {
    const { page } = await openPage('/memberships/')
    await page.locator('[data-credential="0"]').selectOption('ncct-ncma')
    await page.waitForFunction(() => document.querySelector('[data-ways="ncct-ncma"]')?.hasAttribute('data-shown'))
    expect(await shown(page).count()).toBe(1)
  })

  it('follows what the visitor assumes, in the plot, in words and in the numbers', async () => {
    const { page } = await openPage('/memberships/', { width: 360 })
    const panel = shown(page)
    const before = await panel.locator('[data-plot="cycle"]').innerHTML()
    expect(await said(page, 'assumed.cycle')).toBe('$900')
    await panel.locator('[name="single"]').fill('60')
    await panel.locator('[name="credits"]').fill('20')
    expect(await said(page, 'assumed.name')).toBe('Single courses at $60')
    expect(await said(page, 'assumed.cycle')).toBe('$1,200')
    expect(await said(page, 'ace-membership.repaid')).toBe('Repaid by the 1st course at $60')
    expect(await panel.locator('[data-plot="cycle"]').innerHTML()).not.toBe(before)
    await panel.locator('details.more summary').click()
    expect(await panel.locator('[data-numbers="cycle"] thead').innerText()).toContain('20')
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  })

  it('keeps what it said while a number is being typed', async () => {
    const { page } = await openPage('/memberships/')
    await shown(page).locator('[name="single"]').fill('')
    expect(await said(page, 'assumed.cycle')).toBe('$900')
  })

  it.each([320, 360, 1280])('no key of a plot meets another one or the field, %i px', async (width) => {
    const { page } = await openPage('/memberships/', { width })
    const plots = await shown(page)
      .locator('.plot')
      .evaluateAll((all) =>
        all.map((plot) => {
          const box = (element: Element) => element.getBoundingClientRect()
          const field = plot.querySelector('.plot-field')
          return {
            right: field === null ? 0 : box(field).right,
            keys: [...plot.querySelectorAll('.plot-keys text')].map((key) => box(key).toJSON() as DOMRect),
          }
        }),
      )
    for (const { right, keys } of plots)
      for (const [place, key] of keys.entries()) {
        expect(key.left).toBeGreaterThan(right)
        expect(key.right).toBeLessThanOrEqual(width)
        for (const other of keys.slice(place + 1))
          expect(key.bottom <= other.top + 1 || other.bottom <= key.top + 1).toBe(true)
      }
  })
})
