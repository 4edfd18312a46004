import type { Money } from '../../src/schema/values.ts'
import { currencyAround, decimalsOf } from './currency.ts'

/** An amount in a text, with its place. */
export interface Amount {
  money: Money
  start: number
  end: number
  /** True when a currency is printed beside it. */
  marked: boolean
}

const SPACE = /[\u00a0\u2007\u2009\u202f]/g
/** Digits with everything that may stand between them: groups, a point, a comma, cents apart as in "$72 95". */
const NUMBER = /(?<![\d.,])\d[\d.,'’ ]*|(?<=\$)\.\d\d/g

/** Every amount of a text, in order. */
export function findAmounts(text: string, { currency = 'USD' }: { currency?: string } = {}): Amount[] {
  const plain = text.replace(SPACE, ' ')
  const amounts: Amount[] = []
  NUMBER.lastIndex = 0
  for (let match = NUMBER.exec(plain); match !== null; match = NUMBER.exec(plain)) {
    const start = match.index
    const before = plain.slice(Math.max(0, start - 12), start)
    const digits = firstNumber(match[0], before, plain.slice(start + match[0].length))
    const end = start + digits.length
    NUMBER.lastIndex = end
    const after = plain.slice(end, end + 14).replace(/^[,.]?\s?[-–—]+(?=\s?\D|$)/, '')
    const found = currencyAround(before, after, currency)
    const code = found ?? currency
    const value = parseNumber(digits)
    if (value === null || isOther(before, after)) continue
    const isCents = found === null && /^\s?(?:¢|cents?\b)/i.test(after)
    const money = { minor: Math.round(value * 10 ** (isCents ? 0 : decimalsOf(code))), currency: code }
    amounts.push({ money, start, end, marked: found !== null || isCents })
  }
  return amounts
}

/** The first number of a run: "399 167.00 420" is one and the begin of another, "$20 30 courses" two. */
function firstNumber(run: string, before: string, after: string): string {
  const isDollar = /(?<!\p{L})\$ ?$/u.test(before)
  const isFollowed =
    /^\p{L}/u.test(after) && !after.startsWith('undefined') && currencyAround('', after, 'USD') === null
  const parts = run.trimEnd().split(/(?= )/)
  let text = parts[0] ?? run
  for (const [index, part] of parts.slice(1).entries()) {
    const isLast = index === parts.length - 2
    // "$20 300 courses" are two numbers, "$1 298,00" is one.
    const group = isDollar ? /^ \d{3}[.,]\d\d$/ : /^ \d{3}(?!\d)/
    const isGroup = group.test(part) && /(?:^| )\d{1,3}$/.test(text)
    const isCents =
      isLast && !isFollowed && /^ \d\d$/.test(part) && (/[.,]$/.test(text) || (isDollar && /^[\d,]+$/.test(text)))
    if (!isGroup && !isCents) break
    text += part
  }
  return text
}

function parseNumber(digits: string): number | null {
  const cents = /^([\d,]+) (\d{2})$/.exec(digits)
  if (cents !== null) return Number(`${(cents[1] ?? '').replaceAll(',', '')}.${cents[2] ?? ''}`)
  const text = digits.replace(/[ '’]/g, '').replace(/[.,]+$/, '')
  const separators = text.replace(/\d/g, '')
  const last = separators.at(-1)
  if (last === undefined) return Number(text)
  const tail = text.length - text.lastIndexOf(last) - 1
  const isGroup =
    tail === 3 && (separators.length > 1 ? separators.split('').every((sign) => sign === last) : !text.startsWith('0'))
  const whole = isGroup ? text : text.slice(0, text.lastIndexOf(last))
  const fraction = isGroup ? '' : text.slice(text.lastIndexOf(last) + 1)
  const value = Number(`${whole.replace(/[.,]/g, '')}.${fraction}`)
  return Number.isFinite(value) ? value : null
}

/** A share, a debt, a number that goes on in letters or is part of a code or date: no price. */
function isOther(before: string, after: string): boolean {
  const isDebt = /(?:^|[\s(])[-−](?:\p{Sc}|\p{Lu}{3})?\s?$/u.test(before) && !/[-−]\s+\S{0,3}\s?$/.test(before)
  if (isDebt || /\p{Sc}\s?[-−]$/u.test(before)) return true
  return (
    /^\s?%/.test(after) ||
    /^[kKMeE]\d?(?!\p{L})/u.test(after) ||
    /(?:[\p{L}\d_#][-/.]|[#@]|\d[:٫٬])$/u.test(before) ||
    // A share of something, a time of day, a date, a point of another script.
    /^(?:[/:]\d|-\d{1,2}-\d|[٫٬])/.test(after)
  )
}
