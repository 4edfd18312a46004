import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { ProviderId } from '../src/schema/ids.ts'
import { safeHttpUrl } from '../src/schema/url.ts'
import { NeedsPerson } from './errors.ts'
import { findPlatform, platforms } from './platforms/index.ts'
import { providerSource, providerTestSource, withProvider } from './provider-source.ts'
import { openStore } from './store.ts'

/** Days between two scrapes until a person sets another rhythm. */
const RHYTHM_DAYS = 14

const HELP = `Makes the files of a new provider: its folder, its line in the registry, its entry in data/providers.json, an empty
fixture, and a test that fails until the fixture holds pages of the site and what they print.

  npm run provider:new -- <id> <home page> [--platform <name>]

  --platform <name>   what its site runs on, as \`npm run probe\` says; without it \`generic\`
  --help              print this

Platforms: ${platforms.map(({ platform }) => platform.id).join(', ')}.
`

interface Wanted {
  id: string
  home: string
  platform: string
  /** The project's folder. */
  root: string
}

/**
 * Writes the files of a new provider.
 * @returns what was written or changed, relative to the project
 * @throws NeedsPerson when the id is taken or an argument is none
 */
export function makeProvider({ id, home, platform, root }: Wanted): string[] {
  if (!ProviderId.safeParse(id).success) throw new NeedsPerson(`"${id}" is no id: lower-case words joined by hyphens.`)
  const url = safeHttpUrl(home)
  if (url === null) throw new NeedsPerson(`"${home}" is no http(s) address.`)
  if (findPlatform(platform) === undefined) {
    const known = platforms.map((each) => each.platform.id).join(', ')
    throw new NeedsPerson(`"${platform}" is no platform; there are: ${known}.`)
  }
  const folder = join('scrapers/providers', id)
  const fixture = join('tests/fixtures', id, 'first')
  for (const path of [folder, fixture])
    if (existsSync(join(root, path))) throw new NeedsPerson(`"${id}" is taken: there is ${path} already.`)
  const written: string[] = []
  const write = (path: string, text: string) => {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
    written.push(path)
  }
  const { host, origin } = new URL(url)
  write(join(folder, 'index.ts'), providerSource({ id, origin, platform }))
  write(join(folder, 'index.test.ts'), providerTestSource({ id, origin, platform }))
  write(join(fixture, 'manifest.json'), '[]\n')
  write(join(fixture, 'expected.json'), '{\n  "courses": []\n}\n')
  const registry = 'scrapers/providers/index.ts'
  write(registry, withProvider(readFileSync(join(root, registry), 'utf8'), id))
  const store = openStore(join(root, 'data'), { write: true })
  try {
    const known = store.readProviders().find((entry) => entry.id === id)
    const provider = {
      ...(known ?? { id, name: host, terms: null, summary: null, priceRange: null, sources: [], evidence: {} }),
      home: known?.home ?? url,
      hosts: [...new Set([...(known?.hosts ?? []), host])],
      platform,
      status: 'unproven' as const,
      rhythmDays: known?.rhythmDays ?? RHYTHM_DAYS,
    }
    // A place of its own in `runs.json`, so that first runs of several providers change different lines of it.
    const runs = store.read(id).runs ?? { provider: id, last: null, lastGood: null, confirmed: {} }
    written.push(...store.write(id, { provider, runs }).map((path) => join('data', path)))
  } finally {
    store.close()
  }
  return written
}

function main(): void {
  const { values, positionals } = parseArgs({
    options: { platform: { type: 'string', default: 'generic' }, help: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [id, home] = positionals
  if (values.help || id === undefined || home === undefined || positionals.length > 2) {
    process.stdout.write(HELP)
    if (!values.help) process.exitCode = 2
    return
  }
  const root = resolve(import.meta.dirname, '..')
  const written = makeProvider({ id, home, platform: values.platform, root })
  process.stdout.write(`Written:\n${written.map((path) => `  ${path}\n`).join('')}
Next: save two or three of its pages into tests/fixtures/${id}/first/, name them in manifest.json, write what a person reads on
them into expected.json, and fill in the header of scrapers/providers/${id}/index.ts. scrapers/README.md shows how.
`)
}

if (import.meta.main) {
  try {
    main()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 2
  }
}
