import * as z from 'zod'

import { CourseId, CredentialId, MembershipId, ProviderId, UnitId } from './ids.ts'
import { Conflict, Evidence, Source } from './source.ts'
import { HttpUrl, MoneySpan, NumberSpan, Text } from './values.ts'

/** Fields whose figure is published: where one is not null, `evidence` says what it rests on. */
export const MEMBERSHIP_FIGURES = [
  'price',
  'period',
  'autoRenews',
  'finishWithinMonths',
  'credits',
  'courseCount',
] as const

/** Something bought instead of, or on top of, single courses. */
export const Membership = z.strictObject({
  /** Stable id. */
  id: MembershipId,
  /** Name as sold. */
  name: Text,
  /** Who sells it. */
  org: Text,
  /** The provider whose listings it belongs to; null = the organisation is no provider here. */
  provider: ProviderId.nullable(),
  /** Page where it is sold; null = not known. */
  url: HttpUrl.nullable(),
  /** `mandatory-fee` must be paid to keep a credential; the others are a choice. */
  kind: z.enum(['membership', 'subscription', 'bundle', 'mandatory-fee']),
  /** Price of one period; null = not known. */
  price: MoneySpan.nullable(),
  /** How long one payment lasts; null = not stated. */
  period: z
    .union([
      z.strictObject({
        /** Length in months. */
        months: z.int().min(1),
      }),
      z.literal('calendar-year'),
    ])
    .nullable(),
  /** Whether it charges again by itself; null = not known. */
  autoRenews: z.boolean().nullable(),
  /** Months within which what was bought must be finished, for bundles. */
  finishWithinMonths: z.int().min(1).nullable(),
  /** Credits that it holds in all, as stated. */
  credits: z
    .strictObject({
      /** Unit as stated. */
      unit: UnitId,
      /** How many ("more than 40" is `{ min: 40, max: null }`). */
      amount: NumberSpan,
    })
    .nullable(),
  /** Courses that it holds in all, as stated ("more than 1,500"). */
  courseCount: NumberSpan.nullable(),
  /** Credentials that it is needed for (mandatory fees). */
  keeps: z.array(CredentialId),
  /** What it unlocks. */
  opens: z.array(
    z.strictObject({
      /** All courses of these providers. */
      providers: z.array(ProviderId),
      /** These courses. */
      courses: z.array(CourseId),
      /** Percent off their price; null = no reduction known; 100 = no further charge. */
      percentOff: z.int().min(1).max(100).nullable(),
      /** The benefit in our words. */
      note: Text,
      /** Id of the source it rests on; null = not confirmed by any. */
      source: z.string().nullable(),
    }),
  ),
  /** What the price depends on, when it starts, in our words. */
  note: Text.nullable(),
  /** What could not be found out. */
  openQuestions: z.array(Text),
  /** Where its facts were read. */
  sources: z.array(Source).min(1),
  /** By field name: what the field rests on. */
  evidence: z.record(z.string(), Evidence),
  /** Sources that disagree. */
  conflicts: z.array(Conflict),
})
export type Membership = z.infer<typeof Membership>
