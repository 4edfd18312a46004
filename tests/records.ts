import type { Course } from '../src/schema/course.ts'
import type { Source } from '../src/schema/source.ts'
import type { Row } from '../src/finder/row.ts'

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

/** An invented row of the finder. */
export const makeRow = (own: Partial<Row> = {}): Row => ({
  id: 'shop/one',
  title: 'Drawing blood safely',
  provider: 'shop',
  providerName: 'Example shop',
  facts: '',
  topics: '',
  format: null,
  areas: [],
  areasJudged: false,
  bodies: [],
  cents: null,
  priceWords: 'Price not known',
  priceKnown: false,
  priceNote: null,
  perCreditWords: null,
  perCredit: null,
  creditWords: null,
  minutes: null,
  released: null,
  over: false,
  seen: '',
  overview: [],
  mine: [],
  ...own,
})
