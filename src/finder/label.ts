import { AREA_WORDS, FORMAT_WORDS, TOPIC_WORDS } from '../catalog/words.ts'
import { ANSWER_WORDS } from '../credentials/words.ts'
import type { Choice, Filters, Group } from './filters.ts'
import { lookUp, nameCredential, nameCredentials, type Names } from './names.ts'
import { stepsOf, type Measure } from './steps.ts'

/** Headings of the groups, named by what they decide. */
export const GROUP_WORDS: Record<Group, string> = {
  answers: 'Counts for you',
  prices: 'Price you pay',
  costs: 'Cost of one credit',
  areas: 'Content area',
  bodies: 'Body that is named',
  minutes: 'Time you have',
  credits: 'Credits it gives',
  formats: 'How you take it',
  topics: 'Topic',
  providers: 'Provider',
  freshness: 'Price last seen',
  expiry: 'Closes',
}

const words = (table: Readonly<Record<string, string>>, key: string): string => lookUp(table, key, key)
const step = (measure: Measure, value: string): string =>
  stepsOf(measure).find(([id]) => id === value)?.[1].label ?? value

/** @returns a value of a group in words */
export function labelValue(group: Group, value: string, names: Names): string {
  switch (group) {
    case 'answers':
      return Object.hasOwn(ANSWER_WORDS, value) ? ANSWER_WORDS[value as keyof typeof ANSWER_WORDS].word : value
    case 'bodies':
      return words(names.bodies, value)
    case 'providers':
      return words(names.providers, value)
    case 'areas':
      return words(AREA_WORDS, value)
    case 'formats':
      return words(FORMAT_WORDS, value)
    case 'topics':
      return words(TOPIC_WORDS, value)
    default:
      return step(group, value)
  }
}

/** @returns a choice in words that stand alone, as on its chip */
export function labelChoice({ group, value }: Pick<Choice, 'group' | 'value'>, names: Names): string {
  switch (group) {
    case 'words':
      return `“${value}”`
    case 'credentials':
      return `For ${nameCredential(value, names)}`
    case 'accredited':
      return 'Accredited'
    case 'printedAreas':
      return 'Printed areas only'
    case 'over':
      return 'Ended ones too'
    case 'priceFrom':
      return `From $${value}`
    case 'priceTo':
      return `At most $${value}`
    case 'bodies':
      return `Names ${labelValue(group, value, names)}`
    case 'costs':
      return `${labelValue(group, value, names)} a credit`
    case 'credits':
      return value === 'unknown'
        ? labelValue(group, value, names)
        : `${labelValue(group, value, names)} ${value === 'under-1' ? 'credit' : 'credits'}`
    case 'freshness':
      return `Seen: ${labelValue(group, value, names).toLowerCase()}`
    case 'expiry':
      return `Closes: ${labelValue(group, value, names).toLowerCase()}`
    default:
      return labelValue(group, value, names)
  }
}

/** The only value of a group inside a sentence, HIPAA as it is; null = there are several, or it is not known. */
function only(group: Group, values: readonly string[], names: Names): string | null {
  const [value] = values
  if (value === undefined || values.length > 1 || value === 'unknown') return null
  const label = labelChoice({ group, value }, names)
  return label.charAt(0).toLowerCase() + label.slice(1)
}

const after = (word: string, label: string | null) => (label === null ? null : `${word} ${label}`)

/** @returns filters as a heading: "Accredited clinical courses under $30 that name AMT" */
export function labelFilters(filters: Filters, names: Names): string {
  const { words: asked, credentials, accredited, areas, prices, bodies, minutes, credits, topics, providers } = filters
  const price = prices.length === 1 ? prices[0] : null
  const parts = [
    accredited ? 'accredited' : null,
    price === 'free' ? 'free' : null,
    areas.map((area) => AREA_WORDS[area].toLowerCase()).join(' or ') || null,
    'courses',
    price === 'under-30' ? 'under $30' : null,
    credentials.length > 0 ? `for ${nameCredentials(credentials, names)}` : null,
    bodies.length > 0 ? `that name ${bodies.map((id) => words(names.bodies, id)).join(' or ')}` : null,
    after('by', providers.length === 1 ? labelValue('providers', providers[0] ?? '', names) : null),
    after('of', only('minutes', minutes, names)),
    after('with', only('credits', credits, names)),
    after('on', only('topics', topics, names)),
    asked.trim() === '' ? null : `matching “${asked.trim()}”`,
  ].filter((part) => part !== null)
  const heading = parts.join(' ')
  return heading.charAt(0).toUpperCase() + heading.slice(1)
}
