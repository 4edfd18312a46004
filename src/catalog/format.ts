import type { Certainty } from '../schema/source.ts'
import type { Money, MoneySpan, Span } from '../schema/values.ts'

const LOCALE = 'en-US'

/** Making a format takes far longer than using it, and a list of courses has hundreds of numbers. */
const moneyFormats = new Map<string, Intl.NumberFormat>()
function moneyFormat(currency: string, minor: number): Intl.NumberFormat {
  const digits = minor % 100 === 0 ? 0 : 2
  const key = `${currency} ${digits}`
  const known = moneyFormats.get(key)
  if (known !== undefined) return known
  const style = { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: 2 } as const
  const format = new Intl.NumberFormat(LOCALE, style)
  moneyFormats.set(key, format)
  return format
}

/** `{ minor: 1995, currency: 'USD' }` -> `$19.95`; whole dollars without cents. */
export const formatMoney = ({ minor, currency }: Money): string => moneyFormat(currency, minor).format(minor / 100)

/** Puts a span into words; equal ends are one value, an open end says so. */
export function formatSpan<T>({ min, max }: Span<T>, word: (value: T) => string): string {
  if (min === null) return max === null ? 'not known' : `up to ${word(max)}`
  if (max === null) return `${word(min)} or more`
  const [low, high] = [word(min), word(max)]
  return low === high ? low : `${low} to ${high}`
}

/** `$15 to $60`, `up to $60`; a price of 0 is `Free`. */
export const formatPrice = (price: MoneySpan): string =>
  price.min?.minor === 0 && price.max?.minor === 0 ? 'Free' : formatSpan(price, formatMoney)

const plural = (count: number, one: string, many: string) => `${formatNumber(count)} ${count === 1 ? one : many}`

const numberFormat = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 2 })

/** At most two decimals: `1.5`, `0.25`, `1,500`. */
export const formatNumber = (value: number): string => numberFormat.format(value)

/** @returns `1 course`, `12 courses` */
export const formatCount = (count: number, one: string, many = `${one}s`): string => plural(count, one, many)

function minuteWords(minutes: number): string {
  if (minutes < 60) return plural(Math.round(minutes), 'minute', 'minutes')
  if (minutes % 60 === 0 || minutes > 600) return plural(Math.round(minutes / 6) / 10, 'hour', 'hours')
  return `${String(Math.floor(minutes / 60))} h ${String(Math.round(minutes % 60))} min`
}

/** `90` -> `1 h 30 min`; spans stay spans. */
export const formatMinutes = (minutes: Span<number>): string => formatSpan(minutes, minuteWords)

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** `2025` -> `2025`, `2025-05` -> `May 2025`, `2025-05-09` -> `May 9, 2025`. */
export function formatDate(date: string): string {
  const [year = '', month, day] = date.split('-')
  if (month === undefined) return year
  const name = MONTHS[Number(month) - 1] ?? month
  return day === undefined ? `${name} ${year}` : `${name} ${String(Number(day))}, ${year}`
}

/** Months in words people use: `60` -> `5 years`, `18` -> `18 months`. */
export const formatMonths = (months: number): string =>
  months % 12 === 0 ? plural(months / 12, 'year', 'years') : plural(months, 'month', 'months')

/** How far a statement can be trusted, in plain words. */
export const CERTAINTY_WORDS: Record<Certainty, string> = {
  official: 'official text',
  'official-dated': 'official text, older',
  'official-mirror': 'official text, on another site',
  statute: 'law or rule',
  'provider-page': 'the provider’s own page',
  'provider-page-scraped': 'a kept copy of the provider’s page',
  secondary: 'second hand',
  reported: 'reported by an article',
  inferred: 'inferred, not stated',
}
