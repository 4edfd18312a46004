import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

interface Workflow {
  permissions?: unknown
  jobs: Record<
    string,
    {
      permissions?: Record<string, string>
      'timeout-minutes'?: number
      steps: { uses?: string; run?: string; with?: Record<string, unknown> }[]
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
