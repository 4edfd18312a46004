import { isRanked, issuedCredit } from '../catalog/courses.ts'
import { formatDate, formatMinutes } from '../catalog/format.ts'
import type { Cell, Comparison, Line, Size, Subject } from '../compare/comparison.ts'
import { ANSWERS } from '../credentials/answers.ts'
import { ANSWER_WORDS } from '../credentials/words.ts'
import { isCounting, type Hit } from '../finder/hit.ts'
import { lookUp, nameCredential, nameUnit, type Names } from '../finder/names.ts'
import {
  areaWords,
  countingWords,
  creditWords,
  factWords,
  perCreditWords,
  priceNotes,
  priceWords,
  standingWords,
} from '../finder/words.ts'
import type { MoneySpan, Span } from '../schema/values.ts'

/** Stands behind the key of a line that is there once for each credential. */
const own = (key: string, credential: string) => `${key} ${credential}`

function linesFor(credentials: readonly string[], names: Names): Line[] {
  const isOnly = credentials.length === 1
  return [
    ...(credentials.length === 0 ? [{ key: 'counts', label: 'Counts for' }] : []),
    ...credentials.flatMap((id): Line[] => [
      { key: own('counts', id), label: `Counts for ${nameCredential(id, names)}`, rank: { best: 'low', word: 'Best' } },
      {
        key: own('credits', id),
        label: isOnly ? 'Credits that count' : `Credits for ${nameCredential(id, names)}`,
        rank: { best: 'high', word: 'Most' },
      },
    ]),
    { key: 'issued', label: 'Credit as printed' },
    { key: 'price', label: 'You pay', rank: { best: 'low', word: 'Lowest' } },
    { key: 'per', label: 'One credit', rank: { best: 'low', word: 'Lowest' } },
    { key: 'minutes', label: 'Time', rank: { best: 'low', word: 'Shortest' } },
    { key: 'each', label: 'Time for one credit', rank: { best: 'low', word: 'Shortest' } },
    { key: 'area', label: 'Content area' },
    { key: 'approvals', label: 'Approvals' },
    { key: 'format', label: 'Format' },
    { key: 'provider', label: 'Provider' },
    { key: 'expires', label: 'Last day' },
    { key: 'seen', label: 'Price last seen' },
  ]
}

const answerText = (answer: Hit['mine'][number]['answer'], text: string): string =>
  `${ANSWER_WORDS[answer].word} ${text}`.trim()

const ENDED: Cell = { text: 'Ended: it gives no credit now', size: 'none' }

/** The verdict for one credential, and the credits that follow from it. */
function verdictCells({ row, mine }: Hit, credential: string, names: Names): [string, Cell][] {
  const verdict = mine.find((one) => one.credential === credential)
  if (row.over || verdict === undefined)
    return [
      [own('counts', credential), row.over ? ENDED : { text: null, size: null }],
      [own('credits', credential), row.over ? { text: 'None', size: 'none' } : { text: null, size: null }],
    ]
  const { answer, reason, credits } = verdict
  const rank = ANSWERS.indexOf(answer)
  const words = countingWords(verdict, names)
  const isSure = isCounting(verdict)
  return [
    [
      own('counts', credential),
      {
        text: ANSWER_WORDS[answer].word,
        answers: [{ answer, text: '' }],
        notes: [reason],
        size: answer === 'not-confirmed' ? null : { amount: { min: rank, max: rank }, measure: 'answer' },
      },
    ],
    [
      own('credits', credential),
      answer === 'does-not-count'
        ? { text: 'None', size: 'none' }
        : {
            text: words === null || isSure ? words : `maybe ${words}`,
            size: credits !== null && isSure ? { amount: credits, measure: credential } : null,
          },
    ],
  ]
}

/** How the most widely held credentials stand to it, where the visitor has not said which one is hers. */
function overviewCell({ row }: Hit, names: Names): Cell {
  if (row.over) return ENDED
  const answers = row.overview.map(({ answer, credentials }) => ({
    answer,
    text: `for ${credentials.map((id) => nameCredential(id, names)).join(', ')}`,
  }))
  return {
    text: answers.length === 0 ? null : answers.map(({ answer, text }) => answerText(answer, text)).join('; '),
    answers,
  }
}

function moneySize(price: MoneySpan | null, unit: string, { row }: Hit): Size | null {
  const currency = (price?.min ?? price?.max)?.currency
  if (price === null || currency === undefined) return null
  const amount = { min: price.min?.minor ?? null, max: price.max?.minor ?? null }
  return { amount, measure: `${currency} ${unit}`, seen: row.fresh }
}

function priceCell(hit: Hit, names: Names): Cell {
  const { price, row } = hit
  const until = price.until === null ? [] : [`until ${formatDate(price.until)}`]
  return {
    text: priceWords(hit, names),
    notes: [...until, ...priceNotes(hit, names)],
    size: row.over ? 'none' : moneySize(price.price, '', hit),
  }
}

function perCell(hit: Hit, names: Names): Cell {
  const { row, answer, perCredit } = hit
  if (row.over || answer === 'does-not-count') return { text: 'None', size: 'none' }
  const words = perCreditWords(hit, names)
  if (words === null || perCredit === null) return { text: null, size: null }
  const { price, unit } = perCredit
  return {
    text: hit.price.kind === 'included' ? words.price : `${words.price} per ${words.unit}`,
    size: unit !== null && !isRanked(unit) ? null : moneySize(price, unit ?? 'that counts', hit),
  }
}

/** The least time over the most credits, and the most over the fewest. */
function divide(minutes: Span<number>, credits: Span<number>): Span<number> | null {
  const over = (time: number | null, count: number | null) =>
    time === null || count === null || count <= 0 ? null : time / count
  const found = { min: over(minutes.min, credits.max), max: over(minutes.max, credits.min) }
  return found.min === null && found.max === null ? null : found
}

/** Time for a credit that counts, where that is known; else for one as printed. */
function timeEachCell(hit: Hit, names: Names): Cell {
  const { row, answer } = hit
  if (row.over || answer === 'does-not-count') return { text: 'None', size: 'none' }
  const [first] = hit.mine
  const counting = first !== undefined && isCounting(hit) ? first.credits : null
  const issued = issuedCredit(row.credits)
  const credits = counting ?? issued?.amount ?? null
  const each = row.minutes === null || credits === null ? null : divide(row.minutes, credits)
  if (each === null) return { text: null, size: null }
  const unit = counting === null && issued !== null ? issued.unit : null
  return {
    text: `${formatMinutes(each)} per ${unit === null ? 'credit that counts' : nameUnit(unit, 1, names)}`,
    size: unit !== null && !isRanked(unit) ? null : { amount: each, measure: unit ?? 'that counts' },
  }
}

function approvalsCell({ row }: Hit, names: Names): Cell {
  const { approved, claims, past } = standingWords(row, names)
  const items = [
    approved.length === 0 ? null : `Approved: ${approved.join(', ')}`,
    claims.length === 0 ? null : `Provider says: accepted by ${claims.join(', ')}`,
    past.length === 0 ? null : `Approval ended: ${past.join(', ')}`,
  ].filter((part) => part !== null)
  return items.length === 0 ? { text: 'No approval found' } : { text: items.join('; '), items }
}

function toSubject(hit: Hit, lines: readonly Line[], credentials: readonly string[], names: Names): Subject {
  const { row } = hit
  const href = `/courses/${row.id}/`
  const cells = new Map<string, Cell>([
    ['counts', overviewCell(hit, names)],
    ...credentials.flatMap((id) => verdictCells(hit, id, names)),
    ['issued', { text: creditWords(row.credits, names) }],
    ['price', priceCell(hit, names)],
    ['per', perCell(hit, names)],
    [
      'minutes',
      {
        text: row.minutes === null ? null : formatMinutes(row.minutes),
        size: row.minutes === null ? null : { amount: row.minutes, measure: 'minutes' },
      },
    ],
    ['each', timeEachCell(hit, names)],
    ['area', { text: areaWords(row) }],
    ['approvals', approvalsCell(hit, names)],
    ['format', { text: factWords({ ...row, minutes: null }) || null }],
    ['provider', { text: lookUp(names.providers, row.provider, row.provider) }],
    ['expires', { text: row.expires === null ? null : formatDate(row.expires) }],
    ['seen', { text: null, seen: row.fresh, href: `${href}#facts` }],
  ])
  return {
    id: row.id,
    title: row.title,
    href,
    note: row.over ? 'Ended' : null,
    cells: lines.map(({ key }) => cells.get(key) ?? { text: null }),
  }
}

/**
 * What a membership that she has opens, else what is free and counts; of several what is of the same area.
 * @param free what costs her nothing, in the order of the list
 * @param compared those that stand side by side already
 * @returns null = there is none
 */
export function pickBaseline(free: readonly Hit[], compared: readonly Hit[]): Hit | null {
  const others = free.filter(({ row }) => !compared.some((one) => one.row.id === row.id))
  const areas = new Set(compared.flatMap(({ row }) => row.areas))
  const isOwned = ({ price }: Hit) => price.through !== null
  const isFree = (hit: Hit) => hit.mine.length > 0 && isCounting(hit)
  const found = [
    others.filter((hit) => isOwned(hit) && isCounting(hit)),
    others.filter(isFree),
    others.filter((hit) => isOwned(hit) && hit.answer !== 'does-not-count'),
  ].find((some) => some.length > 0)
  return found?.find(({ row }) => row.areas.some((area) => areas.has(area))) ?? found?.[0] ?? null
}

/**
 * @param hits the courses side by side, seen with the visitor's eyes
 * @param credentials those that she renews, in her order
 */
export function compareCourses(
  hits: readonly Hit[],
  baseline: Hit | null,
  credentials: readonly string[],
  names: Names,
): Comparison {
  const lines = linesFor(credentials, names)
  const subject = (hit: Hit) => toSubject(hit, lines, credentials, names)
  return {
    lines,
    subjects: hits.map(subject),
    baseline: baseline && {
      ...subject(baseline),
      note: baseline.price.through === null ? 'Free and it counts' : 'What you have already',
    },
  }
}
