import { formatCount, formatMonths, formatNumber, formatPrice, formatSpan } from '../catalog/format.ts'
import { freshnessOf } from '../catalog/freshness.ts'
import type { Catalog } from '../catalog/load.ts'
import { MEMBERSHIP_WORDS } from '../catalog/words.ts'
import { repaidWords } from '../memberships/board.ts'
import { breakEven } from '../memberships/break-even.ts'
import { centsOf, CURRENCY } from '../memberships/choices.ts'
import { valueMembership, type MembershipValue } from '../memberships/compare.ts'
import { singlesElsewhere } from '../memberships/single-price.ts'
import type { Membership } from '../schema/membership.ts'
import type { Day } from '../schema/values.ts'
import type { Cell, Comparison, Line } from './comparison.ts'

const LINES: readonly Line[] = [
  { key: 'kind', label: 'What it is' },
  { key: 'price', label: 'Price', rank: { best: 'low', word: 'Lowest' } },
  { key: 'lasts', label: 'Lasts' },
  { key: 'renews', label: 'Renews by itself' },
  { key: 'opens', label: 'Opens' },
  { key: 'credits', label: 'Credits, as stated' },
  { key: 'repaid', label: 'Pays when' },
  { key: 'keeps', label: 'Needed for' },
  { key: 'seen', label: 'Price last seen' },
  { key: 'sources', label: 'Sources' },
]

/** A price for a year and one for ever are not the same thing. */
function priceCell(membership: Membership, catalog: Catalog, today: Day): Cell {
  const { price, period } = membership
  if (price === null) return { text: null, size: null }
  const amount = centsOf(price)
  const lasts = period === null ? null : period === 'calendar-year' ? 12 : period.months
  const seen = freshnessOf(membership, 'price', catalog, today)
  return {
    text: formatPrice(price),
    size:
      amount === null
        ? null
        : { amount, measure: lasts === null ? membership.id : `${CURRENCY} ${lasts} months`, seen },
  }
}

function lastsCell({ period, finishWithinMonths }: Membership): Cell {
  return {
    text: period === null ? null : period === 'calendar-year' ? 'a calendar year' : formatMonths(period.months),
    notes: finishWithinMonths === null ? [] : [`to be finished within ${formatMonths(finishWithinMonths)}`],
  }
}

function opensCell({ membership: { courseCount, kind }, opened }: MembershipValue): Cell {
  if (kind === 'mandatory-fee') return { text: 'No courses' }
  const notes = courseCount === null ? [] : [`${formatSpan(courseCount, formatNumber)} courses, it says`]
  return { text: opened.length === 0 ? null : `${formatCount(opened.length, 'course')} listed here`, notes }
}

const SINGLE_WORDS = {
  opened: 'going by the price of listed courses that it opens',
  provider: 'going by the prices of single courses there',
  range: 'going by the range that an article gives for single courses there',
}

/** When it has paid for itself: by courses of its own, else at the range that is known for single courses elsewhere. */
function repaidCell({ membership, single, repaid }: MembershipValue, { providers }: Catalog): Cell {
  if (membership.kind === 'mandatory-fee' || membership.kind === 'membership')
    return { text: 'Not bought instead of courses' }
  const elsewhere = singlesElsewhere(providers)?.priceRange ?? null
  const even = repaid ?? (membership.kind === 'subscription' ? breakEven(membership.price, elsewhere) : null)
  const cents = centsOf(membership.price)
  if (even === null || cents === null) return { text: null }
  const { atLowest, atHighest } = even
  const items = [
    ...new Set([atLowest, atHighest].map(({ price }) => repaidWords(cents.max ?? cents.min, price.minor))),
  ].filter((words) => words !== null)
  const basis =
    repaid === null
      ? 'going by the range that an article gives for single courses elsewhere'
      : SINGLE_WORDS[single?.from ?? 'range']
  return { text: items.join('; '), items, notes: [basis] }
}

/** @returns every membership with what there is to compare */
export function compareMemberships(catalog: Catalog, today: Day): Comparison {
  const unitWords = (id: string, count: number | null) => {
    const unit = catalog.units.find((one) => one.id === id)
    return (count === 1 ? unit?.name : unit?.plural) ?? id
  }
  const nameOf = (id: string) => catalog.credentials.find((one) => one.id === id)?.abbreviation ?? id
  return {
    lines: LINES,
    subjects: catalog.memberships.map((membership) => {
      const value = valueMembership(membership, catalog, today)
      const { id, name, org, kind, autoRenews, credits, keeps, sources } = membership
      const href = `/memberships/#${id}-facts`
      const cells: Record<string, Cell> = {
        kind: { text: MEMBERSHIP_WORDS[kind], notes: [org] },
        price: priceCell(membership, catalog, today),
        lasts: lastsCell(membership),
        renews: { text: autoRenews === null ? null : autoRenews ? 'Yes, until you stop it' : 'No' },
        opens: opensCell(value),
        credits: {
          text:
            credits === null
              ? null
              : `${formatSpan(credits.amount, formatNumber)} ${unitWords(credits.unit, credits.amount.max ?? credits.amount.min)}`,
        },
        repaid: repaidCell(value, catalog),
        keeps: { text: keeps.length === 0 ? 'No credential' : keeps.map(nameOf).join(', ') },
        seen: { text: null, seen: freshnessOf(membership, 'price', catalog, today) },
        sources: { text: formatCount(sources.length, 'source'), href },
      }
      return { id, title: name, href, note: null, cells: LINES.map(({ key }) => cells[key] ?? { text: null }) }
    }),
  }
}
