import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

import { Course } from '../src/schema/course.ts'
import { SHARED } from '../tests/replay-pages.ts'

const ROOT = resolve(import.meta.dirname, '..')
const FIXTURES = join(ROOT, 'tests/fixtures')

function probe(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scrapers/probe-cli.ts'), ...args], {
    encoding: 'utf8',
    cwd: ROOT,
  })
  return { status, stdout, stderr }
}

interface Answer {
  platform: string | null
  sure: number
  courses: unknown[]
  notRead: { url: string; field: string; why: string }[]
}

describe('probe --replay --json', { timeout: 60_000 }, () => {
  it.each([
    ['medialab', 'medialab/words', 2],
    ['magento', 'magento/templates', 3],
    ['oracle-atg', 'oracle-atg/selectors-of-2020', 3],
  ])('answers with the courses of a recording of %s, and nothing else', (platform, folder, count) => {
    const { status, stdout, stderr } = probe('--replay', join(FIXTURES, folder), '--json')
    const answer = JSON.parse(stdout) as Answer
    expect([status, stderr, Object.keys(answer)]).toEqual([0, '', ['platform', 'sure', 'courses', 'notRead']])
    expect([answer.platform, answer.sure >= 0.5, answer.courses.length]).toEqual([platform, true, count])
    const courses = answer.courses.map((course) => Course.parse(course))
    expect(courses.every(({ provider }) => provider === 'probe')).toBe(true)
    expect(new Set(courses.map(({ id }) => id)).size).toBe(count)
  })

  it('says what could not be read, and why', () => {
    const { stdout } = probe('--replay', join(FIXTURES, 'magento/templates'), '--json')
    const { notRead } = JSON.parse(stdout) as Answer
    expect(notRead).toContainEqual({
      url: 'https://training.example/no-price.html',
      field: 'price',
      why: 'not printed where it was looked for',
    })
  })

  it.skipIf(!existsSync(join(SHARED, 'captures/woocommerce-live')))('reads a shop that nobody named', () => {
    const { stdout } = probe('--replay', join(SHARED, 'captures/woocommerce-live'), '--json')
    const { platform, sure, courses } = JSON.parse(stdout) as Answer
    expect([platform, sure > 0.9, courses.length]).toEqual(['woocommerce', true, 63])
  })
})

describe('probe', { timeout: 60_000 }, () => {
  it('shows a person samples field by field and the provider file', () => {
    const { status, stdout } = probe('--replay', join(FIXTURES, 'medialab/words'))
    expect(status).toBe(0)
    expect(stdout).toMatch(/^https:\/\/www\.labce\.com: medialab, \d+ % sure\n/)
    expect(stdout).toContain('Strip Tests in the Clinic\n')
    expect(stdout).toContain('  price     USD 25.00 for anyone   <- Individual course $25Add to cart\n')
    expect(stdout).toContain("import { medialab } from '../../platforms/medialab.ts'")
    expect(stdout).toContain("  origin: 'https://www.labce.com',")
  })
  it.each([
    [
      'a live site while the address of ours is an example',
      /src\/site\.ts still holds example addresses/,
      ['https://shop.example'],
    ],
    ['no address', /Name one address/, []],
    ['both', /Name one address/, ['https://shop.example', '--replay', 'x']],
    ['an address of another kind', /is no http\(s\) address/, ['javascript:alert(1)']],
    ['a folder without a recording', /manifest\.json cannot be read/, ['--replay', FIXTURES]],
  ])('refuses %s with exit code 2', (_, message, args) => {
    expect(probe(...args)).toMatchObject({ status: 2, stderr: expect.stringMatching(message) as string })
  })
})
