import type { Course, Credit } from '../schema/course.ts'
import type { BodyId } from '../schema/ids.ts'
import type { NumberSpan } from '../schema/values.ts'
import { areaOf, found, nameOf, notConfirmed, refused, type Cited, type Finding, type Question } from './finding.ts'
import { limitOf, within } from './limits.ts'
import { REASONS } from './reasons.ts'
import { seen, standingOfCredit, STANDINGS } from './standing.ts'
import { creditsFor, factorOf, type ConvertedCredit } from './units.ts'

/**
 * How the length of a course stands to one contact hour, by its minutes and by its credit. Where they disagree, or a range
 * begins below, it may be under.
 */
function lengthOf({ course, credential, context }: Question): 'enough' | 'maybe under' | 'under' {
  const outside = (course.credits ?? []).filter(({ unit }) => unit !== credential.needs.unit)
  const { amount } = creditsFor({ credits: outside }, credential, context.units)
  const minutes = credential.needs.minutesPerCredit.value ?? 60
  const inHours = ({ min, max }: NumberSpan) => ({ min: min && min / minutes, max: max && max / minutes })
  const known = [amount, course.minutes && inHours(course.minutes)].filter((span) => span !== null)
  const isUnder = ({ max }: NumberSpan) => max !== null && max < 1
  if (known.length > 0 && known.every(isUnder)) return 'under'
  return known.some((span) => isUnder(span) || (span.min !== null && span.min < 1)) ? 'maybe under' : 'enough'
}

/** Says at which rate a credit was converted, and that it is the low one where the issuer's hour is the longer one. */
function readingOf({ credit, edges }: ConvertedCredit, { credential, context }: Question): string | null {
  if (edges.length === 0) return null
  const factor = factorOf(edges)
  const minutes = (context.units.units.find(({ id }) => id === credit?.unit)?.minutes ?? 0) / factor
  return minutes > (credential.needs.minutesPerCredit.value ?? Infinity)
    ? REASONS.lowReading(minutes)
    : REASONS.reading(factor)
}

/** The holder is not among those for whom the credit is. */
const isForOthers = ({ creditFor }: Course) => creditFor !== null && !/medical assistant/i.test(creditFor)

/** Credit that the credential's own body did not approve, where one limit holds for all of it together. */
export function judgeOutside(
  rule: Cited & { bodies?: readonly BodyId[] },
  credits: readonly Credit[],
  question: Question,
): Finding {
  const { course, credential, context, earned } = question
  const issuerOf = ({ unit }: Credit) => context.units.units.find(({ id }) => id === unit)?.issuer ?? null
  const standingOf = (credit: Credit) => {
    const issuer = issuerOf(credit)
    return standingOfCredit(credit.unit, issuer === null ? (rule.bodies ?? []) : [issuer], question)
  }
  const standing = STANDINGS.find((one) => credits.some((credit) => standingOf(credit) === one))
  const given = credits.filter((credit) => standingOf(credit) === standing)
  if (standing === 'over') return refused(question, rule, REASONS.creditOver())

  const tooShort = credential.accepts.find(({ id }) => id === 'under-one-contact-hour')
  const length = tooShort === undefined ? 'enough' : lengthOf(question)
  if (tooShort !== undefined && length === 'under')
    return refused(question, tooShort, REASONS.underAnHour(credential.needs.minutesPerCredit.value ?? 60))

  const worth = creditsFor({ credits: given }, credential, context.units)
  const credit = worth.credit ?? given[0] ?? null
  const issuer = credit && issuerOf(credit)
  const unit = context.units.units.find(({ id }) => id === credit?.unit)?.name ?? 'credit'
  const converts = worth.credit !== null
  const { source, on } = seen(question, 'credits')
  const gaps = notConfirmed(
    rule,
    [
      ['credit-amount', credit === null, REASONS.creditUnknown()],
      ['unit-issuer', credit === null || (!converts && issuer === null), REASONS.issuerUnknown()],
      ['conversion', !converts && issuer !== null, REASONS.noConversion(unit, nameOf(question))],
      ['credit-amount', converts && worth.amount?.min == null, REASONS.amountUnknown(nameOf(question), worth.amount)],
      ['hours', length === 'maybe under', REASONS.maybeUnderAnHour()],
      ['who-may-earn', isForOthers(course), REASONS.forOthers()],
      ['still-approved', standing === 'unseen', REASONS.creditUnseen(source, on)],
    ],
    { credits: worth.amount, area: areaOf(question) },
  )
  if (gaps !== null) return gaps
  const limit = limitOf(rule.id, credential, earned)
  return found(rule, 'counts-with-limit', REASONS.outside(readingOf(worth, question), limit), {
    credits: within(worth.amount, limit),
    area: areaOf(question),
    limit,
  })
}
