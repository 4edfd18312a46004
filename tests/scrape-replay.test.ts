import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

import type { Course } from '../src/schema/course.ts'
import type { Membership } from '../src/schema/membership.ts'
import { readData } from '../src/catalog/load.ts'

// Each test starts the command at least once.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const CLI = resolve(import.meta.dirname, '../scrapers/cli.ts')
const CAPTURE = resolve(import.meta.dirname, '../../shared/captures/woocommerce-live')

/** What the recorded shop really sells; made by whoever filled it. */
interface Expected {
  id: number
  sku: string
  title: string
  listedInShop: boolean
  priceCents: number | null
  variations?: { priceCents?: number | null }[]
}

let root = ''
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'ce-counts-'))
})
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

function scrape(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' })
  return { status, stdout, stderr }
}
const replay = (capture: string, data: string, ...args: string[]) =>
  scrape('--platform', 'woocommerce', '--replay', capture, '--data', data, ...args)

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))
const coursesIn = (folder: string) => readJson(join(folder, 'courses/replay.json')) as Course[]
const byKey = (courses: readonly Course[]) => new Map(courses.map((course) => [course.key, course]))
const snapshot = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  )

interface Recorded {
  url: string
  status: number
  headers: [string, string][]
  file: string
}

/** A copy of a recording in which some answers are others. */
function changedCopy(capture: string, name: string, change: (entry: Recorded, folder: string) => void): string {
  const folder = join(root, name)
  cpSync(capture, folder, { recursive: true })
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644)
  chmodSync(folder, 0o755)
  const path = join(folder, 'manifest.json')
  const entries = readJson(path) as Recorded[]
  for (const entry of entries) change(entry, folder)
  writeFileSync(path, JSON.stringify(entries))
  return folder
}

const isStoreApi = ({ url }: Recorded) => decodeURIComponent(url).includes('/wc/store')
function answerWith(entry: Recorded, folder: string, status: number, type: string, body: string) {
  writeFileSync(join(folder, 'other-answer.txt'), body)
  Object.assign(entry, { status, headers: [['Content-Type', type]], file: 'other-answer.txt' })
}

describe.skipIf(!existsSync(CAPTURE))('a recorded WooCommerce shop (skipped without ../shared)', () => {
  let data = ''
  let first: ReturnType<typeof scrape>
  let expected: Expected[] = []
  beforeAll(() => {
    data = join(root, 'data')
    first = replay(CAPTURE, data)
    expected = (readJson(join(CAPTURE, 'expected.json')) as { products: Expected[] }).products
  })

  it('is published into a new folder, unreviewed, with exit code 0', () => {
    expect(first.stderr).toBe('')
    expect(first.status).toBe(0)
    expect(first.stdout).toMatch(/^replay \(127\.0\.0\.1:8090\): published · first run, unreviewed\n/)
    expect(first.stdout).toContain('65 listings of 65 announced, read by store-api')
  })

  it('gives exactly the products that the shop lists', () => {
    const listed = expected.filter(({ listedInShop }) => listedInShop)
    expect(listed).toHaveLength(65)
    const memberships = readJson(join(data, 'memberships/replay.json')) as Membership[]
    const courses = byKey(coursesIn(data))
    expect(memberships.map(({ name }) => name)).toEqual(['Annual All-Access Membership'])
    const skus = (product: Expected) => product.sku
    expect(listed.filter(({ id }) => !courses.has(String(id))).map(skus)).toEqual(['CE-501', 'CE-505'])
    expect(expected.filter(({ id, listedInShop }) => !listedInShop && courses.has(String(id)))).toEqual([])
    expect(first.stdout).toMatch(/Left out\n {4}Gift Card for Any Course: .*gift card/)
    for (const { id, sku, title } of listed) {
      const course = courses.get(String(id))
      if (course === undefined) continue
      expect(course.title).toBe(title)
      expect([sku, course.kind === 'bundle']).toEqual([sku, sku === 'CE-502' || sku === 'CE-503'])
    }
  })

  it("gives anyone's price of every product that has one price", () => {
    const courses = byKey(coursesIn(data))
    const wrong = expected.flatMap(({ id, sku, priceCents, variations }) => {
      const course = courses.get(String(id))
      if (course === undefined || variations !== undefined) return []
      const offer = course.offers.find((candidate) => candidate.for === 'anyone')
      const paid = offer?.kind === 'free' ? 0 : (offer?.price?.min?.minor ?? null)
      return paid === priceCents ? [] : [{ sku, paid, priceCents }]
    })
    expect(wrong).toEqual([])
  })

  it('is a complete catalog that the site can be built from', () => {
    expect(readData(data).problems).toEqual([])
    expect(readJson(join(data, 'providers.json'))).toMatchObject([
      { id: 'replay', status: 'unproven', hosts: ['127.0.0.1:8090'] },
    ])
  })

  it('changes nothing but runs.json when it is read again', () => {
    const before = snapshot(data)
    const second = replay(CAPTURE, data)
    expect([second.status, second.stdout]).toEqual([0, expect.stringContaining('unchanged, all confirmed')])
    const after = snapshot(data)
    expect(Object.keys(after)).toEqual(Object.keys(before))
    expect(Object.keys(after).filter((path) => after[path] !== before[path])).toEqual(['runs.json'])
  })

  it('writes nothing on a dry run, and nothing but JSON with --json', () => {
    const folder = join(root, 'dry')
    const { status, stdout, stderr } = replay(CAPTURE, folder, '--dry-run', '--json')
    expect([status, stderr, existsSync(folder)]).toEqual([0, '', false])
    expect(JSON.parse(stdout)).toMatchObject({
      errors: [],
      runs: [{ dryRun: true, firstRun: true, run: { outcome: 'published', counts: { listings: 65, courses: 63 } } }],
    })
  })

  it.each<[string, string, (entry: Recorded, folder: string) => void]>([
    [
      '404',
      'json-ld',
      (entry, folder) => {
        if (isStoreApi(entry)) answerWith(entry, folder, 404, 'application/json', '{"code":"rest_no_route"}')
      },
    ],
    [
      '401',
      'json-ld',
      (entry, folder) => {
        if (isStoreApi(entry)) answerWith(entry, folder, 401, 'application/json', '{"code":"rest_forbidden"}')
      },
    ],
    [
      'HTML with 200',
      'json-ld',
      (entry, folder) => {
        if (isStoreApi(entry))
          answerWith(entry, folder, 200, 'text/html', '<!doctype html><html><body>Hello</body></html>')
      },
    ],
    [
      '404, and no page holds JSON-LD',
      'pages',
      (entry, folder) => {
        if (isStoreApi(entry)) answerWith(entry, folder, 404, 'application/json', '{"code":"rest_no_route"}')
        else if (entry.file.endsWith('.html')) {
          const path = join(folder, entry.file)
          writeFileSync(path, readFileSync(path, 'utf8').replaceAll('application/ld+json', 'text/plain'))
        }
      },
    ],
  ])('reads the same courses in another way when the Store API answers %s', (name, way, change) => {
    const capture = changedCopy(CAPTURE, `off ${name}`, change)
    const folder = join(root, `data ${name}`)
    const { status, stdout } = replay(capture, folder)
    expect([status, stdout]).toEqual([0, expect.stringContaining(`65 listings of 65 announced, read by ${way}`)])
    const identity = ({ id, key, url, kind, areas }: Course) => ({ id, key, url, kind, areas })
    expect(coursesIn(folder).map(identity)).toEqual(coursesIn(data).map(identity))
    const recorded = new Set((readJson(join(CAPTURE, 'manifest.json')) as Recorded[]).map(({ url }) => url))
    const carried = (courses: readonly Course[]) =>
      courses
        .filter(({ url }) => recorded.has(url ?? ''))
        .map(({ id, offers, minutes, credits }) => ({ id, offers, minutes, credits }))
    expect(carried(coursesIn(folder)).length).toBeGreaterThan(15)
    expect(carried(coursesIn(folder))).toEqual(carried(coursesIn(data)))
  })

  it('keeps what is known of a course whose page is lost', () => {
    const folder = join(root, 'data less')
    cpSync(data, folder, { recursive: true })
    const read = () =>
      (readJson(join(folder, 'courses/replay.json')) as Course[]).map((course) => ({ ...course, title: '' }))
    const before = read()
    const { status } = replay(join(root, 'off 404'), folder)
    expect(status).toBe(0)
    // The page of one product prints its title otherwise than the API does.
    expect(read()).toEqual(before)
    expect(readData(folder).problems).toEqual([])
  })

  it('refuses a listing with a link that is no address, and publishes the others', () => {
    const capture = changedCopy(CAPTURE, 'bad link', (entry, folder) => {
      if (!entry.url.includes('catalog_visibility=catalog')) return
      const path = join(folder, entry.file)
      const products = readJson(path) as { permalink: string }[]
      Object.assign(products.find(({ permalink }) => permalink.includes('hand-hygiene')) ?? {}, {
        permalink: 'javascript:alert(1)',
      })
      writeFileSync(path, JSON.stringify(products))
    })
    const folder = join(root, 'data bad link')
    const { status, stdout } = replay(capture, folder)
    expect([status, stdout]).toEqual([0, expect.stringMatching(/Rejected\n.*url "javascript:alert\(1\)"/)])
    expect(readData(folder).problems).toEqual([])
  })
})

describe('scrape', () => {
  it.each<[string, RegExp, string[]]>([
    ['a live run while the address of the site is an example', /src\/site\.ts still holds example addresses/, ['blx']],
    ['the same for all that is due', /src\/site\.ts still holds example addresses/, ['--due']],
    ['nothing to do', /Name the providers to read, or say --due/, []],
    ['an option that does not exist', /Unknown option '--nonsense'/, ['--nonsense']],
    [
      'a replay without a platform',
      /--replay <folder> and --platform <name> belong together/,
      ['--replay', 'x', '--data', 'y'],
    ],
    ["a replay into the project's own data", /needs --data <folder>/, ['--platform', 'woocommerce', '--replay', 'x']],
    ['a release of nothing', /Nothing of "blx" is held back/, ['release', 'blx', '--data', 'EMPTY']],
    [
      'a folder without a recording',
      /manifest\.json cannot be read/,
      ['--platform', 'woocommerce', '--replay', 'EMPTY', '--data', 'EMPTY'],
    ],
  ])('refuses %s with exit code 2', (_, message, args) => {
    const folder = join(root, 'empty')
    const { status, stderr } = scrape(...args.map((arg) => (arg === 'EMPTY' ? folder : arg)))
    expect([status, stderr]).toEqual([2, expect.stringMatching(message)])
  })
  it('prints who is due as a matrix', () => {
    const { status, stdout } = scrape('--list')
    expect([status, Object.keys(JSON.parse(stdout) as object)]).toEqual([0, ['provider']])
  })
  it('explains its exit codes', () => {
    const { status, stdout } = scrape('--help')
    expect([status, stdout]).toEqual([0, expect.stringMatching(/Exit codes\n {2}0 /)])
  })
})
