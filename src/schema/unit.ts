import * as z from 'zod'

import { BodyId, UnitId } from './ids.ts'
import { Certainty, Source } from './source.ts'
import { Text } from './values.ts'

/** A measure of credit. */
export const Unit = z.strictObject({
  /** Stable id. */
  id: UnitId,
  /** Name as issued, singular ("AAMA CEU"). */
  name: Text,
  /** Plural ("AAMA CEUs"). */
  plural: Text,
  /** Who issues it; null = nobody in particular (a bare CEU). */
  issuer: BodyId.nullable(),
  /** Minutes of study that one stands for; null = not settled, so it is never converted through time. */
  minutes: z.number().positive().nullable(),
  /** How sure the minutes are; null when they are not known. */
  certainty: Certainty.nullable(),
  /** Id of the source of the minutes. */
  source: z.string().nullable(),
  /** What to know about it, in our words. */
  note: Text.nullable(),
})
export type Unit = z.infer<typeof Unit>

/** A conversion that a source states; no others exist. */
export const Conversion = z.strictObject({
  /** Stable id, named by verdicts. */
  id: UnitId,
  /** One of this unit ... */
  from: UnitId,
  /** ... gives `factor` of this one. */
  to: UnitId,
  /** How many. */
  factor: z.number().positive(),
  /** Id of the source. */
  source: z.string(),
  /** How sure it is. */
  certainty: Certainty,
  /** Conditions, in our words. */
  note: Text.nullable(),
})
export type Conversion = z.infer<typeof Conversion>

/** The whole of `units.json`. */
export const Units = z.strictObject({
  /** All units. */
  units: z.array(Unit),
  /** All sourced conversions. */
  conversions: z.array(Conversion),
  /** Where minutes and conversions were read. */
  sources: z.array(Source),
})
export type Units = z.infer<typeof Units>
