import type { Course, Offer } from '../../src/schema/course.ts'
import { cost } from '../scrape-samples.ts'
import { listingOf, type Answer } from './shop.ts'

/** A site that answers "200 OK" and does not tell the truth. */
export interface Lie {
  name: string
  tell: (truth: Answer) => Answer
}

const telling = (courses: readonly Course[]): Answer => ({
  courses,
  listings: courses.map(listingOf),
  announced: courses.length,
})
const each = (name: string, change: (course: Course, place: number, all: readonly Course[]) => Course): Lie => ({
  name,
  tell: ({ courses }) => telling(courses.map(change)),
})
const NOTHING = { offers: [], credits: null, minutes: null, areas: null, approvals: [], expires: null } as const
const blank = (course: Course): Course =>
  ({ ...course, ...NOTHING, passMark: null, released: null, reviewed: null, evidence: {} }) as unknown as Course
const wall = (title: string) => each(`every page says "${title}"`, (course) => ({ ...blank(course), title }))
const priceOf = ({ offers }: Course) => offers[0]?.price?.min?.minor ?? null
/** Puts another price on every course that has one; what comes of it need not fit the schema. */
const priced = (
  name: string,
  change: (minor: number, course: Course, all: readonly Course[], place: number) => unknown,
) =>
  each(name, (course, place, all) => {
    const minor = priceOf(course)
    if (minor === null) return course
    const money = change(minor, course, all, place)
    const price = typeof money === 'number' ? cost(money) : money
    const offers = course.offers.map((offer) => ({ ...offer, listPrice: null, price: price as Offer['price'] }))
    return { ...course, offers }
  })

export const LIES: readonly Lie[] = [
  { name: 'empty list', tell: () => telling([]) },
  { name: 'a page where the list belongs', tell: (truth) => ({ ...truth, body: '<title>Log in</title>' }) },
  wall('Log in'),
  wall('Are you a robot?'),
  wall('Site under maintenance'),
  wall('Page not found'),
  wall('This domain is for sale'),
  wall('Welcome to our new shop'),
  each('another language', (course) => ({ ...blank(course), offers: course.offers, title: `Curso ${course.title}` })),
  each('selectors gone', blank),
  each('columns swapped: minutes for the price', (course) => {
    const minor = priceOf(course)
    const minutes = course.minutes?.min ?? null
    if (minor === null || minutes === null) return course
    const offers = course.offers.map((offer) => ({ ...offer, listPrice: null, price: cost(Math.round(minutes * 100)) }))
    return { ...course, offers, minutes: { min: minor / 100, max: minor / 100 } }
  }),
  {
    name: 'page 1 repeated',
    tell: ({ courses }) => telling(courses.flatMap((_, place) => courses[place % Math.ceil(courses.length / 4)] ?? [])),
  },
  {
    name: 'half of the list, and the number of all',
    tell: ({ courses, listings }) => ({
      courses,
      listings: listings.slice(0, listings.length / 2),
      announced: listings.length,
    }),
  },
  { name: 'a third of the list', tell: ({ courses }) => telling(courses.slice(0, courses.length / 3)) },
  { name: 'endless paging', tell: (truth) => ({ ...truth, endless: true }) },
  priced('price 0', () => 0),
  priced('negative prices', (minor) => -minor),
  priced('prices that are no number', () => NaN),
  priced('prices of 1e12', () => 1e12),
  priced('prices at a hundredth', (minor) => Math.max(1, Math.round(minor / 100))),
  priced('prices at a tenth', (minor) => Math.round(minor / 10)),
  priced('prices in another currency', (minor) => {
    const euros = { minor, currency: 'EUR' }
    return { min: euros, max: euros }
  }),
  priced('all prices alike', (_, __, all) => all.map(priceOf).find((minor) => minor !== null) ?? 0),
  // A block of structured data that belongs to the product beside it.
  priced('JSON-LD against the visible price', (minor, _, all, place) => {
    const others = [...all.slice(place + 1), ...all.slice(0, place)]
    return others.map(priceOf).find((other) => other !== null && other !== minor) ?? minor
  }),
  each('dates of 1970', (course) => ({
    ...course,
    expires: '1970-01-01',
    evidence: { ...course.evidence, expires: { source: 'page', printed: 'Jan 1, 1970' } },
  })),
  each('dates of 2999', (course) => ({ ...course, released: '2999-12-31' })),
  {
    name: 'duplicate ids',
    tell: ({ courses }) => telling([...courses, ...courses.slice(0, 1)]),
  },
]
