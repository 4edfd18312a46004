import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

import { platforms } from '../scrapers/platforms/index.ts'
import { readFixture } from './provider-fixture.ts'
import { originOf } from './replay-pages.ts'

const FIXTURES = resolve(import.meta.dirname, 'fixtures')

const cases = platforms.flatMap(({ platform }) => {
  const folder = join(FIXTURES, platform.id)
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names
    .filter((name) => existsSync(join(folder, name, 'expected.json')))
    .map((name) => ({ platform, id: platform.id, name, origin: originOf(join(folder, name)) }))
})

it.each(cases)('$id: the saved pages "$name" are read as expected', async ({ platform, name, origin }) => {
  const { read, expected, rejected } = await readFixture({ id: 'fixture', platform, origin }, name, platform.id)
  expect(rejected).toEqual([])
  expect(read).toEqual(expected)
})
