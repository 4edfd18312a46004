import { expect, it } from 'vitest'

import { readFixture } from '../../../tests/provider-fixture.ts'
import { drive } from '../../../tests/replay-pages.ts'
import { samplePage } from '../../../tests/scrape-samples.ts'
import { readCards } from './extract.ts'
import { nursingce } from './index.ts'

it('reads cards in the shape that a public scraper read', async () => {
  const { read, expected } = await readFixture(nursingce, 'cards')
  expect(read).toEqual(expected)
})

it('takes a card on two pages of the list for one course, and hands on another one of that name', () => {
  const card = (title: string, price: string) =>
    `<div class="card-body"><h4>${title}</h4><p class="text-success fw-900">${price}</p><p class="hours">1.0 ANCC Contact Hour(s)</p></div>`
  const keysOf = (again: string) => {
    const pages = [
      `${card('One', '$5')}${card('Two', '$5')}<a rel="next" href="/ceu-courses?page=2">2</a>`,
      `${again}${card('Three', '$5')}`,
    ]
    const answer = (url: string) => samplePage(url, pages[url.includes('page=2') ? 1 : 0])
    return drive(readCards(nursingce.origin), answer).read.listings.map(({ key }) => key)
  }
  expect(keysOf(card('Two', '$5'))).toEqual(['one', 'two', 'three'])
  expect(keysOf(card('Two', '$9'))).toEqual(['one', 'two', 'two', 'three'])
})
