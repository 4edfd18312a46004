import { isPast } from '../catalog/courses.ts'
import type { Credit } from '../schema/course.ts'
import type { Certainty } from '../schema/source.ts'
import { judgeApproval } from './approved.ts'
import {
  found,
  nameOf,
  notConfirmed,
  refused,
  termsUnseen,
  type Cited,
  type Finding,
  type Question,
} from './finding.ts'
import { ASKS_FOR_VALUE, GENERAL_RULES, isNamed, LIMIT_OF_RULE, type AcceptRule } from './kinds.ts'
import { limitOf, outsideCap, within } from './limits.ts'
import { judgeOutside } from './outside.ts'
import { REASONS } from './reasons.ts'
import { creditsFor } from './units.ts'

/** What is said second hand of a body's rules settles nothing. */
const SECOND_HAND: ReadonlySet<Certainty | null> = new Set(['secondary', 'reported'])

/** @returns the answer that needs no look at what is accepted; null = that decides */
export function settled(question: Question): Finding | null {
  const { course, credential, over } = question
  const { accepts, needs, scope, status } = credential
  const needsRule = { id: 'needs', source: needs.amount.source }
  if (status === 'no-credential' || status === 'repealed')
    return refused(question, { ...needsRule, id: 'status' }, REASONS.nothingToRenew())
  if (accepts.length === 0 && needs.amount.source !== null)
    return refused(question, needsRule, REASONS.nothingAsked(nameOf(question)))
  if (over) {
    const ended = isPast({ until: course.expires }, question.day) ? course.expires : null
    return refused(question, needsRule, REASONS.over(ended))
  }
  if (accepts.length === 0) {
    const reason = scope === 'state' ? REASONS.noRuleFound(nameOf(question)) : REASONS.rulesUnknown(nameOf(question))
    return notConfirmed(needsRule, [['renewal-rules', true, reason]], { basis: null })
  }

  const ruleOn = (id: string): Cited => accepts.find((rule) => rule.id === id) ?? needsRule
  if (course.credits?.length === 0 || course.certificate === 'participation')
    return refused(question, ruleOn('no-formal-credit'), REASONS.noCredit())
  if (course.credits?.every(({ unit }) => unit === 'on-the-job-hour') === true)
    return refused(question, ruleOn('on-the-job-training'), REASONS.atWork())
  return null
}

const isGeneral = ({ id }: AcceptRule) => GENERAL_RULES.has(id)
const isOnApproval = ({ answer, bodies }: AcceptRule) => answer === 'full' && bodies.length > 0

/** @returns a finding for each rule of the credential that has to do with the course; at least one */
export function findings(question: Question): Finding[] {
  const { course, credential, context } = question
  const { units } = context.units
  const credits = course.credits ?? []
  const naming = (credit: Credit) => credential.accepts.filter((rule) => isNamed(rule, credit, units))
  const loose = credits.filter((credit) => naming(credit).length === 0)
  // A body's own credit that it may not stand behind any more is still a credit like others.
  const ordinary = credits.filter((credit) => naming(credit).every(isOnApproval))

  const judged = [
    ...credential.accepts.filter((rule) => !isGeneral(rule)),
    ...credential.accepts.filter(isGeneral),
  ].flatMap((rule) => {
    const approvals = course.approvals.filter(({ body }) => rule.bodies.includes(body))
    const isByApproval = rule.answer === 'full' && approvals.length > 0
    const isOpen = isByApproval || isGeneral(rule) || approvals.some(({ basis }) => basis === 'approved')
    const others = isGeneral(rule) ? ordinary : isOpen ? loose : []
    const about = credits.filter((credit) => isNamed(rule, credit, units) || others.includes(credit))
    if (about.length > 0) return [judge(rule, about, question)]
    return isByApproval || (isOpen && credits.length === 0) ? [judge(rule, credits, question)] : []
  })
  const cap = outsideCap(credential)
  if (cap !== undefined && (loose.length > 0 || credits.length === 0))
    judged.push(judgeOutside({ id: cap.id, source: cap.max.source }, loose, question))
  return judged.length > 0 ? judged : [termsUnseen({ id: 'needs', source: credential.needs.amount.source }, question)]
}

function judge(rule: AcceptRule, credits: readonly Credit[], question: Question): Finding {
  const { course, credential, context } = question
  const body = nameOf(question)
  const worth = () => ({ credits: creditsFor({ credits: [...credits] }, credential, context.units).amount })
  if (SECOND_HAND.has(rule.certainty)) return termsUnseen(rule, question)
  switch (rule.answer) {
    case 'full':
      return rule.bodies.length > 0 ? judgeApproval(rule, credits, question) : judgeKind(rule, credits, question)
    case 'capped':
      return judgeOutside(rule, credits, question)
    case 'self-attested':
      return found(rule, 'attest', REASONS.attest(body), worth())
    case 'reviewed': {
      const noValue = course.credits === null && ASKS_FOR_VALUE.has(rule.id)
      const gap = notConfirmed(rule, [['credit-amount', noValue, REASONS.amountUnknown(body, null)]])
      return gap ?? found(rule, 'body-reviews', REASONS.reviewed(body), worth())
    }
    case 'not-accepted':
      return refused(question, rule, REASONS.refused(body, rule.approval))
    case 'unknown':
      return termsUnseen(rule, question)
  }
}

/** Credit that counts for what it is, whoever gives it: a CPR card. */
function judgeKind(rule: AcceptRule, credits: readonly Credit[], question: Question): Finding {
  const { credential, context, earned } = question
  const { amount } = creditsFor({ credits: [...credits] }, credential, context.units)
  const area = LIMIT_OF_RULE[rule.id]?.area ?? null
  const amountUnknown = REASONS.amountUnknown(nameOf(question), amount)
  const gap = notConfirmed(rule, [['credit-amount', amount?.min == null, amountUnknown]], { credits: amount, area })
  if (gap !== null) return gap
  const limit = limitOf(rule.id, credential, earned)
  const answer = limit === null ? 'counts' : 'counts-with-limit'
  return found(rule, answer, REASONS.kind(rule.approval, limit), { credits: within(amount, limit), area, limit })
}
