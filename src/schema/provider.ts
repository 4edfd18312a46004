import * as z from 'zod'

import { ProviderId } from './ids.ts'
import { Evidence, Source } from './source.ts'
import { HttpUrl, MoneySpan, Text } from './values.ts'

/** The organisation whose courses are listed. */
export const Provider = z.strictObject({
  /** Stable id. */
  id: ProviderId,
  /** Name as it calls itself. */
  name: Text,
  /** Home page; null = not known. */
  home: HttpUrl.nullable(),
  /** Hosts that may be asked for its listings; nothing else is fetched. */
  hosts: z.array(z.string().regex(/^[a-z0-9.-]+(?::\d+)?$/, 'must be a bare host name')),
  /** The software that its site runs on, where known (`woocommerce`, `ethosce`, ...). */
  platform: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .nullable(),
  /** `live`: scraped. `unproven`: a reader exists, no live answer was seen. `by-hand`: facts are typed in. `needs-login`, `robots-forbid`: not read. */
  status: z.enum(['live', 'unproven', 'by-hand', 'needs-login', 'robots-forbid']),
  /** Days between two scrapes; null = not scraped. */
  rhythmDays: z.int().min(1).nullable(),
  /** What its terms say about listing or fetching; null = not read. */
  terms: Text.nullable(),
  /** Who they are and what they offer, in our words. */
  summary: Text.nullable(),
  /** What a single course costs there, where only the range is known. */
  priceRange: MoneySpan.nullable(),
  /** Where its facts were read. */
  sources: z.array(Source),
  /** By field name: what the field rests on. */
  evidence: z.record(z.string(), Evidence),
})
export type Provider = z.infer<typeof Provider>
