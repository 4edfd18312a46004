import * as z from 'zod'

import { CourseId, ProviderId } from './ids.ts'
import { Day, Instant, Text } from './values.ts'

const count = z.int().min(0)
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

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
  /** SHA-256 of all answers in their order: the stored ones that the values were read from have the same; null = nothing answered, or not known. */
  snapshot: Sha256.nullable(),
  /** Version of the code that turned them into records; null = not known. */
  extractor: Text.nullable(),
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
  /** The last run, however it ended; null = none yet: its place in the file is kept, so that first runs change different lines. */
  last: Run.nullable(),
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
  /** The courses as they would have been published; of very many only the first. */
  courses: z.array(z.json()),
  /** The provider's memberships as they would have been published; prices of courses may refer to them. */
  memberships: z.array(z.json()),
  /** Set where there were too many courses to keep; null = all are here. */
  cut: z
    .strictObject({
      /** How many there were. */
      courses: count,
      /** SHA-256 of all courses and memberships, to know them again. */
      hash: Sha256,
      /** The day on which a person released them: when they are read the same again, they are published. */
      released: Day.nullable(),
    })
    .nullable(),
})
export type Refusal = z.infer<typeof Refusal>
