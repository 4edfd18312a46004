import { AREA_WORDS } from '../catalog/words.ts'
import { ANSWER_WORDS } from '../credentials/words.ts'
import type { Answer } from '../credentials/verdict.ts'
import type { AreaId } from '../schema/ids.ts'
import { NO_FILTERS, PRICE_STEPS, type Filters, type PriceStep } from './filters.ts'
import { DEFAULT_ORDER, ORDERS, type Order } from './order.ts'

/** What the address holds: the filters and the order. */
export interface View {
  filters: Filters
  order: Order
}

/** The only place that knows the keys of the address; a key that was ever published keeps its meaning. */
const KEYS = {
  words: 'q',
  credentials: 'for',
  answers: 'counts',
  bodies: 'body',
  areas: 'area',
  prices: 'price',
  providers: 'provider',
  formats: 'format',
  accredited: 'accredited',
  printedAreas: 'printed-area',
  over: 'over',
  order: 'sort',
} as const

const LONGEST_WORDS = 200
const MOST_CREDENTIALS = 2
const YES = 'yes'
const isId = (value: string) => /^[a-z0-9-]{1,120}$/.test(value)
const isPrice = (value: string): value is PriceStep => Object.hasOwn(PRICE_STEPS, value)
const isAnswer = (value: string): value is Answer => Object.hasOwn(ANSWER_WORDS, value)
const isArea = (value: string): value is AreaId => Object.hasOwn(AREA_WORDS, value)
const isOrder = (value: string | null): value is Order => value !== null && Object.hasOwn(ORDERS, value)

/** @returns the view of a query string; what is not understood is left out */
export function parseView(query: string): View {
  const params = new URLSearchParams(query)
  const all = (key: string) => [...new Set(params.getAll(key).flatMap((value) => value.split(',')))]
  const order = params.get(KEYS.order)
  return {
    filters: {
      words: (params.get(KEYS.words) ?? '').slice(0, LONGEST_WORDS),
      credentials: all(KEYS.credentials).filter(isId).slice(0, MOST_CREDENTIALS),
      answers: all(KEYS.answers).filter(isAnswer),
      bodies: all(KEYS.bodies).filter(isId),
      areas: all(KEYS.areas).filter(isArea),
      prices: all(KEYS.prices).filter(isPrice),
      providers: all(KEYS.providers).filter(isId),
      formats: all(KEYS.formats).filter(isId),
      accredited: params.get(KEYS.accredited) === YES,
      printedAreas: params.get(KEYS.printedAreas) === YES,
      over: params.get(KEYS.over) === YES,
    },
    order: isOrder(order) ? order : DEFAULT_ORDER,
  }
}

/** @returns the query string of a view, defaults left out: `?area=clinical&price=under-30`, or '' */
export function formatView({ filters, order }: View): string {
  const params: [string, string][] = []
  const add = (key: string, values: readonly string[]) => {
    if (values.length > 0) params.push([key, values.map(encodeURIComponent).join(',')])
  }
  const words = filters.words.trim()
  if (words !== NO_FILTERS.words) add(KEYS.words, [words])
  add(KEYS.credentials, filters.credentials)
  add(KEYS.answers, filters.answers)
  add(KEYS.bodies, filters.bodies)
  add(KEYS.areas, filters.areas)
  add(KEYS.prices, filters.prices)
  add(KEYS.providers, filters.providers)
  add(KEYS.formats, filters.formats)
  for (const key of ['accredited', 'printedAreas', 'over'] as const) if (filters[key]) add(KEYS[key], [YES])
  if (order !== DEFAULT_ORDER) add(KEYS.order, [order])
  return params.length === 0 ? '' : `?${params.map(([key, value]) => `${key}=${value}`).join('&')}`
}
