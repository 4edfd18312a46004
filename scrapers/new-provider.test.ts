import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

import { Provider } from '../src/schema/provider.ts'
import { readFixture } from '../tests/provider-fixture.ts'
import { makeProvider } from './new-provider.ts'
import { findPlatform } from './platforms/index.ts'
import { withProvider } from './provider-source.ts'

const PROJECT = resolve(import.meta.dirname, '..')

function projectCopy(): string {
  const root = mkdtempSync(join(tmpdir(), 'new-provider-'))
  mkdirSync(join(root, 'scrapers/providers'), { recursive: true })
  cpSync(join(PROJECT, 'data'), join(root, 'data'), { recursive: true })
  cpSync(join(PROJECT, 'scrapers/providers/index.ts'), join(root, 'scrapers/providers/index.ts'))
  return root
}
const entryOf = (root: string, id: string) => {
  const entries = JSON.parse(readFileSync(join(root, 'data/providers.json'), 'utf8')) as { id: string }[]
  return Provider.parse(entries.find((entry) => entry.id === id))
}

it('makes folder, registry line, entry, fixture and test, and changes nothing else', () => {
  const root = projectCopy()
  const written = makeProvider({
    id: 'clinic-school',
    home: 'https://learn.clinic.example/start',
    platform: 'moodle',
    root,
  })
  expect(written).toEqual([
    'scrapers/providers/clinic-school/index.ts',
    'scrapers/providers/clinic-school/index.test.ts',
    'tests/fixtures/clinic-school/first/manifest.json',
    'tests/fixtures/clinic-school/first/expected.json',
    'scrapers/providers/index.ts',
    'data/providers.json',
    'data/runs.json',
  ])
  expect(entryOf(root, 'clinic-school')).toMatchObject({
    hosts: ['learn.clinic.example'],
    platform: 'moodle',
    status: 'unproven',
    rhythmDays: 14,
  })
  const source = readFileSync(join(root, 'scrapers/providers/clinic-school/index.ts'), 'utf8')
  for (const part of [
    'export const clinicSchool = {',
    'platform: moodle,',
    "origin: 'https://learn.clinic.example',",
    '* Status: unproven',
  ])
    expect(source).toContain(part)
  const registry = readFileSync(join(root, 'scrapers/providers/index.ts'), 'utf8')
  expect(registry).toContain("import { clinicSchool } from './clinic-school/index.ts'")
  expect(registry).toMatch(/ {2}clinicSchool,\n/)
  const test = readFileSync(join(root, 'scrapers/providers/clinic-school/index.test.ts'), 'utf8')
  expect(test).toContain('.toBeGreaterThan(0)')
})

it('makes a reader for a provider whose facts were entered by hand', () => {
  const root = projectCopy()
  const before = entryOf(root, 'ceufast')
  makeProvider({ id: 'ceufast', home: 'https://ceufast.com/', platform: 'generic', root })
  expect(entryOf(root, 'ceufast')).toEqual({ ...before, platform: 'generic', status: 'unproven', rhythmDays: 14 })
})

it.each([
  ['an id that has a folder', { id: 'one' }, /"one" is taken/],
  ['an id that is none', { id: 'Clinic School' }, /is no id/],
  ['an address that is none', { home: 'learn.example' }, /is no http\(s\) address/],
  ['a platform that is none', { platform: 'geocities' }, /is no platform/],
])('refuses %s', (_, wrong, message) => {
  const root = projectCopy()
  mkdirSync(join(root, 'scrapers/providers/one'))
  expect(() =>
    makeProvider({ id: 'new-one', home: 'https://a.example/', platform: 'generic', root, ...wrong }),
  ).toThrow(message)
  expect(readFileSync(join(root, 'data/providers.json'), 'utf8')).toBe(
    readFileSync(join(PROJECT, 'data/providers.json'), 'utf8'),
  )
})

it('leaves the registry as it was when the provider stands there', () => {
  const registry = readFileSync(join(PROJECT, 'scrapers/providers/index.ts'), 'utf8')
  expect(withProvider(registry, 'blx')).toBe(registry)
})

it('gives nothing to compare until the fixture is filled, so that the new test fails', async () => {
  const fixture = join(PROJECT, 'tests/fixtures/empty-for-a-test')
  mkdirSync(join(fixture, 'first'), { recursive: true })
  try {
    writeFileSync(join(fixture, 'first/manifest.json'), '[]\n')
    writeFileSync(join(fixture, 'first/expected.json'), '{ "courses": [] }\n')
    const { platform } = findPlatform('generic') ?? {}
    if (platform === undefined) throw new Error('there is no generic platform')
    const { expected } = await readFixture({ id: 'empty-for-a-test', platform, origin: 'https://a.example' }, 'first')
    expect(expected).toEqual([])
  } finally {
    rmSync(fixture, { recursive: true })
  }
})
