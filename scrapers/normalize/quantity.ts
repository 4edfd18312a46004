import type { Span } from '../../src/schema/values.ts'

/** A word, a number, a sign or a line break of a text, with its place. */
export interface Token {
  /** Lower case; signs as they are. */
  word: string
  start: number
  end: number
  /** True when nothing stands between it and the token before. */
  glued: boolean
}

/** A number of a text, with the tokens that it takes up. */
export interface Quantity {
  span: Span<number>
  /** First token. */
  from: number
  /** First token after it. */
  to: number
}

const TOKEN = /\p{L}+(?:['’]\p{L}{1,2})?|\d+(?:[.,]\d+)?|[.]\d+|[½¼¾⅓⅔⅛⅜⅝⅞]|\n|[^\s\p{L}\d]/gu

const GLYPHS: Record<string, number> = {
  '½': 1 / 2,
  '¼': 1 / 4,
  '¾': 3 / 4,
  '⅓': 1 / 3,
  '⅔': 2 / 3,
  '⅛': 1 / 8,
  '⅜': 3 / 8,
  '⅝': 5 / 8,
  '⅞': 7 / 8,
}

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const WORDS = new Map<string, number>([
  ...SMALL.split(' ').map((word, value): [string, number] => [word, value]),
  ...TENS.map((word, index): [string, number] => [word, (index + 2) * 10]),
  ['uno', 1],
  ['dos', 2],
  ['tres', 3],
])
const PARTS = new Map([
  ['half', 1 / 2],
  ['halves', 1 / 2],
  ['quarter', 1 / 4],
  ['quarters', 1 / 4],
  ['third', 1 / 3],
  ['thirds', 1 / 3],
])

/** Signs that make a number something else: money, a share, an ordinal, a code. */
const MONEY = new Set(['$', '€', '£', '¥', '₹', 'usd'])

const RANGE = new Set(['-', '–', '—', 'to', 'or', '~'])

/** Words and signs of a text, in order. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let before = -1
  for (const match of text.matchAll(TOKEN)) {
    tokens.push({
      word: match[0].toLowerCase().replace('’', "'"),
      start: match.index,
      end: match.index + match[0].length,
      glued: match.index === before,
    })
    before = match.index + match[0].length
  }
  return tokens
}

/** Every number of a text that counts something, in order: digits, fractions, words, spans, "up to", "40+". */
export function findQuantities(tokens: readonly Token[]): Quantity[] {
  const found: Quantity[] = []
  let at = 0
  while (at < tokens.length) {
    const first = readNumber(tokens, at)
    if (first === null) {
      at += 1
      continue
    }
    const last = readRangeEnd(tokens, first)
    const to = last?.to ?? first.to
    const span: Span<number> =
      last === null ? { min: first.value, max: first.value } : { min: first.value, max: last.value }
    const bound = boundOf(tokens, at, to)
    if (bound.side === 'max') span.min = null
    if (bound.side === 'min') span.max = null
    found.push({ span, from: at, to: bound.to })
    at = bound.to
  }
  return found
}

interface Reading {
  value: number
  to: number
}

/** One number at a token: `1.5`, `1 1/2`, `1½`, `two (2)`, `two and one-half`, `six & a half`. */
export function readNumber(tokens: readonly Token[], at: number): Reading | null {
  const whole = readWhole(tokens, at)
  if (whole === null) return null
  const repeated = readRepeat(tokens, whole)
  return readFraction(tokens, repeated)
}

function readWhole(tokens: readonly Token[], at: number): Reading | null {
  const token = tokens[at]
  if (token === undefined) return null
  const glyph = GLYPHS[token.word]
  if (glyph !== undefined) return { value: glyph, to: at + 1 }
  if (/^[\d.]/.test(token.word) && /\d/.test(token.word)) return readDigits(tokens, at)
  if (PARTS.has(token.word) && token.word === 'half') return { value: 0.5, to: at + 1 }
  const value = WORDS.get(token.word)
  if (value === undefined) return null
  if ((token.word === 'one' || token.word === 'three') && isPart(tokens, at + 1)) {
    return { value: value * partAt(tokens, at + 1), to: partEnd(tokens, at + 1) }
  }
  const ones = WORDS.get(tokens[at + 2]?.word ?? '')
  if (value >= 20 && tokens[at + 1]?.word === '-' && ones !== undefined && ones < 10)
    return { value: value + ones, to: at + 3 }
  return { value, to: at + 1 }
}

function readDigits(tokens: readonly Token[], at: number): Reading | null {
  const token = tokens[at]
  if (token === undefined || token.word.length > 9 || isPartOfOther(tokens, at)) return null
  const value = parseDecimal(token.word)
  if (value === null) return null
  const slash = tokens[at + 1]
  const below = slash?.glued === true && slash.word === '/' ? tokens[at + 2] : undefined
  if (below === undefined || !below.glued || !/^\d{1,2}$/.test(below.word)) return { value, to: at + 1 }
  const divisor = Number(below.word)
  return [2, 3, 4, 8].includes(divisor) && value < divisor ? { value: value / divisor, to: at + 3 } : null
}

/** Money, a share, a time of day, a date, or a piece of a code such as NUR122, 578-006-20 and 2020-0000001161. */
function isPartOfOther(tokens: readonly Token[], at: number): boolean {
  const word = (step: number) => tokens[at + step]?.word ?? ''
  const glued = (step: number) => tokens[at + step]?.glued === true
  const isDigits = (step: number) => /^\d/.test(word(step))
  if (MONEY.has(word(-1)) || word(1) === '%') return true
  if (glued(0) && (/^\p{L}/u.test(word(-1)) || word(-1) === '/' || word(-1) === '#')) return true
  if ((glued(1) && word(1) === ':' && isDigits(2)) || (glued(0) && word(-1) === ':' && isDigits(-2))) return true
  if (glued(1) && word(1) === '/' && word(3) === '/' && glued(3)) return true
  if (glued(0) && word(-1) === '-' && glued(-1)) return isCode(word(0)) || isCode(word(-2)) || word(-3) === '-'
  return glued(1) && word(1) === '-' && isDigits(2) && (isCode(word(0)) || isCode(word(2)))
}

/** Long runs of digits are numbers of courses and activities, not amounts. */
const isCode = (word: string) => /^(?:\d{4,}|0\d+)$/.test(word)

/** Digits with a point or a comma; a comma before three digits groups thousands. */
function parseDecimal(word: string): number | null {
  const value = Number(/,\d{3}$/.test(word) ? word.replace(',', '') : word.replace(',', '.'))
  return Number.isFinite(value) ? value : null
}

/** "two (2)" says one number twice. */
function readRepeat(tokens: readonly Token[], number: Reading): Reading {
  const { to, value } = number
  if (tokens[to]?.word !== '(' || tokens[to + 2]?.word !== ')') return number
  const again = readWhole(tokens, to + 1)
  return again !== null && again.value === value ? { value, to: to + 3 } : number
}

function readFraction(tokens: readonly Token[], number: Reading): Reading {
  const { value, to } = number
  if (!Number.isInteger(value)) return number
  const next = tokens[to]
  if (next === undefined) return number
  const glyph = GLYPHS[next.word]
  if (glyph !== undefined) return { value: value + glyph, to: to + 1 }
  const slash = readDigits(tokens, to)
  if (slash !== null && slash.value < 1 && slash.to === to + 3) return { value: value + slash.value, to: slash.to }
  if (next.word !== 'and' && next.word !== '&') return number
  const times = TIMES.get(tokens[to + 1]?.word ?? '')
  const skip = times === undefined ? to + 1 : to + 2
  if (!isPart(tokens, skip)) return number
  return { value: value + (times ?? 1) * partAt(tokens, skip), to: partEnd(tokens, skip) }
}

/** How many halves or quarters: "one and a half", "two and three quarters". */
const TIMES = new Map([
  ['a', 1],
  ['an', 1],
  ['one', 1],
  ['two', 2],
  ['three', 3],
])

const dash = (tokens: readonly Token[], at: number) => (tokens[at]?.word === '-' ? at + 1 : at)
const isPart = (tokens: readonly Token[], at: number) => PARTS.has(tokens[dash(tokens, at)]?.word ?? '')
const partAt = (tokens: readonly Token[], at: number) => PARTS.get(tokens[dash(tokens, at)]?.word ?? '') ?? 0
const partEnd = (tokens: readonly Token[], at: number) => dash(tokens, at) + 1

function readRangeEnd(tokens: readonly Token[], first: Reading): Reading | null {
  const sign = tokens[first.to]?.word ?? ''
  if (!RANGE.has(sign)) return null
  // "Module One – 52 minutes" is a name and a number.
  const isMixed = /^\p{L}/u.test(tokens[first.to - 1]?.word ?? '') && /^\d/.test(tokens[first.to + 1]?.word ?? '')
  if (isMixed && /[-–—]/.test(sign)) return null
  const last = readNumber(tokens, first.to + 1)
  return last !== null && last.value > first.value ? last : null
}

const UP_TO = [
  'up to',
  'maximum of',
  'max of',
  'max',
  'maximum',
  'less than',
  'under',
  'no more than',
  'not more than',
  'at most',
  'hasta',
]
const AT_LEAST = ['over', 'more than', 'at least', 'minimum of', 'min', 'minimum']

function boundOf(tokens: readonly Token[], from: number, to: number): { side: 'min' | 'max' | null; to: number } {
  const before = ` ${tokens
    .slice(Math.max(0, from - 3), from)
    .map(({ word }) => word)
    .join(' ')}`
  if (tokens[to]?.word === '+') return { side: 'min', to: to + 1 }
  if (tokens[to]?.word === 'or' && tokens[to + 1]?.word === 'more') return { side: 'min', to: to + 2 }
  if (UP_TO.some((words) => before.endsWith(` ${words}`))) return { side: 'max', to }
  if (AT_LEAST.some((words) => before.endsWith(` ${words}`))) return { side: 'min', to }
  return { side: null, to }
}
