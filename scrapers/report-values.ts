import type { Approval, Credit, Offer } from '../src/schema/course.ts'
import { showValue } from '../src/schema/problem.ts'
import type { MoneySpan, NumberSpan, Span } from '../src/schema/values.ts'

const UNKNOWN = 'not known'

function formatEnds<T>(span: Span<T> | null, words: (end: T) => string): string {
  if (span === null) return UNKNOWN
  const { min, max } = span
  if (min === null) return max === null ? UNKNOWN : `up to ${words(max)}`
  if (max === null) return `from ${words(min)}`
  return words(min) === words(max) ? words(min) : `${words(min)} to ${words(max)}`
}

const formatSpan = (span: NumberSpan | null) => formatEnds(span, String)
const formatPrice = (price: MoneySpan | null) =>
  formatEnds(price, ({ minor, currency }) => `${(minor / 100).toFixed(2)} ${currency}`)
const formatOffer = ({ for: whom, kind, price, listPrice }: Offer) => {
  const amount = kind === 'purchase' ? formatPrice(price) : kind
  return `${whom === 'anyone' ? '' : `${whom}: `}${amount}${listPrice === null ? '' : ` (list ${formatPrice(listPrice)})`}`
}
const formatList = <T>(items: readonly T[] | null, words: (item: T) => string) =>
  items === null ? UNKNOWN : items.length === 0 ? 'none' : items.map(words).join(', ')

/** How the values of a field are put in few words; the fields of courses and memberships that the history follows. */
const FORMATS: Partial<Record<string, (value: never) => string>> = {
  offers: (offers: Offer[]) => formatList(offers, formatOffer),
  credits: (credits: Credit[] | null) => formatList(credits, ({ unit, amount }) => `${formatSpan(amount)} ${unit}`),
  approvals: (approvals: Approval[]) =>
    formatList(approvals, ({ body, basis }) => (basis === 'approved' ? body : `${body} (claimed)`)),
  areas: (areas: string[] | null) => formatList(areas, String),
  minutes: formatSpan,
  price: formatPrice,
}

/** @returns a value of the history in few words */
export function formatValue(field: string, value: unknown): string {
  const format = FORMATS[field]
  if (format !== undefined) return format(value as never)
  return value === null ? UNKNOWN : showValue(value)
}
