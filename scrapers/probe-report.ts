import type { Course, Offer } from '../src/schema/course.ts'
import type { MoneySpan } from '../src/schema/values.ts'
import type { Probe } from './probe.ts'
import { providerSource } from './provider-source.ts'

/** How many courses are shown field by field, and how many gaps. */
const SAMPLES = 3
const GAPS = 20

/** Fields of a sample, as a person compares them with the page. */
const FIELDS: readonly (readonly [name: string, of: (course: Course) => string | null])[] = [
  ['url', ({ url }) => url],
  ['kind', ({ kind, format }) => [kind, format].filter(Boolean).join(', ')],
  ['price', ({ offers }) => list(offers.map(formatOffer))],
  [
    'credits',
    ({ credits }) =>
      credits === null
        ? null
        : credits.length === 0
          ? 'none, as printed'
          : list(credits.map(({ unit, amount }) => `${formatSpan(amount)} ${unit}`)),
  ],
  ['minutes', ({ minutes }) => (minutes === null ? null : formatSpan(minutes))],
  ['areas', ({ areas }) => list(areas ?? [])],
  [
    'approvals',
    ({ approvals }) =>
      list(approvals.map(({ body, basis, number }) => [body, `(${basis})`, number].filter(Boolean).join(' '))),
  ],
  ['expires', ({ expires }) => expires],
  ['released', ({ released }) => released],
  ['summary', ({ summary }) => summary],
]

/** What a probe found, for a person. */
export function formatProbe(probe: Probe): string {
  const { origin, platform, sure, others, way, courses, memberships, leftOut, notRead, coverage, notes } = probe
  const marks = others.map((other) => `${other.platform} ${percent(other.sure)}`)
  const gaps = notRead.slice(0, GAPS).map(({ url, field, why }) => `  ${field} of ${url}: ${why}`)
  return [
    platform === null ? `${origin}: no platform was recognized` : `${origin}: ${platform}, ${percent(sure)} sure`,
    ...(marks.length > 0 ? [`Marks of others: ${marks.join(', ')}`] : []),
    `Read${way === null ? '' : ` by ${way}`}: ${String(courses.length)} courses, ${String(memberships.length)} memberships, ${String(leftOut.length)} left out`,
    ...(courses.length > 0
      ? [
          `Known: ${Object.entries(coverage)
            .map(([field, share]) => `${field} ${percent(share)}`)
            .join(', ')}`,
        ]
      : []),
    ...notes.map((note) => `Note: ${note}`),
    ...courses.slice(0, SAMPLES).flatMap((course) => ['', ...formatSample(course)]),
    '',
    ...(gaps.length > 0 ? [`Not read (${String(notRead.length)}):`, ...gaps, ''] : []),
    ...(platform === null || courses.length === 0
      ? ['No provider file: nothing could be read.']
      : [
          'The provider file that results, scrapers/providers/<id>/index.ts:',
          '',
          providerSource({ id: idOf(origin), origin, platform }),
        ]),
  ].join('\n')
}

function formatSample(course: Course): string[] {
  const lines = FIELDS.map(([name, of]) => {
    const printed = course.evidence[name === 'price' ? 'offers' : name]?.printed
    const words = printed == null ? '' : `   <- ${printed}`
    return `  ${name.padEnd(10)}${of(course) ?? 'not read'}${words}`
  })
  return [course.title, ...lines]
}

const percent = (share: number) => `${String(Math.round(share * 100))} %`
const list = (parts: readonly string[]) => (parts.length === 0 ? null : parts.join('; '))

function formatSpan(span: { min: number | null; max: number | null } | null): string {
  if (span === null) return '?'
  return span.min === span.max ? String(span.min) : `${String(span.min ?? '?')} to ${String(span.max ?? '?')}`
}

function formatOffer({ for: whom, kind, price, listPrice }: Offer): string {
  const paid = price === null ? kind : formatMoney(price)
  return `${paid} for ${whom}${listPrice === null ? '' : ` (before: ${formatMoney(listPrice)})`}`
}

function formatMoney({ min, max }: MoneySpan): string {
  const format = (money: MoneySpan['min']) =>
    money === null ? '?' : `${money.currency} ${(money.minor / 100).toFixed(2)}`
  return min?.minor === max?.minor ? format(min) : `${format(min)} to ${format(max)}`
}

/** A first guess at an id, from the name of the host. */
function idOf(origin: string): string {
  const labels = new URL(origin).hostname.replace(/^www\./, '').split('.')
  const word = labels.length > 1 ? labels.slice(0, -1).join('-') : (labels[0] ?? '')
  return (
    word
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'new-provider'
  )
}
