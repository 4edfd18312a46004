import { text } from 'node:stream/consumers'

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'

import { expectAccessible, expectNoSidewaysScroll, openPage, type PageOptions } from './browser.ts'
import { courses, idsOf, shownIds } from './catalog.ts'

const OPEN = idsOf(({ title }) => title.length > 20)
const [A = '', B = '', C = '', D = ''] = OPEN
const titleOf = (id: string) => courses.find((course) => course.id === id)?.title ?? ''
const GONE = 'nowhere/left-the-catalog'

interface Kept {
  saved?: { id: string; note: string; on: string }[]
  searches?: string[]
  credentials?: string[]
}
const kept = (...ids: string[]): Kept => ({
  saved: ids.map((id, place) => ({ id, note: `Note ${place + 1}`, on: `2026-01-0${place + 1}` })),
})

/** Opens a page with something kept on the device. */
async function openWith(device: Kept, options: PageOptions = {}, hash = ''): Promise<Page> {
  const { page } = await openPage('/about/', options)
  await page.evaluate((value) => {
    localStorage.setItem('ce-counts', JSON.stringify(value))
  }, device)
  await page.goto(`/saved/${hash}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  if ((device.saved?.length ?? 0) > 0 || hash !== '') await page.locator('article.course').first().waitFor()
  await expect.poll(() => page.getByText('Looking it up').count()).toBe(0)
  return page
}

const readKept = (page: Page) =>
  page.evaluate(() => JSON.parse(localStorage.getItem('ce-counts') ?? '{}') as Required<Kept>)
const savedIds = async (page: Page) => (await readKept(page)).saved.map(({ id }) => id)
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

const LOOKS = [360, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
)

describe('looks', () => {
  it.each(LOOKS)('is accessible with a full list, $width px, $colorScheme', async (look) => {
    const page = await openWith({ ...kept(A, B, GONE), searches: ['?area=clinical&price=free'] }, look)
    await button(page, /^Remove/)
      .first()
      .click()
    await button(page, 'Share as a link').click()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  })
  it.each(LOOKS)('is accessible as a shared list, $width px, $colorScheme', async (look) => {
    const page = await openWith({}, look, `#list=${A},${GONE}`)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  })
  it('does not scroll sideways at 320 px, nor with text twice as large', async () => {
    const page = await openWith({ ...kept(A, B, GONE), credentials: ['aama-cma'] }, { width: 320 })
    await expectNoSidewaysScroll(page)
    await page.setViewportSize({ width: 640, height: 800 })
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%'
    })
    await expectNoSidewaysScroll(page)
  })
  it('has targets that a thumb can hit', async () => {
    const page = await openWith({ ...kept(A, B), searches: ['?price=free'] }, { width: 360 })
    for (const control of await page.locator('main :is(button, select, textarea, input)').all()) {
      const box = await control.boundingBox()
      expect(box?.height, await control.evaluate((element) => element.outerHTML)).toBeGreaterThanOrEqual(44)
    }
  })
  it('says what saving is for where nothing is saved', async () => {
    const { page } = await openPage('/saved/')
    await page.getByRole('heading', { name: 'Nothing saved yet' }).waitFor()
    expect(await page.getByRole('link', { name: 'Find courses' }).getAttribute('href')).toBe('/')
    await expectAccessible(page)
  })
  it('says honestly that it takes script', async () => {
    const { page } = await openPage('/saved/', { javaScript: false })
    expect(await page.locator('main').innerText()).toContain('Script is switched off')
    expect(await page.locator('button:visible, input:visible').count()).toBe(0)
  })
})

describe('keeping courses', () => {
  it('takes them from the results, and the number beside “Saved” follows without moving anything', async () => {
    const { page } = await openPage('/', { width: 360 })
    const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Saved/ })
    const before = await link.boundingBox()
    await button(page, /^Save /)
      .first()
      .click()
    await button(page, /^Save /)
      .first()
      .click()
    expect((await link.innerText()).replaceAll(/\s+/g, ' ')).toBe('Saved 2')
    const after = await link.boundingBox()
    expect([after?.x, after?.width, after?.height]).toEqual([before?.x, before?.width, before?.height])
    const ids = await savedIds(page)
    await link.click()
    await expect.poll(() => shownIds(page)).toEqual(ids.toReversed())
  })
  it('keeps a note as it is typed', async () => {
    const page = await openWith(kept(A, B))
    await page.getByLabel(`Note on ${titleOf(A)}`).fill('Ask at work\nwho pays')
    await expect.poll(async () => (await readKept(page)).saved.find(({ id }) => id === A)?.note).toContain('who pays')
    await page.reload()
    await expect.poll(() => page.getByLabel(`Note on ${titleOf(A)}`).inputValue()).toBe('Ask at work\nwho pays')
    expect(await page.getByLabel(`Note on ${titleOf(B)}`).inputValue()).toBe('Note 2')
  })
  it('keeps a note that is typed just before leaving', async () => {
    const page = await openWith(kept(A))
    await page.getByLabel(/^Note on/).fill('last words')
    await page.goto('/about/')
    expect((await readKept(page)).saved[0]?.note).toBe('last words')
  })
  it('brings a note back where a course is taken out and saved again in the results', async () => {
    const page = await openWith({})
    await page.goto('/')
    await button(page, /^Save /)
      .first()
      .click()
    const [id = ''] = await savedIds(page)
    await page.evaluate((note) => {
      localStorage.setItem('ce-counts', JSON.stringify(note))
    }, kept(id))
    await page.reload()
    await button(page, /^Saved /)
      .first()
      .click()
    await expect.poll(() => savedIds(page)).toEqual([])
    await button(page, /^Save /)
      .first()
      .click()
    expect((await readKept(page)).saved).toEqual(kept(id).saved)
  })
  it('removes with the keyboard, several, and brings each back in its place', async () => {
    const page = await openWith(kept(A, B, C, D))
    const before = (await readKept(page)).saved
    for (const id of [B, C]) {
      await button(page, `Remove ${titleOf(id)}`).press('Enter')
      await expect.poll(() => focused(page)).toBe(`Undo removing ${titleOf(id)}`)
    }
    expect(await savedIds(page)).toEqual([A, D])
    expect(await page.getByRole('status').allInnerTexts()).toContain(`${titleOf(C)} removed.`)
    await button(page, `Undo removing ${titleOf(B)}`).press('Enter')
    await expect.poll(() => focused(page)).toBe(`Remove ${titleOf(B)}`)
    await button(page, `Undo removing ${titleOf(C)}`).press('Enter')
    await expect.poll(async () => (await readKept(page)).saved).toEqual(before)
    expect(await shownIds(page)).toEqual([D, C, B, A])
  })
  it('keeps a course that left the catalog, with its note', async () => {
    const page = await openWith(kept(A, GONE))
    const card = page.locator(`article.course[data-id="${GONE}"]`)
    await expect.poll(() => card.innerText()).toContain('No longer listed')
    expect(await page.getByLabel(`Note on ${GONE}`).inputValue()).toBe('Note 2')
  })
  it('sorts', async () => {
    const page = await openWith(kept(A, B, C, GONE))
    await page.getByLabel('Order').selectOption({ label: 'Title' })
    const sorted = [A, B, C].toSorted((a, b) => titleOf(a).localeCompare(titleOf(b), 'en', { numeric: true }))
    expect(await shownIds(page)).toEqual([...sorted, GONE])
  })
  it('adds up what the courses cost and how many credits count', async () => {
    const cheap = courses.filter(
      ({ id, offers }) =>
        OPEN.includes(id) &&
        offers.length === 1 &&
        offers[0]?.for === 'anyone' &&
        offers[0].kind === 'purchase' &&
        offers[0].extraFee === null &&
        offers[0].price?.min?.currency === 'USD' &&
        offers[0].price.min.minor === offers[0].price.max?.minor,
    )
    const [one, two] = cheap
    const unknown = courses.find(({ id, offers }) => OPEN.includes(id) && offers.length === 0)
    if (one === undefined || two === undefined || unknown === undefined)
      throw new Error('the catalog has none of these')
    const cents = [one, two].reduce((sum, { offers }) => sum + (offers[0]?.price?.min?.minor ?? 0), 0)
    const dollars = (cents / 100).toLocaleString('en-US', { minimumFractionDigits: cents % 100 === 0 ? 0 : 2 })
    const page = await openWith({ ...kept(one.id, two.id, unknown.id), credentials: ['aama-cma'] })
    const totals = await page.locator('.totals').innerText()
    expect(totals).toContain(`Together they cost at least $${dollars}; 1 price not known.`)
    expect(totals).toContain('CMA (AAMA)')
  })
  it('says so when the facts cannot be loaded, and keeps list and notes', async () => {
    const { page } = await openPage('/about/')
    await page.evaluate((value) => {
      localStorage.setItem('ce-counts', JSON.stringify(value))
    }, kept(A))
    await page.route('**/finder.json', (route) => route.fulfill({ status: 200, body: '<html>' }))
    await page.goto('/saved/')
    await page.getByRole('alert').waitFor()
    expect(await page.getByLabel(/^Note on/).inputValue()).toBe('Note 1')
    await expectAccessible(page)
  })
  it('prints the list with its notes and addresses and nothing to press', async () => {
    const page = await openWith(kept(A, B))
    await page.emulateMedia({ media: 'print' })
    const paper = await page.locator('main').innerText()
    expect(paper).toContain(titleOf(A))
    expect(paper).toContain('Note 1')
    expect(paper).toContain(`/courses/${A}/`)
    expect(await page.locator('button:visible, input:visible, textarea:visible, select:visible').count()).toBe(0)
  })
})

describe('sharing', () => {
  it('makes a link without notes that opens elsewhere and leaves the own list alone', async () => {
    const page = await openWith(kept(A, B))
    await button(page, 'Share as a link').click()
    const link = await page.getByLabel(/^Link to these 2 courses/).inputValue()
    expect(link).toMatch(/\/saved\/#list=/)
    expect(decodeURIComponent(link)).not.toContain('Note')
    const hash = new URL(link).hash

    const other = await openWith({ saved: [{ id: A, note: 'mine', on: '2025-01-01' }] }, {}, hash)
    expect(await other.locator('h1').innerText()).toBe('A list that somebody shared')
    expect((await shownIds(other)).sort()).toEqual([A, B].sort())
    expect(await other.locator('textarea').count()).toBe(0)
    expect(await savedIds(other)).toEqual([A])
    await button(other, 'Save these to mine').click()
    await other.getByText('1 course added to your list. 1 course was in it already.').waitFor()
    expect((await readKept(other)).saved[0]).toEqual({ id: A, note: 'mine', on: '2025-01-01' })
    expect(await savedIds(other)).toEqual([A, B])
    await other.getByRole('link', { name: 'Open my own list' }).click()
    await other.getByRole('heading', { level: 1, name: 'Saved courses' }).waitFor()
  })
  it('opens while the own list is open', async () => {
    const page = await openWith(kept(A))
    await page.evaluate((id) => {
      window.location.hash = `#list=${id}`
    }, B)
    await page.getByRole('heading', { level: 1, name: 'A list that somebody shared' }).waitFor()
    await expect.poll(() => shownIds(page)).toEqual([B])
  })
  it('says so where a link is broken', async () => {
    const { page } = await openPage('/saved/#list=%%,<script>')
    await page.getByText('names no course that we can read').waitFor()
  })
  it('is not closed by skipping to the content', async () => {
    const page = await openWith(kept(C), {}, `#list=${A},${B}`)
    await page.getByRole('link', { name: 'Skip to content' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/#content')
    await page.getByRole('heading', { name: 'A list that somebody shared' }).waitFor()
    expect((await shownIds(page)).sort()).toEqual([A, B].sort())
  })
})

describe('files', () => {
  const download = async (page: Page, name: string) => {
    const [file] = await Promise.all([page.waitForEvent('download'), button(page, name).click()])
    return { text: await text(await file.createReadStream()), name: file.suggestedFilename() }
  }
  const add = (page: Page, name: string, content: string) =>
    page
      .getByLabel(/^Add courses from a file/)
      .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })
  const told = (page: Page) => page.locator('#files [role=status]')

  it('takes a list out and in again, notes and all', async () => {
    const device = kept(A, B)
    const page = await openWith({ saved: device.saved?.map((one) => ({ ...one, note: '=HYPERLINK("x")\nnext' })) })
    const before = (await readKept(page)).saved
    const csv = await download(page, 'Download CSV')
    const json = await download(page, 'Download JSON')
    expect(csv.name).toMatch(/^saved-courses-.*\.csv$/)
    expect(csv.text).not.toMatch(/(?:^|,|\n)"?=/)
    for (const file of [csv, json]) {
      const other = await openWith({})
      await add(other, file.name, file.text)
      await told(other).getByText('2 courses added to your list.').waitFor()
      expect((await readKept(other)).saved).toEqual(before)
    }
  })
  it('adds to what is there and names what it cannot take', async () => {
    const page = await openWith(kept(A))
    await add(page, 'list.csv', `id,note\n${A},\n${B},from a file\nnot an id,x\n`)
    await told(page).getByText('1 course added to your list. 1 course was in it already.').waitFor()
    expect(await told(page).innerText()).toContain('Row 4: “not an id” is not the id of a course.')
    expect((await readKept(page)).saved.map(({ id, note }) => [id, note])).toEqual([
      [A, 'Note 1'],
      [B, 'from a file'],
    ])
    await expectAccessible(page)
  })
  it('changes nothing where a file cannot be read', async () => {
    const page = await openWith(kept(A))
    await add(page, 'list.json', '{"courses": [')
    await told(page).getByText('Nothing was added').waitFor()
    await add(page, 'list.csv', '<html>\nno table')
    await told(page).getByText('Row 1 has to name the columns').waitFor()
    expect((await readKept(page)).saved).toEqual(kept(A).saved)
  })
})

it('lists saved searches, each with a link, a remove and an undo', async () => {
  const page = await openWith({ searches: ['?area=clinical&price=free', '?q=ekg'] })
  const links = page.locator('.searches a')
  expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual([
    '/?area=clinical&price=free',
    '/?q=ekg',
  ])
  expect(await links.first().innerText()).toBe('Free clinical courses')
  await button(page, 'Remove Free clinical courses').press('Enter')
  expect((await readKept(page)).searches).toEqual(['?q=ekg'])
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await readKept(page)).searches).toEqual(['?area=clinical&price=free', '?q=ekg'])
})
