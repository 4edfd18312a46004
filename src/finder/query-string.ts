import { AREA_WORDS } from '../catalog/words.ts'
import type { Answer } from '../credentials/answers.ts'
import { ANSWER_WORDS } from '../credentials/words.ts'
import type { AreaId } from '../schema/ids.ts'
import { BOUNDS, MOST_CREDENTIALS, NO_FILTERS, SWITCHES, type Bound, type Filters } from './filters.ts'
import { DEFAULT_ORDER, isDefaultOrder, ORDERS, type Order, type OrderBy } from './order.ts'
import { isStep, MEASURES, type Measure, type StepOf } from './steps.ts'

/** What the address holds: the filters and the order. */
export interface View {
  filters: Filters
  order: Order
}

/** The only place that knows the keys of the address; a key that was ever published keeps its meaning. */
const KEYS = {
  words: 'q',
  credentials: 'for',
  answers: 'verdict',
  prices: 'price',
  costs: 'cost',
  areas: 'area',
  bodies: 'body',
  minutes: 'time',
  credits: 'credits',
  formats: 'format',
  topics: 'topic',
  providers: 'provider',
  freshness: 'checked',
  expiry: 'ends',
  priceFrom: 'from',
  priceTo: 'to',
  accredited: 'accredited',
  printedAreas: 'printed-area',
  over: 'over',
  order: 'sort',
} as const satisfies Record<keyof Filters | 'order', string>

/** Keys and values of past releases, and what they are called now. */
const MOVED: readonly { key: string; value?: string; to: { key: string; value?: string } }[] = [
  { key: 'counts', to: { key: KEYS.answers } },
  { key: 'sort', value: 'per-credit', to: { key: KEYS.order, value: 'cost' } },
]

const LONGEST_WORDS = 200
const MOST_DOLLARS = 100_000
const YES = 'yes'
/** Stands before an order that is turned round. */
const REVERSED = '-'
/** Half of a sign that takes two places, as cutting leaves it, cannot stand in an address. */
const wellFormed = (text: string) => text.replace(/\p{Cs}/gu, '\ufffd')
const isId = (value: string) => /^[a-z0-9-]{1,120}$/.test(value)
const isAnswer = (value: string): value is Answer => Object.hasOwn(ANSWER_WORDS, value)
const isArea = (value: string): value is AreaId => Object.hasOwn(AREA_WORDS, value)
const isOrder = (value: string): value is OrderBy => Object.hasOwn(ORDERS, value)

/** Brings a query string of a past release up to date. */
function migrate(params: URLSearchParams): URLSearchParams {
  const now = new URLSearchParams()
  for (const [key, value] of params) {
    const moved = MOVED.find((one) => one.key === key && (one.value === undefined || one.value === value))
    now.append(moved?.to.key ?? key, moved?.to.value ?? value)
  }
  return now
}

function parseOrder(value: string | null): Order {
  const by = value?.startsWith(REVERSED) === true ? value.slice(REVERSED.length) : value
  return by !== null && isOrder(by) ? { by, reversed: by !== value } : DEFAULT_ORDER
}

function parseDollars(value: string | null): number | null {
  if (value === null || !/^\d{1,6}$/.test(value)) return null
  return Math.min(Number(value), MOST_DOLLARS)
}

/** @returns true where a query string speaks of a view; links from elsewhere may carry keys of their own */
export const hasView = (query: string): boolean =>
  [...migrate(new URLSearchParams(query)).keys()].some((key) => (Object.values(KEYS) as string[]).includes(key))

/** @returns the view of a query string; what is not understood is left out */
export function parseView(query: string): View {
  const params = migrate(new URLSearchParams(query))
  const all = (key: keyof typeof KEYS) => [...new Set(params.getAll(KEYS[key]).flatMap((value) => value.split(',')))]
  const steps = <M extends Measure>(measure: M) =>
    all(measure).filter((value): value is StepOf<M> => isStep(measure, value))
  const bound = (key: Bound) => parseDollars(params.get(KEYS[key]))
  return {
    filters: {
      words: wellFormed((params.get(KEYS.words) ?? '').slice(0, LONGEST_WORDS)),
      credentials: all('credentials').filter(isId).slice(0, MOST_CREDENTIALS),
      answers: all('answers').filter(isAnswer),
      prices: steps('prices'),
      costs: steps('costs'),
      areas: all('areas').filter(isArea),
      bodies: all('bodies').filter(isId),
      minutes: steps('minutes'),
      credits: steps('credits'),
      formats: all('formats').filter(isId),
      topics: all('topics').filter(isId),
      providers: all('providers').filter(isId),
      freshness: steps('freshness'),
      expiry: steps('expiry'),
      priceFrom: bound('priceFrom'),
      priceTo: bound('priceTo'),
      accredited: params.get(KEYS.accredited) === YES,
      printedAreas: params.get(KEYS.printedAreas) === YES,
      over: params.get(KEYS.over) === YES,
    },
    order: parseOrder(params.get(KEYS.order)),
  }
}

/** @returns the query string of a view, defaults left out: `?area=clinical&price=under-30`, or '' */
export function formatView({ filters, order }: View): string {
  const params: [string, string][] = []
  const add = (key: keyof typeof KEYS, values: readonly string[]) => {
    if (values.length > 0)
      params.push([KEYS[key], values.map((value) => encodeURIComponent(wellFormed(value))).join(',')])
  }
  const words = filters.words.trim()
  if (words !== NO_FILTERS.words) add('words', [words])
  for (const group of [
    'credentials',
    'answers',
    'areas',
    'bodies',
    'formats',
    'topics',
    'providers',
    ...MEASURES,
  ] as const)
    add(group, filters[group])
  for (const bound of BOUNDS) if (filters[bound] !== null) add(bound, [String(filters[bound])])
  for (const one of SWITCHES) if (filters[one]) add(one, [YES])
  if (!isDefaultOrder(order)) add('order', [`${order.reversed ? REVERSED : ''}${order.by}`])
  return params.length === 0 ? '' : `?${params.map(([key, value]) => `${key}=${value}`).join('&')}`
}
