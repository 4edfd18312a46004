import { MOST_HELD } from '../credentials/most-held.ts'
import type { Body } from '../schema/body.ts'
import type { Credential } from '../schema/credential.ts'
import { FILLERS, foldWord, STOP_WORDS, toTerm, WORD } from '../search/terms.ts'
import type { Filters } from './filters.ts'

/** Names by which bodies and credentials are typed, by id. */
export interface Vocabulary {
  bodies: Readonly<Record<string, readonly string[]>>
  credentials: Readonly<Record<string, readonly string[]>>
}

/** Typed words and the one choice that they were read as. */
export interface Reading {
  words: string
  group: keyof Filters
  /** The id that was ticked, the dollars of a bound, `yes` of a switch. */
  value: string
}

/** What typed words ask for. */
export interface Understood {
  filters: Partial<Filters>
  /** What is left to search for. */
  rest: string
  read: readonly Reading[]
}

type Choice = readonly [group: keyof Filters, value: string]

/** A word of the typed text: where it stands and how it is compared. */
interface Token {
  start: number
  end: number
  word: string
}

/** Phrases that mean one thing wherever they stand. */
const PHRASES: Readonly<Record<string, readonly Choice[]>> = {
  administrative: [['areas', 'administrative']],
  admin: [['areas', 'administrative']],
  clinical: [['areas', 'clinical']],
  free: [['prices', 'free']],
  'for free': [['prices', 'free']],
  'free of charge': [['prices', 'free']],
  'no charge': [['prices', 'free']],
  'no cost': [['prices', 'free']],
  accredited: [['accredited', 'yes']],
  approved: [['accredited', 'yes']],
  'accredited by': [['accredited', 'yes']],
  'approved by': [['accredited', 'yes']],
  // What is online is either taken at one's own pace or live.
  online: [
    ['formats', 'online-self-paced'],
    ['formats', 'live-webinar'],
  ],
  'self paced': [['formats', 'online-self-paced']],
  'online self paced': [['formats', 'online-self-paced']],
  'on demand': [['formats', 'online-self-paced']],
  webinar: [['formats', 'live-webinar']],
  webinars: [['formats', 'live-webinar']],
  'live webinar': [['formats', 'live-webinar']],
  'online webinar': [['formats', 'live-webinar']],
  'in person': [['formats', 'in-person']],
  'face to face': [['formats', 'in-person']],
  blended: [['formats', 'blended']],
  hybrid: [['formats', 'blended']],
  // Only lead over to a name.
  'accepted by': [],
  'counts for': [],
  'good for': [],
}

/** "General" is an area only with one of these, or where nothing else is left to search for. */
const GENERAL = 'general'
for (const noun of ['area', 'category', 'ceu', 'ceus', 'credit', 'credits', 'point', 'points'])
  (PHRASES as Record<string, readonly Choice[]>)[`${GENERAL} ${noun}`] = [['areas', GENERAL]]

/** Phrases in which a word that would be understood means something else. */
const KEPT: ReadonlySet<string> = new Set([
  ...['smoke', 'tobacco', 'drug', 'alcohol', 'latex', 'gluten', 'sugar', 'fat', 'pain', 'error', 'symptom'].map(
    (word) => `${word} free`,
  ),
  ...['radical', 'radicals', 'text', 'clinic', 'clinics', 't3', 't4'].map((word) => `free ${word}`),
  ...['research', 'trial', 'trials', 'laboratory', 'laboratories', 'lab', 'pathology'].map(
    (word) => `clinical ${word}`,
  ),
  ...['assistant', 'assistants', 'specialist'].map((word) => `administrative ${word}`),
  ...['code', 'codes', 'coding'].map((word) => `cpt ${word}`),
  'fda approved',
  'cma today',
  'ama ed hub',
  'aama annual conference',
  'aama conference',
  'aama chapters',
  'aama e learning center',
])

/** Shorter names are words of their own: MA, CA, NE. */
const LEAST_NAME = 3
/** Before a bare number these make it an age, not a price. */
const PEOPLE: ReadonlySet<string> = new Set(
  'adult adults age aged ages child children infant infants kid kids patient patients people women men'.split(' '),
)
const LONGEST_DAY = 12 * 60
const AMOUNTS: Readonly<Record<string, number>> = { half: 0.5, 'half a': 0.5, 'half an': 0.5, an: 1, one: 1, two: 2 }

const TIME =
  /(?:i have\s+)?(?:(over|more than|under|in|within|less than|up to|at most)\s+)?(half an?|half|an|one|two|\d{1,3}(?:\.\d)?)[\s-]*(minutes?|mins?|hours?|hrs?)(?![\p{L}\p{N}])/iuy
const RANGE = /\$\s?(\d{1,4})\s*(?:-|–|to)\s*\$?\s?(\d{1,4})(?![\p{L}\p{N}])/iuy
const BOUND =
  /(under|below|less than|<|up to|at most|max|over|above|more than)\s*(\$?)\s?(\d{1,4})(?:\.(\d\d))?(\s*(?:dollars|bucks))?(?![\p{L}\p{N}%])(?!\s*(?:percent|years?|yrs?|months?|weeks?|days?|credits?|ceus?|points?)(?![\p{L}\p{N}]))/iuy
const PRICE = /\$\s?(\d{1,4})(?:\.(\d\d))?(?:\s*or less)?(?![\p{L}\p{N}])/iuy

/** What stands at a place: choices and where they end; null = nothing that is understood. */
type Read = { end: number; choices: readonly Choice[] } | null

const matchAt = (pattern: RegExp, text: string, start: number): RegExpExecArray | null => {
  pattern.lastIndex = start
  return pattern.exec(text)
}

function readTime(text: string, start: number): Read {
  const match = matchAt(TIME, text, start)
  if (match === null) return null
  const [whole, bound = '', amount = '', unit = ''] = match
  const count = AMOUNTS[amount.toLowerCase()] ?? Number(amount)
  const minutes = count * (unit.toLowerCase().startsWith('h') ? 60 : 1)
  if (minutes > LONGEST_DAY) return null
  const longer = /over|more/i.test(bound)
  if (longer && minutes < 120) return null
  const step =
    longer || minutes > 120 ? 'over-120' : minutes <= 30 ? 'up-to-30' : minutes <= 60 ? 'up-to-60' : 'up-to-120'
  return { end: start + whole.length, choices: [['minutes', step]] }
}

function readMoney(text: string, start: number, before: string): Read {
  const range = matchAt(RANGE, text, start)
  if (range !== null) {
    const [whole, from = '', to = ''] = range
    const choices: Choice[] = [
      ['priceFrom', from],
      ['priceTo', to],
    ]
    return { end: start + whole.length, choices }
  }
  const bound = matchAt(BOUND, text, start)
  const match = bound ?? matchAt(PRICE, text, start)
  if (match === null) return null
  const end = start + match[0].length
  if (bound === null) {
    const dollars = Math.ceil(Number(`${match[1] ?? ''}.${match[2] ?? '0'}`))
    return { end, choices: [dollars === 0 ? ['prices', 'free'] : ['priceTo', String(dollars)]] }
  }
  const [, words = '', sign = '', whole = '', part = '0', unit = ''] = bound
  const dollars = Number(`${whole}.${part}`)
  const isLeast = /over|above|more/i.test(words)
  const isBare = sign === '' && unit.trim() === ''
  if (isBare && (isLeast || PEOPLE.has(before))) return null
  if (isLeast) return { end, choices: [['priceFrom', String(Math.floor(dollars))]] }
  if (dollars === 30 && /under|below|less|</i.test(words)) return { end, choices: [['prices', 'under-30']] }
  return { end, choices: [['priceTo', String(Math.ceil(dollars))]] }
}

const tokensOf = (text: string): Token[] =>
  [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    word: foldWord(word),
  }))

const keyOf = (text: string): string =>
  tokensOf(text)
    .map(({ word }) => word)
    .join(' ')

/** For every name what it chooses; made once for a vocabulary. */
const NAMES = new WeakMap<Vocabulary, Map<string, Choice>>()

function namesIn(vocabulary: Vocabulary): Map<string, Choice> {
  const known = NAMES.get(vocabulary)
  if (known !== undefined) return known
  const names = new Map<string, Choice>()
  for (const group of ['bodies', 'credentials'] as const)
    for (const [id, all] of Object.entries(vocabulary[group]))
      for (const name of all) names.set(keyOf(name), [group, id])
  NAMES.set(vocabulary, names)
  return names
}

const LONGEST_NAME = 8

/** Adds a choice to filters; of bounds the last one holds. */
function add(filters: Partial<Filters>, [group, value]: Choice): Partial<Filters> {
  if (group === 'accredited') return { ...filters, accredited: true }
  if (group === 'priceFrom' || group === 'priceTo') return { ...filters, [group]: Number(value) }
  const before = (filters[group] ?? []) as readonly string[]
  return { ...filters, [group]: [...new Set([...before, value])] }
}

const isEmpty = (text: string): boolean =>
  tokensOf(text).every(({ word }) => STOP_WORDS.has(toTerm(word)) || FILLERS.has(toTerm(word)))

/**
 * Reads typed words that name a credential, a body, an area, a price, a time or a format; what is quoted is left alone.
 * Longer phrases go before shorter ones, and words that are left over are searched for.
 */
export function understand(words: string, vocabulary: Vocabulary): Understood {
  const names = namesIn(vocabulary)
  // Quoted words keep their place, so that nothing around them moves, but hold nothing to read.
  const open = words.replace(/["“”][^"“”]*["“”]/gu, (quoted) => '"'.repeat(quoted.length))
  const tokens = tokensOf(open)
  const read: Reading[] = []
  const taken: { start: number; end: number }[] = []
  let filters: Partial<Filters> = {}
  const take = (start: number, end: number, choices: readonly Choice[]) => {
    taken.push({ start, end })
    for (const choice of choices) {
      filters = add(filters, choice)
      read.push({ words: words.slice(start, end), group: choice[0], value: choice[1] })
    }
  }
  let at = 0
  while (at < tokens.length) {
    const token = tokens[at]
    if (token === undefined) break
    const { start } = token
    const sign = /[$<]\s?$/u.exec(open.slice(0, start))?.[0].length ?? 0
    const figure = readTime(open, start) ?? readMoney(open, start - sign, tokens[at - 1]?.word ?? '')
    if (figure !== null) {
      take(start - sign, figure.end, figure.choices)
      while ((tokens[at]?.start ?? Infinity) < figure.end) at += 1
      continue
    }
    let size = Math.min(LONGEST_NAME, tokens.length - at)
    for (; size > 0; size -= 1) {
      const part = tokens.slice(at, at + size)
      const key = part.map(({ word }) => word).join(' ')
      if (KEPT.has(key)) break
      const name = names.get(key)
      const choices = name === undefined ? (Object.hasOwn(PHRASES, key) ? PHRASES[key] : undefined) : [name]
      const end = part.at(-1)?.end ?? start
      if (choices === undefined) continue
      take(start, open.startsWith(')', end) ? end + 1 : end, choices)
      break
    }
    at += Math.max(size, 1)
  }
  const left: string[] = []
  let from = 0
  for (const { start, end } of taken) {
    left.push(words.slice(from, start))
    from = end
  }
  const rest = [...left, words.slice(from)]
    .join(' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s,;]+|[\s,;]+$/gu, '')
  if (keyOf(rest) === GENERAL && !rest.includes('"')) {
    const choice: Choice = ['areas', GENERAL]
    return {
      filters: add(filters, choice),
      rest: '',
      read: [...read, { words: rest, group: choice[0], value: GENERAL }],
    }
  }
  return { filters, rest: taken.length > 0 && isEmpty(rest) ? '' : rest, read }
}

/** @returns filters with what their words name; what is left of the words is searched for */
export function understandFilters(
  filters: Filters,
  vocabulary: Vocabulary,
): { filters: Filters; read: readonly Reading[] } {
  const { filters: named, rest, read } = understand(filters.words, vocabulary)
  const merged = Object.fromEntries(
    Object.entries(named).map(([group, value]) => {
      const before = filters[group as keyof Filters]
      if (!Array.isArray(before) || !Array.isArray(value)) return [group, value]
      return [group, [...new Set([...(before as string[]), ...(value as string[])])]]
    }),
  )
  return { filters: { ...filters, ...merged, words: rest }, read }
}

/**
 * A bare abbreviation that several bodies use (CCMA, RMA, NCMA) is the most widely held one's; the others need their body's name. A
 * name that is a body's own is the body's.
 */
export function toVocabulary(bodies: readonly Body[], credentials: readonly Credential[]): Vocabulary {
  const taken = new Set<string>()
  const claim = (names: readonly string[]): string[] =>
    [...new Set(names.map(keyOf))].filter((key) => {
      if (taken.has(key) || key.length < LEAST_NAME) return false
      taken.add(key)
      return true
    })
  const isMostHeld = ({ id }: Credential) => MOST_HELD.includes(id)
  return {
    bodies: Object.fromEntries(bodies.map(({ id, name, short, aliases }) => [id, claim([short, name, ...aliases])])),
    credentials: Object.fromEntries(
      [...credentials.filter(isMostHeld), ...credentials.filter((one) => !isMostHeld(one))].map(
        ({ id, abbreviation, body }) => {
          const [, bare = abbreviation, issuer = ''] = /^(.*?)\s*(?:\((.*)\))?$/u.exec(abbreviation) ?? []
          const short = bodies.find((one) => one.id === body)?.short ?? issuer
          const names = bare
            .split('/')
            .flatMap((name) => [`${name} ${issuer}`, `${name} ${short}`, `${short} ${name}`, name])
          return [id, claim(names)]
        },
      ),
    ),
  }
}
