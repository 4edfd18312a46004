import { expect, it } from 'vitest'

import { readFixture } from '../../../tests/provider-fixture.ts'
import { amt } from './index.ts'

it('reads a STEP article as a page of the store is known to print it', async () => {
  const { read, expected } = await readFixture(amt, 'step-509')
  expect(read).toEqual(expected)
})
