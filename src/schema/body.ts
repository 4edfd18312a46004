import * as z from 'zod'

import { BodyId } from './ids.ts'
import { HttpUrl, Text } from './values.ts'

/** A certifier of people, an accreditor of courses, or a licensing board. */
export const Body = z.strictObject({
  /** Stable id (`aama`). */
  id: BodyId,
  /** Full name. */
  name: Text,
  /** Short name as people say it (`AAMA`, `P.A.C.E.`). */
  short: Text,
  /** What it does. */
  kind: z.enum(['certifier', 'accreditor', 'board']),
  /** Every other name it goes by in print, misprints included ("AMMA"). */
  aliases: z.array(Text),
  /** Home page; null = not known. */
  home: HttpUrl.nullable(),
})
export type Body = z.infer<typeof Body>
