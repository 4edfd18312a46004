import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { openReplay, SHARED } from '../../tests/replay-pages.ts'
import type { Page } from '../provider.ts'
import { findPlatform, platforms } from './index.ts'

const FIXTURES = join(import.meta.dirname, '../../tests/fixtures')
/** Recordings and which platform made them. */
const CASES: [platform: string, folder: string][] = [
  ['learnpress', join(SHARED, 'captures/learnpress-live')],
  ['moodle', join(SHARED, 'captures/moodle-live')],
  ['woocommerce', join(SHARED, 'captures/woocommerce-live')],
  ['woocommerce', join(SHARED, 'captures/woocommerce-live-storefront')],
  ['ethosce', join(FIXTURES, 'ethosce/words')],
  ['magento', join(FIXTURES, 'magento/templates')],
  ['medialab', join(FIXTURES, 'medialab/words')],
  ['openedx', join(FIXTURES, 'openedx/catalog')],
  ['oracle-atg', join(FIXTURES, 'oracle-atg/selectors-of-2020')],
  ['shopify', join(FIXTURES, 'shopify/two-pages')],
]

function pagesOf(folder: string): Page[] {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { url: string; status: number }[]
  const answer = openReplay(folder)
  return manifest
    .filter(({ url, status }) => status === 200 && !url.endsWith('/robots.txt'))
    .map(({ url }) => answer(url))
}

describe.each(CASES)('%s', (id, folder) => {
  it.skipIf(!existsSync(folder))(`is recognized in ${folder.split('/').slice(-2).join('/')}`, () => {
    const pages = pagesOf(folder)
    const sureness = platforms.map(
      ({ platform, recognize }) => [platform.id, Math.max(...pages.map(recognize))] as const,
    )
    const sure = Object.fromEntries(sureness)
    for (const value of Object.values(sure)) expect(value).toBeLessThanOrEqual(1)
    const best = sureness.reduce((one, other) => (other[1] > one[1] ? other : one))
    expect([best[0], best[1] >= 0.6]).toEqual([id, true])
  })
})

it('recognizes nothing but a bare page in a bare page', () => {
  const page: Page = {
    requested: 'https://a.example/',
    url: 'https://a.example/',
    status: 200,
    type: 'text/html',
    headers: {},
    body: '<h1>Hello</h1>',
  }
  expect(platforms.filter(({ recognize }) => recognize(page) > 0)).toEqual([])
})

it('finds platforms by id, each of them once', () => {
  const ids = platforms.map(({ platform }) => platform.id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(findPlatform('moodle')?.platform.id).toBe('moodle')
  expect(findPlatform('nothing')).toBeUndefined()
})
