import { toHit, type Hit } from '../src/finder/hit.ts'
import type { Mine } from '../src/finder/mine.ts'
import type { Names } from '../src/finder/names.ts'
import type { Row } from '../src/finder/row.ts'
import type { Held, Terms } from '../src/memberships/price-for-me.ts'
import type { Course, Offer } from '../src/schema/course.ts'
import type { Source } from '../src/schema/source.ts'
import type { Day, MoneySpan } from '../src/schema/values.ts'

/** A source for invented test records. */
export const SOURCE: Source = {
  id: 'page',
  url: 'https://shop.example/one/',
  link: true,
  publisher: 'Example shop',
  date: '2026-01-02',
  readOn: '2026-11-22',
  method: 'scraped',
  certainty: 'provider-page',
  note: null,
}

/** An invented course, valid by the schema, with what a test wants to be different. */
export const makeCourse = (own: Partial<Course> = {}): Course => ({
  id: 'shop/one',
  key: null,
  provider: 'shop',
  kind: 'course',
  title: 'Drawing blood safely',
  url: 'https://shop.example/one/',
  summary: null,
  format: 'online-self-paced',
  minutes: null,
  credits: null,
  areas: null,
  areaFit: null,
  approvals: [],
  offers: [],
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
  sources: [SOURCE],
  evidence: {},
  conflicts: [],
  ...own,
})

/** The day of tests. */
export const TODAY: Day = '2026-11-22'

/** A price in cents of US dollars, or of another currency. */
export const price = (minor: number, currency = 'USD'): MoneySpan => ({
  min: { minor, currency },
  max: { minor, currency },
})

/** An offer to anyone: 0 is free, null is sold at an unknown price. */
export const makeOffer = (cents: number | null, own: Partial<Offer> = {}): Offer => ({
  for: 'anyone',
  kind: cents === 0 ? 'free' : 'purchase',
  price: cents === null ? null : price(cents),
  listPrice: null,
  until: null,
  extraFee: null,
  ...own,
})

/** An invented row of the finder. */
export const makeRow = (own: Partial<Row> = {}): Row => ({
  id: 'shop/one',
  title: 'Drawing blood safely',
  provider: 'shop',
  kind: 'course',
  format: null,
  minutes: null,
  topics: [],
  areas: [],
  areasJudged: false,
  bodies: [],
  credits: null,
  offers: [],
  released: null,
  expires: null,
  over: false,
  fresh: { day: null, how: 'undated', freshUntil: null },
  overview: [],
  ...own,
})

/** A verdict on a row. */
export const makeMine = (answer: Mine['answer'], credits: number | null = null): Mine => ({
  answer,
  reason: '',
  credits: credits === null ? null : { min: credits, max: credits },
})

/** An invented row as a visitor sees it; with verdicts she renews `aama-cma`, then `amt-rma`. */
export const makeHit = (
  row: Partial<Row> = {},
  verdicts: readonly Mine[] = [],
  { held = [], memberships = [] }: { held?: readonly Held[]; memberships?: readonly Terms[] } = {},
): Hit => {
  const credentials = ['aama-cma', 'amt-rma'].slice(0, verdicts.length)
  return toHit(makeRow(row), verdicts, { credentials, held, on: TODAY }, memberships)
}

/** Names of what tests speak of. */
export const makeNames = (): Names => ({
  bodies: { aama: 'AAMA', amt: 'AMT' },
  providers: { shop: 'Example shop' },
  credentials: {
    'aama-cma': { name: 'CMA (AAMA)', unit: 'aama-ceu' },
    'amt-rma': { name: 'RMA (AMT)', unit: 'amt-point' },
  },
  units: {
    'aama-ceu': { one: 'AAMA CEU', many: 'AAMA CEUs' },
    'amt-point': { one: 'CCP point', many: 'CCP points' },
    'pace-hour': { one: 'P.A.C.E. contact hour', many: 'P.A.C.E. contact hours' },
    'bare-ceu': { one: '“CEU”', many: '“CEUs”' },
  },
  memberships: { club: 'the Club' },
})
