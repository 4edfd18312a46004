import type { ProviderId } from '../src/schema/ids.ts'

/** What the files of a new provider need to know of it. */
export interface NewProvider {
  id: ProviderId
  /** Origin of its site. */
  origin: string
  /** Id of a platform. */
  platform: string
}

/** Name of the value that a provider's folder exports: `lab-university` is `labUniversity`, `3m` is `_3m`. */
export const valueName = (id: string) =>
  id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/^(?=\d)/, '_')

/** `scrapers/providers/<id>/index.ts`, with a header that a person fills in. */
export function providerSource({ id, origin, platform }: NewProvider): string {
  return `import { ${valueName(platform)} } from '../../platforms/${platform}.ts'
import type { Provider } from '../../provider.ts'

/**
 * ${new URL(origin).host}: FILL IN who they are, in one line.
 * Where from: its own pages, read as ${platform}.
 * How official: FILL IN (the provider's own shop, a reseller, a public list).
 * Status: unproven. Nobody has seen a live answer of this site through this reader; the first run waits for a person.
 * Fills: FILL IN what its pages state.
 * Skipped: FILL IN what is left out, and why.
 */
export const ${valueName(id)} = {
  id: '${id}',
  platform: ${valueName(platform)},
  origin: '${origin}',
} satisfies Provider
`
}

/** `scrapers/providers/<id>/index.test.ts`: it fails until the fixture holds pages of the site and the facts that they print. */
export function providerTestSource({ id }: NewProvider): string {
  return `import { expect, it } from 'vitest'

import { readFixture } from '../../../tests/provider-fixture.ts'
import { ${valueName(id)} } from './index.ts'

it('reads the saved pages as a person reads them', async () => {
  const { read, expected } = await readFixture(${valueName(id)}, 'first')
  expect(expected.length, 'write the courses of the saved pages into expected.json').toBeGreaterThan(0)
  expect(read).toEqual(expected)
})
`
}

/** The registry with one more provider, in order. */
export function withProvider(registry: string, id: ProviderId): string {
  const imports = [...registry.matchAll(/^import \{ \w+ \} from '\.\/([a-z0-9-]+)\/index\.ts'$/gm)].map(
    ([, known = '']) => known,
  )
  const ids = [...new Set([...imports, id])].sort()
  const lines = ids.map((each) => `import { ${valueName(each)} } from './${each}/index.ts'`)
  const names = ids.map((each) => `  ${valueName(each)},\n`)
  return `import type { Provider } from '../provider.ts'
${lines.join('\n')}

/** Every provider that is scraped, by id. */
export const providers: readonly Provider[] = [
${names.join('')}]
`
}
