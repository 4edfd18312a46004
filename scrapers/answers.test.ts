import { expect, it } from 'vitest'

import { samplePage } from '../tests/scrape-samples.ts'
import { keepAnswers } from './answers.ts'

it('gives back what was kept, as often as it is asked for', () => {
  const kept = keepAnswers()
  const pages = ['a', 'b'].map((name) => samplePage(`https://shop.example/${name}`, `${name} é 漢 `.repeat(500)))
  for (const page of pages) kept.add(page.url, page)
  expect([...pages, ...pages].map(({ url }) => kept.get(url))).toEqual([...pages, ...pages])
  expect(kept.get('https://shop.example/c')).toBeNull()
  kept.close()
  expect(kept.get('https://shop.example/a')).toBeNull()
})
