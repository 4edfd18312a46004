import { expect, it } from 'vitest'

import { openStore, PROJECT_DATA } from '../../scrapers/store.ts'
import { LIES } from './lies.ts'
import { memoryStore } from './memory-store.ts'
import parameters from './parameters.json' with { type: 'json' }
import { answerOf, createShop, truePrices } from './shop.ts'
import { visit } from './year.ts'

const DAY_MS = 24 * 3_600_000
const START = Date.parse('2027-01-01T06:00:00Z')

it('a sale on everything that prints no old price ends without a word, and lets no lie through while it lasts', async () => {
  const store = memoryStore(openStore(PROJECT_DATA, { write: false }).read('shop'))
  const shop = createShop('shop-1', 0, { ...parameters, courses: { min: 60, max: 60 } })
  shop.printsOldPrice = false
  const visitOn = async (day: number, answer = answerOf(shop)) =>
    (await visit(store, shop, answer, START + day * DAY_MS)).run.outcome
  const published = () => {
    const { courses } = store.read(shop.id)
    return new Map(courses.map(({ id, offers }) => [id, offers[0]?.price?.min?.minor ?? null]))
  }
  expect(await visitOn(0)).toBe('published')

  shop.sale = { keys: new Set(shop.items.map(({ key }) => key)), off: 0.3 }
  expect(await visitOn(1)).toBe('refused')
  expect(await visitOn(2)).toBe('published')

  const onSale = truePrices(shop)
  for (const [place, lie] of LIES.entries()) {
    await visitOn(3 + place / LIES.length, lie.tell(answerOf(shop)))
    expect([lie.name, published()]).toEqual([lie.name, onSale])
  }

  shop.sale = null
  expect(await visitOn(5)).toBe('published')
  expect(published()).toEqual(truePrices(shop))
})
