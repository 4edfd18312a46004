import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'

import { openPage } from './browser.ts'
import { courses, hasPassed, settled } from './catalog.ts'

const OPEN = courses.filter((one) => !hasPassed(one.expires) && one.ended === null && one.vanished === null)
const [A = '', B = '', C = '', D = ''] = OPEN.map(({ id }) => id)
const button = (page: Page | Locator, name: string | RegExp) => page.getByRole('button', { name })

/** Opens a page with something kept on the device. */
async function openWith(device: object, path: string): Promise<Page> {
  const { page } = await openPage('/robot/')
  await page.evaluate((value) => {
    localStorage.setItem('ce-counts', JSON.stringify(value))
  }, device)
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

async function openFinder(path: string, device: object = {}): Promise<Page> {
  const page = await openWith(device, path)
  await settled(page)
  return page
}

/** What has the focus, in words; "BODY" = it is lost. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: one } = document
    return one === null || one === document.body ? 'BODY' : (one.getAttribute('aria-label') ?? one.textContent)
  })

/** Presses a control by the keyboard and waits until it is gone. */
async function pressAway(page: Page, control: Locator): Promise<void> {
  const one = await control.elementHandle()
  await one.press('Enter')
  await page.waitForFunction((element) => !element.isConnected, one)
}

describe('the focus is not lost in the results', () => {
  const chips = (page: Page) => page.getByRole('list', { name: 'Filters in use' })

  it('when filters are taken away: the next one has it, in the end "Undo"', async () => {
    const page = await openFinder('/?area=clinical&price=free&accredited=yes')
    for (const next of [2, 1]) {
      await pressAway(page, button(chips(page), /, remove$/).first())
      expect(await focused(page)).toMatch(/, remove$/)
      expect(await button(chips(page), /, remove$/).count()).toBe(next)
    }
    await pressAway(page, button(chips(page), /, remove$/))
    expect(await focused(page)).toBe('Undo')
    await pressAway(page, button(chips(page), 'Undo'))
    expect(await focused(page)).toMatch(/, remove$/)
  })
  it('when all of them are cleared', async () => {
    const page = await openFinder('/?area=clinical&price=free')
    await pressAway(page, button(chips(page), 'Clear all'))
    expect(await focused(page)).toBe('Undo')
  })
  it('when the search is kept', async () => {
    const page = await openFinder('/?area=clinical')
    await pressAway(page, button(page, 'Keep this search'))
    expect(await focused(page)).toBe('Results')
  })
  it('when the words themselves are searched for', async () => {
    const page = await openFinder('/?q=free ekg')
    await pressAway(page, button(page, 'Search the words themselves'))
    expect(await focused(page)).not.toBe('BODY')
  })
  it('when nothing more is left to show', async () => {
    const page = await openFinder('/?q=phlebotomy')
    const more = button(page, /^Show more/)
    await more.waitFor()
    for (let left = 20; left > 0 && (await more.isVisible()); left -= 1) {
      await more.press('Enter')
      await settled(page)
    }
    expect(await more.count()).toBe(0)
    expect(await focused(page)).not.toBe('BODY')
  })
  it('when nothing is found and one choice is left out', async () => {
    const page = await openFinder('/?area=administrative&body=aota')
    await pressAway(page, button(page, /^\d+ courses? without/).first())
    expect(await focused(page)).not.toBe('BODY')
  })
  it('when the courses to compare are cleared', async () => {
    const page = await openFinder('/', { compared: [A, B] })
    await pressAway(page, button(page.getByRole('complementary', { name: 'Courses to compare' }), 'Clear'))
    expect(await focused(page)).not.toBe('BODY')
  })
  it('nor taken from who clicked beside everything', async () => {
    const page = await openFinder('/?area=clinical')
    await button(page, 'Keep this search').focus()
    await page.evaluate(() => {
      ;(document.activeElement as HTMLElement).blur()
    })
    await page.goBack()
    await page.goForward()
    expect(await focused(page)).toBe('BODY')
  })
})

describe('the filters stay where they are', () => {
  const labels = (group: Locator) =>
    group
      .locator('.tick')
      .evaluateAll((all) => all.map((one) => one.firstChild !== null && one.textContent.replaceAll(/\d+$/g, '')))

  it('when a value inside "more" is ticked, and unticked', async () => {
    const page = await openFinder('/')
    // What is closed is not drawn.
    const closed = page.locator('details.group:not([open]) > summary')
    while ((await closed.count()) > 0) await closed.first().click()
    const group = page.locator('details.group').filter({ has: page.locator('details.more') })
    const more = group.first().locator('details.more')
    await more.locator('summary').click()
    const before = await labels(group.first())
    const box = more.getByRole('checkbox').last()
    const handle = await box.elementHandle()
    for (const isChecked of [true, false]) {
      await box.press('Space')
      await settled(page)
      expect(await box.isChecked()).toBe(isChecked)
      expect(await handle.evaluate((one) => one === document.activeElement)).toBe(true)
      expect(await labels(group.first())).toEqual(before)
    }
  })
  it('when one of those at hand is ticked, and "/" still leads to the search box', async () => {
    const page = await openFinder('/')
    const group = page.locator('details.group[open]').filter({ has: page.getByLabel(/^AMT/) })
    const before = await labels(group)
    await page.getByLabel(/^AMT/).press('Space')
    await settled(page)
    expect(await labels(group)).toEqual(before)
    await page.keyboard.press('/')
    expect(await focused(page)).toBe('Search courses')
  })
})

describe('the focus is not lost side by side', () => {
  it('when the last course that fits is added', async () => {
    const page = await openWith({ compared: [A, B, C, D] }, '/compare/')
    await page.getByText('Add a course').click()
    await page.getByRole('combobox', { name: 'Search courses' }).fill('bloodborne')
    await page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
    await page.getByText(/^Added: /).waitFor()
    expect(await page.getByRole('combobox', { name: 'Search courses' }).count()).toBe(0)
    expect(await focused(page)).toBe('Courses side by side')
  })
  it('when courses that are gone are left out', async () => {
    const page = await openWith({ compared: [A, 'nobody/nothing'] }, '/compare/')
    await pressAway(page, button(page, 'Leave it out'))
    expect(await focused(page)).toBe('Courses side by side')
  })
  it('when the first membership is ticked: the list of them stays open', async () => {
    const page = await openWith({}, '/compare/#memberships=none-of-these')
    const box = page.locator('.compare-choice').getByRole('checkbox').first()
    await box.press('Space')
    await page.getByRole('table').waitFor()
    expect(await box.isVisible()).toBe(true)
    expect(await box.evaluate((one) => one === document.activeElement)).toBe(true)
  })
  it('when what the browser would not copy is closed', async () => {
    const page = await openWith({ compared: [A, B] }, '/compare/')
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined })
    })
    await button(page, 'Copy as Markdown').press('Enter')
    await pressAway(page, button(page, 'Close'))
    expect(await focused(page)).toBe('Copy as Markdown')
  })
})

describe('the focus is not lost in lists', () => {
  it('when the courses to compare are cleared', async () => {
    const page = await openWith({ compared: [A, B] }, '/saved/')
    await pressAway(page, button(page, 'Clear'))
    expect(await focused(page)).not.toBe('BODY')
  })
  it('when a shared list is saved', async () => {
    const page = await openWith({}, `/saved/#list=${A},${B}`)
    await pressAway(page, button(page, 'Save these to mine'))
    expect(await focused(page)).toBe('Open my own list')
  })
})
