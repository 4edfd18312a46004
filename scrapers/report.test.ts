import { describe, expect, it } from 'vitest'

import { cost, sampleOffer, sampleRun, TODAY } from '../tests/scrape-samples.ts'
import { formatMarkdown, formatReport } from './report.ts'
import type { RunReport } from './run.ts'

const counts = {
  ...sampleRun().counts,
  requests: 3,
  announced: 65,
  listings: 65,
  courses: 63,
  memberships: 1,
  leftOut: 1,
}
const report = (changes: Partial<RunReport> = {}): RunReport => ({
  run: sampleRun({ counts, coverage: { title: 1, price: 0.968 } }),
  name: 'Shop',
  folder: '/data',
  dryRun: false,
  firstRun: false,
  findings: [{ gate: 'count', result: 'pass', reason: 'as before' }],
  leftOut: [],
  rejected: [],
  added: [],
  changed: [],
  vanished: [],
  returned: [],
  history: [],
  matches: [],
  corrections: [],
  unrecorded: [],
  remarks: [],
  files: ['courses/shop.json', 'runs.json'],
  ...changes,
})
const priceLine = {
  record: 'shop/a',
  field: 'offers',
  from: [sampleOffer()],
  to: [sampleOffer({ price: cost(2500) })],
  on: TODAY,
  seen: TODAY,
  source: null,
  note: null,
}

describe('formatReport', () => {
  it('says in one screen what was read, found, changed and written', () => {
    expect(formatReport(report())).toBe(
      [
        'shop (Shop): published',
        '  read     65 listings of 65 announced, read by list in 3 requests',
        '  found    63 courses, 1 membership, 1 left out, 0 rejected',
        '  changes  1 new, 0 changed, 0 no longer listed',
        '  known    title 100 %, price 96.8 %',
        '  gates    all 1 passed',
        '  written  courses/shop.json, runs.json in /data',
      ].join('\n'),
    )
  })
  it('says of a first run that nobody looked at it', () => {
    expect(formatReport(report({ firstRun: true }))).toMatch(/^shop \(Shop\): published · first run, unreviewed\n/)
  })
  it('shows both prices of a change', () => {
    const changed = [{ id: 'shop/a', title: 'A', fields: ['offers', 'summary', 'evidence'] }]
    expect(formatReport(report({ changed, history: [priceLine] }))).toContain(
      '  Changed\n    A: shop/a: offers 20.00 USD → 25.00 USD; summary\n',
    )
  })
  it('tells why a run was refused, and what to do', () => {
    const run = sampleRun({ outcome: 'refused', gate: 'count', counts })
    const text = formatReport(
      report({ run, findings: [{ gate: 'count', result: 'refuse', reason: '5 courses, 12 before' }] }),
    )
    expect(text).toContain('shop (Shop): REFUSED, the last good data stays · gate "count"\n')
    expect(text).toContain('  refused  count: 5 courses, 12 before\n')
    expect(text).toContain('  changes  would be 1 new')
    expect(text).toMatch(
      / {2}next {5}look at refused\/shop\.json; if it is right: npm run scrape -- release shop --data \/data$/,
    )
  })
  it('tells why a run failed', () => {
    const run = sampleRun({ outcome: 'failed', way: null, counts: { ...counts, courses: 0 } })
    const text = formatReport(
      report({ run, findings: [], remarks: ['shop.example cannot be reached'], files: ['runs.json'] }),
    )
    expect(text.split('\n')).toEqual([
      'shop (Shop): FAILED, the last good data stays',
      '  read     nothing usable, 3 requests',
      '  note     shop.example cannot be reached',
      '  written  runs.json in /data',
    ])
  })
  it('lists what was left out and rejected, at most twenty of a kind', () => {
    const leftOut = Array.from({ length: 22 }, (_, place) => ({
      title: `Card ${String(place)}`,
      url: '',
      reason: 'a gift card',
    }))
    const rejected = [{ title: 'Bad', url: '', field: 'url', value: '"javascript:x"', reason: 'is not valid' }]
    const text = formatReport(report({ leftOut, rejected }))
    expect(text).toContain(
      '    Card 19: a gift card\n    ... and 2 more, see --json\n  Rejected\n    Bad: url "javascript:x" is not valid\n',
    )
  })
  it('prints no control characters of a site', () => {
    const leftOut = [{ title: 'a\u001b[2J\u202eb', url: '', reason: 'x\ny' }]
    expect(formatReport(report({ leftOut }))).toContain('    a [2J b: x y\n')
  })
})

describe('formatMarkdown', () => {
  it('makes a body for a pull request', () => {
    const changed = [{ id: 'shop/a', title: 'A', fields: ['offers'] }]
    expect(formatMarkdown(report({ changed, history: [priceLine], remarks: ['Look here'] }))).toBe(
      `## shop: published

- Read: 65 listings of 65 announced, read by list in 3 requests
- Found: 63 courses, 1 membership, 1 left out, 0 rejected
- Changes: 1 new, 0 changed, 0 no longer listed
- Known: title 100 %, price 96.8 %
- Gates: all 1 passed
- Written: \`courses/shop.json\`, \`runs.json\`

### Notes

- \`Look here\`

### Changed

- \`A\` \`shop/a: offers 20.00 USD → 25.00 USD\`
`,
    )
  })
  it('lets foreign words be neither markup nor mention', () => {
    const leftOut = [{ title: '@all <b>`x`</b> [l](https://e.example)', url: '', reason: 'spam' }]
    expect(formatMarkdown(report({ leftOut }))).toContain("- `@all <b>'x'</b> [l](https://e.example)` `spam`")
  })
})
