import type { Credit } from '../../src/schema/course.ts'
import type { BodyId, UnitId } from '../../src/schema/ids.ts'
import { parseSplit } from './area.ts'
import { findQuantities, tokenize, type Quantity, type Token } from './quantity.ts'
import { MAX_TEXT } from './text.ts'
import { BASES, BODIES, FILLERS, UNITS, type Base } from './unit-words.ts'

/** The words say that there is no credit, of this course and for everybody. */
const NO_CREDIT = new RegExp(
  [
    String.raw`\b(?:no|without) (?:ces?|ceus?|continuing education|contact hours?)\b(?! (?:limit|required|fee))`,
    String.raw`\b(?:carries|offers|awards|provides|has|there (?:is|are)) no (?:formal |continuing )?(?:education )?credits?\b`,
    String.raw`\b(?:this|the) (?:course|activity|program|module|training|webinar|video|session|event) (?:does not|is not|doesn't|isn't) (?:currently )?(?:carry|offer|award|provide|offered for|eligible for|approved for) (?:any )?(?:formal )?(?:ces?|ceus?|cme|continuing education|credits?|contact hours?)\b`,
  ].join('|'),
  'i',
)

interface Mention {
  base: Base
  from: number
  to: number
}

interface Found {
  unit: UnitId
  amount: Quantity
}

/**
 * Credit as printed. Several entries are never a sum: "1 AMA / 1 ANCC" is for different people, "1 CEU, 1 contact hour" is one credit
 * in two units. No source turns a bare CEU into hours, so it stays beside them.
 * @param options.issuer the body whose shop prints it, where that settles what a bare "CE" is
 * @returns null when the words state no amount, [] when they say that there is no credit
 */
export function parseCredits(text: string, { issuer }: { issuer?: BodyId } = {}): Credit[] | null {
  const plain = plainText(text)
  const tokens = tokenize(plain)
  const quantities = findQuantities(tokens)
  const mentions = findMentions(tokens, plain, quantities)
  const found = bind(tokens, quantities, mentions, issuer)
  if (found.length === 0 || isRule(plain, found)) return NO_CREDIT.test(plain) ? [] : null
  const credits = merge(found)
  if (credits.length === 0) return null
  return withParts(credits, plain)
}

/** Spellings that would fall apart into single letters, and marks that say nothing. */
function plainText(text: string): string {
  return text
    .slice(0, MAX_TEXT)
    .replace(/\bp\. ?a\. ?c\. ?e\.?/gi, 'PACE')
    .replace(/\bc\.e\.u\.?(s?)/gi, 'CEU$1')
    .replace(/\bc\.e\./gi, 'CE')
    .replace(/\(s\)/gi, 's')
    .replace(/[®™©*]/g, '')
}

function findMentions(tokens: readonly Token[], text: string, quantities: readonly Quantity[]): Mention[] {
  const mentions: Mention[] = []
  let at = 0
  while (at < tokens.length) {
    const base = baseAt(tokens, at)
    if (base !== undefined && !isOfCourses(tokens, at, base[0]) && !isForeign(tokens, text, at, base[1])) {
      const to = at + base[0].length
      mentions.push({ base: base[1], from: at, to })
      at = to
    } else {
      if (isNamed(tokens, at, quantities)) mentions.push({ base: 'named', from: namedFrom(tokens, at), to: at + 1 })
      at += base?.[0].length ?? 1
    }
  }
  return mentions
}

function baseAt(tokens: readonly Token[], at: number) {
  const candidates = BASES.get(tokens[at]?.word ?? '')
  return candidates?.find(([words]) => words.every((word, index) => tokens[at + index]?.word === word))
}

const COURSES = new Set(
  'courses classes programs modules activities events articles packages tests trainings webinars lessons'.split(' '),
)
const COURSE = new Set(
  'course class program module activity event article training webinar lesson provider requirement requirements'.split(
    ' ',
  ),
)

/** "180 CE courses" counts courses, "a 1-hour continuing education course" is one. */
function isOfCourses(tokens: readonly Token[], at: number, words: readonly string[]): boolean {
  const next = tokens[at + words.length]?.word ?? ''
  return COURSES.has(next) || (COURSE.has(next) && ['ce', 'cme', 'continuing education'].includes(words.join(' ')))
}

/** "ADA credits": a body that is not ours; its unit is not known here. */
function isForeign(tokens: readonly Token[], text: string, at: number, base: Base): boolean {
  const before = tokens[at - 1]
  if (base !== 'credit' || before === undefined || BODIES.has(before.word)) return false
  const printed = text.slice(before.start, before.end)
  return /^\p{Lu}{2,6}$/u.test(printed) && !['CE', 'CME', 'CNE', 'CMLE', 'FREE', 'NO', 'OF'].includes(printed)
}

/** "1.5 ANCC", "0.5 AMA": the body alone stands for its unit, right after the number. */
function isNamed(tokens: readonly Token[], at: number, quantities: readonly Quantity[]): boolean {
  const word = tokens[at]?.word ?? ''
  const body = BODIES.get(word)
  if (body === undefined || !(body in UNITS.named)) return false
  const start = namedFrom(tokens, at)
  const based = tokens[start - 1]?.word === 'based' ? start - 3 : start
  return quantities.some(({ to }) => to === based) && baseAt(tokens, at + 1) === undefined
}

/** "CA-BRN" begins with the state. */
const namedFrom = (tokens: readonly Token[], at: number) =>
  tokens[at]?.word === 'brn' && tokens[at - 1]?.word === '-' ? at - 2 : at

function bind(
  tokens: readonly Token[],
  quantities: readonly Quantity[],
  mentions: readonly Mention[],
  issuer: BodyId | undefined,
): Found[] {
  const used = new Set<Quantity>()
  const found: Found[] = []
  const acpe = tokens.some(({ word }) => word === 'acpe')
  let last: { mention: Mention; amount: Quantity } | undefined
  let waiting: Mention | undefined
  for (const [index, mention] of mentions.entries()) {
    if (isHeading(tokens, mention, mentions[index + 1])) continue
    const before = leftOf(tokens, quantities, mention, used)
    const after = before.amount === null ? rightOf(tokens, quantities, mentions, mention, used) : null
    const shared: Quantity | null = joins(tokens, last?.mention, mention) ? (last?.amount ?? null) : null
    const amount: Quantity | null = before.amount ?? after ?? shared
    if (amount === null) {
      // "CME/CMLE credit: 1.0": the number stands behind both.
      waiting = mention
      continue
    }
    if (isPending(tokens, amount, mention)) continue
    used.add(amount)
    last = { mention, amount }
    if (isZero(amount)) continue
    const bodies = bodiesOf(tokens, mention, amount, before.bodies)
    if (bodies.length === 0 && mention.base === 'ceu' && acpe) bodies.push('acpe')
    if (bodies.length === 0 && issuer !== undefined && UNITS[mention.base][issuer] !== undefined) bodies.push(issuer)
    if (joins(tokens, waiting, mention) && waiting !== undefined) {
      for (const unit of unitsOf(waiting.base, bodiesOf(tokens, waiting, amount, []))) found.push({ unit, amount })
    }
    for (const unit of unitsOf(mention.base, bodies)) found.push({ unit, amount })
  }
  return found
}

function unitsOf(base: Base, bodies: readonly string[]): UnitId[] {
  const named = bodies.flatMap((body) => UNITS[base][body] ?? [])
  if (named.length === bodies.length && named.length > 0) return named
  const none = UNITS[base].none
  return none === undefined ? named : [...named, none]
}

function leftOf(
  tokens: readonly Token[],
  quantities: readonly Quantity[],
  mention: Mention,
  used: ReadonlySet<Quantity>,
) {
  const bodies: string[] = []
  for (let at = mention.from; at > Math.max(0, mention.from - 8); at -= 1) {
    const amount = quantities.find(({ to }) => to === at)
    if (amount !== undefined) return { amount: used.has(amount) ? null : amount, bodies }
    const word = tokens[at - 1]?.word ?? ''
    const body = BODIES.get(word)
    if (body !== undefined) bodies.unshift(body)
    else if (!FILLERS.has(word)) break
  }
  return { amount: null, bodies }
}

function rightOf(
  tokens: readonly Token[],
  quantities: readonly Quantity[],
  mentions: readonly Mention[],
  mention: Mention,
  used: ReadonlySet<Quantity>,
): Quantity | null {
  let at = mention.to
  // "CE-101" is the number of a course.
  if (tokens[at]?.word === '-' && tokens[at]?.glued === true && tokens[at + 1]?.glued === true) return null
  if (tokens[at]?.word === '(') {
    const close = tokens.findIndex(({ word }, index) => index > at && word === ')')
    if (close > 0 && close - at < 20 && !quantities.some(({ from }) => from > at && from < close)) at = close + 1
  }
  if (['awarded', 'available', 'earned', 'offered', 'credit', 'credits', 'hours'].includes(tokens[at]?.word ?? ''))
    at += 1
  while (['=', ':', '-', '–', '|'].includes(tokens[at]?.word ?? '') && at < mention.to + 24) at += 1
  const amount = quantities.find(({ from }) => from === at)
  if (amount === undefined || used.has(amount)) return null
  // "Credits: 5.0 CEUs" belongs to the CEUs; "CE Hours 1.00 CE Units 0.100" to the hours.
  const next = mentions.find(({ from }) => from >= amount.to && from <= amount.to + 3)
  const takesIt = next !== undefined && leftOf(tokens, quantities, next, new Set()).amount === amount
  const hasOwn = next !== undefined && quantities.some(({ from }) => from === next.to)
  return takesIt && !hasOwn ? null : amount
}

/** "1.0 continuing education (CME/CMLE) credit": the units stand in the brackets. */
function isHeading(tokens: readonly Token[], mention: Mention, next: Mention | undefined): boolean {
  return (
    mention.base === 'credit' &&
    next !== undefined &&
    next.base !== 'credit' &&
    next.from === mention.to + 1 &&
    tokens[mention.to]?.word === '('
  )
}

/** "1 CEU / contact hour", "CME/CMLE": two names of one amount. */
function joins(tokens: readonly Token[], first: Mention | undefined, second: Mention): boolean {
  return first !== undefined && second.from === first.to + 1 && tokens[first.to]?.word === '/'
}

function bodiesOf(tokens: readonly Token[], mention: Mention, amount: Quantity, before: readonly string[]): string[] {
  if (mention.base === 'named') return [BODIES.get(tokens[mention.to - 1]?.word ?? '') ?? '']
  if (before.length > 0) return [...before]
  const behind = new Set([mention.from - 1, mention.from - 2])
  const bodies: string[] = []
  for (const at of [...behind].reverse()) {
    const body = BODIES.get(tokens[at]?.word ?? '')
    if (body !== undefined) bodies.push(body)
  }
  if (tokens[mention.from]?.word === 'nurse') bodies.push('nursing')
  if (bodies.length > 0) return bodies
  const inside = ['(', 'of', 'for', 'from', 'by'].includes(tokens[mention.to]?.word ?? '')
  for (let at = mention.to + 1; inside && at < mention.to + 4; at += 1) {
    const body = BODIES.get(tokens[at]?.word ?? '')
    if (body !== undefined) return [body]
  }
  return labelBodies(tokens, Math.min(amount.from, mention.from))
}

/** "AMT: 2 CCPs", "P.A.C.E. and AAMA: 2 contact hours". */
function labelBodies(tokens: readonly Token[], from: number): string[] {
  if (tokens[from - 1]?.word !== ':') return []
  const bodies: string[] = []
  for (let at = from - 2; at >= Math.max(0, from - 8); at -= 1) {
    const word = tokens[at]?.word ?? ''
    const body = BODIES.get(word)
    if (body !== undefined) bodies.unshift(body)
    else if (!['and', '&', '/', ','].includes(word)) break
  }
  return bodies
}

function isPending(tokens: readonly Token[], amount: Quantity, mention: Mention): boolean {
  const end = Math.max(amount.to, mention.to)
  return tokens.slice(end, end + 3).some(({ word }) => word === 'pending')
}

const isZero = ({ span }: Quantity) => (span.max ?? span.min) === 0

/** "1 CEU is equal to ten contact hours" explains the unit and says nothing of a course. */
function isRule(text: string, found: readonly Found[]): boolean {
  if (!/=|\bequal(?:s|\b)|\bequivalent\b/i.test(text)) return false
  const has = (hours: boolean, value: number) =>
    found.some(
      ({ unit, amount }) => unit.endsWith('-ceu') !== hours && amount.span.min === value && amount.span.max === value,
    )
  return (
    (has(false, 1) && (has(true, 10) || /\bten hours|\b10 hours/i.test(text))) ||
    /\b(?:a|one|each) (?:continuing education unit|ceu)\b[^.]{0,20}\b(?:is|are) equal/i.test(text)
  )
}

/** One entry a unit; a unit with two different amounts is not settled and left out. */
function merge(found: readonly Found[]): Credit[] {
  const byUnit = new Map<UnitId, Quantity['span'][]>()
  for (const { unit, amount } of found) {
    const spans = byUnit.get(unit) ?? []
    if (!spans.some(({ min, max }) => min === amount.span.min && max === amount.span.max)) spans.push(amount.span)
    byUnit.set(unit, spans)
  }
  return [...byUnit].flatMap(([unit, spans]) => {
    const [only] = spans
    return spans.length === 1 && only !== undefined ? [{ unit, amount: { ...only }, parts: null }] : []
  })
}

function withParts(credits: Credit[], text: string): Credit[] {
  const split = parseSplit(text)
  if (split === null) return credits
  const sum = split.reduce((total, { amount }) => total + amount, 0)
  return credits.map((credit) =>
    credit.amount?.min === credit.amount?.max && Math.abs((credit.amount?.min ?? 0) - sum) < 0.001
      ? { ...credit, parts: split }
      : credit,
  )
}
