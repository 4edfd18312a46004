import { expect, it } from 'vitest'

import { readFixture } from '../../../tests/provider-fixture.ts'
import { nursingce } from './index.ts'

it('reads cards in the shape that a public scraper read', async () => {
  const { read, expected } = await readFixture(nursingce, 'cards')
  expect(read).toEqual(expected)
})
