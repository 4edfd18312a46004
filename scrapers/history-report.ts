import type { Course } from '../src/schema/course.ts'
import type { HistoryLine } from '../src/schema/history.ts'
import type { Membership } from '../src/schema/membership.ts'
import type { Day, PartialDate } from '../src/schema/values.ts'
import { oneLine } from './outcome.ts'
import { formatValue } from './report-values.ts'

/** Everything that is known of one record over time. */
export interface Biography {
  record: Course | Membership
  /** Its lines, oldest first. */
  lines: readonly HistoryLine[]
  /** The day on which it was last seen in the provider's list; null = it was never scraped. */
  confirmed: Day | null
  /** Fields that were put right by hand: the site shows those, the history what was read. */
  corrected: readonly string[]
}

/** A time during which a field had one value; an end that is not known is null. */
interface Period {
  value: HistoryLine['to']
  from: PartialDate | null
  to: PartialDate | null
}

const isPrice = (field: string) => field === 'offers' || field === 'price'

/** @returns what the record cost, and from when to when; [] where no change is known, which says nothing about before */
export function pricePeriods(lines: readonly HistoryLine[]): Period[] {
  const changes = lines.filter(({ field }) => isPrice(field))
  const last = changes.at(-1)
  if (last === undefined) return []
  return [
    ...changes.map(({ from: value, on }, place) => ({ value, from: changes[place - 1]?.on ?? null, to: on })),
    { value: last.to, from: last.on, to: null },
  ]
}

function periodWords({ from, to }: Period, isFirst: boolean, isLast: boolean): string {
  if (isFirst) return `until ${to ?? '?'}`
  if (isLast) return `since ${from ?? '?'}`
  return `${from ?? '?'} to ${to ?? '?'}`
}

/** Two columns, the first as wide as its widest cell. */
function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([label]) => label.length))
  return rows.map(([label, words]) => `  ${label.padEnd(width)}  ${words}`)
}

/** @returns the history of a record for a terminal */
export function formatHistory({ record, lines, confirmed, corrected }: Biography): string {
  const price = 'offers' in record ? formatValue('offers', record.offers) : formatValue('price', record.price)
  const vanished = 'vanished' in record ? record.vanished : null
  const facts: [string, string][] = [
    ['now', oneLine(price)],
    ...(confirmed === null ? [] : [['last seen', confirmed] as [string, string]]),
    ...(vanished === null ? [] : [['gone', `no longer listed since ${vanished}`] as [string, string]]),
    ...(corrected.length === 0 ? [] : [['by hand', `corrected: ${corrected.join(', ')}`] as [string, string]]),
  ]
  const periods = pricePeriods(lines)
  const changes = lines.map(({ field, from, to, on, source, note }): [string, string] => [
    on ?? 'day not known',
    oneLine(
      [`${field} ${formatValue(field, from)} → ${formatValue(field, to)}`, source, note]
        .filter((part) => part !== null)
        .join(' · '),
    ),
  ])
  return [
    `${record.id}: ${oneLine('title' in record ? record.title : record.name)}`,
    ...table(facts),
    ...(periods.length === 0 ? [] : ['Prices']),
    ...(periods.length === 0
      ? []
      : table(
          periods.map((period, place) => [
            periodWords(period, place === 0, place === periods.length - 1),
            oneLine(formatValue('offers' in record ? 'offers' : 'price', period.value)),
          ]),
        )),
    lines.length === 0 ? 'No change is known.' : 'Changes',
    ...(changes.length === 0 ? [] : table(changes)),
    '',
  ].join('\n')
}
