import type { Answer } from '../credentials/answers.ts'
import type { AreaId } from '../schema/ids.ts'
import type { StepOf } from './steps.ts'

/** What the visitor asks for: several values of one group are alternatives, groups add up. */
export interface Filters {
  words: string
  /** The credentials that it has to count for; [] = those of this device, or none. */
  credentials: readonly string[]
  /** Verdicts to take; with two credentials the worse of the two answers speaks. */
  answers: readonly Answer[]
  prices: readonly StepOf<'prices'>[]
  costs: readonly StepOf<'costs'>[]
  areas: readonly AreaId[]
  bodies: readonly string[]
  credits: readonly StepOf<'credits'>[]
  minutes: readonly StepOf<'minutes'>[]
  formats: readonly string[]
  topics: readonly string[]
  providers: readonly string[]
  freshness: readonly StepOf<'freshness'>[]
  expiry: readonly StepOf<'expiry'>[]
  /** Whole dollars that she pays at least and at most; null = no bound. */
  priceFrom: number | null
  priceTo: number | null
  /** Only courses that a named body approved, not past its date. */
  accredited: boolean
  /** Leave out areas that we judged ourselves. */
  printedAreas: boolean
  /** Also show courses that are over. */
  over: boolean
}

/** More credentials than these cannot be renewed at a glance. */
export const MOST_CREDENTIALS = 2

/** The groups in which values can be ticked, in the order of the panel. */
export const GROUPS = [
  'answers',
  'prices',
  'costs',
  'areas',
  'bodies',
  'minutes',
  'credits',
  'formats',
  'topics',
  'providers',
  'freshness',
  'expiry',
] as const
export type Group = (typeof GROUPS)[number]

/** Choices that are on or off. */
export const SWITCHES = ['accredited', 'printedAreas', 'over'] as const
export type Switch = (typeof SWITCHES)[number]

/** The bounds of the price. */
export const BOUNDS = ['priceFrom', 'priceTo'] as const
export type Bound = (typeof BOUNDS)[number]

export const NO_FILTERS: Filters = {
  words: '',
  credentials: [],
  answers: [],
  prices: [],
  costs: [],
  areas: [],
  bodies: [],
  credits: [],
  minutes: [],
  formats: [],
  topics: [],
  providers: [],
  freshness: [],
  expiry: [],
  priceFrom: null,
  priceTo: null,
  accredited: false,
  printedAreas: false,
  over: false,
}

/** @returns filters with one value of a group ticked or unticked */
export function toggle(filters: Filters, group: Group, value: string): Filters {
  const before: readonly string[] = filters[group]
  const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value]
  return { ...filters, [group]: after }
}

/** A choice that is set, and the filters without it. */
export interface Choice {
  group: keyof Filters
  value: string
  without: Filters
}

/** @returns every choice that is set, in the order of the panel */
export function listChoices(filters: Filters): Choice[] {
  const { words, credentials } = filters
  const choices: Choice[] = []
  if (words.trim() !== '') choices.push({ group: 'words', value: words.trim(), without: { ...filters, words: '' } })
  for (const value of credentials)
    choices.push({
      group: 'credentials',
      value,
      without: { ...filters, credentials: credentials.filter((one) => one !== value) },
    })
  for (const group of SWITCHES)
    if (filters[group]) choices.push({ group, value: '', without: { ...filters, [group]: false } })
  for (const group of BOUNDS)
    if (filters[group] !== null)
      choices.push({ group, value: String(filters[group]), without: { ...filters, [group]: null } })
  for (const group of GROUPS)
    for (const value of filters[group]) choices.push({ group, value, without: toggle(filters, group, value) })
  return choices
}
