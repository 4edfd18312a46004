import type { Course } from '../src/schema/course.ts'
import type { ProviderId } from '../src/schema/ids.ts'
import type { Membership } from '../src/schema/membership.ts'
import type { Money } from '../src/schema/values.ts'
import type { OwnLimit } from './guard.ts'

/** One answer of a site, decoded. */
export interface Page {
  /** Address that was asked for. */
  requested: string
  /** Address that answered, after redirects. */
  url: string
  /** HTTP status of the last hop. */
  status: number
  /** Media type without parameters, lower case; null when none was sent. */
  type: string | null
  /** Header names in lower case. */
  headers: Readonly<Record<string, string>>
  /** The decoded text. */
  body: string
}

/** One price as the shop states it. */
export interface ListedPrice {
  /** The tier it stands for as printed ("Non-member"); null when there is only one. */
  tier: string | null
  /** What is paid; null = the shop names none. */
  price: Money | null
  /** The price before a reduction; null when there is none. */
  listPrice: Money | null
  /** True only where the shop says that it is free. */
  free: boolean
  /** The words as printed. */
  printed: string | null
}

/** One course as the provider writes it, after extract; nothing is interpreted yet. */
export interface Listing {
  /** The shop's own id, stable while the page is renamed. */
  key: string
  /** Address of its page, canonical. */
  url: string
  /** Title as printed, entities decoded, markup as inert text. */
  title: string
  /** The shop's own word for what it is ("simple", "grouped", ...); null when it has none. */
  type: string | null
  /** Categories by name, outermost first. */
  categories: readonly string[]
  /** Tags by name. */
  tags: readonly string[]
  /** Prices by tier; [] = none is stated. */
  prices: readonly ListedPrice[]
  /** Labelled values: attributes, definition lists, table rows. */
  labels: readonly { label: string; value: string }[]
  /** Running text, short description first. */
  texts: readonly string[]
}

/** What one way of reading found. */
export interface Read {
  /** The listings that were not yielded on the way. */
  listings: readonly Listing[]
  /** How many the site says there are; null = it does not say. */
  announced: number | null
  /** True when the last page is proven: all announced ones were read, or the page after the last was asked for and empty. */
  complete: boolean
  /** What a person should know. */
  notes: readonly string[]
}

/**
 * A pass over one site: it yields the address it wants next, is given the page, and ends with what it read. A listing may be
 * yielded as soon as it is whole: then a large site takes no more memory than a small one. The same listing twice counts once.
 * It does no IO; the runner fetches, limits and stops it.
 * @throws TryNextWay when the site does not answer in this way; what it yielded is forgotten
 */
export type Reading = Generator<string | Listing, Read, Page>

/** One way to read a platform (`store-api`, `json-ld`, `pages`). */
export interface Way {
  id: string
  read: (origin: string) => Reading
}

/** How to list and read courses on one kind of site; ways in order of preference. */
export interface Platform {
  id: string
  ways: readonly Way[]
  normalize: (listing: Listing, context: NormalizeContext) => Normalized
}

/** What normalize may know besides the listing. */
export interface NormalizeContext {
  provider: ProviderId
  /** Name of the provider, published as the source's publisher. */
  publisher: string
  /** The day of the run, `YYYY-MM-DD`. */
  today: string
}

/** What a listing turns out to be. */
export type Normalized =
  | { is: 'course'; course: Course }
  | { is: 'membership'; membership: Membership }
  /** Not a course, on purpose; the reason goes into the report. */
  | { is: 'left-out'; reason: string }

/** Who is read, where and how: a plain object, checked with `satisfies Provider`. */
export interface Provider {
  id: ProviderId
  platform: Platform
  /** Scheme, host and port, as in `https://shop.example`. */
  origin: string
  /** Other limits of the guard, where a fact about this site asks for them. */
  limits?: readonly OwnLimit[]
}
