import { correctCourse } from './correction.ts'
import { EVIDENCED_FIELDS, EVIDENCED_FIGURES } from './course.ts'
import type { Course } from './course.ts'
import type { Credential } from './credential.ts'
import type { Dataset, Filed } from './dataset.ts'
import { MEMBERSHIP_FIGURES, type Membership } from './membership.ts'
import { showValue, type Problem } from './problem.ts'

type Report = (field: string, value: unknown, message: string) => void

const isKnown = (value: unknown) => value !== null && !(Array.isArray(value) && value.length === 0)

/** No figure is published without where it was read. */
function needEvidence<Field extends string>(
  report: Report,
  record: Record<Field, unknown> & { evidence: Readonly<Record<string, unknown>> },
  fields: readonly Field[],
) {
  for (const field of fields)
    if (isKnown(record[field]) && record.evidence[field] === undefined)
      report(field, record[field], 'must have evidence: where was it read?')
}

/** The name of the file that a record must stand in, where its id decides that. */
const stem = (file: string) => file.replace(/^.*\//, '').replace(/\.jsonl?$/, '')

/**
 * Checks what no single record can: ids are unique, every reference leads somewhere, every fact has its source.
 * @returns a problem for each that does not hold
 */
export function findBrokenReferences(data: Dataset): Problem[] {
  const problems: Problem[] = []
  const reporter =
    (file: string, record: string): Report =>
    (field, value, message) =>
      problems.push({ file, record, field, value: showValue(value), message })

  const idsOf = (name: string, filed: readonly Filed<{ id: string }>[]): Set<string> => {
    const seen = new Map<string, string>()
    for (const { file, record } of filed) {
      const before = seen.get(record.id)
      if (before !== undefined)
        reporter(file, record.id)('id', record.id, `names a second ${name}; the first is in ${before}`)
      seen.set(record.id, file)
    }
    return new Set(seen.keys())
  }
  const providers = idsOf('provider', data.providers)
  const bodies = idsOf('body', data.bodies)
  const courses = idsOf('course', data.courses)
  const memberships = idsOf('membership', data.memberships)
  const credentials = idsOf('credential', data.credentials)
  const unitFiles = data.units.flatMap(({ file, record }) => record.units.map((unit) => ({ file, record: unit })))
  const units = idsOf('unit', unitFiles)

  const known = (report: Report, field: string, ids: ReadonlySet<string>, id: string | null, what: string) => {
    if (id !== null && !ids.has(id)) report(field, id, `is not the id of a ${what}`)
  }
  const evidenced = (
    report: Report,
    record: { sources: readonly { id: string }[]; evidence: Record<string, { source: string }> },
    conflicts: Course['conflicts'] = [],
  ): Set<string> => {
    const sources = new Set<string>()
    for (const { id } of record.sources) {
      if (sources.has(id)) report('sources', id, 'names a second source of this record')
      sources.add(id)
    }
    for (const [field, { source }] of Object.entries(record.evidence)) {
      known(report, `evidence.${field}.source`, sources, source, 'source of this record')
      if (!Object.hasOwn(record, field)) report('evidence', field, 'is not a field of this record')
    }
    for (const { field, values } of conflicts)
      for (const { source } of values) known(report, `conflicts (${field})`, sources, source, 'source of this record')
    return sources
  }

  for (const { file, record } of data.providers) {
    const report = reporter(file, record.id)
    evidenced(report, record)
    needEvidence(report, record, ['priceRange', 'terms'])
  }

  for (const { file, record } of data.bodies) {
    const report = reporter(file, record.id)
    if (new Set(record.aliases).size !== record.aliases.length)
      report('aliases', record.aliases, 'must not repeat a name')
  }

  for (const { file, record: units_ } of data.units) {
    const sources = new Set(units_.sources.map(({ id }) => id))
    for (const unit of units_.units) {
      const report = reporter(file, unit.id)
      known(report, 'issuer', bodies, unit.issuer, 'body')
      known(report, 'source', sources, unit.source, 'source of this file')
      if (unit.minutes !== null && unit.source === null) report('source', null, 'must name where the minutes were read')
    }
    for (const edge of units_.conversions) {
      const report = reporter(file, edge.id)
      known(report, 'from', units, edge.from, 'unit')
      known(report, 'to', units, edge.to, 'unit')
      known(report, 'source', sources, edge.source, 'source of this file')
    }
  }

  for (const { file, record } of data.courses) checkCourse(reporter(file, record.id), file, record)

  const corrected = new Set<string>()
  for (const { file, record } of data.corrections) {
    const report = reporter(file, record.course)
    const course = data.courses.find((filed) => filed.record.id === record.course)
    if (course === undefined) report('course', record.course, 'is not the id of a course')
    else {
      // What is shown in the end has to lead somewhere too.
      checkCourse(reporter(file, record.course), course.file, correctCourse(course.record, [record]))
      if (stem(file) !== course.record.provider) report('course', record.course, `does not belong into ${file}`)
    }
    const name = `${record.course} ${record.field}`
    if (corrected.has(name)) report('field', record.field, 'is corrected a second time')
    corrected.add(name)
  }

  for (const { file, record } of data.memberships) checkMembership(reporter(file, record.id), file, record)
  for (const { file, record } of data.credentials) checkCredential(reporter(file, record.id), file, record)

  for (const { file, record } of data.history) {
    if (!courses.has(record.record) && !memberships.has(record.record))
      reporter(file, record.record)('record', record.record, 'is the id of no course and no membership')
  }
  for (const { file, record } of data.runs)
    known(reporter(file, record.provider), 'provider', providers, record.provider, 'provider')
  for (const { file } of data.refusals)
    known(reporter(file, stem(file)), 'file name', providers, stem(file), 'provider')

  return problems

  function checkCourse(report: Report, file: string, record: Course) {
    known(report, 'provider', providers, record.provider, 'provider')
    known(report, 'supersededBy', courses, record.supersededBy, 'course')
    if (stem(file) !== record.provider) report('provider', record.provider, `does not belong into ${file}`)
    if (!record.id.startsWith(`${record.provider}/`)) report('id', record.id, `must begin with ${record.provider}/`)
    if (file.startsWith('courses/') && record.url === null) report('url', null, 'must be known for a scraped course')
    for (const { body } of record.approvals) known(report, 'approvals.body', bodies, body, 'body')
    for (const { unit, amount, parts } of record.credits ?? []) {
      known(report, 'credits.unit', units, unit, 'unit')
      const sum = parts?.reduce((total, part) => total + part.amount, 0)
      if (sum !== undefined && amount?.max != null && sum > amount.max + 1e-9)
        report('credits.parts', parts, 'add up to more than the credit')
    }
    if (record.supersededBy === record.id) report('supersededBy', record.id, 'must be another course')
    for (const offer of record.offers) {
      if (offer.for !== 'anyone' && offer.for !== 'members')
        known(report, 'offers.for', memberships, offer.for, 'membership')
      const lowest = offer.price?.min?.minor
      if (lowest === 0 && offer.kind !== 'free')
        report('offers.price', offer.price, 'is 0 without being printed as free')
      if (offer.kind === 'free' && (offer.price?.max?.minor ?? 0) > 0)
        report('offers.price', offer.price, 'must be 0 or null, since it is free')
      if (offer.kind === 'included' && offer.for === 'anyone')
        report('offers.for', offer.for, 'must be who it is included for')
    }
    evidenced(report, record, record.conflicts)
    needEvidence(report, record, [...EVIDENCED_FIELDS, ...EVIDENCED_FIGURES])
  }

  function checkMembership(report: Report, file: string, record: Membership) {
    if (file.startsWith('memberships/') && stem(file) !== record.provider)
      report('provider', record.provider, `does not belong into ${file}`)
    known(report, 'provider', providers, record.provider, 'provider')
    known(report, 'credits.unit', units, record.credits?.unit ?? null, 'unit')
    for (const id of record.keeps) known(report, 'keeps', credentials, id, 'credential')
    const sources = evidenced(report, record, record.conflicts)
    for (const opens of record.opens) {
      for (const id of opens.providers) known(report, 'opens.providers', providers, id, 'provider')
      for (const id of opens.courses) known(report, 'opens.courses', courses, id, 'course')
      known(report, 'opens.source', sources, opens.source, 'source of this record')
    }
    needEvidence(report, record, MEMBERSHIP_FIGURES)
  }

  function checkCredential(report: Report, file: string, record: Credential) {
    if (stem(file) !== record.id) report('id', record.id, `does not belong into ${file}`)
    known(report, 'body', bodies, record.body, 'body')
    known(report, 'needs.unit', units, record.needs.unit, 'unit')
    const sources = evidenced(report, { sources: record.sources, evidence: {} }, record.conflicts)
    const cited: [string, string | null][] = [
      ['cycle.months', record.cycle.months.source],
      ['needs.amount', record.needs.amount.source],
      ['needs.minutesPerCredit', record.needs.minutesPerCredit.source],
      ['renewByExam', record.renewByExam.source],
      ...record.areas.map((area): [string, string | null] => [`areas.${area.id}`, area.min.source]),
      ...record.caps.map((cap): [string, string | null] => [`caps.${cap.id}`, cap.max.source]),
      ...record.accepts.map((rule): [string, string | null] => [`accepts.${rule.id}`, rule.source]),
      ...record.fees.map((fee): [string, string | null] => [`fees (${fee.what})`, fee.source]),
      ...record.otherWays.map((way): [string, string | null] => [`otherWays (${way.way})`, way.source]),
      ...(['carryIn', 'deadlines', 'audit', 'lapse'] as const).map((key): [string, string | null] => [
        key,
        record[key]?.source ?? null,
      ]),
      ['cycle.anchor', record.cycle.anchor?.source ?? null],
    ]
    if (record.ownMinimum !== null) {
      known(report, 'ownMinimum.body', bodies, record.ownMinimum.body, 'body')
      cited.push(['ownMinimum', record.ownMinimum.amount.source])
    }
    for (const [field, source] of cited) known(report, `${field}.source`, sources, source, 'source of this record')
    for (const rule of record.accepts)
      for (const body of rule.bodies) known(report, `accepts.${rule.id}`, bodies, body, 'body')
    for (const fee of record.fees)
      if (fee.price !== null && fee.source === null) report(`fees (${fee.what})`, fee.price, 'must name its source')
    const ruleIds = [...record.caps, ...record.accepts].map(({ id }) => id)
    if (new Set(ruleIds).size !== ruleIds.length) report('caps, accepts', ruleIds, 'must not use a rule id twice')
  }
}
