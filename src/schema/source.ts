import * as z from 'zod'

import { SourceId } from './ids.ts'
import { Day, HttpUrl, PartialDate, Text } from './values.ts'

/**
 * How far a statement can be trusted, best first.
 * `official`: the body's own current text. `official-dated`: its own older text. `official-mirror`: its text on another site.
 * `statute`: a law or rule. `provider-page`: the provider's own page. `provider-page-scraped`: a copy of that page in a public archive.
 * `secondary`: a third party that quotes or teaches it. `reported`: an article. `inferred`: follows from other facts.
 */
export const Certainty = z.enum([
  'official',
  'official-dated',
  'official-mirror',
  'statute',
  'provider-page',
  'provider-page-scraped',
  'secondary',
  'reported',
  'inferred',
])
export type Certainty = z.infer<typeof Certainty>

/** Where a fact was read. */
export const Source = z.strictObject({
  /** Short name inside its record, referred to by evidence. */
  id: SourceId,
  /** Address of the page, or null when it has none. */
  url: HttpUrl.nullable(),
  /** False where the page must not be linked (a staging copy, a pirated scan, a mirror under a foreign name). */
  link: z.boolean(),
  /** Who published it. */
  publisher: Text,
  /** The date the source itself carries; null = undated. */
  date: PartialDate.nullable(),
  /** The day it was read for this catalog. */
  readOn: Day,
  /** `scraped` by our scraper, `read-by-hand` from the page or its archived copy, `reported` by somebody else. */
  method: z.enum(['scraped', 'read-by-hand', 'reported']),
  /** How far it can be trusted. */
  certainty: Certainty,
  /** What is found there, or how its age is known, in our words. */
  note: Text.nullable(),
})
export type Source = z.infer<typeof Source>

/** What a field rests on. */
export const Evidence = z.strictObject({
  /** Id of a source of the same record. */
  source: SourceId,
  /** The words as printed; null = the wording was not kept. */
  printed: Text.nullable(),
})
export type Evidence = z.infer<typeof Evidence>

/** Two or more sources that disagree about a field; all are kept and shown. */
export const Conflict = z.strictObject({
  /** The field, or the subject in a few words. */
  field: Text,
  /** What each source says. */
  values: z
    .array(
      z.strictObject({
        /** The value in words. */
        value: Text,
        /** Id of a source of the same record. */
        source: SourceId,
      }),
    )
    .min(2),
})
export type Conflict = z.infer<typeof Conflict>
