import { lastDayOf } from '../catalog/courses.ts'
import { formatDate, formatMoney } from '../catalog/format.ts'
import { Offer } from '../schema/course.ts'
import type { HistoryLine } from '../schema/history.ts'
import { MoneySpan, type Day, type PartialDate } from '../schema/values.ts'
import { roundTicks, type Plot, type Stretch } from './plot.ts'
import { priceForMe } from './price-for-me.ts'

/** One price and how long it held. */
export interface PriceStep {
  /** null = since when is not known. */
  from: PartialDate | null
  /** The day on which it changed; null = it is the last one that we saw. */
  until: PartialDate | null
  /** null = not known in that time. */
  price: MoneySpan | null
}

/** What is known of a price over time. */
export interface PriceHistory {
  /** Dated steps, oldest first; [] = fewer than two prices are dated, and then nothing can be drawn. */
  steps: readonly PriceStep[]
  /** The lowest price among them, by its high end; null = currencies differ, or none is known. */
  lowest: PriceStep | null
  /** When it last changed; null = not known. */
  changed: PartialDate | null
  /** The last day on which the last price was seen; null = no price is dated. */
  seen: PartialDate | null
  /** Changes between two copies without a date. */
  undated: readonly { before: MoneySpan | null; after: MoneySpan | null; line: HistoryLine }[]
}

/** The price in a history line: a membership's own, or what anyone pays for a course. */
function priceIn(value: unknown, on: Day): MoneySpan | null {
  const own = MoneySpan.safeParse(value)
  if (own.success) return own.data
  const offers = Offer.array().safeParse(value)
  return offers.success
    ? priceForMe({ id: '', provider: '', offers: offers.data }, { held: [], memberships: [], on }).price
    : null
}

const isSame = (a: MoneySpan | null, b: MoneySpan | null) => JSON.stringify(a) === JSON.stringify(b)
const currencyOf = (price: MoneySpan | null) => (price?.min ?? price?.max)?.currency

/**
 * @param lines the price lines of one record, in any order
 * @param seen when the price of today's record was last seen; null = not known, and then it was on the day of the last change
 */
export function priceHistory(lines: readonly HistoryLine[], seen: PartialDate | null): PriceHistory {
  const changes = lines.map((line) => ({
    line,
    before: priceIn(line.from, line.on === null ? line.seen : lastDayOf(line.on)),
    after: priceIn(line.to, line.on === null ? line.seen : lastDayOf(line.on)),
  }))
  const steps: PriceStep[] = []
  const add = (from: PartialDate | null, price: MoneySpan | null) => {
    const last = steps.at(-1)
    if (last !== undefined && isSame(last.price, price)) return
    if (last !== undefined) last.until = from
    steps.push({ from, until: null, price })
  }
  const dated = changes
    .flatMap(({ line, ...prices }) => (line.on === null ? [] : [{ ...prices, on: line.on }]))
    .sort((a, b) => (lastDayOf(a.on) < lastDayOf(b.on) ? -1 : 1))
  for (const [place, { before, after, on }] of dated.entries()) {
    if (place === 0) add(null, before)
    add(on, after)
  }
  const known = steps.filter(({ price }) => price !== null)
  const isOneCurrency = new Set(known.map(({ price }) => currencyOf(price))).size === 1
  const high = ({ price }: PriceStep) => (price?.max ?? price?.min)?.minor ?? Infinity
  const changed = steps.at(-1)?.from ?? null
  const isLater = seen !== null && (changed === null || lastDayOf(seen) > lastDayOf(changed))
  return {
    steps: known.length < 2 ? [] : steps,
    lowest: isOneCurrency ? known.reduce((low, step) => (high(step) < high(low) ? step : low)) : null,
    changed,
    seen: isLater ? seen : changed,
    undated: changes.filter(({ line, before, after }) => line.on === null && !isSame(before, after)),
  }
}

const DAY_MS = 86_400_000
const dayNumber = (date: PartialDate) => Date.parse(lastDayOf(date)) / DAY_MS

/** @returns the steps as a line by how long each price held, the last one as long as it was seen; null = too little is known, or currencies differ */
export function historyPlot({ steps, lowest, seen }: PriceHistory, today: Day): Plot | null {
  const first = steps.find(({ from }) => from !== null)?.from
  if (first == null || lowest === null) return null
  const [begin, end] = [dayNumber(first), dayNumber(today)]
  // How long the first price had held is not known: it gets a short run-up.
  const start = begin - Math.max(30, (end - begin) / 8)
  const stretches = steps.flatMap(({ from, until, price }): Stretch[] => {
    const low = price?.min ?? price?.max
    if (low == null) return []
    return [
      {
        from: from === null ? start : dayNumber(from),
        to: Math.min(end, dayNumber(until ?? seen ?? first)),
        low: low.minor,
        high: price?.max?.minor ?? null,
      },
    ]
  })
  const ticks = roundTicks(Math.max(100, ...stretches.map(({ low, high }) => high ?? low)) / 100)
  const currency = currencyOf(lowest.price) ?? ''
  const word = (amount: number) => formatMoney({ minor: Math.round(amount * 100), currency })
  const middle = steps.at(-1)?.from ?? first
  const isApart = dayNumber(middle) - begin > (end - start) / 3 && end - dayNumber(middle) > (end - start) / 3
  return {
    label: 'The price over time; the table has the same numbers',
    height: 132,
    lines: [{ key: '', name: '', tone: 'accent', stretches }],
    across: {
      from: start,
      to: end,
      ticks: [
        { at: begin, word: formatDate(first) },
        ...(isApart ? [{ at: dayNumber(middle), word: formatDate(middle) }] : []),
        { at: end, word: 'today' },
      ],
    },
    up: { to: (ticks.at(-1) ?? 1) * 100, ticks: ticks.map((amount) => ({ at: amount * 100, word: word(amount) })) },
  }
}
