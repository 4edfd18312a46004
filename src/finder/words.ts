import { formatMinutes, formatNumber, formatPrice, formatSpan } from '../catalog/format.ts'
import { AREA_WORDS, FORMAT_WORDS, KIND_WORDS } from '../catalog/words.ts'
import type { OtherOffer } from '../memberships/price-for-me.ts'
import type { MoneySpan, Span } from '../schema/values.ts'
import { isCounting, type Hit } from './hit.ts'
import { lookUp, nameCredential, nameUnit, type Names } from './names.ts'
import type { Row } from './row.ts'

const amountWords = (amount: Span<number>, unit: string, names: Names): string =>
  `${formatSpan(amount, formatNumber)} ${nameUnit(unit, amount.max ?? amount.min, names)}`

/** @returns credits as issued: "1.5 P.A.C.E. contact hours", alternatives joined by "or"; null = not known */
export function creditWords(credits: Row['credits'], names: Names): string | null {
  if (credits === null) return null
  if (credits.length === 0) return 'No credit'
  return credits
    .map(({ unit, amount }) =>
      amount === null ? `${nameUnit(unit, null, names)}, amount not printed` : amountWords(amount, unit, names),
    )
    .join(' or ')
}

/** @returns credits of a verdict in the credential's own unit: "3 AAMA CEUs"; null = not known, or it does not count */
export function countingWords(
  { answer, credits, credential }: Pick<Hit['mine'][number], 'answer' | 'credits' | 'credential'>,
  names: Names,
): string | null {
  const { unit } = lookUp(names.credentials, credential, { name: credential, unit: null })
  if (credits === null || unit === null || answer === 'does-not-count') return null
  return amountWords(credits, unit, names)
}

/** @returns "Online, self-paced · 1 h 30 min" */
export function factWords({ kind, format, minutes }: Pick<Row, 'kind' | 'format' | 'minutes'>): string {
  const parts = [
    kind === 'course' ? null : KIND_WORDS[kind],
    format === null || kind === 'article-test' ? null : FORMAT_WORDS[format],
    minutes === null ? null : formatMinutes(minutes),
  ]
  return parts.filter((part) => part !== null).join(' · ')
}

/** @returns the areas in words, and whether they are our reading; null = none */
export function areaWords({ areas, areasJudged }: Row): string | null {
  if (areas.length === 0) return null
  const names = areas.map((area) => AREA_WORDS[area]).join(' and ')
  return areasJudged ? `fits ${names.toLowerCase()} (our reading)` : names
}

const nameHolder = (id: string, names: Names) => (id === 'members' ? 'members' : lookUp(names.memberships, id, id))

/** @returns what she pays: "$19.95", "Free", "Included with ACE membership"; null = not known */
export function priceWords({ price }: Pick<Hit, 'price'>, names: Names): string | null {
  if (price.kind === 'free') return 'Free'
  if (price.kind === 'included') return `Included with ${nameHolder(price.through ?? '', names)}`
  return price.price === null ? null : formatPrice(price.price)
}

/** @returns the price of one credit, and of which credit; null = not known. What a membership includes is not free. */
export function perCreditWords(hit: Hit, names: Names): { price: string; unit: string } | null {
  const { perCredit, mine, price } = hit
  // Free with a fee of unknown size: what a credit costs is not known.
  if (perCredit === null || (price.kind === 'free' && perCredit.price.max === null)) return null
  const [first] = mine
  const whose = mine.length > 1 && first !== undefined ? ` for ${nameCredential(first.credential, names)}` : ''
  const unit = perCredit.unit === null ? `credit that counts${whose}` : nameUnit(perCredit.unit, 1, names)
  const isNothing = perCredit.price.max?.minor === 0
  return { price: isNothing && price.kind === 'included' ? 'No further charge' : formatPrice(perCredit.price), unit }
}

function otherWords({ for: whom, kind, price }: OtherOffer, names: Names): string | null {
  if (kind === 'included') return `included with ${nameHolder(whom, names)}`
  if (kind === 'free') return `free for ${nameHolder(whom, names)}`
  return price === null ? null : `${formatPrice(price)} for ${nameHolder(whom, names)}`
}

const without = (price: MoneySpan | null) =>
  price === null ? 'without it the price is not known' : `without it ${formatPrice(price)}`

/** @returns what else there is to say of the price: a list price, fees, what others pay, what would change without a membership */
export function priceNotes({ price }: Pick<Hit, 'price'>, names: Names): string[] {
  const { through, listPrice, extra, others } = price
  const notes = [
    through === null || price.kind === 'included' ? null : `with ${nameHolder(through, names)}`,
    through === null ? null : without(price.without),
    listPrice === null ? null : `instead of ${formatPrice(listPrice)}`,
    ...extra.map((fee) =>
      fee.price === null
        ? `${fee.what} extra, price not known`
        : price.kind === 'purchase'
          ? `with ${formatPrice(fee.price)} for ${fee.what}`
          : `${fee.what} ${formatPrice(fee.price)}`,
    ),
    ...others.map((other) => otherWords(other, names)),
  ]
  return notes.filter((note) => note !== null)
}

/** @returns who approves a course, and who is only said to accept it */
export function standingWords({ bodies }: Row, names: Names): Record<'approved' | 'claims' | 'past', string[]> {
  const pick = (holds: (body: Row['bodies'][number]) => boolean) =>
    bodies.filter(holds).map(({ id }) => lookUp(names.bodies, id, id))
  return {
    approved: pick(({ approved, past }) => approved && !past),
    claims: pick(({ approved, past }) => !approved && !past),
    past: pick(({ past }) => past),
  }
}

/** @returns true where a price of a credit is one of a credit that surely counts */
export const isPerCounting = (hit: Hit): boolean => hit.perCredit?.unit === null && isCounting(hit)
