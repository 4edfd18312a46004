import * as z from 'zod'

import { Body } from './body.ts'
import { Correction } from './correction.ts'
import { Course } from './course.ts'
import { Credential } from './credential.ts'
import { HistoryLine } from './history.ts'
import { Membership } from './membership.ts'
import { Provider } from './provider.ts'
import { ProviderRuns, Refusal } from './run.ts'
import { Units } from './unit.ts'

/** A record together with the file that it stands in, relative to the data folder. */
export interface Filed<T> {
  file: string
  record: T
}

/** Everything under `data/`, record by record. */
export interface Dataset {
  providers: Filed<Provider>[]
  bodies: Filed<Body>[]
  units: Filed<Units>[]
  courses: Filed<Course>[]
  corrections: Filed<Correction>[]
  memberships: Filed<Membership>[]
  credentials: Filed<Credential>[]
  history: Filed<HistoryLine>[]
  runs: Filed<ProviderRuns>[]
  refusals: Filed<Refusal>[]
}

/** The kinds of file under `data/`: where they stand, what one record of them is, and how records are laid out in the file. */
export const FILE_KINDS = {
  providers: { path: /^providers\.json$/, schema: Provider, layout: 'list' },
  bodies: { path: /^bodies\.json$/, schema: Body, layout: 'list' },
  units: { path: /^units\.json$/, schema: Units, layout: 'one' },
  courses: { path: /^(?:courses|reported)\/[a-z0-9-]+\.json$/, schema: Course, layout: 'list' },
  corrections: { path: /^corrections\/[a-z0-9-]+\.json$/, schema: Correction, layout: 'list' },
  memberships: { path: /^memberships(?:\/[a-z0-9-]+)?\.json$/, schema: Membership, layout: 'list' },
  credentials: { path: /^credentials\/[a-z0-9-]+\.json$/, schema: Credential, layout: 'one' },
  history: { path: /^history\/[a-z0-9-]+\.jsonl$/, schema: HistoryLine, layout: 'lines' },
  runs: { path: /^runs\.json$/, schema: ProviderRuns, layout: 'list' },
  refusals: { path: /^refused\/[a-z0-9-]+\.json$/, schema: Refusal, layout: 'one' },
} as const satisfies Record<keyof Dataset, { path: RegExp; schema: z.ZodType; layout: 'list' | 'one' | 'lines' }>
