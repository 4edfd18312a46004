import { expect, it } from 'vitest'

import { drive } from '../../tests/replay-pages.ts'
import type { Page } from '../provider.ts'
import { genericBelow } from './section.ts'

const page = (url: string, body: string): Page => ({
  requested: url,
  url,
  status: 200,
  type: 'text/html',
  headers: {},
  body,
})
const PAGES: Record<string, string> = {
  '/labs/': '<a href="/labs/courses/tubes">Course: Tubes</a> <a href="/other/courses/x">Course: other</a>',
  '/labs/courses/tubes':
    '<title>Tubes</title><main><h1>Tubes in the Clinic</h1><p>This course costs $10.00.</p><table><tr><th>Contact hours</th><td>1.5</td></tr></table></main>',
}

it('asks for nothing outside its part of the site', () => {
  const [reading] = genericBelow('/labs/').ways.map(({ read }) => read('https://big.example'))
  if (reading === undefined) throw new Error('there is no way')
  const { read, asked } = drive(reading, (url) => page(url, PAGES[new URL(url).pathname] ?? ''))
  expect(asked).toEqual(['https://big.example/labs/', 'https://big.example/labs/courses/tubes'])
  expect(read.listings.map(({ title }) => title)).toEqual(['Tubes in the Clinic'])
})
