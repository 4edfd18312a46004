import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Page } from 'playwright-core'

import type { Course } from '../../src/schema/course.ts'

// What should be found is worked out here straight from the files, by other means than the site's own code.
export const readData = (file: string): unknown => JSON.parse(readFileSync(join('data', file), 'utf8'))
const folder = (name: string) =>
  readdirSync('data', { withFileTypes: true }).some((entry) => entry.name === name)
    ? readdirSync(join('data', name)).flatMap((file) => readData(`${name}/${file}`) as Course[])
    : []

/** Every course of the catalog, over or not. */
export const courses = [...folder('courses'), ...folder('reported')].filter(({ supersededBy }) => supersededBy === null)

const today = new Date().toISOString().slice(0, 10)
export const hasPassed = (date: string | null) =>
  date !== null && date.padEnd(10, '-12-31'.slice(date.length - 4)) < today
const isOpen = (course: Course) => !hasPassed(course.expires) && course.ended === null && course.vanished === null
export const areas = (course: Course) => (course.areas?.length ? course.areas : (course.areaFit?.areas ?? []))

/** The highest price that anyone pays, with the fees that are printed, a fee of unknown size being an unknown price; what is free stays free where only a certificate costs. */
export function dearest(course: Course) {
  const open = course.offers.filter(
    (offer) => offer.for === 'anyone' && !hasPassed(offer.until) && offer.price !== null,
  )
  const totals = open.flatMap(({ price, extraFee }) => {
    const money = price?.max ?? null
    if (money === null || money.minor === 0 || extraFee === null) return money === null ? [] : [money]
    const fee = extraFee.price?.max?.minor
    return fee === undefined ? [] : [{ ...money, minor: money.minor + fee }]
  })
  return totals.toSorted((a, b) => a.minor - b.minor)[0] ?? null
}
export function isUnder30(course: Course) {
  const money = dearest(course)
  return money !== null && money.currency === 'USD' && money.minor < 3000
}

/** @returns ids of the open courses that are wanted, sorted */
export const idsOf = (wanted: (course: Course) => boolean) =>
  courses
    .filter((course) => isOpen(course) && wanted(course))
    .map(({ id }) => id)
    .sort()

/** @returns ids of the cards on a page, in their order */
export const shownIds = (page: Page) =>
  page.locator('article.course').evaluateAll((cards) => cards.map((card) => (card as HTMLElement).dataset['id'] ?? ''))

/** Waits until the finder shows what its filters ask for. */
export const settled = (page: Page) => page.locator('.results[aria-busy="false"]:not([data-waiting])').waitFor()

/** Follows "Next page" from page to page, as one does without script. */
export async function collectPages(page: Page): Promise<string[]> {
  const all = await shownIds(page)
  const next = page.getByRole('link', { name: 'Next page' })
  while (await next.isVisible()) {
    await next.click()
    all.push(...(await shownIds(page)))
  }
  return all.sort()
}
