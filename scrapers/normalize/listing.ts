import { EVIDENCED_FIELDS, EVIDENCED_FIGURES, type Course, type Offer } from '../../src/schema/course.ts'
import type { Conflict, Source } from '../../src/schema/source.ts'
import { safeHttpUrl } from '../../src/schema/url.ts'
import type { Listing, NormalizeContext, Normalized } from '../provider.ts'
import { readApprovals, readAreas, readAudience, readDate, readFormat, readSummary } from './listing-facts.ts'
import { readCredits, readMinutes } from './listing-credits.ts'
import { normalizeMembership } from './membership.ts'
import { normalizeOffers } from './offers.ts'
import { parseMoney, parseOffers } from './price.ts'
import { labelText, quote, readPrinted, sentences, type Printed } from './printed.ts'
import { slugOf, toSlug } from './slug.ts'
import { parseAccessMonths, parseAttempts, parseCertificate, parsePassMark } from './terms.ts'
import { MAX_TEXT, MAX_TITLE, parseLines, parseText } from './text.ts'
import { parseTopics } from './topic.ts'

/** Things that shops sell beside courses. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/\bgift ?-?(?:cards?|certificates?|vouchers?)\b/i, 'a gift card, not a course'],
  [/^donations?\b|^donate\b/i, 'a donation, not a course'],
  [
    /\b(?:duplicate|replacement|printed|reprint of) certificates?\b|\bcertificate (?:reprint|mailing|shipping)\b/i,
    'a certificate sent again, not a course',
  ],
  [/\b(?:rush|late|processing|shipping) fee\b/i, 'a fee, not a course'],
  [
    /^\W{0,3}(?:draft|hidden|search[- ]only|private|protected|archived|retired|discontinued|do not use|test product)\s?[\])]?\s?(?:[:–—|]|-\s)/i,
    'an entry that its own title marks as not for sale',
  ],
  [/\b(?:t-?shirts?|hoodies?|mugs?|lapel pins?|tote bags?)\b/i, 'merchandise, not a course'],
]
const BUNDLE =
  /\bbundles?\b(?! branch)|\b(?:course|courses|ce|ceu|credit|starter|value|renewal|recertification) (?:pack|packs|package|packages)\b/i
const BUNDLE_CATEGORY = /^(?:course |ceu? )?(?:bundles?|packages?|packs?)$/i
const MEMBERSHIP = /\bmemberships?\b|\bsubscriptions?\b|\ball[ -]access\b|\bunlimited access\b/i
const MEMBERSHIP_CATEGORY = /^(?:memberships?|subscriptions?|plans?)$/i

interface Options {
  /** True where a listing is sold as several products at once, whose prices say nothing of the whole. */
  isGroup: boolean
}

/** What a listing turns out to be, whatever the software of the shop. */
export function normalizeListing(raw: Listing, context: NormalizeContext, { isGroup }: Options): Normalized {
  const listing = clean(raw)
  const other = OTHERS.find(
    ([pattern]) => pattern.test(listing.title) || listing.categories.some((category) => pattern.test(category)),
  )
  if (other !== undefined) return { is: 'left-out', reason: other[1] }
  const url = safeHttpUrl(listing.url) ?? listing.url
  const source = sourceOf(url, context)
  const printed = readPrinted(listing)
  const { credits, conflicts } = readCredits(printed, source.id)
  const hasAmount = credits?.value.some(({ amount }) => amount?.min != null && amount.min === amount.max) === true
  const isMembership =
    listing.categories.some((name) => MEMBERSHIP_CATEGORY.test(name)) || listing.type?.includes('subscription') === true
  if (isMembership || (MEMBERSHIP.test(listing.title) && !hasAmount)) {
    return { is: 'membership', membership: normalizeMembership(listing, printed, url, source, context) }
  }
  const offers = readOffers(listing, printed, isGroup)
  const minutes = readMinutes(printed, credits?.value ?? null)
  const areas = readAreas(listing, printed, credits?.value ?? null)
  const approvals = readApprovals(listing, printed)
  const expires = readDate(printed, 'expires', context.today)
  const format = readFormat(listing, printed)
  const all = [...printed.labels.map(labelText), ...printed.short, ...printed.long].join('\n')
  const course: Course = {
    id: `${context.provider}/${slugOf(url) ?? toSlug(listing.title) ?? listing.key}`,
    key: listing.key,
    provider: context.provider,
    kind: kindOf(listing, format, isGroup),
    title: listing.title,
    url,
    summary: readSummary(printed),
    format,
    minutes: minutes?.value ?? null,
    credits: credits?.value ?? null,
    areas: areas?.value ?? null,
    areaFit: null,
    approvals: approvals?.value ?? [],
    offers,
    topics: parseTopics(`${listing.title} ${listing.categories.join(' ')}`),
    audience: readAudience(printed),
    creditFor: null,
    certificate: parseCertificate(all),
    passMark: parsePassMark(all),
    attempts: parseAttempts(all),
    accessMonths: parseAccessMonths(all),
    released: readDate(printed, 'released', context.today)?.value ?? null,
    reviewed: readDate(printed, 'reviewed', context.today)?.value ?? null,
    expires: expires?.value ?? null,
    ended: null,
    vanished: null,
    supersededBy: null,
    sources: [source],
    evidence: {},
    conflicts: [...conflicts, ...priceConflict(printed, offers, listing, source.id)],
  }
  const lines = sentences(all)
  const words: Record<(typeof PUBLISHED)[number], string | null> = {
    offers: quote(listing.prices.length > 0 ? priceWords(listing.prices) : priceLabels(printed).map(labelText)),
    credits: credits?.printed ?? null,
    minutes: minutes?.printed ?? credits?.printed ?? null,
    areas: areas?.printed ?? null,
    approvals: approvals?.printed ?? null,
    expires: expires?.printed ?? null,
    ended: null,
    passMark: course.passMark === null ? null : quote(lines.filter((line) => parsePassMark(line) !== null)),
    attempts: course.attempts === null ? null : quote(lines.filter((line) => parseAttempts(line) !== null)),
    accessMonths: course.accessMonths === null ? null : quote(lines.filter((line) => parseAccessMonths(line) !== null)),
  }
  for (const field of PUBLISHED) {
    // That there is no credit is printed too; no approval and no offer are not.
    if (isSet(course[field]) || (field === 'credits' && course.credits !== null))
      course.evidence[field] = { source: source.id, printed: words[field] }
  }
  return { is: 'course', course }
}

const PUBLISHED = [...EVIDENCED_FIELDS, ...EVIDENCED_FIGURES] as const

const isSet = (value: unknown) => value !== null && !(Array.isArray(value) && value.length === 0)

/** Cuts and cleans every field before a pattern is run on it. */
function clean(listing: Listing): Listing {
  const names = (list: readonly string[]) => list.slice(0, 50).flatMap((name) => plain(name, 100) ?? [])
  return {
    ...listing,
    title: plain(listing.title, MAX_TITLE) ?? '',
    categories: names(listing.categories),
    tags: names(listing.tags),
    labels: listing.labels.slice(0, 100).flatMap(({ label, value }) => {
      const [name, text] = [plain(label, 100), plain(value, 1000)]
      return name === null || text === null ? [] : [{ label: name, value: text }]
    }),
    texts: listing.texts.map((text) => parseLines(escape(text), MAX_TEXT) ?? ''),
    prices: listing.prices.slice(0, 100).map((price) => ({
      ...price,
      tier: price.tier === null ? null : plain(price.tier, 100),
      printed: price.printed === null ? null : plain(price.printed, 300),
    })),
  }
}

/** Entities were decoded when the listing was read; twice would change what is printed. */
const escape = (text: string) => text.slice(0, MAX_TEXT).replaceAll('&', '&amp;')
const plain = (text: string, max: number) => parseText(escape(text), max)

function sourceOf(url: string, { publisher, today }: NormalizeContext): Source {
  return {
    id: 'page',
    url,
    link: true,
    publisher,
    date: null,
    readOn: today,
    method: 'scraped',
    certainty: 'provider-page',
    note: null,
  }
}

function kindOf(listing: Listing, format: Course['format'], isGroup: boolean): Course['kind'] {
  if (isGroup || BUNDLE.test(listing.title) || listing.categories.some((name) => BUNDLE_CATEGORY.test(name)))
    return 'bundle'
  if (format === 'conference') return 'event'
  if (format === 'article') return 'article-test'
  return 'course'
}

/** Prices as the shop's software knows them, else as a table on the page names them. */
function readOffers(listing: Listing, printed: Printed, isGroup: boolean): Offer[] {
  if (listing.prices.length > 0) return normalizeOffers(listing.prices, { isSum: isGroup })
  const [label] = priceLabels(printed)
  return label === undefined ? [] : parseOffers(label.value)
}

const PRICE_LABEL = /^(?:list |regular |our |course )?(?:price|cost|fee|tuition)\b/i
const priceLabels = ({ labels }: Printed) => labels.filter(({ label }) => PRICE_LABEL.test(label))

/** The words of the prices, with their tiers where each has words of its own. */
function priceWords(prices: Listing['prices']): string[] {
  const words = prices.flatMap(({ printed }) => printed ?? [])
  if (new Set(words).size === 1) return words
  return prices.flatMap(({ tier, printed }) =>
    printed === null ? [] : [tier === null ? printed : `${tier}: ${printed}`],
  )
}

/** A price in a table or in the structured data that is not the one on offer. */
function priceConflict(printed: Printed, offers: readonly Offer[], listing: Listing, source: string): Conflict[] {
  const offer = offers.find((each) => each.for === 'anyone')
  const price = offer?.price?.min
  if (offer === undefined || price == null || offers.length > 1 || price.minor !== offer.price?.max?.minor) return []
  const known = [price.minor, offer.listPrice?.min?.minor]
  for (const { label, value } of priceLabels(printed)) {
    const money = parseMoney(value, { currency: price.currency })
    if (money === null || known.includes(money.minor)) continue
    const shown = quote(listing.prices.flatMap(({ printed }) => printed ?? [])) ?? String(price.minor)
    return [
      {
        field: 'offers',
        values: [
          { value: shown, source },
          { value: labelText({ label, value }), source },
        ],
      },
    ]
  }
  return []
}
