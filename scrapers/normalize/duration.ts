import type { Span } from '../../src/schema/values.ts'
import { findQuantities, readNumber, tokenize, type Quantity, type Token } from './quantity.ts'
import { MAX_TEXT } from './text.ts'

/** Minutes in one of each; null = too long to be study time. */
const UNITS = new Map<string, number | null>([
  ...words('s sec secs second seconds', 1 / 60),
  ...words("m min mins minute minutes minutos minuto min's", 1),
  ...words('h hr hrs hour hours hora horas', 60),
  ...words('day days week weeks month months year years yr yrs night nights', null),
])

function words(list: string, minutes: number | null): [string, number | null][] {
  return list.split(' ').map((word) => [word, minutes])
}

/** Words between a number and its unit: "2 contact hours", "eight 60-minute modules". */
const BETWEEN = new Set('- – contact clock credit ce more less fewer additional full of an a'.split(' '))

/** What is divided into parts of equal length. */
const PIECES = new Set(
  'module modules case cases session sessions lesson lessons video videos part parts unit units'.split(' '),
)

/** Stretches of time that are no study time: how long one may take, how long ago, how often. */
const NOT_STUDY =
  /\b(?:within|after|every|for the (?:next|past)|access for|valid for|last|past|expires? in|available for|older than|before|per)\s+(?:the\s+)?(?:last\s+)?\(?[\d\p{L}]{1,12}\)?[ -]+(?:hours?|hrs?|minutes?|mins?)\b|\b\d+[ -]hour (?:access|period|urine|day|service|support|hotline|helpline|care|clinic)/giu

/** "1h30m" */
const GLUED = /(\d)(hrs?|hours?|h|mins?|m)(?=\d)/gi

interface Part {
  min: number | null
  max: number | null
  /** Its unit in minutes. */
  unit: number
  from: number
  to: number
}

/**
 * How long something takes, in minutes: "1 hr 40 min", "45-60 min", "an hour and a half", "PT1H30M", "eight 60-minute modules".
 * @returns null when the words state no such time, or days and longer, or two that do not add up
 */
export function parseMinutes(text: string): Span<number> | null {
  const plain = text.slice(0, MAX_TEXT).replace(/\(s\)/gi, 's').replace(GLUED, '$1 $2 ').replace(NOT_STUDY, ' ')
  const iso = parseIso(text) ?? parseClock(plain)
  if (iso !== null) return iso
  const tokens = tokenize(plain)
  const parts = findParts(tokens)
  if (parts === null) return parseLabelled(plain)
  const groups = join(tokens, parts)
  const spans = groups.map((group) => rounded(group.reduce((sum, part) => add(sum, part))))
  const [first] = spans
  if (first === undefined) return parseLabelled(plain)
  if ((first.max ?? first.min) === 0) return null
  return spans.every(({ min, max }) => min === first.min && max === first.max) ? first : null
}

function add(first: Part, second: Part): Part {
  const plus = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b)
  return { ...first, min: plus(first.min, second.min), max: plus(first.max, second.max), to: second.to }
}

function rounded({ min, max }: Part): Span<number> {
  const round = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100)
  return { min: round(min), max: round(max) }
}

/** Every number with a unit of time; null when one of them is days or longer and none is shorter. */
function findParts(tokens: readonly Token[]): Part[] | null {
  const quantities = findQuantities(tokens)
  const parts: Part[] = []
  let long = false
  for (const [at, { word }] of tokens.entries()) {
    const unit = UNITS.get(word)
    // "1 minute/question" is a rate.
    if (unit === undefined || !isUnit(tokens, at) || tokens[at + 1]?.word === '/' || tokens[at + 1]?.word === 'per')
      continue
    const after = fractionAfter(tokens, at + 1)
    const amount =
      amountBefore(tokens, quantities, at) ?? (after.value > 0 ? { span: { min: 1, max: 1 }, from: at } : null)
    if (amount === null) continue
    if (unit === null) {
      long = true
      continue
    }
    const part = bounded(tokens, after.to, shift(scale(amount.span, unit), after.value * unit))
    parts.push({ ...part, unit, from: amount.from, to: after.to })
  }
  withBareRest(tokens, parts)
  withPieces(tokens, quantities, parts)
  return parts.length === 0 || long ? null : parts
}

/** "15 minutes or less", "2 hours or more". */
function bounded(tokens: readonly Token[], at: number, span: Span<number>): Span<number> {
  if (tokens[at]?.word !== 'or') return span
  const word = tokens[at + 1]?.word ?? ''
  if (['less', 'under', 'fewer'].includes(word)) return { ...span, min: null }
  return ['more', 'longer'].includes(word) ? { ...span, max: null } : span
}

/** "2m" and "19h" are units when the number is glued to them; a lone "s" or "m" is not, unless nothing else is printed. */
function isUnit(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? ''
  if (word.length > 1 || (tokens.length === 2 && at === 1)) return true
  const next = tokens[at + 1]
  return (tokens[at]?.glued === true || word === 'h') && !(next?.glued === true && /^[\p{L}\d]/u.test(next.word))
}

function amountBefore(
  tokens: readonly Token[],
  quantities: readonly Quantity[],
  unitAt: number,
): Pick<Quantity, 'span' | 'from'> | null {
  for (let at = unitAt; at > Math.max(0, unitAt - 4); at -= 1) {
    const found = quantities.find(({ to }) => to === at)
    if (found !== undefined) return found
    const word = tokens[at - 1]?.word ?? ''
    if (at === unitAt && ARTICLES.has(word)) return afterArticle(tokens, quantities, at - 1)
    if (at === unitAt && word === 'quarter') return { span: { min: 0.25, max: 0.25 }, from: at - 1 }
    if (!BETWEEN.has(word)) return null
  }
  return null
}

const ARTICLES = new Set(['a', 'an'])
const SHARES = new Map([
  ['half', 0.5],
  ['quarter', 0.25],
])

/** "an hour", "half an hour", "a quarter of an hour", "3/4 of an hour". */
function afterArticle(
  tokens: readonly Token[],
  quantities: readonly Quantity[],
  article: number,
): Pick<Quantity, 'span' | 'from'> {
  const end = tokens[article - 1]?.word === 'of' ? article - 1 : article
  const counted = quantities.find(({ to }) => to === end)
  if (counted !== undefined) return counted
  if (tokens[end - 1]?.word === 'quarters') {
    const quarters = quantities.find(({ to }) => to === end - 1)
    if (quarters !== undefined) return { ...quarters, span: scale(quarters.span, 0.25) }
  }
  const share = SHARES.get(tokens[end - 1]?.word ?? '')
  const isLess = ['under', 'below'].includes(tokens[end - 1]?.word ?? '') || isLessThan(tokens, end)
  return share === undefined
    ? { span: { min: isLess ? null : 1, max: 1 }, from: article }
    : { span: { min: share, max: share }, from: end - 1 }
}

const isLessThan = (tokens: readonly Token[], at: number) =>
  tokens[at - 1]?.word === 'than' && tokens[at - 2]?.word === 'less'

/** "an hour and a half", "2 hours and three quarters". */
function fractionAfter(tokens: readonly Token[], at: number): { value: number; to: number } {
  if (tokens[at]?.word !== 'and') return { value: 0, to: at }
  const skip = ['a', 'an', 'one'].includes(tokens[at + 1]?.word ?? '') ? at + 2 : at + 1
  const word = tokens[skip]?.word
  if (word === 'half') return { value: 0.5, to: skip + 1 }
  if (word === 'quarter') return { value: 0.25, to: skip + 1 }
  return { value: 0, to: at }
}

function scale({ min, max }: Span<number>, unit: number): Span<number> {
  return { min: min === null ? null : min * unit, max: max === null ? null : max * unit }
}

function shift({ min, max }: Span<number>, by: number): Span<number> {
  return { min: min === null ? null : min + by, max: max === null ? null : max + by }
}

/** "1 hour fifteen", "2 hour and 10": what follows an hour without a unit is minutes, what follows a minute is seconds. */
function withBareRest(tokens: readonly Token[], parts: Part[]): void {
  for (const part of parts) {
    if (part.unit < 1) continue
    const at = tokens[part.to]?.word === 'and' ? part.to + 1 : part.to
    const rest = readNumber(tokens, at)
    const next = tokens[rest?.to ?? at]
    if (
      rest === null ||
      rest.value >= 60 ||
      rest.value < 5 ||
      !Number.isInteger(rest.value) ||
      (next !== undefined && !/^[.,;)]$/.test(next.word))
    )
      continue
    Object.assign(part, shift(part, (rest.value * part.unit) / 60), { to: rest.to })
  }
}

/** "eight 60-minute modules" takes eight times as long. */
function withPieces(tokens: readonly Token[], quantities: readonly Quantity[], parts: Part[]): void {
  for (const part of parts) {
    const count = quantities.find(({ to }) => to === part.from)
    if (count === undefined || count.span.min === null || count.span.min !== count.span.max) continue
    if (!PIECES.has(tokens[part.to]?.word ?? '')) continue
    Object.assign(part, scale(part, count.span.min), { from: count.from })
  }
}

/** Parts that stand together, as in "1 hour and 45 minutes", add up. */
function join(tokens: readonly Token[], parts: readonly Part[]): Part[][] {
  const groups: Part[][] = []
  for (const part of parts) {
    const last = groups.at(-1)?.at(-1)
    const between = last === undefined ? [] : tokens.slice(last.to, part.from).map(({ word }) => word)
    if (
      last !== undefined &&
      part.unit < last.unit &&
      between.every((word) => ['and', '&', ',', 'y', '.'].includes(word))
    )
      groups.at(-1)?.push(part)
    else groups.push([part])
  }
  return groups
}

/** ISO 8601 as in structured data: `PT1H30M`. */
function parseIso(text: string): Span<number> | null {
  const match = /^(?:[^:]{1,60}:)?\s*P(?:0D)?T(?:(\d{1,3}(?:\.\d{1,2})?)H)?(?:(\d{1,4})M)?(?:(\d{1,5})S)?\s*$/i.exec(
    text,
  )
  if (match === null) return null
  const [, hours = '0', minutes = '0', seconds = '0'] = match
  return same(Number(hours) * 60 + Number(minutes) + Number(seconds) / 60)
}

/** Running times "50:00" and "1:02:30" behind a label, "1:30 hours", "2'", and clock spans "11 a.m.–Noon". */
function parseClock(text: string): Span<number> | null {
  const [, hours, rest] = /(?<![\d:])(\d{1,2}):([0-5]\d)\s*(?:hours?|hrs?|h)\b/i.exec(text) ?? []
  if (hours !== undefined) return same(Number(hours) * 60 + Number(rest))
  const [, count, sign] = /^\s*(\d{1,3}(?:\.\d)?)\s?(['’′"″])\s*$/.exec(text) ?? []
  if (count !== undefined) return same(Number(count) / (sign === '"' || sign === '″' ? 60 : 1))
  const run = /\b(?:run(?:ning)?[ -]?time|duration|length|time)\s*:?\s*(\d{1,3}):(\d{2})(?::(\d{2}))?\b/i.exec(text)
  if (run !== null) {
    const [, first = '0', second = '0', third] = run
    const value =
      third === undefined
        ? Number(first) + Number(second) / 60
        : Number(first) * 60 + Number(second) + Number(third) / 60
    return same(value)
  }
  const span =
    /(?<![\d:])(?:(\d{1,2})(?::(\d{2}))?\s*([ap])?\.?\s*m?\.?|(noon))\s*(?:-|–|—|to)\s*(?:(\d{1,2})(?::(\d{2}))?\s*([ap])\.?\s*m\b\.?|(noon)\b)/i.exec(
      text,
    )
  if (span === null) return null
  const [, fromHour, fromMinute = '0', fromHalf, fromNoon, toHour, toMinute = '0', toHalf, toNoon] = span
  const end = toNoon === undefined ? clock(toHour, toMinute, toHalf) : 720
  const start = fromNoon === undefined ? clock(fromHour, fromMinute, fromHalf ?? toHalf) : 720
  const value = end - start
  return value <= 600 ? same(value) : null
}

const same = (value: number): Span<number> | null => (value > 0 ? { min: value, max: value } : null)

function clock(hour = '0', minute: string, half: string | undefined): number {
  return (Number(hour) % 12) * 60 + Number(minute) + (half?.toLowerCase() === 'p' ? 720 : 0)
}

/** "Course Duration (Hours): 1.25", "Hours: 2": the unit stands in the label. */
function parseLabelled(text: string): Span<number> | null {
  const match =
    /\b(hours?|hrs?|minutes?|mins?)\b\)?\s*:\s*(\d{1,4}(?:\.\d{1,3})?)(?:\s*(?:-|–|to)\s*(\d{1,4}(?:\.\d{1,3})?))?(?![\d/:])/i.exec(
      text,
    )
  if (match === null) return null
  const [, label = '', first = '', second = first] = match
  const unit = label.toLowerCase().startsWith('h') ? 60 : 1
  const min = Number(first) * unit
  const max = Number(second) * unit
  return min > 0 && min <= max ? { min, max } : null
}
