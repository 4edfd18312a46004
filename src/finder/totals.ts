import { formatCount, formatMoney, formatNumber, formatSpan } from '../catalog/format.ts'
import { isCounting, type Hit } from './hit.ts'
import { lookUp, nameCredential, nameUnit, type Names } from './names.ts'

const CURRENCY = 'USD'

const verb = (count: number, one: string, many: string) => (count === 1 ? one : many)

/** What credits of one credential add up to: low ends, so that the sum never promises more than is known. */
function creditTotal(hits: readonly Hit[], credential: string, names: Names): string {
  const verdicts = hits.flatMap(({ mine }) => mine.filter((one) => one.credential === credential))
  const count = (answer: string) => verdicts.filter((one) => one.answer === answer).length
  const [limited, maybe, not] = [count('counts-with-limit'), count('not-confirmed'), count('does-not-count')]
  // Each fits under its limit alone; together they may exceed it. So they are counted and not added up.
  const whole = verdicts.filter((one) => isCounting(one) && one.answer !== 'counts-with-limit')
  const unknown = whole.filter(({ credits }) => credits?.min == null).length
  const least = whole.reduce((sum, { credits }) => sum + (credits?.min ?? 0), 0)
  const most = whole.reduce((sum, { credits }) => sum + (credits?.max ?? Infinity), 0)
  const isExact = unknown === 0 && Math.abs(most - least) < 0.005

  const { unit } = lookUp(names.credentials, credential, { name: credential, unit: null })
  const credits = unit === null ? 'credits' : nameUnit(unit, least, names)
  const name = nameCredential(credential, names)
  const counts = verb(limited, 'counts', 'count')
  return sentence([
    whole.length > 0
      ? `${isExact ? '' : 'at least '}${formatNumber(least)} ${credits} that ${verb(least, 'counts', 'count')} for ${name}`
      : limited > 0
        ? `${limited} ${counts} for ${name} only up to a limit`
        : `none of them is sure to count for ${name}`,
    unknown === 0 ? null : `of ${unknown} we do not know how many`,
    whole.length === 0 || limited === 0 ? null : `${limited} more ${counts} only up to a limit`,
    maybe === 0 ? null : `${maybe} not confirmed`,
    not === 0 ? null : `${not} ${verb(not, 'does', 'do')} not count`,
  ])
}

/** Free to take, with a fee of which nobody knows how much. */
const hasOpenFee = ({ price: { kind, price } }: Hit): boolean => kind === 'free' && price?.max === null
/** Nothing is left to pay for whoever has the membership; the membership was paid. */
const isPaid = ({ price: { kind, price } }: Hit): boolean => kind === 'included' && price?.max?.minor === 0

/** "It is", "They are", "2 are": all of what is told of, or some of it. */
const some = (part: readonly Hit[], all: readonly Hit[], one: string, many: string): string =>
  part.length < all.length
    ? `${part.length} ${verb(part.length, one, many)}`
    : `${verb(all.length, 'it', 'they')} ${verb(all.length, one, many)}`

/** "with ACE annual membership" */
function throughWords(hits: readonly Hit[], { memberships }: Names): string {
  const ids = [...new Set(hits.map(({ price }) => price.through))]
  return `with ${ids.map((id) => (id === null ? 'a membership' : lookUp(memberships, id, 'a membership'))).join(' and ')}`
}

/** What they cost the visitor together; what has no known price is told, not taken for nothing. */
function costTotal(hits: readonly Hit[], names: Names): string {
  const paid = hits.filter(isPaid)
  const open = hits.filter(hasOpenFee)
  const rest = hits.filter((hit) => !isPaid(hit) && !hasOpenFee(hit))
  const prices = rest.flatMap(({ price: { price } }) => price ?? [])
  const dollars = prices.filter(({ min, max }) => (min ?? max)?.currency === CURRENCY)
  const unknown = rest.length - prices.length
  const foreign = prices.length - dollars.length
  const least = dollars.reduce((sum, { min }) => sum + (min?.minor ?? 0), 0)
  const most = dollars.reduce((sum, { max }) => sum + (max?.minor ?? Infinity), 0)
  const money = (minor: number) => formatMoney({ minor, currency: CURRENCY })
  const isWhole = unknown === 0 && foreign === 0 && open.length === 0 && most < Infinity
  const subject = hits.length === 1 ? 'it costs' : 'together they cost'
  const fees = [...new Set(open.flatMap(({ price }) => price.extra.map(({ what }) => what)))]
  const isReduced = rest.some(({ price }) => price.kind === 'included')
  return sentence([
    dollars.length === 0
      ? null
      : most === 0 && dollars.length < hits.length
        ? `${dollars.length} ${verb(dollars.length, 'costs', 'cost')} nothing`
        : isWhole
          ? most === 0
            ? `${subject} nothing`
            : `${subject} ${formatSpan({ min: least, max: most }, money)}`
          : `${subject} at least ${money(least)}`,
    open.length === 0 ? null : `${some(open, hits, 'is', 'are')} free, ${fees.length === 1 ? fees[0] : 'a fee'} extra`,
    paid.length === 0 ? null : `${some(paid, hits, 'costs', 'cost')} nothing further ${throughWords(paid, names)}`,
    unknown === 0 ? null : `${formatCount(unknown, 'price')} not known`,
    foreign === 0 ? null : `${formatCount(foreign, 'price')} in other money`,
    isReduced ? 'what a membership costs is not in it' : null,
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
    ...(open.length === 0 ? [] : [...credentials.map((id) => creditTotal(open, id, names)), costTotal(open, names)]),
    ...(ended === 0
      ? []
      : [
          `${formatCount(ended, 'course')} ${ended === 1 ? 'has' : 'have'} ended and ${ended === 1 ? 'is' : 'are'} not added up.`,
        ]),
  ]
}
