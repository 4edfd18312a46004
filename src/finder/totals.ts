import { formatCount, formatMoney, formatNumber, formatSpan } from '../catalog/format.ts'
import { isCounting, type Hit } from './hit.ts'
import { lookUp, nameCredential, nameUnit, type Names } from './names.ts'

const CURRENCY = 'USD'

/** What credits of one credential add up to: low ends, so that the sum never promises more than is known. */
function creditTotal(hits: readonly Hit[], credential: string, names: Names): string {
  const verdicts = hits.flatMap(({ mine }) => mine.filter((one) => one.credential === credential))
  const counting = verdicts.filter(isCounting)
  const count = (answer: string) => verdicts.filter((one) => one.answer === answer).length
  const unknown = counting.filter(({ credits }) => credits?.min == null).length
  const least = counting.reduce((sum, { credits }) => sum + (credits?.min ?? 0), 0)
  const most = counting.reduce((sum, { credits }) => sum + (credits?.max ?? Infinity), 0)
  const isExact = unknown === 0 && Math.abs(most - least) < 0.005

  const { unit } = lookUp(names.credentials, credential, { name: credential, unit: null })
  const credits = unit === null ? 'credits' : nameUnit(unit, least, names)
  const [limited, maybe, not] = [count('counts-with-limit'), count('not-confirmed'), count('does-not-count')]
  const name = nameCredential(credential, names)
  const parts = [
    counting.length === 0
      ? `none of them is sure to count for ${name}`
      : `${isExact ? '' : 'at least '}${formatNumber(least)} ${credits} that ${least === 1 ? 'counts' : 'count'} for ${name}`,
    unknown === 0 ? null : `of ${unknown} we do not know how many`,
    limited === 0 ? null : `for ${limited} a limit holds`,
    maybe === 0 ? null : `${maybe} not confirmed`,
    not === 0 ? null : `${not} ${not === 1 ? 'does' : 'do'} not count`,
  ]
  return sentence(parts)
}

/** What they cost the visitor together; what has no known price is told, not taken for nothing. */
function costTotal(hits: readonly Hit[]): string {
  const prices = hits.flatMap(({ price: { price } }) => price ?? [])
  const dollars = prices.filter(({ min, max }) => (min ?? max)?.currency === CURRENCY)
  const unknown = hits.length - prices.length
  const foreign = prices.length - dollars.length
  const included = hits.filter(({ price }) => price.kind === 'included').length
  const least = dollars.reduce((sum, { min }) => sum + (min?.minor ?? 0), 0)
  const most = dollars.reduce((sum, { max }) => sum + (max?.minor ?? Infinity), 0)
  const money = (minor: number) => formatMoney({ minor, currency: CURRENCY })
  const isWhole = unknown === 0 && foreign === 0 && most < Infinity
  const subject = hits.length === 1 ? 'it costs' : 'together they cost'
  return sentence([
    dollars.length === 0
      ? null
      : isWhole
        ? most === 0
          ? `${subject} nothing`
          : `${subject} ${formatSpan({ min: least, max: most }, money)}`
        : `${subject} at least ${money(least)}`,
    unknown === 0 ? null : `${formatCount(unknown, 'price')} not known`,
    foreign === 0 ? null : `${formatCount(foreign, 'price')} in other money`,
    included === 0 ? null : 'what a membership costs is not in it',
  ])
}

const sentence = (parts: readonly (string | null)[]): string => {
  const words = parts.filter((part) => part !== null).join('; ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}

/** @returns what a handful of courses gives and costs together, a sentence each; what has ended is not added up */
export function totalWords(hits: readonly Hit[], credentials: readonly string[], names: Names): string[] {
  const open = hits.filter(({ row }) => !row.over)
  const ended = hits.length - open.length
  return [
    ...(open.length === 0 ? [] : [...credentials.map((id) => creditTotal(open, id, names)), costTotal(open)]),
    ...(ended === 0
      ? []
      : [
          `${formatCount(ended, 'course')} ${ended === 1 ? 'has' : 'have'} ended and ${ended === 1 ? 'is' : 'are'} not added up.`,
        ]),
  ]
}
