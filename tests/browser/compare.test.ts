import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'

import type { Membership } from '../../src/schema/membership.ts'
import { expectAccessible, expectNoSidewaysScroll, openPage, type PageOptions } from './browser.ts'
import { courses, hasPassed, readData } from './catalog.ts'

const KEY = 'ce-counts'
const PHONE: PageOptions = { width: 360 }
const open = courses.filter((one) => !hasPassed(one.expires) && one.ended === null && one.vanished === null)
const priced = open.filter(({ offers }) => offers.some(({ kind, price }) => kind === 'purchase' && price !== null))
type Priced = (typeof priced)[number]
const [a, b, c, d] = priced as [Priced, Priced, Priced, Priced]
const ids = (some: readonly { id: string }[]) => some.map(({ id }) => id)

/** The day on which a price was seen, where it was read on a page of that day. */
const dayOf = ({ evidence, sources }: Priced): string | null => {
  const source = sources.find(({ id }) => id === evidence['offers']?.source)
  return source?.method === 'read-by-hand' && source.date?.length === 10 ? source.date : null
}
const single = ({ offers }: Priced) => (offers.length === 1 ? (offers[0]?.price?.max?.minor ?? null) : null)
const dated = priced.filter((one) => dayOf(one) !== null && single(one) !== null)
/** Two prices that were seen on one day, the lower one first. */
const SAME_DAY =
  dated
    .flatMap((cheap) => {
      const dear = dated.find((one) => dayOf(one) === dayOf(cheap) && (single(one) ?? 0) > (single(cheap) ?? 0))
      return dear === undefined ? [] : [[cheap, dear]]
    })
    .at(0) ?? []
const memberships = readData('memberships.json') as Membership[]

beforeAll(() => {
  expect(priced.length).toBeGreaterThan(4)
})

interface Kept {
  compared?: readonly string[]
  credentials?: readonly string[]
  held?: readonly { id: string; until: string | null }[]
}

/** Opens the page as somebody sees it who chose all that before. */
async function openCompare(kept: Kept, { hash = '', ...options }: PageOptions & { hash?: string } = {}): Promise<Page> {
  const { page } = await openPage('/robot/', options)
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [KEY, JSON.stringify(kept)] as const)
  await page.goto(`/compare/${hash}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

const heads = (page: Page) => page.getByRole('columnheader').getByRole('link')
const titles = async (page: Page) => {
  await heads(page).first().waitFor()
  return heads(page).evaluateAll((links) => links.map((link) => link.getAttribute('href')))
}
const pageOf = ({ id }: { id: string }) => `/courses/${id}/`
const keptIds = (page: Page) =>
  page.evaluate((key) => (JSON.parse(localStorage.getItem(key) ?? '{}') as Kept).compared, KEY)
const cells = (page: Page, line: string) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: line, exact: true }) })
    .getByRole('cell')

describe('courses side by side', () => {
  it('by keyboard alone: from the list to the table, moved, removed and brought back', async () => {
    const { page } = await openPage('/')
    for (const card of [0, 1, 2]) {
      const button = page
        .locator('article.course')
        .nth(card)
        .getByRole('button', { name: /^Compare/ })
      await button.focus()
      await page.keyboard.press('Enter')
    }
    await page.getByRole('complementary', { name: 'Courses to compare' }).getByRole('link').focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/compare/')
    const [first, second, third] = await titles(page)
    expect(await keptIds(page)).toHaveLength(3)

    await page
      .getByRole('button', { name: /^Move right/ })
      .first()
      .focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => titles(page)).toEqual([second, first, third])
    await page.keyboard.press('Enter')
    await expect.poll(() => titles(page)).toEqual([second, third, first])
    // At the edge the way back has the focus.
    expect(await page.locator(':focus').innerText()).toMatch(/^Move left/)

    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => titles(page)).toEqual([second, third])
    expect(await page.locator(':focus').innerText()).toMatch(/^Remove/)
    await page.getByText(/^Removed: /).waitFor()
    await page.getByRole('button', { name: 'Undo' }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => titles(page)).toEqual([second, third, first])
  })

  it('a course is added by its title, with keys alone', async () => {
    const page = await openCompare({ compared: ids([a]) })
    const wanted = open.find(({ id, title }) => id !== a.id && /bloodborne/i.test(title))
    await page.getByRole('combobox', { name: 'Search courses' }).fill(wanted?.title ?? 'bloodborne')
    await page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await titles(page)).length).toBe(2)
    expect(await page.getByRole('status').allInnerTexts()).toContainEqual(expect.stringMatching(/^Added: /))
    expect(await keptIds(page)).toHaveLength(2)
  })

  it('no course is added that was found for earlier words', async () => {
    const page = await openCompare({ compared: ids([a]) })
    const search = page.getByRole('combobox', { name: 'Search courses' })
    await search.fill('bloodborne')
    await page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option').first().waitFor()
    // Typed on and submitted before an answer can be there.
    await search.evaluate(async (input, words) => {
      const field = input as HTMLInputElement
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, words)
      field.dispatchEvent(new Event('input', { bubbles: true }))
      await Promise.resolve()
      field.form?.requestSubmit()
    }, 'bloodborne zzzz')
    await page.locator('.suggestions[hidden]').waitFor({ state: 'attached' })
    expect(await keptIds(page)).toEqual([a.id])
  })

  it('a real table: names of courses and lines are heads, the caption says what it is', async () => {
    const page = await openCompare({ compared: ids([a, b]), credentials: ['aama-cma'] })
    await titles(page)
    await page.getByRole('table', { name: 'Courses side by side' }).waitFor()
    for (const line of ['Counts for CMA (AAMA)', 'Credits that count', 'You pay', 'One credit', 'Price last seen'])
      expect(await page.getByRole('rowheader', { name: line, exact: true }).count(), line).toBe(1)
  })

  it('only what differs, on demand', async () => {
    const page = await openCompare({ compared: ids([a, b]) })
    await titles(page)
    const provider = a.provider === b.provider
    const all = await page.getByRole('rowheader').count()
    await page.getByLabel('Only differences').check()
    expect(await page.getByRole('rowheader').count()).toBeLessThan(all)
    for (const row of await page.locator('tr[data-line]').all()) {
      const [one, other] = await row.getByRole('cell').allInnerTexts()
      expect(one).not.toBe(other)
    }
    expect(await page.getByRole('rowheader', { name: 'Provider', exact: true }).count()).toBe(provider ? 0 : 1)
  })

  it.skipIf(SAME_DAY.length < 2)('the lowest of fresh prices is marked in words', async () => {
    const [cheap, dear] = SAME_DAY as [Priced, Priced]
    const page = await openCompare({ compared: ids([dear, cheap]) }, { today: dayOf(cheap) ?? '' })
    await titles(page)
    expect(await cells(page, 'You pay').allInnerTexts()).toEqual([
      expect.not.stringContaining('Lowest'),
      expect.stringContaining('Lowest of 2'),
    ])
    await expectAccessible(page)
  })

  it('an old price is never called lowest', async () => {
    const page = await openCompare({ compared: ids([a, b, c]) }, { today: '2099-01-01' })
    await titles(page)
    expect(
      await cells(page, 'You pay')
        .getByText(/Lowest/)
        .count(),
    ).toBe(0)
  })

  it('what a membership opens stands beside them, and is not called free', async () => {
    const included = memberships.find(({ opens }) =>
      opens.some(({ percentOff, providers }) => percentOff === 100 && providers.length > 0),
    )
    if (included === undefined) return
    const others = priced.filter(({ provider }) => provider !== included.provider)
    const page = await openCompare({ compared: ids(others.slice(0, 2)), held: [{ id: included.id, until: null }] })
    await page.getByText('What you have already').waitFor()
    expect(await cells(page, 'You pay').last().innerText()).toContain(`Included with ${included.name}`)
  })

  it('a course that is gone is said to be', async () => {
    const page = await openCompare({ compared: [a.id, 'nobody/nothing'] })
    await page.getByText(/^1 course of this comparison is not in our list any more/).waitFor()
    await page.getByRole('button', { name: 'Leave it out' }).click()
    await expect.poll(() => keptIds(page)).toEqual([a.id])
  })

  it('nothing chosen leads to the list', async () => {
    const page = await openCompare({})
    await page.getByText(/^Nothing to compare yet/).waitFor()
    await expectAccessible(page)
  })
})

describe('a comparison that somebody shared', () => {
  const hash = `#courses=${ids([c, d]).join(',')}`

  it('opens read-only and leaves the own one alone', async () => {
    const page = await openCompare({ compared: ids([a, b]) }, { hash })
    await page.getByText('A comparison that somebody shared.').waitFor()
    expect(await titles(page)).toEqual([pageOf(c), pageOf(d)])
    expect(await page.getByRole('button', { name: /^Remove|^Move/ }).count()).toBe(0)
    expect(await page.getByRole('combobox', { name: 'Search courses' }).count()).toBe(0)
    expect(await keptIds(page)).toEqual(ids([a, b]))
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Back to your own 2' }).click()
    await expect.poll(() => titles(page)).toEqual([pageOf(a), pageOf(b)])
  })

  it('becomes the own one when asked to, and can be undone', async () => {
    const page = await openCompare({ compared: ids([a]) }, { hash })
    await page.getByRole('button', { name: 'Compare these myself' }).click()
    await expect.poll(() => keptIds(page)).toEqual(ids([c, d]))
    await page
      .getByRole('button', { name: /^Remove/ })
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => keptIds(page)).toEqual([a.id])
  })

  it('is not lost by skipping to the content', async () => {
    const page = await openCompare({}, { hash })
    await titles(page)
    await page.getByRole('link', { name: 'Skip to content' }).focus()
    await page.keyboard.press('Enter')
    expect(await titles(page)).toEqual([pageOf(c), pageOf(d)])
  })

  it('is what the copied link opens', async () => {
    const page = await openCompare({ compared: ids([a, b]) })
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await titles(page)
    await page.getByRole('button', { name: 'Copy link' }).click()
    await page.getByText('Copied: the link.').waitFor()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    expect(new URL(link).pathname).toBe('/compare/')
    expect(new URL(link).hash).toBe(`#courses=${ids([a, b]).join(',')}`)
  })
})

describe('taken away', () => {
  it('as Markdown and as CSV', async () => {
    const page = await openCompare({ compared: ids([a, b]) })
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await titles(page)
    const origin = new URL(page.url()).origin
    await page.getByRole('button', { name: 'Copy as Markdown' }).click()
    await page.getByText('Copied: the table as Markdown.').waitFor()
    const markdown = await page.evaluate(() => navigator.clipboard.readText())
    expect(markdown).toContain(`](${origin}${pageOf(a)})`)
    expect(markdown).toContain('| You pay |')
    await page.getByRole('button', { name: 'Copy as CSV' }).click()
    await page.getByText('Copied: the table as CSV.').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`${origin}${pageOf(b)}`)
  })

  it('by hand where the browser does not copy', async () => {
    const page = await openCompare({ compared: ids([a, b]) })
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined })
    })
    await titles(page)
    await page.getByRole('button', { name: 'Copy as Markdown' }).click()
    const area = page.getByRole('textbox', { name: /Here is the table as Markdown/ })
    expect(await area.inputValue()).toContain('| You pay |')
    expect(await area.evaluate((one) => one === document.activeElement)).toBe(true)
    await expectAccessible(page)
  })
})

describe('on a phone', () => {
  it('two at a time, and which two is chosen', async () => {
    const page = await openCompare({ compared: ids([a, b, c]) }, PHONE)
    expect(await titles(page)).toEqual([pageOf(a), pageOf(b)])
    await page.getByLabel('Right').selectOption(c.id)
    await expect.poll(() => titles(page)).toEqual([pageOf(a), pageOf(c)])
    await page.getByRole('button', { name: 'Swap' }).click()
    await expect.poll(() => titles(page)).toEqual([pageOf(c), pageOf(a)])
    // What stands on the other side changes places with it.
    await page.getByLabel('Right').selectOption(c.id)
    await expect.poll(() => titles(page)).toEqual([pageOf(a), pageOf(c)])
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  })

  it('the names stay in sight while one reads down', async () => {
    const page = await openCompare({ compared: ids([a, b]) }, PHONE)
    await titles(page)
    await page.getByRole('rowheader', { name: 'Price last seen' }).scrollIntoViewIfNeeded()
    const box = await heads(page).first().boundingBox()
    expect(box?.y).toBeGreaterThanOrEqual(0)
    expect(box?.y).toBeLessThan(300)
  })
})

describe('in a narrow window', () => {
  it('both heads stay while the columns scroll', async () => {
    const page = await openCompare({ compared: ids([a, b, c, d]) }, { width: 800 })
    await titles(page)
    await expectNoSidewaysScroll(page)
    const scroll = page.locator('.compare-scroll')
    const before = await page.getByRole('rowheader', { name: 'You pay' }).boundingBox()
    await scroll.evaluate((box) => {
      box.scrollTo(200, 0)
    })
    expect(await scroll.evaluate((box) => box.scrollLeft)).toBeGreaterThan(0)
    const after = await page.getByRole('rowheader', { name: 'You pay' }).boundingBox()
    expect(Math.abs((after?.x ?? 0) - (before?.x ?? 0))).toBeLessThan(2)
    await scroll.evaluate((box) => {
      box.scrollTo(0, 300)
    })
    const top = (await scroll.boundingBox())?.y ?? 0
    expect((await page.getByRole('columnheader').first().boundingBox())?.y).toBeLessThan(top + 3)
  })
})

describe('memberships and credentials', () => {
  it.each([
    ['Memberships', 'Memberships side by side', 'Pays when'],
    ['Credentials', 'What credentials ask for, side by side', 'If the date passes'],
  ])('%s are chosen from a list, and the address keeps the choice', async (tab, table, line) => {
    const page = await openCompare({})
    await page.getByRole('navigation', { name: 'What to compare' }).getByRole('link', { name: tab }).click()
    await page.getByRole('table', { name: table }).waitFor()
    expect(await page.getByRole('rowheader', { name: line, exact: true }).count()).toBe(1)
    await page.getByText('Choose what to compare').click()
    const chosen = page.locator('.compare-choice').getByRole('checkbox', { checked: true })
    while ((await chosen.count()) > 1) await chosen.last().uncheck()
    const boxes = page.locator('.compare-choice').getByRole('checkbox', { checked: false })
    for (let left = 4; left > 0; left -= 1) await boxes.first().check()
    expect(await page.getByRole('columnheader').count()).toBe(5)
    expect(await boxes.first().isDisabled()).toBe(true)
    const before = await titles(page)
    await expectAccessible(page)
    await page.reload()
    expect(await titles(page)).toEqual(before)
  })

  it('a membership says when it pays', async () => {
    const page = await openCompare({}, { hash: '#memberships=ace-membership,relias-all-access' })
    await page.getByText('Repaid by the 2nd course at $15').waitFor()
    expect(await cells(page, 'Price').allInnerTexts()).toEqual([
      expect.stringContaining('$29.95'),
      expect.stringContaining('$249'),
    ])
  })
})

describe('the page', () => {
  it.each(['light', 'dark'] as const)('has nothing for axe to find, %s', async (colorScheme) => {
    for (const width of [360, 1280]) {
      const page = await openCompare(
        { compared: ids([a, b, c]), credentials: ['aama-cma', 'amt-rma'] },
        { width, colorScheme },
      )
      await titles(page)
      await expectAccessible(page)
      await expectNoSidewaysScroll(page)
    }
  })

  it('does not move while it loads', async () => {
    const page = await openCompare({ compared: ids([a, b, c]), credentials: ['aama-cma'] }, PHONE)
    await page.addInitScript(() => {
      const moved: number[] = []
      Object.assign(window, { moved })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value, sources } = entry as unknown as { value: number; sources: { node: Node | null }[] }
          if (sources.some(({ node }) => node?.parentElement?.closest('.compare') != null)) moved.push(value)
        }
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.reload()
    await titles(page)
    await page.locator('[aria-busy="false"]').waitFor()
    const moved = await page.evaluate(() => (window as unknown as { moved: number[] }).moved)
    expect(moved).toEqual([])
  })

  it('without script says what there is instead', async () => {
    const { page } = await openPage('/compare/', { javaScript: false })
    await page.getByText('this page needs script').waitFor()
    for (const name of [/^all memberships/, /^what each credential asks/, /^all courses/])
      expect(await page.locator('main').getByRole('link', { name }).isVisible()).toBe(true)
    for (const control of await page.locator('input, select, button').all())
      expect(await control.isVisible()).toBe(false)
  })
})
