import * as z from 'zod'

import { AreaId, BodyId, CourseId, MembershipId, ProviderId, TopicId, UnitId } from './ids.ts'
import { Conflict, Evidence, Source } from './source.ts'
import { Day, HttpUrl, MoneySpan, NumberSpan, PartialDate, Text } from './values.ts'

/** One price, for whom. */
export const Offer = z.strictObject({
  /** `anyone`, `members` (of the provider, which membership is not said), or the membership that opens it. */
  for: z.union([z.literal('anyone'), z.literal('members'), MembershipId]),
  /** `purchase`: pay this. `included`: no further charge with the membership, which is not the same as free. `free`: printed as free. */
  kind: z.enum(['purchase', 'included', 'free']),
  /** The price; null = sold, but the price is not known. 0 only with kind `free`. */
  price: MoneySpan.nullable(),
  /** The price before a reduction, when both are printed. */
  listPrice: MoneySpan.nullable(),
  /** Last day of the offer, when printed. */
  until: Day.nullable(),
  /** What is charged on top (certificate, manual); null = nothing of the kind is printed. */
  extraFee: z
    .strictObject({
      /** What it is for. */
      what: Text,
      /** How much; null = not said. */
      price: MoneySpan.nullable(),
    })
    .nullable(),
})
export type Offer = z.infer<typeof Offer>

/** Credit as the issuer counts it. */
export const Credit = z.strictObject({
  /** The issuer's unit; a bare "CEU" is `bare-ceu` and is never converted. */
  unit: UnitId,
  /** How many; null = the unit is printed but not the amount. */
  amount: NumberSpan.nullable(),
  /** How the amount falls into areas when that is printed; the parts add up. */
  parts: z
    .array(
      z.strictObject({
        /** The area. */
        area: AreaId,
        /** Its share, in the same unit. */
        amount: z.number().positive(),
      }),
    )
    .nullable(),
})
export type Credit = z.infer<typeof Credit>

/** A named body's approval or acceptance of a course. */
export const Approval = z.strictObject({
  /** The body. */
  body: BodyId,
  /** `approved`: said of this very course. `provider-claims`: the provider says so of its catalog, or a tag says no more than the name. */
  basis: z.enum(['approved', 'provider-claims']),
  /** Approval or provider number as printed. */
  number: Text.nullable(),
  /** First day of the approval. */
  from: PartialDate.nullable(),
  /** Last day of the approval. */
  until: PartialDate.nullable(),
})
export type Approval = z.infer<typeof Approval>

/** Fields that a decision rests on: where one is not null, `evidence` says what it rests on. */
export const EVIDENCED_FIELDS = ['offers', 'credits', 'minutes', 'areas', 'approvals', 'expires', 'ended'] as const

/** Further fields whose figure is published, and so needs evidence too. */
export const EVIDENCED_FIGURES = ['passMark', 'attempts', 'accessMonths'] as const

/** One thing to take for credit. */
export const Course = z.strictObject({
  /** `<provider>/<slug>`, for ever. */
  id: CourseId,
  /** The provider's own id of it (a product id), which outlives renamed pages; null = none is known. */
  key: Text.nullable(),
  /** Who offers it. */
  provider: ProviderId,
  /** `programme` is a standing offer of many sessions or tests whose titles are not listed one by one. */
  kind: z.enum(['course', 'article-test', 'event', 'bundle', 'card', 'programme']),
  /** As printed, entities decoded. */
  title: Text,
  /** The provider's page of it; null only for reported courses. */
  url: HttpUrl.nullable(),
  /** What it is, in our words, or the shop's own first sentence when scraped. */
  summary: Text.nullable(),
  /** How it is taken. */
  format: z.enum(['online-self-paced', 'live-webinar', 'in-person', 'article', 'conference', 'blended']).nullable(),
  /** Time it takes or is credited for, in minutes as printed. */
  minutes: NumberSpan.nullable(),
  /** null = unknown, [] = printed that there is none. Several entries are never a sum: they count the same course for different people, or in different units. */
  credits: z.array(Credit).nullable(),
  /** Content areas as printed or as the shop's categories name them. */
  areas: z.array(AreaId).nullable(),
  /** Areas judged by hand where none is printed; always labelled so and never treated as printed. */
  areaFit: z
    .strictObject({
      /** The areas it seems to fit. */
      areas: z.array(AreaId).min(1),
      /** Why, in a few words. */
      why: Text,
    })
    .nullable(),
  /** Who approves or, as the provider says, accepts it. */
  approvals: z.array(Approval),
  /** Prices; [] = nothing is known about the price. */
  offers: z.array(Offer),
  /** What it is about. */
  topics: z.array(TopicId),
  /** For whom it is made, as printed or in our words. */
  audience: Text.nullable(),
  /** Who may earn the credit, where that is narrower than the audience. */
  creditFor: Text.nullable(),
  /** What one gets: a certificate of credit, or of participation only. */
  certificate: z.enum(['credit', 'participation']).nullable(),
  /** Pass mark of the test in percent. */
  passMark: z.int().min(1).max(100).nullable(),
  /** How often the test may be tried. */
  attempts: z.int().min(1).nullable(),
  /** Months from purchase within which it must be finished. */
  accessMonths: z.int().min(1).nullable(),
  /** First published. */
  released: PartialDate.nullable(),
  /** Last reviewed by the provider. */
  reviewed: PartialDate.nullable(),
  /** Last day on which it can be taken for credit. */
  expires: PartialDate.nullable(),
  /** True where a source says that it is over although no date is known. */
  ended: z.literal(true).nullable(),
  /** The day on which it was first missing from the provider's list. */
  vanished: Day.nullable(),
  /** The scraped course that replaces this reported one. */
  supersededBy: CourseId.nullable(),
  /** Where its facts were read. */
  sources: z.array(Source).min(1),
  /** By field name: what the field rests on. */
  evidence: z.record(z.string(), Evidence),
  /** Sources that disagree. */
  conflicts: z.array(Conflict),
})
export type Course = z.infer<typeof Course>
