import { oneLine, STALE_WORDS } from './outcome.ts'
import { formatValue } from './report-values.ts'
import type { RunReport } from './run.ts'

/** How many lines of one kind are shown; `--json` has them all. */
const SHOWN = 20

const OUTCOMES: Record<RunReport['run']['outcome'], string> = {
  published: 'published',
  unchanged: 'unchanged, all confirmed',
  refused: 'REFUSED, the last good data stays',
  failed: 'FAILED, the last good data stays',
}

const plural = (count: number, word: string) => `${String(count)} ${word}${count === 1 ? '' : 's'}`

function headline({ run, firstRun, dryRun }: RunReport): string {
  const parts = [
    OUTCOMES[run.outcome],
    run.gate === null ? null : `gate "${run.gate}"`,
    firstRun && run.outcome !== 'failed' ? 'first run, unreviewed' : null,
    dryRun ? 'dry run, nothing written' : null,
  ]
  return parts.filter((part) => part !== null).join(' · ')
}

function readingLine({ run: { way, counts } }: RunReport): string {
  if (way === null) return `nothing usable, ${plural(counts.requests, 'request')}`
  const announced = counts.announced === null ? '' : ` of ${String(counts.announced)} announced`
  return `${plural(counts.listings, 'listing')}${announced}, read by ${way} in ${plural(counts.requests, 'request')}`
}

const countsLine = ({ run: { counts } }: RunReport) =>
  [
    plural(counts.courses, 'course'),
    plural(counts.memberships, 'membership'),
    `${String(counts.leftOut)} left out`,
    `${String(counts.rejected)} rejected`,
  ].join(', ')

const changesLine = ({ run: { outcome, counts }, returned, dryRun }: RunReport) =>
  `${outcome === 'refused' || dryRun ? 'would be ' : ''}${String(counts.added)} new, ${String(counts.changed)} changed, ${String(counts.vanished)} no longer listed` +
  (returned.length === 0 ? '' : `, ${String(returned.length)} of the changed listed again`)

const coverageLine = ({ run: { coverage } }: RunReport) =>
  Object.entries(coverage)
    .map(([field, share]) => `${field} ${String(Math.round(share * 1000) / 10)} %`)
    .join(', ')

/** @returns the fields of a record that changed, with both values where the history has them */
function changesIn(history: RunReport['history']): (id: string, fields: readonly string[]) => string {
  const lines = new Map(history.map((line) => [`${line.record} ${line.field}`, line]))
  return (id, fields) => {
    const words = fields
      .filter((field) => field !== 'evidence' && field !== 'sources')
      .map((field) => {
        const line = lines.get(`${id} ${field}`)
        return line === undefined ? field : `${field} ${formatValue(field, line.from)} → ${formatValue(field, line.to)}`
      })
    return `${id}: ${words.length === 0 ? 'its evidence' : words.join('; ')}`
  }
}

interface Detail {
  heading: string
  lines: readonly { name: string; words: string }[]
}

/** What stands below the summary, by heading; empty ones are left out. */
function detailsOf(report: RunReport): Detail[] {
  const { firstRun, leftOut, rejected, added, changed, vanished, returned, history, matches, corrections, unrecorded } =
    report
  const changeWords = changesIn(history)
  const courses = (list: readonly { id: string; title: string }[]) =>
    list.map(({ id, title }) => ({ name: title, words: id }))
  return [
    { heading: 'Left out', lines: leftOut.map(({ title, reason }) => ({ name: title, words: reason })) },
    {
      heading: 'Rejected',
      lines: rejected.map(({ title, field, value, reason }) => ({
        name: title,
        words: [field, value, reason].filter((part) => part !== null).join(' '),
      })),
    },
    // On a first run everything is new, which the summary says already.
    { heading: 'New', lines: firstRun ? [] : courses(added) },
    {
      heading: 'Changed',
      lines: changed.map(({ id, title, fields }) => ({ name: title, words: changeWords(id, fields) })),
    },
    { heading: 'No longer listed', lines: courses(vanished) },
    { heading: 'Listed again', lines: courses(returned) },
    {
      heading: 'Reported courses that seem to be listed now',
      lines: matches.map(({ reported, scraped, by }) => ({ name: reported, words: `${scraped} (same ${by})` })),
    },
    {
      heading: 'Corrections by hand to look at',
      lines: corrections.map(({ course, field, site }) => ({
        name: `${field} of ${course}`,
        words: STALE_WORDS[site],
      })),
    },
    { heading: 'Asked for, but not in the recording', lines: unrecorded.map((url) => ({ name: url, words: '' })) },
  ].filter(({ lines }) => lines.length > 0)
}

const shown = <T>(lines: readonly T[], words: (line: T) => string): string[] => [
  ...lines.slice(0, SHOWN).map(words),
  ...(lines.length > SHOWN ? [`... and ${String(lines.length - SHOWN)} more, see --json`] : []),
]

const nextStep = ({ run: { provider }, folder }: RunReport) =>
  `look at refused/${provider}.json; if it is right: npm run scrape -- release ${provider} --data ${folder}`

/** @returns the report for a terminal */
export function formatReport(report: RunReport): string {
  const { run, name, findings, files, folder } = report
  const raised = findings.filter(({ result }) => result !== 'pass')
  const row = (label: string, words: string) => `  ${label.padEnd(9)}${oneLine(words)}`
  const gates = raised.length === 0 ? [row('gates', `all ${String(findings.length)} passed`)] : []
  return [
    `${run.provider} (${oneLine(name)}): ${headline(report)}`,
    row('read', readingLine(report)),
    ...(run.way === null ? [] : [row('found', countsLine(report)), row('changes', changesLine(report))]),
    ...(run.counts.courses === 0 ? [] : [row('known', coverageLine(report))]),
    ...(findings.length === 0 ? [] : gates),
    ...raised.map(({ gate, result, reason }) => row(result === 'warn' ? 'warning' : 'refused', `${gate}: ${reason}`)),
    ...report.remarks.map((remark) => row('note', remark)),
    ...detailsOf(report).flatMap(({ heading, lines }) => [
      `  ${heading}`,
      ...shown(lines, (line) => (line.words === '' ? line.name : `${line.name}: ${line.words}`)).map(
        (words) => `    ${oneLine(words)}`,
      ),
    ]),
    row('written', files.length === 0 ? 'nothing' : `${files.join(', ')} in ${folder}`),
    ...(run.outcome === 'refused' && !report.dryRun ? [row('next', nextStep(report))] : []),
  ].join('\n')
}

/** Foreign words as code: no markup, no link and no mention comes of them. */
const code = (words: string) => `\`${oneLine(words).replaceAll('`', "'")}\``

/** @returns the report as the body of a pull request */
export function formatMarkdown(report: RunReport): string {
  const { run, findings, files } = report
  const raised = findings.filter(({ result }) => result !== 'pass')
  const section = (heading: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', `### ${heading}`, '', ...lines.map((line) => `- ${line}`)]
  return [
    `## ${run.provider}: ${headline(report)}`,
    '',
    `- Read: ${readingLine(report)}`,
    ...(run.way === null ? [] : [`- Found: ${countsLine(report)}`, `- Changes: ${changesLine(report)}`]),
    ...(run.counts.courses === 0 ? [] : [`- Known: ${coverageLine(report)}`]),
    ...(findings.length > 0 && raised.length === 0 ? [`- Gates: all ${String(findings.length)} passed`] : []),
    `- Written: ${files.length === 0 ? 'nothing' : files.map(code).join(', ')}`,
    ...section(
      'Gates',
      raised.map(
        ({ gate, result, reason }) => `${result === 'warn' ? 'Warning' : 'Refused'}, ${gate}: ${code(reason)}`,
      ),
    ),
    ...section('Notes', report.remarks.map(code)),
    ...detailsOf(report).flatMap(({ heading, lines }) =>
      section(
        heading,
        shown(lines, ({ name, words }) => (words === '' ? code(name) : `${code(name)} ${code(words)}`)),
      ),
    ),
    '',
  ].join('\n')
}
