import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { DataError, loadCatalog, readData } from './load.ts'
import { formatProblem } from '../schema/problem.ts'

let folder: string

const edit = (file: string, change: (text: string) => string) => {
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')))
}
const editFirst = (file: string, change: (record: Record<string, unknown>) => void) => {
  edit(file, (text) => {
    const records = JSON.parse(text) as Record<string, unknown>[]
    if (records[0] !== undefined) change(records[0])
    return JSON.stringify(records)
  })
}
const sentences = () => readData(folder).problems.map(formatProblem)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ce-counts-data-'))
  cpSync('data', folder, { recursive: true })
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

describe('the project’s own data', () => {
  it('is in order', () => {
    expect(readData('data').problems.map(formatProblem)).toEqual([])
    expect(loadCatalog('data').courses.length).toBeGreaterThan(190)
  })
})

describe('what is wrong is named by file, record, field and value', () => {
  it('broken JSON', () => {
    edit('reported/ace.json', (text) => text.slice(0, -3))
    expect(sentences()).toContainEqual(expect.stringMatching(/^reported\/ace\.json: is not JSON: /))
  })
  it('a broken line of history', () => {
    edit('history/labce.jsonl', (text) => `${text}{"record":\n`)
    expect(sentences()).toContainEqual(expect.stringMatching(/^history\/labce\.jsonl, record line \d+: is not JSON/))
  })
  it('an unknown field', () => {
    editFirst('reported/ace.json', (record) => (record['prize'] = 12))
    expect(sentences()).toContainEqual(
      expect.stringMatching(
        /^reported\/ace\.json, record ace\/[a-z-]+, field prize: 12 is a field that the schema does not know$/,
      ),
    )
  })
  it('a wrong value deep inside a record', () => {
    editFirst('reported/labce.json', (record) => (record['minutes'] = { min: 90, max: 60 }))
    expect(sentences()).toContainEqual(
      expect.stringMatching(
        /^reported\/labce\.json, record labce\/.*, field minutes: \{"min":90,"max":60\} is not valid: must not begin after its end$/,
      ),
    )
  })
  it('a javascript: link', () => {
    editFirst('reported/labce.json', (record) => (record['url'] = 'javascript:alert(1)'))
    expect(sentences()).toContainEqual(
      expect.stringMatching(/field url: "javascript:alert\(1\)" is not valid: must be a plain http/),
    )
  })
  it('a dangling reference', () => {
    editFirst('memberships.json', (record) => (record['provider'] = 'nobody'))
    expect(sentences()).toContainEqual(
      expect.stringMatching(
        /^memberships\.json, record [a-z-]+, field provider: "nobody" is not the id of a provider$/,
      ),
    )
  })
  it('a duplicate id, in which file the first one is', () => {
    edit('bodies.json', (text) => {
      const records = JSON.parse(text) as unknown[]
      return JSON.stringify([...records, records[0]])
    })
    expect(sentences()).toContainEqual(
      expect.stringMatching(
        /^bodies\.json, record [a-z-]+, field id: "[a-z-]+" names a second body; the first is in bodies\.json$/,
      ),
    )
  })
  it('a price without evidence', () => {
    editFirst('reported/ace.json', (record) => (record['evidence'] = {}))
    expect(sentences()).toContainEqual(
      expect.stringMatching(/field offers: .* must have evidence: where was it read\?$/),
    )
  })
  it('a price of 0 that is not free', () => {
    editFirst('reported/labce.json', (record) => {
      record['offers'] = [
        {
          for: 'anyone',
          kind: 'purchase',
          price: { min: { minor: 0, currency: 'USD' }, max: { minor: 0, currency: 'USD' } },
          listPrice: null,
          until: null,
          extraFee: null,
        },
      ]
    })
    expect(sentences()).toContainEqual(expect.stringMatching(/is 0 without being printed as free$/))
  })
  it('a number of a rule without its source', () => {
    edit('credentials/aama-cma.json', (text) => text.replace('"source": "aama-policies"', '"source": null'))
    expect(sentences()).toContainEqual(
      expect.stringMatching(/^credentials\/aama-cma\.json, .*must name its source and certainty/),
    )
  })
  it('a record in the wrong file', () => {
    edit('reported/ace.json', (text) => text.replaceAll('"provider": "ace"', '"provider": "aama"'))
    expect(sentences()).toContainEqual(
      expect.stringMatching(/field provider: "aama" does not belong into reported\/ace\.json$/),
    )
  })
  it('a file that does not belong there', () => {
    writeFileSync(join(folder, 'notes.json'), '{}')
    expect(sentences()).toEqual(['notes.json: is not a file that belongs into data/'])
  })
  it('what a killed writer had decided counts as written', () => {
    mkdirSync(join(folder, '.pending'))
    writeFileSync(join(folder, '.pending/0'), '[]')
    expect(readData(folder).problems).toEqual([])
    const files = [
      { path: 'reported/ace.json', staged: '0' },
      { path: 'history/labce.jsonl', staged: null },
    ]
    writeFileSync(join(folder, '.pending/manifest.json'), JSON.stringify({ files }))
    const { data } = readData(folder)
    expect(data.courses.filter(({ record }) => record.provider === 'ace')).toEqual([])
    expect(data.history).toEqual([])
  })
  it('a folder without data', () => {
    expect(readData(join(folder, 'nothing')).problems.map(formatProblem)).toEqual([
      expect.stringMatching(/holds no data/),
    ])
  })
  it('a file in place of the folder', () => {
    const file = join(folder, 'bodies.json')
    expect(readData(file).problems.map(formatProblem)).toEqual([`${file}: is a file, not a data folder`])
  })
  it.each([
    ['{"files":[', /^\.pending\/manifest\.json: is not JSON: /],
    [
      '{"files":[{"path":"../x","staged":null}]}',
      /^\.pending\/manifest\.json, record files, field files\.0\.path: "\.\.\/x"/,
    ],
  ])('a list of a killed writer that reads %s', (text, message) => {
    mkdirSync(join(folder, '.pending'))
    writeFileSync(join(folder, '.pending/manifest.json'), text)
    expect(sentences()).toEqual([expect.stringMatching(message)])
  })
  it('a link that leads nowhere; one to a file is read', () => {
    renameSync(join(folder, 'bodies.json'), `${folder}-bodies.json`)
    symlinkSync(`${folder}-bodies.json`, join(folder, 'bodies.json'))
    expect(sentences()).toEqual([])
    rmSync(`${folder}-bodies.json`)
    expect(sentences()).toContain('bodies.json: is a link that leads to no file')
  })
})

it('a build stops with every problem in its message', () => {
  editFirst('reported/ace.json', (record) => (record['prize'] = 12))
  expect(() => loadCatalog(folder)).toThrow(DataError)
  expect(() => loadCatalog(folder)).toThrow(/field prize: 12/)
})
