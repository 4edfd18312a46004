import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

interface Workflow {
  permissions?: unknown
  jobs: Record<
    string,
    {
      permissions?: Record<string, string>
      'timeout-minutes'?: number
      steps: { id?: string; uses?: string; run?: string; with?: Record<string, unknown> }[]
    }
  >
}

const folder = '.github/workflows/'

describe.each(readdirSync(folder))('workflow %s', (name) => {
  const text = readFileSync(`${folder}${name}`, 'utf8')
  const { permissions, jobs } = parse(text) as Workflow
  const steps = Object.values(jobs).flatMap((job) => job.steps)

  it('pins every action by commit and says which version that is', () => {
    const uses = text.split('\n').filter((line) => /\buses:/.test(line))
    expect(uses.length).toBeGreaterThan(0)
    expect(uses.filter((line) => !/ uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
  })

  it('allows nothing by default and says for each job what it may do and how long', () => {
    expect(permissions).toEqual({})
    for (const job of Object.values(jobs)) {
      expect(job.permissions).toBeTypeOf('object')
      expect(job['timeout-minutes']).toBeTypeOf('number')
    }
  })

  it('writes no value of an event into a script, where it would be run', () => {
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([])
  })

  it('leaves the token on disk only in jobs that may push', () => {
    const keepsToken = Object.values(jobs).filter((job) =>
      job.steps.some(
        (step) => step.uses?.startsWith('actions/checkout@') && step.with?.['persist-credentials'] !== false,
      ),
    )
    expect(keepsToken.filter((job) => job.permissions?.['contents'] !== 'write')).toEqual([])
  })
})

// jq is there on every hosted runner.
describe.skipIf(spawnSync('jq', ['--version']).status !== 0)('the matrix of scrape.yml', () => {
  const { jobs } = parse(readFileSync(`${folder}scrape.yml`, 'utf8')) as Workflow
  const script = jobs['list']?.steps.find(({ id }) => id === 'due')?.run ?? ''
  const moreScript = jobs['more']?.steps[0]?.run ?? ''

  /** Runs a script as a runner does, with commands that only say what they were asked. */
  function run(script: string, env: Record<string, string>, commands: Record<string, string>) {
    const bin = mkdtempSync(join(tmpdir(), 'ce-counts-'))
    try {
      for (const [name, words] of Object.entries(commands)) {
        writeFileSync(join(bin, name), `#!/bin/bash\n${words}\n`)
        chmodSync(join(bin, name), 0o755)
      }
      const output = join(bin, 'output')
      writeFileSync(output, '')
      const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
        encoding: 'utf8',
        env: { ...env, PATH: `${bin}:${process.env['PATH'] ?? ''}`, GITHUB_OUTPUT: output },
      })
      expect([status, stderr]).toEqual([0, ''])
      const outputs = new Map(
        readFileSync(output, 'utf8')
          .trimEnd()
          .split('\n')
          .map((line): [string, string] => [line.replace(/=.*/, ''), line.replace(/^\w+=/, '')]),
      )
      return { stdout, outputs }
    } finally {
      rmSync(bin, { recursive: true })
    }
  }
  const idsOf = (count: number) => Array.from({ length: count }, (_, place) => `shop-${place + 1}`)
  const list = (due: readonly string[], only = '') => {
    const node = `case "$*" in *EXAMPLE*) echo false ;; *--list) echo '${JSON.stringify({ provider: due })}' ;; esac`
    const { outputs } = run(script, { ONLY: only }, { node })
    return {
      matrix: (JSON.parse(outputs.get('matrix') ?? '') as { provider: string[] }).provider,
      more: JSON.parse(outputs.get('more') ?? '') as string[],
    }
  }

  it.each([
    ['nobody is due', 0, [0]],
    ['one run is enough', 120, [120]],
    ['one more than fits', 121, [120, 1]],
    ['300 providers', 300, [120, 120, 60]],
  ])('holds everybody once, in runs of at most 256 jobs: %s', (_, count, sizes) => {
    const { matrix, more } = list(idsOf(count))
    const runs = [matrix, ...more.map((ids) => ids.split(' '))]
    expect(runs.map(({ length }) => length)).toEqual(sizes)
    expect(runs.flat()).toEqual(idsOf(count))
  })

  it('starts the other runs with the ids that each is to read', () => {
    const { more } = list(idsOf(300))
    const { stdout } = run(moreScript, { MORE: JSON.stringify(more), REF: 'main' }, { gh: 'echo "$@"' })
    expect(stdout.trimEnd().split('\n')).toEqual(
      more.map((ids) => `workflow run scrape.yml --ref main --field provider=${ids}`),
    )
    expect(list([], more[1])).toEqual({ matrix: idsOf(300).slice(240), more: [] })
  })
})
