import * as z from 'zod'

import { CourseId, ProviderId } from './ids.ts'
import { Day, Instant, Text } from './values.ts'

const count = z.int().min(0)

/** What one pass over one provider did. */
export const Run = z.strictObject({
  /** The provider. */
  provider: ProviderId,
  /** When it began. */
  started: Instant,
  /** When it ended. */
  ended: Instant,
  /** `published`: data changed. `unchanged`: confirmed as it was. `refused`: a gate held it back. `failed`: nothing usable was read. */
  outcome: z.enum(['published', 'unchanged', 'refused', 'failed']),
  /** The gate that refused; null otherwise. */
  gate: Text.nullable(),
  /** How the listings were read (`store-api`, `json-ld`, `pages`); null = none was. */
  way: Text.nullable(),
  /** How many of what. */
  counts: z.strictObject({
    /** Answers received. */
    requests: count,
    /** Listings that the site announced; null = it did not say. */
    announced: count.nullable(),
    /** Listings read. */
    listings: count,
    /** Courses after validation. */
    courses: count,
    /** Memberships after validation. */
    memberships: count,
    /** Left out on purpose (a gift card). */
    leftOut: count,
    /** Refused by the schema. */
    rejected: count,
    /** New since the last good run. */
    added: count,
    /** Changed since then. */
    changed: count,
    /** No longer listed. */
    vanished: count,
  }),
  /** Share of courses, 0 to 1, on which a field is known. */
  coverage: z.record(z.string(), z.number().min(0).max(1)),
  /** What a person should know: left out, rejected, guessed at, first run. */
  notes: z.array(Text),
})
export type Run = z.infer<typeof Run>

/** One provider's entry of `runs.json`, the only place with run times. */
export const ProviderRuns = z.strictObject({
  /** The provider. */
  provider: ProviderId,
  /** The last run, however it ended. */
  last: Run,
  /** The last run that published or confirmed. */
  lastGood: Run.nullable(),
  /** By course id: the day on which it was last seen in the provider's list. */
  confirmed: z.record(CourseId, Day),
})
export type ProviderRuns = z.infer<typeof ProviderRuns>

/** What a gate held back, kept in `refused/<provider>.json` for a person to judge. */
export const Refusal = z.strictObject({
  /** When. */
  at: Instant,
  /** Which gate. */
  gate: Text,
  /** What it measured against what, in a sentence. */
  reason: Text,
  /** The courses as they would have been published. */
  courses: z.array(z.json()),
  /** The provider's memberships as they would have been published; prices of courses may refer to them. */
  memberships: z.array(z.json()),
})
export type Refusal = z.infer<typeof Refusal>
