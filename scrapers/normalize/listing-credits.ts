import type { Credit } from '../../src/schema/course.ts'
import type { Conflict } from '../../src/schema/source.ts'
import type { Span } from '../../src/schema/values.ts'
import { parseCredits } from './credits.ts'
import { parseMinutes } from './duration.ts'
import { labelText, quote, type Printed } from './printed.ts'

/** A value with the words that it rests on. */
export interface Fact<T> {
  value: T
  printed: string | null
}

export interface CreditFacts {
  credits: Fact<Credit[]> | null
  conflicts: Conflict[]
}

interface Reading {
  credits: Credit[]
  printed: string[]
}

/** Names without an issuer, and the named units that they may stand for. */
const NAMED: Record<string, readonly string[]> = {
  'bare-ceu': ['aama-ceu', 'iacet-ceu', 'arma-ceu', 'ccbma-ceu', 'acpe-ceu', 'aota-ceu'],
  'contact-hour': ['pace-hour', 'ancc-contact-hour', 'nursing-contact-hour', 'acpe-hour'],
  'ce-credit': ['nha-credit', 'amt-ce', 'amca-credit', 'cmle-credit'],
}

/** Hours of credit stand for time where no other time is printed. */
const HOURS = new Set([
  'contact-hour',
  'pace-hour',
  'ancc-contact-hour',
  'nursing-contact-hour',
  'acpe-hour',
  'clock-hour',
])

/** Credit from the first place that states it, made more exact by the title and short description, which must not contradict it. */
export function readCredits(printed: Printed, source: string): CreditFacts {
  const labelled = union(printed.labels.map(labelText))
  const near = [union(printed.short), union([printed.title])]
  const base = labelled ?? near[0] ?? near[1] ?? union(printed.longLabels.map(labelText)) ?? union(printed.long)
  if (base === null) return { credits: null, conflicts: [] }
  if (base.credits.length === 0) return { credits: { value: [], printed: quote(base.printed) }, conflicts: [] }
  const credits = base.credits.map((credit) => ({ ...credit }))
  const words = [...base.printed]
  const conflicts: Conflict[] = []
  for (const reading of near) {
    if (reading === null || reading === base) continue
    const outcome = reading.credits.map((credit) => refine(credits, credit))
    if (outcome.includes('more')) words.push(...reading.printed)
    if (!outcome.includes('other')) continue
    const values = [base.printed, reading.printed].map((parts) => ({ value: quote(parts) ?? '', source }))
    conflicts.push({ field: 'credits', values })
  }
  return { credits: { value: credits, printed: quote(words) }, conflicts }
}

/** Everything that a group of lines states; a unit with two amounts is not settled and dropped. */
function union(lines: readonly string[]): Reading | null {
  const read = lines.flatMap((line) => {
    const credits = parseCredits(line)
    return credits === null ? [] : [{ line, credits }]
  })
  if (read.length === 0) return null
  const all = read.flatMap(({ credits }) => credits)
  if (all.length === 0) return { credits: [], printed: read.map(({ line }) => line) }
  const units = [...new Set(all.map(({ unit }) => unit))]
  const credits = units.flatMap((unit) => {
    const same = all.filter((credit) => credit.unit === unit)
    const [first] = same
    if (first === undefined || !same.every((credit) => isEqual(credit.amount, first.amount))) return []
    return [{ ...first, parts: same.flatMap(({ parts }) => (parts === null ? [] : [parts]))[0] ?? null }]
  })
  const kept = dropDoubles(credits)
  return kept.length === 0
    ? null
    : { credits: kept, printed: read.filter(({ credits: each }) => each.length > 0).map(({ line }) => line) }
}

/** "CEUs: 2" beside "AAMA CEUs: 2" is the same credit once more. */
function dropDoubles(credits: readonly Credit[]): Credit[] {
  return credits.filter(
    ({ unit, amount }) =>
      !credits.some((other) => NAMED[unit]?.includes(other.unit) === true && isEqual(other.amount, amount)),
  )
}

/** Adds what another place states: `more` when it made the credits more exact, `other` when it contradicts them. */
function refine(credits: Credit[], credit: Credit): 'same' | 'more' | 'other' {
  const same = credits.find(({ unit }) => unit === credit.unit)
  if (same !== undefined) {
    if (!isEqual(same.amount, credit.amount)) return 'other'
    if (credit.parts === null || same.parts !== null) return 'same'
    same.parts = credit.parts
    return 'more'
  }
  if (credits.some(({ unit, amount }) => NAMED[credit.unit]?.includes(unit) === true && isEqual(amount, credit.amount)))
    return 'same'
  const unnamed = credits.find(
    ({ unit, amount }) => NAMED[unit]?.includes(credit.unit) === true && isEqual(amount, credit.amount),
  )
  if (unnamed === undefined) credits.push({ ...credit })
  else Object.assign(unnamed, { unit: credit.unit, parts: credit.parts ?? unnamed.parts })
  return 'more'
}

function isEqual(first: Span<number> | null, second: Span<number> | null): boolean {
  return first?.min === second?.min && first?.max === second?.max
}

/** Time that is printed as such, else the hours of credit. */
export function readMinutes(printed: Printed, credits: readonly Credit[] | null): Fact<Span<number>> | null {
  const places = [
    printed.labels.map(labelText),
    printed.short,
    [printed.title],
    printed.longLabels.filter(({ label }) => TIME.test(label)).map(labelText),
  ]
  for (const lines of places) {
    const found = lines.flatMap((line) => {
      const value = parseMinutes(line.replace(CREDIT_HOURS, ' credit '))
      return value === null ? [] : [{ value, printed: line }]
    })
    const [first] = found
    if (first === undefined) continue
    return found.every(({ value }) => isEqual(value, first.value))
      ? { value: first.value, printed: quote([first.printed]) }
      : null
  }
  const hours = (credits ?? []).flatMap(({ unit, amount }) => (HOURS.has(unit) && amount !== null ? [amount] : []))
  const [first] = hours
  if (first === undefined || !hours.every((amount) => isEqual(amount, first))) return null
  const minutes = (value: number | null) => (value === null ? null : Math.round(value * 6000) / 100)
  return { value: { min: minutes(first.min), max: minutes(first.max) }, printed: null }
}

const TIME = /\b(?:time|duration|length|hours?|minutes?|run[ -]?time)\b/i
const CREDIT_HOURS =
  /\b(?:contact|clock|credit|ce|ceu|cme|education|p\.?a\.?c\.?e\.?®?|nursing)[ -]{1,2}(?:credit |contact )?(?:hours?|hrs?|hour\(s\))(?!\p{L})|\bhoras? de contacto\b/giu
