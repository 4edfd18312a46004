import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const CLI = join(import.meta.dirname, 'cli.ts')
const folder = mkdtempSync(join(tmpdir(), 'ce-counts-cli-'))
const file = join(folder, 'file')
writeFileSync(file, '')
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const REPLAY = ['--platform', 'woocommerce', '--replay', folder, '--data', join(folder, 'data')]

it.each<[string[], string]>([
  [['nobody'], '"nobody" is no provider; those with a scraper are: aama, '],
  [['--list', 'blx'], '--list prints everyone who is due: leave out names'],
  [['--list', '--data', file], `${file} is a file, not a data folder.`],
  [['--nope'], "Unknown option '--nope'. See --help."],
  [['--replay', folder, '--platform', 'nope'], '"nope" is no platform; platforms: '],
  [REPLAY, `replay: ${join(folder, 'manifest.json')} cannot be read: ENOENT`],
  [
    [...REPLAY, '--report', join(folder, 'none', 'report.md')],
    `The report ${join(folder, 'none', 'report.md')} cannot be`,
  ],
  [['release', 'blx', 'amt'], 'Say whose, one at a time'],
])('%j is refused in a sentence', (args, message) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' })
  expect(stderr.startsWith(message), stderr).toBe(true)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect([status, stdout]).toEqual([2, ''])
})
