import type { Approval, Course } from '../../src/schema/course.ts'
import type { AreaId } from '../../src/schema/ids.ts'
import type { Listing } from '../provider.ts'
import { findArea, parseArea } from './area.ts'
import { parseBodies, parseBodyName } from './body.ts'
import { parseCredits } from './credits.ts'
import { parseDate } from './date.ts'
import { parseFormat } from './format.ts'
import type { Fact } from './listing-credits.ts'
import { labelledLines } from '../extract/labels.ts'
import { labelText, quote, type Printed } from './printed.ts'
import { cut } from './text.ts'

/** Areas from a printed split, else from categories that are named like one, else from what the words say of the credit. */
export function readAreas(listing: Listing, printed: Printed, credits: Course['credits']): Fact<AreaId[]> | null {
  const split = credits?.flatMap(({ parts }) => (parts ?? []).map(({ area }) => area)) ?? []
  if (split.length > 0) {
    const words = [printed.title, ...printed.labels.map(labelText), ...printed.short, ...printed.long].filter((line) =>
      parseCredits(line)?.some(({ parts }) => parts !== null),
    )
    return { value: [...new Set(split)].sort(), printed: quote(words.slice(0, 1)) }
  }
  const named = listing.categories.filter((category) => parseArea(category) !== null)
  if (named.length > 0)
    return { value: [...new Set(named.flatMap((category) => parseArea(category) ?? []))].sort(), printed: quote(named) }
  for (const { label, value } of [...printed.labels, ...printed.longLabels]) {
    const areas = /\b(?:content|credit|ceu)?\s?(?:area|category|type)\b/i.test(label) ? parseArea(value) : null
    if (areas !== null) return { value: areas, printed: quote([labelText({ label, value })]) }
  }
  for (const line of [...printed.short, ...printed.longLabels.map(labelText)]) {
    const areas = findArea(line)
    if (areas !== null) return { value: areas, printed: quote([line]) }
  }
  return null
}

/** Bodies: a sentence may say that one approved this course, a tag or category says no more than its name. */
export function readApprovals(listing: Listing, printed: Printed): Fact<Approval[]> | null {
  const found = new Map<string, Approval>()
  const words: string[] = []
  const add = (approvals: readonly Approval[], line: string) => {
    for (const approval of approvals) {
      const known = found.get(approval.body)
      if (known !== undefined && (known.basis === 'approved' || approval.basis !== 'approved')) continue
      found.set(approval.body, approval)
      words.push(line)
    }
  }
  for (const line of [...printed.labels.map(labelText), ...printed.short, ...printed.long]) add(parseBodies(line), line)
  for (const name of [...listing.tags, ...listing.categories]) {
    const body = parseBodyName(name)
    if (body !== null) add([{ body, basis: 'provider-claims', number: null, from: null, until: null }], name)
  }
  if (found.size === 0) return null
  return { value: [...found.values()].sort((a, b) => (a.body < b.body ? -1 : 1)), printed: quote(words) }
}

const DATES = {
  expires:
    /\bexpir(?:es?|ation|y)\b|\b(?:available|approved|valid|offered|accredited) (?:until|through|thru|to)\b|\bend date\b|\blast day\b/i,
  released: /\breleased?\b|\bpublished\b|\blaunch(?:ed)?\b|\boriginal date\b/i,
  reviewed: /\breview(?:ed)?\b|\bupdated\b|\brevised\b|\brenewed\b/i,
} as const
type DateField = keyof typeof DATES
/** A period of access is no date of the course. */
const PERIOD = /\b(?:days?|weeks?|months?|years?) (?:after|from|of)\b/i
const PLACEHOLDER_YEARS = 20

/**
 * A date behind one of the words for it. Of several reviews the last counts; two different last days are not settled.
 * @returns null when none, or a placeholder such as 12/31/2099, is printed
 */
export function readDate(printed: Printed, field: DateField, today: string): Fact<string> | null {
  const lines = [
    ...printed.labels.map(labelText),
    ...printed.longLabels.map(labelText),
    ...printed.short,
    ...printed.long,
  ]
  const found = lines.flatMap((line) => datesIn(line, field, today).map((value) => ({ value, printed: quote([line]) })))
  const sorted = found.toSorted((first, second) => (first.value < second.value ? -1 : 1))
  const [first] = sorted
  if (first === undefined) return null
  if (field === 'reviewed') return sorted.at(-1) ?? null
  return sorted.every(({ value }) => value === first.value) ? first : null
}

function datesIn(line: string, field: DateField, today: string): string[] {
  const at = line.search(DATES[field])
  if (at === -1 || PERIOD.test(line)) return []
  const rest = line.slice(at)
  // The words up to the next kind of date: "Review Date: Expiration Date: 12/31/2026" has no review date.
  const others = Object.entries(DATES).flatMap(([name, word]) => (name === field ? [] : [rest.search(word)]))
  const end = Math.min(...others.filter((place) => place > 0), rest.length)
  const parts = rest.slice(0, end).split(/[;|]/)
  return parts.flatMap((part) => usable(parseDate(part, { now: today }), today) ?? [])
}

function usable(date: string | null, today: string): string | null {
  return date === null || Number(date.slice(0, 4)) > Number(today.slice(0, 4)) + PLACEHOLDER_YEARS ? null : date
}

/** How it is taken: the title knows best, then the categories, then the descriptions. */
export function readFormat(listing: Listing, printed: Printed): Course['format'] {
  const places = [
    listing.title,
    listing.categories.join('\n'),
    printed.labels.map(labelText).join('\n'),
    printed.short.join(' '),
    printed.long.slice(0, 5).join(' '),
  ]
  for (const place of places) {
    const format = parseFormat(place)
    if (format !== null) return format
  }
  return null
}

export function readAudience(printed: Printed): string | null {
  const label = [...printed.labels, ...printed.longLabels, ...labelledLines(printed.short.join('\n'))].find((each) =>
    AUDIENCE.test(each.label),
  )
  if (label !== undefined) return cut(label.value, 300)
  const sentences = [...printed.short, ...printed.long].flatMap((line) => DEVELOPED.exec(line)?.[1] ?? [])
  return sentences[0] === undefined ? null : cut(sentences[0], 300)
}

const AUDIENCE = /\baudience\b|\bwho should (?:attend|take)\b|\bintended for\b|\bdesigned for\b/i
const DEVELOPED =
  /\b(?:course|activity|program|module|training|webinar) (?:was|is) (?:developed|designed|intended) for ([^.]{3,120})\.?$/i

/** The shop's first sentence that says something other than credit and price. */
export function readSummary(printed: Printed): string | null {
  const rows = new Set(printed.labels.map(({ label, value }) => `${label} ${value}`))
  const line = [...printed.short, ...printed.long].find(
    (each) => !rows.has(each) && isProse(each) && parseCredits(each) === null,
  )
  return line === undefined ? null : cut(line, 300)
}

function isProse(line: string): boolean {
  if (line.split(/\s+/).length < 6 || /[<>{}]/.test(line) || !/^[\p{L}\d“"‘¿¡]/u.test(line)) return false
  return !/[$€£]\s?\d|\b(?:free|coupon|checkout|enroll now|add to cart)\b|^(?:pass(?:ing)? |access )/i.test(line)
}
