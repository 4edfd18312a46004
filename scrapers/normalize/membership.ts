import type { Membership } from '../../src/schema/membership.ts'
import type { Listing, NormalizeContext } from '../provider.ts'
import { readCredits } from './listing-credits.ts'
import { normalizeOffers } from './offers.ts'
import { quote, type Printed } from './printed.ts'
import { slugOf } from './slug.ts'
import type { Source } from '../../src/schema/source.ts'

const UNLIMITED =
  /\bunlimited\b|\ball[ -]access\b|\b(?:access to )?all (?:our |of our )?courses\b|\bentire (?:library|catalog)\b/i

/** What is bought instead of single courses. */
export function normalizeMembership(
  listing: Listing,
  printed: Printed,
  url: string,
  source: Source,
  context: NormalizeContext,
): Membership {
  const lines = [
    listing.title,
    ...printed.labels.map(({ label, value }) => `${label}: ${value}`),
    ...printed.short,
    ...printed.long,
  ]
  const offer = normalizeOffers(listing.prices).find((each) => each.for === 'anyone') ?? null
  const price = offer?.price ?? null
  const periodLine = lines.find((line) => periodOf(line) !== null && !/\baccess lasts\b|\bfrom purchase\b/i.test(line))
  const months = periodLine === undefined ? null : periodOf(periodLine)
  const { credits } = readCredits({ ...printed, labels: [], long: [], longLabels: [] }, source.id)
  const [credit] = credits?.value ?? []
  const unlimited = lines.find((line) => UNLIMITED.test(line))
  const evidence: Membership['evidence'] = {}
  if (price !== null)
    evidence['price'] = {
      source: source.id,
      printed: quote(listing.prices.flatMap(({ printed: words }) => words ?? [])),
    }
  if (periodLine !== undefined) evidence['period'] = { source: source.id, printed: quote([periodLine]) }
  if (credit?.amount != null) evidence['credits'] = { source: source.id, printed: credits?.printed ?? null }
  const renewal = lines.find((line) => autoRenews([line]) !== null)
  if (renewal !== undefined) evidence['autoRenews'] = { source: source.id, printed: quote([renewal]) }
  if (unlimited !== undefined) evidence['opens'] = { source: source.id, printed: quote([unlimited]) }
  return {
    id: `${context.provider}-${slugOf(url) ?? listing.key}`,
    name: listing.title,
    org: context.publisher,
    provider: context.provider,
    url,
    kind: /\bsubscription\b/i.test(`${listing.title} ${listing.type ?? ''}`) ? 'subscription' : 'membership',
    price,
    period: months === null ? null : { months },
    autoRenews: autoRenews(lines),
    finishWithinMonths: null,
    credits: credit?.amount == null ? null : { unit: credit.unit, amount: credit.amount },
    courseCount: null,
    keeps: [],
    opens:
      unlimited === undefined
        ? []
        : [
            {
              providers: [context.provider],
              courses: [],
              percentOff: 100,
              note: 'All courses of this provider at no further charge, as the shop says.',
              source: source.id,
            },
          ],
    note: null,
    openQuestions: [],
    sources: [source],
    evidence,
    conflicts: [],
  }
}

/** Length of one payment in months; null when the words name none. */
function periodOf(line: string): number | null {
  if (/\b(?:annual(?:ly)?|yearly|(?:a|per|one|1|each)[ -]year|\/ ?(?:yr|year))\b/i.test(line)) return 12
  const months = /\b(\d{1,2})[ -]months?\b/i.exec(line)?.[1]
  if (months !== undefined && Number(months) >= 1) return Number(months)
  const years = /\b(two|three|2|3)[ -]years?\b/i.exec(line)?.[1]
  if (years !== undefined) return ['two', '2'].includes(years.toLowerCase()) ? 24 : 36
  return /\b(?:monthly|(?:a|per|each)[ -]month|\/ ?mo(?:nth)?)\b/i.test(line) ? 1 : null
}

function autoRenews(lines: readonly string[]): boolean | null {
  const line = lines.find((each) => /\bauto(?:matic(?:ally)?)?[ -]?renew|\brenews? automatically\b/i.test(each))
  return line === undefined ? null : !/\b(?:no|not|never|without|does ?n.t)\b/i.test(line)
}
