import { readFileSync } from 'node:fs'

import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'

import type { Membership } from '../../src/schema/membership.ts'
import { expectAccessible, expectNoSidewaysScroll, openPage } from './browser.ts'
import {
  areas,
  collectPages,
  courses,
  dearest,
  hasPassed,
  idsOf,
  isUnder30,
  readData,
  settled,
  shownIds,
} from './catalog.ts'
import { builtFiles } from './dist.ts'

const memberships = readData('memberships.json') as Membership[]
const ACCREDITED_CLINICAL_UNDER_30 = idsOf(
  (course) =>
    areas(course).includes('clinical') &&
    isUnder30(course) &&
    course.approvals.some(({ basis, until }) => basis === 'approved' && !hasPassed(until)),
)
const NAMING_AMT = idsOf((course) => course.approvals.some(({ body, until }) => body === 'amt' && !hasPassed(until)))

/** Presses "Show more" until nothing is left. */
async function showAll(page: Page): Promise<void> {
  await settled(page)
  const more = page.getByRole('button', { name: /^Show more/ })
  while (await more.isVisible()) await more.click()
}

const found = (page: Page) => page.getByRole('status')

beforeAll(() => {
  expect(ACCREDITED_CLINICAL_UNDER_30.length).toBeGreaterThan(0)
  expect(NAMING_AMT.length).toBeGreaterThan(0)
})

describe('accredited clinical courses under $30', () => {
  it('by ticking filters', async () => {
    const { page } = await openPage('/')
    await page.getByLabel(/^Accredited/).check()
    await page.getByLabel(/^Clinical/).check()
    await page.getByLabel(/^Under \$30/).check()
    await found(page)
      .getByText(`${String(ACCREDITED_CLINICAL_UNDER_30.length)} courses`)
      .waitFor()
    await showAll(page)
    expect((await shownIds(page)).sort()).toEqual(ACCREDITED_CLINICAL_UNDER_30)
    expect(new URL(page.url()).search).toBe('?area=clinical&price=under-30&accredited=yes')
  })
  it('by a link that somebody sent, on a phone', async () => {
    const { page } = await openPage('/?area=clinical&price=under-30&accredited=yes', { width: 360 })
    await found(page)
      .getByText(`${String(ACCREDITED_CLINICAL_UNDER_30.length)} courses`)
      .waitFor()
    await showAll(page)
    expect((await shownIds(page)).sort()).toEqual(ACCREDITED_CLINICAL_UNDER_30)
    await expectNoSidewaysScroll(page)
  })
  it('by a link on the first page, without script', async () => {
    const { page } = await openPage('/', { width: 360, javaScript: false })
    await page
      .getByRole('link', { name: /^Clinical under \$30, accredited/ })
      .first()
      .click()
    expect(await collectPages(page)).toEqual(ACCREDITED_CLINICAL_UNDER_30)
  })
})

describe('by certifying body', () => {
  it('with script', async () => {
    const { page } = await openPage('/')
    await page.getByLabel(/^AMT/).check()
    await found(page)
      .getByText(`${String(NAMING_AMT.length)} courses`)
      .waitFor()
    await showAll(page)
    expect((await shownIds(page)).sort()).toEqual(NAMING_AMT)
  })
  it('without script', async () => {
    const { page } = await openPage('/find/amt/', { javaScript: false })
    expect(await collectPages(page)).toEqual(NAMING_AMT)
  })
  it('without script there is no control that does nothing', async () => {
    const { page } = await openPage('/', { javaScript: false })
    for (const control of await page.locator('input, select, button').all())
      expect(await control.isVisible()).toBe(false)
  })
})

describe('what memberships are worth', () => {
  const rows = async (page: Page) =>
    page.locator('tr[data-id]').evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset['id'] ?? ''))

  it.each([true, false])('every one stands beside the others, script %s', async (javaScript) => {
    const { page } = await openPage('/memberships/', { javaScript })
    expect((await rows(page)).sort()).toEqual(memberships.map(({ id }) => id).sort())
  })
  it.each([
    ['ace-membership', '$29.95', 'Repaid by the 2nd course at $15'],
    ['relias-all-access', '$249', 'Repaid by the 17th course at $15, or the 5th at $60'],
  ])('%s says its price and when it pays', async (id, price, words) => {
    const { page } = await openPage('/memberships/', { width: 360 })
    const row = page.locator(`tr[data-id="${id}"]`)
    expect(await row.innerText()).toContain(price)
    expect(await row.innerText()).toContain(words)
  })
})

describe('the finder', () => {
  it('has its first results, their prices and sources in the HTML', () => {
    const html = readFileSync(builtFiles.find(({ path }) => path === '/')?.file ?? '', 'utf8')
    expect(html.match(/<article class="course"/g)?.length).toBe(20)
  })
  it('shows the same courses whether script runs or not', async () => {
    const { page: plain } = await openPage('/', { javaScript: false })
    const { page: alive } = await openPage('/')
    await found(alive).waitFor()
    expect(await shownIds(alive)).toEqual(await shownIds(plain))
  })
  it('finds what is mistyped and marks what matches', async () => {
    const { page } = await openPage('/')
    await page.getByRole('searchbox').fill('bloodborn pathogens')
    await page.locator('article.course mark').first().waitFor()
    expect(await page.locator('article.course h3').allInnerTexts()).toContainEqual(
      expect.stringMatching(/Bloodborne Pathogens/),
    )
    expect(new URL(page.url()).searchParams.get('q')).toBe('bloodborn pathogens')
  })
  it('sorts by price with the unknown last', async () => {
    const { page } = await openPage('/?sort=price')
    await found(page)
      .getByText(/courses/)
      .waitFor()
    await showAll(page)
    const shown = await shownIds(page)
    const prices = shown.map((id) => {
      const course = courses.find((one) => one.id === id)
      const money = course === undefined ? null : dearest(course)
      return money?.currency === 'USD' ? money.minor : Infinity
    })
    expect(prices).toEqual(prices.toSorted((a, b) => a - b))
    expect(prices).toContain(0)
    expect(prices.at(-1)).toBe(Infinity)
  })
  it('Back undoes a choice', async () => {
    const { page } = await openPage('/')
    const before = await found(page).innerText()
    await page.getByLabel(/^Clinical/).check()
    await expect.poll(() => found(page).innerText()).not.toBe(before)
    await page.goBack()
    await expect.poll(() => found(page).innerText()).toBe(before)
    expect(await page.getByLabel(/^Clinical/).isChecked()).toBe(false)
  })
  it('a page of its own can be filtered further and undone', async () => {
    const { page } = await openPage('/find/free/')
    await page.getByLabel(/^Clinical/).check()
    await expect.poll(() => new URL(page.url()).search).toBe('?area=clinical&price=free')
    await page.getByRole('button', { name: /^Free/ }).click()
    await expect.poll(() => new URL(page.url()).search).toBe('?area=clinical')
    await page.goBack()
    await page.goBack()
    await expect.poll(() => new URL(page.url()).pathname).toBe('/find/free/')
    expect(await page.getByLabel(/^Free/).isChecked()).toBe(true)
  })
  it('an empty result offers what would help, with its true count', async () => {
    const { page } = await openPage('/?area=administrative&price=over-60&q=phlebotomy')
    await page.getByText('No course fits all of that').waitFor()
    await expectAccessible(page)
    const { page: nearer } = await openPage('/?area=administrative&body=aota')
    const offer = nearer.getByRole('button', { name: /^\d+ courses? without/ }).first()
    const count = /\d+/.exec(await offer.innerText())?.[0]
    await offer.click()
    await expect.poll(() => found(nearer).innerText()).toMatch(new RegExp(`^${String(count)} course`))
  })
  it('on a phone the filters open in the page and close with what they find', async () => {
    const { page } = await openPage('/', { width: 360 })
    expect(await page.getByLabel(/^Clinical/).isVisible()).toBe(false)
    await page.getByRole('button', { name: /^Filter/ }).click()
    await page.getByLabel(/^Clinical/).check()
    const apply = page.getByRole('button', { name: /^Show \d+ courses$/ })
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await apply.click()
    expect(await page.getByLabel(/^Clinical/).isVisible()).toBe(false)
    expect(await page.getByRole('button', { name: /^Filter/ }).innerText()).toBe('Filter (1)')
  })
  it('on a phone the first result stands in the first screen', async () => {
    const { page } = await openPage('/', { width: 360 })
    const box = await page.locator('article.course').first().boundingBox()
    expect(box?.y).toBeLessThan(640)
  })
  it('says so when the list cannot be loaded', async () => {
    const { page } = await openPage('/about/')
    await page.route('**/finder.json', (route) =>
      route.fulfill({ status: 200, contentType: 'application/json', body: '<html>' }),
    )
    await page.goto('/?area=clinical')
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').innerText()).toContain('could not be loaded')
  })
})
