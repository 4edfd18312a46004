import { AREA_WORDS, FORMAT_WORDS } from '../catalog/words.ts'
import { ANSWER_WORDS } from '../credentials/words.ts'
import { PRICE_STEPS, type Filters, type Group } from './filters.ts'
import type { Choice } from './find.ts'

/** Names of what is filtered by id. */
export interface Names {
  bodies: Readonly<Record<string, string>>
  providers: Readonly<Record<string, string>>
  /** Abbreviations: CMA (AAMA). */
  credentials: Readonly<Record<string, string>>
}

const entry = (table: Readonly<Record<string, string>>, key: string): string =>
  Object.hasOwn(table, key) ? (table[key] ?? key) : key

/** Headings of the groups, named by what they decide. */
export const GROUP_WORDS: Record<Group, string> = {
  answers: 'Counts for you',
  bodies: 'Accepted by',
  areas: 'Content area',
  prices: 'Price you pay',
  providers: 'Provider',
  formats: 'How you take it',
}

/** @returns the abbreviation of a credential: CMA (AAMA) */
const labelCredential = (id: string, names: Names): string => entry(names.credentials, id)

/** @returns the abbreviations of credentials, joined: CMA (AAMA) and RMA (AMT) */
export const labelCredentials = (ids: readonly string[], names: Names): string =>
  ids.map((id) => labelCredential(id, names)).join(' and ')

/** @returns a value of a group in words */
export function labelValue(group: Group, value: string, names: Names): string {
  switch (group) {
    case 'answers':
      return Object.hasOwn(ANSWER_WORDS, value) ? ANSWER_WORDS[value as keyof typeof ANSWER_WORDS].word : value
    case 'bodies':
      return entry(names.bodies, value)
    case 'providers':
      return entry(names.providers, value)
    case 'areas':
      return entry(AREA_WORDS, value)
    case 'formats':
      return entry(FORMAT_WORDS, value)
    case 'prices':
      return Object.hasOwn(PRICE_STEPS, value) ? PRICE_STEPS[value as keyof typeof PRICE_STEPS].label : value
  }
}

/** @returns a choice in words, as it stands on its chip */
export function labelChoice({ group, value }: Choice, names: Names): string {
  switch (group) {
    case 'words':
      return `“${value}”`
    case 'credential':
      return `For ${labelCredential(value, names)}`
    case 'accredited':
      return 'Accredited'
    case 'printedAreas':
      return 'Printed areas only'
    case 'over':
      return 'Ended ones too'
    default:
      return labelValue(group, value, names)
  }
}

/** @returns filters as a heading: "Accredited clinical courses under $30 that name AMT" */
export function labelFilters({ credentials, accredited, areas, prices, bodies }: Filters, names: Names): string {
  const words = [
    accredited ? 'accredited' : null,
    prices.includes('free') ? 'free' : null,
    areas.map((area) => AREA_WORDS[area].toLowerCase()).join(' or ') || null,
    'courses',
    prices.includes('under-30') ? 'under $30' : null,
    credentials.length > 0 ? `for ${labelCredentials(credentials, names)}` : null,
    bodies.length > 0 ? `that name ${bodies.map((id) => entry(names.bodies, id)).join(' or ')}` : null,
  ].filter((word) => word !== null)
  const heading = words.join(' ')
  return heading.charAt(0).toUpperCase() + heading.slice(1)
}
