import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'

import { expectAccessible, expectNoSidewaysScroll, openPage } from './browser.ts'
import { areas, collectPages, idsOf, isUnder30, settled, shownIds } from './catalog.ts'

const choose = (page: Page, credential: string, place = 0) =>
  page.locator(`[data-credential="${String(place)}"]`).selectOption({ label: credential })
const cards = (page: Page) => page.locator('article.course')
const found = (page: Page) => page.getByRole('status')

describe('the credential that I renew', () => {
  it('puts its verdict on every card, is kept, and stays out of the address', async () => {
    const { page } = await openPage('/', { width: 360 })
    await choose(page, 'RMA (AMT)')
    await cards(page).first().getByText('for RMA (AMT)').waitFor()
    expect(await cards(page).getByText('for RMA (AMT)').count()).toBe(await cards(page).count())
    expect(new URL(page.url()).search).toBe('')
    await expectNoSidewaysScroll(page)
    await page.reload()
    await cards(page).first().getByText('for RMA (AMT)').waitFor()
  })
  it('with two, both verdicts are shown and the worse one speaks', async () => {
    const { page } = await openPage('/')
    await choose(page, 'CMA (AAMA)')
    await choose(page, 'RMA (AMT)', 1)
    const tick = page.locator('label.tick', { hasText: 'Does not count' })
    await tick.waitFor()
    await settled(page)
    const count = await tick.locator('.count').innerText()
    await tick.locator('input').check()
    await expect.poll(() => found(page).innerText()).toMatch(new RegExp(`^${count} course`))
    const words = await cards(page).locator('.verdicts').allTextContents()
    expect(words.length).toBeGreaterThan(0)
    for (const word of words) {
      expect(word).toMatch(/Does not count/)
      expect(word.match(/for [A-Z]/g)).toHaveLength(2)
    }
    await expectAccessible(page)
  })
  it('ticking a verdict gives as many courses as its count says', async () => {
    const { page } = await openPage('/')
    await choose(page, 'CMA (AAMA)')
    const tick = page.locator('label.tick', { hasText: 'Not confirmed' })
    await tick.waitFor()
    await settled(page)
    const count = await tick.locator('.count').innerText()
    await tick.locator('input').check()
    await expect.poll(() => found(page).innerText()).toMatch(new RegExp(`^${count} course`))
    expect(new URL(page.url()).search).toBe('?verdict=not-confirmed')
  })
  it('a link names the credential and leaves my own choice alone', async () => {
    const { page } = await openPage('/?for=ncct-ncma&counts=not-confirmed')
    await cards(page).first().getByText('for NCMA (NCCT)').waitFor()
    expect(await page.locator('[data-credential="0"]').inputValue()).toBe('')
  })
})

describe('on a course page', () => {
  const path = '/courses/ace/the-role-of-medical-assistants-in-neurology/'
  it('a provider’s word is not an approval, and why opens the rule with its source', async () => {
    const { page } = await openPage(path, { width: 360, javaScript: false })
    const item = page.locator('[data-verdict-for="aama-cma"]')
    expect(await item.innerText()).toMatch(/^Not confirmed for CMA \(AAMA\)/)
    expect(await item.innerText()).toContain('The provider says')
    await item.getByText('Why?').click()
    expect(await item.innerText()).toMatch(
      /Provider says: accepted by AAMA[\s\S]*The rule:[\s\S]*American Association of Medical Assistants/,
    )
  })
  it('the chosen credential comes first', async () => {
    const { page } = await openPage(path)
    await choose(page, 'RMA (ARMA)')
    await expect
      .poll(() => page.locator('[data-verdict-for]').first().getAttribute('data-verdict-for'))
      .toBe('arma-rma')
  })
})

describe('pages for what people look for', () => {
  it('a CMA finds clinical courses under $30 without script, what counts first', async () => {
    const { page } = await openPage('/for/aama-cma/clinical/under-30/', { width: 360, javaScript: false })
    const wanted = idsOf((course) => areas(course).includes('clinical') && isUnder30(course))
    expect(wanted.length).toBeGreaterThan(0)
    const first = await cards(page).locator('.verdicts').allTextContents()
    const rank = first.map((word) =>
      ['Counts', 'Not confirmed', 'Does not count'].findIndex((answer) => word.startsWith(answer)),
    )
    expect(rank).toEqual(rank.toSorted((a, b) => a - b))
    expect(await collectPages(page)).toEqual(wanted)
  })
  it('the same page comes alive with script', async () => {
    const { page: plain } = await openPage('/for/aama-cma/free/', { javaScript: false })
    const { page } = await openPage('/for/aama-cma/free/')
    await cards(page).first().waitFor()
    expect(await shownIds(page)).toEqual(await shownIds(plain))
    await page.getByLabel(/^Clinical/).check()
    await expect.poll(() => new URL(page.url()).search).toBe('?for=aama-cma&area=clinical&price=free')
  })
})

describe('pages that stay as they are built', () => {
  it('become mine once this device holds something, and load nothing of the kind before', async () => {
    const { page } = await openPage('/providers/ace/')
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.reload()
    await cards(page).first().waitFor()
    expect(asked.filter((path) => path.endsWith('.json'))).toEqual([])
    const before = await shownIds(page)
    await choose(page, 'RMA (AMT)')
    await page.getByText('I have no membership').click()
    await page.getByLabel('ACE annual membership').check()
    await expect.poll(() => cards(page).first().innerText()).toMatch(/for RMA\s\(AMT\)[^]*Included with ACE/)
    expect((await shownIds(page)).sort()).toEqual(before.sort())
    await page.getByText('I have', { exact: false }).first().click()
    await cards(page).first().getByRole('link').first().click()
    await page.locator('[data-personal-price]', { hasText: 'For you: Included with ACE' }).waitFor()
    await expectAccessible(page)
  })
})
