import type { Credit } from '../schema/course.ts'
import { areaOf, found, nameOf, notConfirmed, refused, type Finding, type Question } from './finding.ts'
import type { AcceptRule } from './kinds.ts'
import { REASONS } from './reasons.ts'
import { seen, standingOfApproval, STANDINGS } from './standing.ts'
import { creditsFor } from './units.ts'
import type { Basis } from './verdict.ts'

/** Credit that counts because a body approved the course: said of this very course, and still in force. */
export function judgeApproval(rule: AcceptRule, credits: readonly Credit[], question: Question): Finding {
  const { course, credential, context } = question
  const approvals = course.approvals.filter(({ body }) => rule.bodies.includes(body))
  const standings = approvals.map((approval) => standingOfApproval(approval, question))
  const standing = STANDINGS.find((one) => standings.includes(one)) ?? null
  const body = nameOf(question, approvals[0]?.body ?? rule.bodies[0])
  const basis: Basis = standing === null ? 'rule' : standing === 'claimed' ? 'provider-claims' : 'approved'
  if (standing === 'over') return refused(question, rule, REASONS.approvalOver(body), basis)

  const own = credits.filter(({ unit }) => unit === credential.needs.unit)
  const issued = own.length > 0 ? own : [...credits]
  const worth = creditsFor({ credits: issued }, credential, context.units).amount
  const amountKnown = credential.needs.unit === null || issued.some(({ amount }) => amount?.min != null)
  // A body's word settles its own courses. Whether it takes another body's depends on its terms.
  const ownBody = credential.body !== null && rule.bodies.includes(credential.body)
  const { source, on } = seen(question, 'approvals')
  const more = { basis, credits: worth, area: areaOf(question) }
  const gaps = notConfirmed(
    rule,
    [
      ['acceptance', !ownBody, REASONS.termsUnseen(nameOf(question))],
      ['approval-of-course', standing === 'claimed', REASONS.claimed(body)],
      ['approval-of-course', standing === null, REASONS.unsaid(body)],
      ['still-approved', standing === 'unseen', REASONS.unseen(body, source, on)],
      ['credit-amount', !amountKnown, REASONS.amountUnknown(body, worth)],
    ],
    more,
  )
  return gaps ?? found(rule, 'counts', REASONS.approved(body, worth), more)
}
