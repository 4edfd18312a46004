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
  while (await more.isVisible()) {
    await more.click()
    // The button goes once the rest is there: it must not be pressed while it leaves.
    await settled(page)
  }
}

const found = (page: Page) => page.locator('.found')

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
    await page.getByRole('combobox', { name: 'Search courses' }).fill('bloodborn pathogens')
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
    expect(await page.getByLabel(/^Free/).first().isChecked()).toBe(true)
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

const box = (page: Page) => page.getByRole('combobox', { name: 'Search courses' })

describe('typing into the finder', () => {
  it('suggests words that find something, chosen by the keyboard alone', async () => {
    const { page } = await openPage('/')
    await settled(page)
    await page.keyboard.press('/')
    await page.keyboard.type('phleb')
    const option = page.getByRole('listbox').getByRole('option').first()
    await option.waitFor()
    await expectAccessible(page)
    await page.keyboard.press('ArrowDown')
    expect(await box(page).getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'))
    const count = /\d+/.exec(await option.innerText())?.[0] ?? ''
    await page.keyboard.press('Enter')
    await expect.poll(() => found(page).innerText()).toBe(`${count} courses`)
    expect(await box(page).inputValue()).toBe('phlebotomy')
    expect(await page.getByRole('listbox').getByRole('option').count()).toBe(0)
    await page.keyboard.press('Escape')
    await expect.poll(() => box(page).inputValue()).toBe('')
  })
  it('reads names, areas and prices as choices, says so, and can be told not to', async () => {
    const { page } = await openPage('/')
    await box(page).fill('cma clinical free')
    await page.getByText('Read as For CMA (AAMA), Clinical, Free').waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => new URL(page.url()).search).toBe('?for=aama-cma&area=clinical&price=free')
    expect(await page.locator('h1').innerText()).toBe('Free clinical courses for CMA (AAMA)')
    await page.goBack()
    await page.getByRole('button', { name: 'Search the words themselves' }).click()
    await expect.poll(() => box(page).inputValue()).toBe('"cma clinical free"')
    await expect.poll(() => page.getByText('Read as').count()).toBe(0)
  })
  it('offers what was searched before', async () => {
    const { page } = await openPage('/')
    await box(page).fill('tourniquet')
    await page.keyboard.press('Enter')
    await box(page).fill('')
    await box(page).focus()
    await page.getByRole('option', { name: /^tourniquet/ }).waitFor()
  })
})

describe('a visitor’s own finder', () => {
  const keep = (page: Page, device: object) =>
    page.evaluate((kept) => localStorage.setItem('ce-counts', JSON.stringify(kept)), device)

  it('prices by the memberships that she has, and says what changes without them', async () => {
    const { page } = await openPage('/?provider=ace')
    await found(page).getByText('9 courses').waitFor()
    const [first] = await page.locator('article.course .money').allInnerTexts()
    expect(first).not.toMatch(/Included with ACE/)
    await page.getByText('I have no membership').click()
    await page.getByLabel('ACE annual membership').check()
    await expect.poll(() => page.locator('article.course .money').first().innerText()).toMatch(/Included with ACE/)
    expect(await page.locator('article.course .money').first().innerText()).toMatch(/without it/)
    expect(page.url()).not.toContain('membership')
    await page.locator('[data-held="ace-membership"]').getByLabel('until').fill('2020-01-01')
    await expect.poll(() => page.locator('article.course .money').first().innerText()).toBe(first)
  })
  it('shows her verdicts without anything moving', async () => {
    const { page } = await openPage('/about/')
    await keep(page, { credentials: ['aama-cma'], held: [] })
    await page.addInitScript(() => {
      const shifts: number[] = []
      Object.assign(window, { shifts })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value)
      }).observe({ type: 'layout-shift', buffered: true })
    })
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 740 })
      await page.goto(new URL('/', page.url()).href)
      await page.getByLabel('How they are judged').waitFor()
      await settled(page)
      const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)
      expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.02)
    }
  })
  it('brings back what was cleared', async () => {
    const { page } = await openPage('/?area=clinical&price=free')
    await page.getByRole('button', { name: 'Clear all' }).click()
    await expect.poll(() => new URL(page.url()).search).toBe('')
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => new URL(page.url()).search).toBe('?area=clinical&price=free')
  })
  it('keeps a search and offers it again', async () => {
    const { page } = await openPage('/?area=clinical&price=free')
    await page.getByRole('button', { name: 'Keep this search' }).click()
    await page.goto(new URL('/', page.url()).href)
    await box(page).focus()
    await page.getByRole('option', { name: /^Free, Clinical/ }).click()
    await expect.poll(() => new URL(page.url()).search).toBe('?area=clinical&price=free')
  })
  it('Back from a course returns to the same place', async () => {
    const { page } = await openPage('/?area=clinical')
    await settled(page)
    await page.getByRole('button', { name: /^Show more/ }).click()
    await expect.poll(async () => (await shownIds(page)).length).toBe(40)
    const card = page.locator('article.course').nth(30)
    await card.scrollIntoViewIfNeeded()
    const id = await card.getAttribute('data-id')
    const before = (await card.boundingBox())?.y ?? NaN
    await card.getByRole('link').first().click()
    await page.waitForURL(`**/courses/${String(id)}/`)
    await page.goBack()
    await expect.poll(async () => (await shownIds(page)).length).toBe(40)
    await expect.poll(async () => Math.abs(((await card.boundingBox())?.y ?? NaN) - before)).toBeLessThan(60)
  })
})

describe('results as a table', () => {
  it('sorts by its heads both ways, and the choice is kept', async () => {
    const { page } = await openPage('/?price=under-30')
    await settled(page)
    const cards = await shownIds(page)
    await page.getByRole('button', { name: 'Table' }).click()
    const ids = () => page.locator('tr[data-id]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-id')))
    await expect.poll(ids).toEqual(cards)
    const head = page.getByRole('columnheader', { name: 'Time' })
    await head.getByRole('button').click()
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending')
    await head.getByRole('button').click()
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('descending')
    expect(new URL(page.url()).searchParams.get('sort')).toBe('-time')
    await expectAccessible(page)
    await page.reload()
    await page.locator('.results-table').waitFor()
    await page.setViewportSize({ width: 360, height: 740 })
    await page.locator('article.course').first().waitFor()
  })
})

describe('large text on a small phone', () => {
  it('scrolls in one direction only', async () => {
    const { page } = await openPage('/', { width: 320 })
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%'
    })
    await expectNoSidewaysScroll(page)
  })
})
