import type { Correction } from '../src/schema/correction.ts'
import type { Course, Offer } from '../src/schema/course.ts'
import type { Membership } from '../src/schema/membership.ts'
import type { Provider as ProviderEntry } from '../src/schema/provider.ts'
import type { Run } from '../src/schema/run.ts'
import type { Source } from '../src/schema/source.ts'
import type { Listing, Page, Platform } from '../scrapers/provider.ts'

/** Invented records for tests of the scrapers; every part can be replaced. */

export const TODAY = '2026-11-22'
export const usd = (minor: number) => ({ minor, currency: 'USD' })
export const cost = (minor: number) => ({ min: usd(minor), max: usd(minor) })

export const sampleOffer = (changes: Partial<Offer> = {}): Offer => ({
  for: 'anyone',
  kind: 'purchase',
  price: cost(2000),
  listPrice: null,
  until: null,
  extraFee: null,
  ...changes,
})

export const sampleSource = (changes: Partial<Source> = {}): Source => ({
  id: 'page',
  url: 'https://shop.example/',
  link: true,
  publisher: 'Shop',
  date: null,
  readOn: TODAY,
  method: 'scraped',
  certainty: 'provider-page',
  note: null,
  ...changes,
})

/** A course of the provider `shop`, complete enough for the checks of references. */
export function sampleCourse(slug: string, changes: Partial<Course> = {}): Course {
  return {
    id: `shop/${slug}`,
    key: slug,
    provider: 'shop',
    kind: 'course',
    title: `Course ${slug}`,
    url: `https://shop.example/${slug}/`,
    summary: null,
    format: null,
    minutes: null,
    credits: null,
    areas: null,
    areaFit: null,
    approvals: [],
    offers: [sampleOffer()],
    topics: [],
    audience: null,
    creditFor: null,
    certificate: null,
    passMark: null,
    attempts: null,
    accessMonths: null,
    released: null,
    reviewed: null,
    expires: null,
    ended: null,
    vanished: null,
    supersededBy: null,
    sources: [sampleSource({ url: `https://shop.example/${slug}/` })],
    evidence: { offers: { source: 'page', printed: '$20.00' } },
    conflicts: [],
    ...changes,
  }
}

export const sampleCourses = (count: number, changes: (place: number) => Partial<Course> = () => ({})): Course[] =>
  Array.from({ length: count }, (_, place) => sampleCourse(`c${String(place + 1)}`, changes(place)))

/** A price that the shop itself says is wrong. */
export const sampleCorrection = (changes: Partial<Correction> = {}): Correction => ({
  course: 'shop/c1',
  field: 'offers',
  value: [sampleOffer({ price: cost(2500) })],
  instead: [sampleOffer()],
  why: 'The page still shows last year’s price.',
  source: {
    url: null,
    link: true,
    publisher: 'The shop, by mail',
    date: null,
    readOn: TODAY,
    method: 'read-by-hand',
    certainty: 'provider-page',
    note: null,
  },
  printed: '$25.00',
  ...changes,
})

export const sampleMembership = (changes: Partial<Membership> = {}): Membership => ({
  id: 'shop-all-access',
  name: 'All access',
  org: 'Shop',
  provider: 'shop',
  url: 'https://shop.example/all-access/',
  kind: 'membership',
  price: cost(9900),
  period: null,
  autoRenews: null,
  finishWithinMonths: null,
  credits: null,
  courseCount: null,
  keeps: [],
  opens: [],
  note: null,
  openQuestions: [],
  sources: [sampleSource()],
  evidence: { price: { source: 'page', printed: '$99.00' } },
  conflicts: [],
  ...changes,
})

export const sampleEntry = (changes: Partial<ProviderEntry> = {}): ProviderEntry => ({
  id: 'shop',
  name: 'Shop',
  home: 'https://shop.example/',
  hosts: ['shop.example'],
  platform: 'sample',
  status: 'unproven',
  rhythmDays: 7,
  terms: null,
  summary: null,
  priceRange: null,
  sources: [],
  evidence: {},
  ...changes,
})

export const sampleListing = (key: string, changes: Partial<Listing> = {}): Listing => ({
  key,
  url: `https://shop.example/${key}/`,
  title: `Course ${key}`,
  type: null,
  categories: [],
  tags: [],
  prices: [],
  labels: [],
  texts: [],
  ...changes,
})

export const samplePage = (url: string, body = '', status = 200): Page => ({
  requested: url,
  url,
  status,
  type: 'text/html',
  headers: {},
  body,
})

/** A platform with one way: the list is one page of JSON, an array of listings, and listings become courses as they are. */
export const samplePlatform: Platform = {
  id: 'sample',
  ways: [
    {
      id: 'list',
      *read(origin) {
        const page = yield `${origin}/list`
        const listings = JSON.parse(page.body) as Listing[]
        return { listings, announced: listings.length, complete: true, notes: [] }
      },
    },
  ],
  normalize: ({ key, title, url, type }, { today }) => {
    if (type === 'gift-card') return { is: 'left-out', reason: 'a gift card is no course' }
    const sources = [sampleSource({ url, readOn: today })]
    if (type === 'membership') return { is: 'membership', membership: sampleMembership({ name: title, url, sources }) }
    return { is: 'course', course: sampleCourse(key, { title, url, sources }) }
  },
}

export const sampleRun = (changes: Partial<Run> = {}): Run => ({
  provider: 'shop',
  started: `${TODAY}T06:00:00Z`,
  ended: `${TODAY}T06:00:01Z`,
  outcome: 'published',
  gate: null,
  way: 'list',
  snapshot: null,
  extractor: null,
  counts: {
    requests: 1,
    announced: 1,
    listings: 1,
    courses: 1,
    memberships: 0,
    leftOut: 0,
    rejected: 0,
    added: 1,
    changed: 0,
    vanished: 0,
  },
  coverage: {},
  notes: [],
  ...changes,
})
