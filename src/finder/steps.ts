/** One step of a measure: its words, and whether a value lies in it; null = not known. What a membership includes costs nothing, and is not free. */
interface Step {
  label: string
  holds: (value: number | null, isIncluded: boolean) => boolean
}

const upTo = (most: number) => (value: number | null) => value !== null && value <= most
const over = (least: number) => (value: number | null) => value !== null && value > least
const from = (least: number) => (value: number | null) => value !== null && value >= least
const unknown = (value: number | null) => value === null
const isFree = (cents: number | null, isIncluded: boolean) => cents === 0 && !isIncluded

const QUARTER_DAYS = 91

/** Measures that are asked for in steps, smallest first; steps may overlap, as "under $30" includes what is free. */
export const STEPS = {
  /** Cents that she pays. */
  prices: {
    free: { label: 'Free', holds: isFree },
    included: { label: 'Included with what I have', holds: (_, isIncluded) => isIncluded },
    'under-30': { label: 'Under $30, free included', holds: (cents) => cents !== null && cents < 3000 },
    'from-30-to-60': { label: '$30 to $60', holds: (cents) => cents !== null && cents >= 3000 && cents <= 6000 },
    'over-60': { label: 'Over $60', holds: over(6000) },
    unknown: { label: 'Price not known', holds: unknown },
  },
  /** Cents of one credit. */
  costs: {
    free: { label: 'Free', holds: isFree },
    'up-to-5': { label: 'Up to $5', holds: upTo(500) },
    'up-to-10': { label: 'Up to $10', holds: upTo(1000) },
    'up-to-20': { label: 'Up to $20', holds: upTo(2000) },
    'over-20': { label: 'Over $20', holds: over(2000) },
    unknown: { label: 'Cost not known', holds: unknown },
  },
  /** Credits that count, or as issued where no credential is chosen. */
  credits: {
    'under-1': { label: 'Less than 1', holds: (credits) => credits !== null && credits < 1 },
    'from-1': { label: '1 or more', holds: from(1) },
    'from-2': { label: '2 or more', holds: from(2) },
    'from-5': { label: '5 or more', holds: from(5) },
    unknown: { label: 'Credit not known', holds: unknown },
  },
  /** Minutes, the high end. */
  minutes: {
    'up-to-30': { label: 'Up to 30 minutes', holds: upTo(30) },
    'up-to-60': { label: 'Up to 1 hour', holds: upTo(60) },
    'up-to-120': { label: 'Up to 2 hours', holds: upTo(120) },
    'over-120': { label: 'Over 2 hours', holds: over(120) },
    unknown: { label: 'Time not known', holds: unknown },
  },
  /** Days since the price was last seen. */
  freshness: {
    month: { label: 'In the last month', holds: upTo(31) },
    'half-year': { label: 'In the last 6 months', holds: upTo(183) },
    year: { label: 'In the last year', holds: upTo(366) },
    older: { label: 'Longer ago', holds: over(366) },
    unknown: { label: 'No date', holds: unknown },
  },
  /** Days until it closes; below 0 it has. */
  expiry: {
    soon: { label: 'Within 3 months', holds: (days) => days !== null && days >= 0 && days <= QUARTER_DAYS },
    later: { label: 'Later', holds: over(QUARTER_DAYS) },
    unknown: { label: 'No end date known', holds: unknown },
  },
} as const satisfies Record<string, Record<string, Step>>

export type Measure = keyof typeof STEPS
export const MEASURES = Object.keys(STEPS) as Measure[]
export type StepOf<M extends Measure> = keyof (typeof STEPS)[M] & string

/** @returns the steps of a measure with their ids, smallest first */
export const stepsOf = (measure: Measure): [string, Step][] => Object.entries<Step>(STEPS[measure])

/** @returns true when a text names a step of a measure */
export const isStep = <M extends Measure>(measure: M, value: string): value is StepOf<M> =>
  Object.hasOwn(STEPS[measure], value)
