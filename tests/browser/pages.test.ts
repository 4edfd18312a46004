import { describe, expect, it } from 'vitest'

import { expectAccessible, expectNoSidewaysScroll, openPage } from './browser.ts'
import { builtPages, type Built } from './dist.ts'

/** Pages of one kind share a template: `/providers/` is one kind, all pages below it are another. */
const kindOf = (path: string) => path.replace(/^(\/[^/]+\/).+/, '$1…')

/** Of each kind the page that says most and the one that says least, where the empty places show. */
const samples: Built[] = [...Map.groupBy(builtPages, ({ path }) => kindOf(path)).values()].flatMap((pages) => {
  const bySize = pages.toSorted((a, b) => a.size - b.size)
  return [...new Set([bySize.at(-1), bySize.at(0)])].filter((page) => page !== undefined)
})

const LOOKS = [360, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
)

it('has pages to look at', () => {
  expect(samples.length).toBeGreaterThan(5)
})

describe.each(samples)('$path', ({ path }) => {
  const status = path === '/404.html' ? 404 : 200
  // Static hosts answer with that page at every address that does not exist.
  const address = path === '/404.html' ? '/no/such/page/' : path

  it.each(LOOKS)('is right and accessible, $width px, $colorScheme', async (look) => {
    const { page, response } = await openPage(address, look)
    expect(response.status()).toBe(status)
    expect(await page.locator('h1').count()).toBe(1)
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  })

  it('does not scroll sideways at 320 px', async () => {
    const { page } = await openPage(address, { width: 320 })
    await expectNoSidewaysScroll(page)
  })

  it('says the same with scripts switched off', async () => {
    const { page, response } = await openPage(address, { width: 360, javaScript: false })
    expect(response.status()).toBe(status)
    expect(await page.locator('main h1').innerText()).not.toBe('')
    expect((await page.locator('main').innerText()).length).toBeGreaterThan(80)
  })
})
