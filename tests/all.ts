/**
 * Everything that must hold, in order, each part under its heading: `npm test`, or `npm test -- lint unit` for some parts.
 * All parts run even when one fails. The last line sums up the tests and counts one for each tool.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface Count {
  passed: number
  failed: number
  skipped: number
}

interface Part {
  name: string
  /** Script and arguments, run by this Node. */
  run: readonly string[]
  /** True where vitest says how many tests there were. */
  counts?: true
  /** The part without which this one has nothing to look at. */
  needs?: string
}

const bin = (path: string) => `node_modules/${path}`
const vitest = (project: string) => [bin('vitest/vitest.mjs'), 'run', '--project', project]

const PARTS: readonly Part[] = [
  { name: 'sync', run: [bin('astro/bin/astro.mjs'), 'sync'] },
  { name: 'types', run: [bin('@typescript/compiler/bin/tsc')] },
  { name: 'astro-check', run: [bin('astro/bin/astro.mjs'), 'check'] },
  { name: 'lint', run: [bin('eslint/bin/eslint.js')] },
  { name: 'format', run: [bin('prettier/bin/prettier.cjs'), '--check', '.'] },
  { name: 'dead-code', run: [bin('knip/bin/knip.js')] },
  { name: 'data', run: ['src/catalog/check.ts'] },
  { name: 'unit', run: vitest('unit'), counts: true },
  { name: 'build', run: [bin('astro/bin/astro.mjs'), 'build'] },
  { name: 'browser', run: vitest('browser'), counts: true, needs: 'build' },
]
const LIMIT_MS = 10 * 60_000

const tool = (passed: boolean): Count => ({ passed: Number(passed), failed: Number(!passed), skipped: 0 })

/** @returns what vitest wrote down; a run that failed without a failed test (a broken import, no tests) counts as one */
function readCount(file: string, succeeded: boolean): Count {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      readFileSync(file, 'utf8'),
    ) as Record<'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numTodoTests', number>
    const failed = succeeded ? numFailedTests : Math.max(1, numFailedTests)
    return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests }
  } catch {
    return tool(false)
  }
}

function runPart({ name, run, counts }: Part, folder: string): Count {
  const report = join(folder, `${name}.json`)
  const args = counts ? [...run, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : run
  const { status, error } = spawnSync(process.execPath, args, { stdio: 'inherit', timeout: LIMIT_MS })
  if (error !== undefined) console.error(`${name}: ${error.message}`)
  return counts ? readCount(report, status === 0) : tool(status === 0)
}

const words = ({ passed, failed, skipped }: Count) => `${passed} passed, ${failed} failed, ${skipped} skipped`

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !PARTS.some((part) => part.name === name))
if (unknown.length > 0) {
  console.error(`There is no part "${unknown.join('", "')}". Parts: ${PARTS.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

const results = new Map<string, { count: Count; seconds: number }>()
const folder = mkdtempSync(join(tmpdir(), 'ce-counts-tests-'))
for (const part of PARTS) {
  if (wanted.length > 0 && !wanted.includes(part.name)) continue
  console.log(`\n── ${part.name} ${'─'.repeat(Math.max(0, 70 - part.name.length))}`)
  const started = performance.now()
  const needed = part.needs === undefined ? undefined : results.get(part.needs)
  const blocked = needed !== undefined && needed.count.failed > 0
  if (blocked) console.log(`left out: "${String(part.needs)}" failed, so there is nothing to look at`)
  const count = blocked ? { passed: 0, failed: 0, skipped: 1 } : runPart(part, folder)
  results.set(part.name, { count, seconds: (performance.now() - started) / 1000 })
}
rmSync(folder, { recursive: true, force: true })

console.log(`\n── summary ${'─'.repeat(63)}`)
const total: Count = { passed: 0, failed: 0, skipped: 0 }
for (const [name, { count, seconds }] of results) {
  total.passed += count.passed
  total.failed += count.failed
  total.skipped += count.skipped
  console.log(`${count.failed > 0 ? '✗' : '✓'} ${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s  ${words(count)}`)
}
process.exitCode = total.failed > 0 ? 1 : 0
console.log(`\n${words(total)}`)
