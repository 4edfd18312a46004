import {
  areasOf,
  isOver,
  isPast,
  offerForAnyone,
  pricePerCredit,
  sourceOf,
  type PerCredit,
} from '../catalog/courses.ts'
import { formatMinutes, formatNumber, formatPrice, formatSeen, formatSpan } from '../catalog/format.ts'
import { FORMAT_WORDS, KIND_WORDS, TOPIC_WORDS } from '../catalog/words.ts'
import type { Catalog } from '../catalog/load.ts'
import type { Course, Offer } from '../schema/course.ts'
import type { AreaId } from '../schema/ids.ts'
import type { Mine, Overview } from './mine.ts'
import { overviewOf } from './verdicts.ts'

/** One course as the finder shows, filters and sorts it: flat, small, ready to be sent to the browser. */
export interface Row {
  id: string
  title: string
  provider: string
  providerName: string
  /** "Online, self-paced · 1 h 30 min" */
  facts: string
  topics: string
  format: string | null
  areas: readonly AreaId[]
  /** True where the areas are our judgement, not printed. */
  areasJudged: boolean
  /** Accepting bodies: approval of this course, or only the provider's word. */
  bodies: readonly { id: string; short: string; approved: boolean; past: boolean }[]
  /** Anyone's price in cents of USD, high end; null = unknown or another currency. 0 = free. */
  cents: number | null
  /** "$19.95", "Free", "Included with ACE membership", "Price not known" */
  priceWords: string
  priceKnown: boolean
  /** What stands under the price: certificate extra, member price, list price. */
  priceNote: string | null
  /** Price of one credit as issued: "$13.30" per "P.A.C.E. contact hour"; null = price or credit not known. */
  perCreditWords: { price: string; unit: string } | null
  /** For ranking, cents per credit as issued, high end; null = unranked. */
  perCredit: number | null
  /** "1.5 P.A.C.E. contact hours" */
  creditWords: string | null
  /** Low end, in minutes. */
  minutes: number | null
  released: string | null
  over: boolean
  /** "last seen May 2025" */
  seen: string
  /** How the most widely held credentials stand to it; [] once it is over. */
  overview: Overview
  /** The verdicts for the credentials that the visitor renews; [] = none is chosen, or the course is over. */
  mine: readonly Mine[]
}

type Context = Pick<Catalog, 'bodies' | 'conversions' | 'credentials' | 'memberships' | 'providers' | 'runs' | 'units'>

/** Credits in words: alternatives joined by "or". */
export function creditWords(credits: Course['credits'], units: Catalog['units']): string | null {
  if (credits === null) return null
  if (credits.length === 0) return 'No credit'
  return credits
    .map(({ unit: id, amount }) => {
      const unit = units.find((one) => one.id === id)
      const name = (count: number | null) => (count === 1 ? unit?.name : unit?.plural) ?? id
      if (amount === null) return `${name(null)}, amount not printed`
      return `${formatSpan(amount, formatNumber)} ${name(amount.max ?? amount.min)}`
    })
    .join(' or ')
}

function perCreditWords(per: PerCredit | null, units: Catalog['units']): Row['perCreditWords'] {
  if (per === null) return null
  const unit = units.find(({ id }) => id === per.unit)?.name ?? per.unit
  return { price: formatPrice({ min: per.low, max: per.high }), unit }
}

function priceNote(course: Course, context: Context, offer: Offer | null): string | null {
  const notes: string[] = []
  if (offer?.listPrice != null) notes.push(`instead of ${formatPrice(offer.listPrice)}`)
  if (offer?.extraFee != null) {
    const { what, price } = offer.extraFee
    notes.push(price === null ? `${what} extra` : `plus ${formatPrice(price)} for ${what}`)
  }
  for (const other of course.offers) {
    if (other.for === 'anyone') continue
    const holder = other.for === 'members' ? 'members' : context.memberships.find(({ id }) => id === other.for)?.name
    if (other.kind === 'included') notes.push(`included with ${holder ?? other.for}`)
    else if (other.price !== null) notes.push(`${formatPrice(other.price)} for ${holder ?? other.for}`)
  }
  return notes.length === 0 ? null : notes.join('; ')
}

/** @returns the row of a course as it is on `today` (`YYYY-MM-DD`) */
export function toRow(course: Course, context: Context, today: string): Row {
  const over = isOver(course, today)
  const { areas, judged } = areasOf(course)
  const offer = offerForAnyone(course, today)
  const price = offer?.price ?? null
  const per = pricePerCredit(price, course.credits)
  const top = price?.max ?? price?.min ?? null
  const seen = sourceOf(course, 'offers')?.source ?? course.sources[0]
  const kind = course.kind === 'course' ? null : KIND_WORDS[course.kind]
  const format = course.format === null || course.kind === 'article-test' ? null : FORMAT_WORDS[course.format]
  const length = course.minutes === null ? null : formatMinutes(course.minutes)
  return {
    id: course.id,
    title: course.title,
    provider: course.provider,
    providerName: context.providers.find(({ id }) => id === course.provider)?.name ?? course.provider,
    facts: [kind, format, length].filter((part) => part !== null).join(' · '),
    topics: course.topics.map((topic) => TOPIC_WORDS[topic]).join(', '),
    format: course.format,
    areas,
    areasJudged: judged,
    bodies: course.approvals.map((approval) => ({
      id: approval.body,
      short: context.bodies.find(({ id }) => id === approval.body)?.short ?? approval.body,
      approved: approval.basis === 'approved',
      past: isPast(approval, today),
    })),
    cents: top?.currency === 'USD' ? top.minor : null,
    priceWords: price === null ? 'Price not known' : formatPrice(price),
    priceKnown: price !== null,
    priceNote: priceNote(course, context, offer),
    perCreditWords: perCreditWords(per, context.units),
    perCredit: per?.ranked === true && per.high.currency === 'USD' ? per.high.minor : null,
    creditWords: creditWords(course.credits, context.units),
    minutes: course.minutes?.min ?? course.minutes?.max ?? null,
    released: course.released,
    over,
    seen: seen === undefined ? '' : formatSeen(seen),
    overview: over ? [] : overviewOf(course, context.credentials, context, today),
    mine: [],
  }
}
