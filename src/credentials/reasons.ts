import { formatDate, formatNumber, formatSpan } from '../catalog/format.ts'
import type { Source } from '../schema/source.ts'
import type { NumberSpan } from '../schema/values.ts'
import type { Limit } from './limits.ts'

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

const left = ({ max, left: rest }: Pick<Limit, 'left' | 'max'>) =>
  rest === 0
    ? `all ${formatNumber(max)} such credits are used`
    : `${formatNumber(rest)} of ${formatNumber(max)} such credits are left`

const joined = (...parts: (string | null)[]) => `${parts.filter((part) => part !== null).join('; ')}.`

/** What is known of a source's age, `on` being the day it was last seen to hold. */
const age = (source: Source | null, on: string | null) =>
  on === null ? 'the page has no date' : `it was last seen in ${formatDate((source?.date ?? on).slice(0, 7))}`

/** One plain sentence for each way in which an answer comes about; `body` is the short name ("AAMA"). */
export const REASONS = {
  approved: (body: string, credits: NumberSpan | null) =>
    credits === null
      ? `${body} approved this course, but how much credit it gives you is not known.`
      : `${body} approved this course, so all of its credit counts.`,
  kind: (what: string, limit: Limit | null) => joined(`This counts as a ${lowerFirst(what)}`, limit && left(limit)),
  outside: (reading: string | null, limit: Limit | null) =>
    joined('It counts as outside credit if it fits your work', reading, limit && left(limit)),
  reading: (factor: number) => `each of its credits gives ${formatNumber(factor)} of yours`,
  lowReading: (minutes: number) => `each ${formatNumber(minutes)} minutes are read as 1 credit, not more`,
  attest: (body: string) => `You judge if it fits your work, and you keep proof in case ${body} asks.`,
  reviewed: (body: string) => `${body} looks at each certificate and decides.`,

  over: (expires: string | null) =>
    expires === null
      ? 'It can no longer be taken for credit.'
      : `It could be taken for credit until ${formatDate(expires)}.`,
  approvalOver: (body: string) => `The ${body} approval is not in force on this day.`,
  creditOver: () => 'The approval behind its credit is not in force on this day.',
  noCredit: () => 'It gives you no formal credit that you could hand in.',
  atWork: () => 'Training at work gives no formal credit, so it does not count.',
  underAnHour: (minutes: number) =>
    `Outside credit needs at least ${formatNumber(minutes)} minutes, and this course is shorter.`,
  refused: (body: string, what: string) => `${body} does not take this: ${lowerFirst(what)}.`,
  nothingToRenew: () => 'There is no such credential to renew, so no course counts.',
  nothingAsked: (body: string) => `${body} asks for no courses to renew.`,

  claimed: (body: string) => `The provider says that ${body} takes it, but no approval of this course was found.`,
  unsaid: (body: string) => `Its credit has the ${body} name, but no approval of this course was found.`,
  unseen: (body: string, source: Source | null, on: string | null) =>
    `${body} approved this course, but ${age(source, on)}, so ask if that still holds.`,
  creditUnseen: (source: Source | null, on: string | null) =>
    `It may count as outside credit, but ${age(source, on)}, so ask if it still gives the credit.`,
  amountUnknown: (body: string, credits: NumberSpan | null) =>
    credits === null
      ? `${body} may take it, but how much credit it gives is not known.`
      : `${body} may take it, but its credit is only given as ${formatSpan(credits, formatNumber)}.`,
  creditUnknown: () => 'It may count as outside credit, but if it gives formal credit is not known.',
  issuerUnknown: () => 'It may count as outside credit, but what its credit stands for is not known.',
  noConversion: (unit: string, body: string) => `What one ${unit} is worth with ${body} is not known.`,
  maybeUnderAnHour: () => 'Outside credit needs one contact hour, and this may be less.',
  forOthers: () => 'Its credit is meant for others, so ask if you may earn it.',
  termsUnseen: (body: string) => `If ${body} takes such courses, and on what terms, is not known.`,
  rulesUnknown: (body: string) => `What ${body} asks for to renew is not known.`,
  noRuleFound: (body: string) => `No rule of ${body} that asks for courses was found.`,
} as const
