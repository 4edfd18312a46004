import * as z from 'zod'

import { BodyId, CredentialId, Slug, SourceId, UnitId } from './ids.ts'
import { Certainty, Conflict, Source } from './source.ts'
import { MoneySpan, PartialDate, Text } from './values.ts'

const number = z.number().nonnegative()

/** A number of a rule with what it rests on; value null = not known, and then nothing is claimed. */
export const RuleNumber = z
  .strictObject({
    /** The number; null = not known. */
    value: number.nullable(),
    /** Id of the source; null only when the value is. */
    source: SourceId.nullable(),
    /** How sure it is; null only when the value is. */
    certainty: Certainty.nullable(),
    /** The words as printed; null = the wording was not kept. */
    printed: Text.nullable(),
    /** Conditions or doubts, in our words. */
    note: Text.nullable(),
  })
  .refine(
    ({ value, source, certainty }) => value === null || (source !== null && certainty !== null),
    'a number must name its source and certainty; an unknown one is null',
  )
export type RuleNumber = z.infer<typeof RuleNumber>

/** A rule in words with what it rests on. */
export const RuleText = z.strictObject({
  /** The rule in our words. */
  text: Text,
  /** Id of the source. */
  source: SourceId,
  /** How sure it is. */
  certainty: Certainty,
})
export type RuleText = z.infer<typeof RuleText>

/** The renewal rules of one credential, or what a state asks of medical assistants. */
export const Credential = z.strictObject({
  /** Body first: `aama-cma`. */
  id: CredentialId,
  /** Full name. */
  name: Text,
  /** As people write it: `CMA (AAMA)`. */
  abbreviation: Text,
  /** Who issues or regulates it; null = nobody (a state without a credential). */
  body: BodyId.nullable(),
  /** Where it holds. */
  scope: z.enum(['national', 'regional', 'state']),
  /** Whether it can be held today. */
  status: z.enum(['active', 'repealed', 'no-credential', 'unknown']),
  /** What it is and what renewing it takes, in our words. */
  summary: Text,
  /** How well its rules are known, in our words. */
  confidence: Text.nullable(),
  /** How long one period lasts. */
  cycle: z.strictObject({
    /** Length in months. */
    months: RuleNumber,
    /** From which day it runs, in our words. */
    anchor: RuleText.nullable(),
  }),
  /** What must be earned in one cycle. */
  needs: z.strictObject({
    /** How many credits; null = not known or none asked. */
    amount: RuleNumber,
    /** In which unit; null = none asked. */
    unit: UnitId.nullable(),
    /** Minutes of study behind one credit. */
    minutesPerCredit: RuleNumber,
    /** Hours a credit is commonly read as where no rule says so; never used to convert. */
    assumedHoursPerCredit: z.number().positive().nullable(),
    /** What there is to know besides, in our words. */
    note: Text.nullable(),
  }),
  /** Minima by area, in the credential's own areas; [] = none found. */
  areas: z.array(
    z.strictObject({
      /** Area id; `basic` exists at CCBMA only. */
      id: Slug,
      /** Least number of credits in it. */
      min: RuleNumber,
    }),
  ),
  /** How areas are told apart and mixed courses split, in our words. */
  areaNote: Text.nullable(),
  /** How much must come from courses approved by the body itself; null = no such rule found. */
  ownMinimum: z
    .strictObject({
      /** Least number of credits. */
      amount: RuleNumber,
      /** Whose approval counts. */
      body: BodyId,
    })
    .nullable(),
  /** Most that may come from one kind of source. */
  caps: z.array(
    z.strictObject({
      /** Rule id, named by verdicts. */
      id: Slug,
      /** What is capped. */
      subject: Text,
      /** Most credits. */
      max: RuleNumber,
    }),
  ),
  /** Which credit is taken, and how. */
  accepts: z.array(
    z.strictObject({
      /** Rule id, named by verdicts. */
      id: Slug,
      /** Whose credit, or what kind, in words. */
      approval: Text,
      /** The bodies meant; [] = a kind of credit rather than a body. */
      bodies: z.array(BodyId),
      /** `full`, `capped` (within a cap), `self-attested` (the holder judges), `reviewed` (the body judges), `not-accepted`, `unknown`. */
      answer: z.enum(['full', 'capped', 'self-attested', 'reviewed', 'not-accepted', 'unknown']),
      /** Id of the source; null only when unknown. */
      source: SourceId.nullable(),
      /** How sure it is; null only when unknown. */
      certainty: Certainty.nullable(),
      /** Conditions, in our words. */
      note: Text.nullable(),
    }),
  ),
  /** What renewing costs. */
  fees: z.array(
    z.strictObject({
      /** What for. */
      what: Text,
      /** Who pays it. */
      payer: Text,
      /** How much; null = due, but not known. */
      price: MoneySpan.nullable(),
      /** How often, in our words. */
      per: Text,
      /** As of when, where known. */
      asOf: PartialDate.nullable(),
      /** Id of the source. */
      source: SourceId.nullable(),
      /** How sure it is; null when the amount is not known. */
      certainty: Certainty.nullable(),
      /** Conditions or doubts, in our words. */
      note: Text.nullable(),
    }),
  ),
  /** Whether credits may be carried in from before or over to the next cycle. */
  carryIn: RuleText.nullable(),
  /** By when what must be handed in. */
  deadlines: RuleText.nullable(),
  /** Who checks, and how. */
  audit: RuleText.nullable(),
  /** What happens after the date has passed. */
  lapse: RuleText.nullable(),
  /** Whether the exam renews it. */
  renewByExam: z.strictObject({
    /** null = not known. */
    available: z.boolean().nullable(),
    /** In our words. */
    note: Text.nullable(),
    /** Id of the source. */
    source: SourceId.nullable(),
  }),
  /** Ways to earn other than courses. */
  otherWays: z.array(
    z.strictObject({
      /** The way ("CPR card", "college credit"). */
      way: Text,
      /** What the rules say of it, in our words. */
      text: Text,
      /** Id of the source. */
      source: SourceId,
      /** How sure it is. */
      certainty: Certainty,
    }),
  ),
  /** What nobody could tell from the sources. */
  openQuestions: z.array(Text),
  /** Sources that disagree. */
  conflicts: z.array(Conflict),
  /** Where the rules were read. */
  sources: z.array(Source).min(1),
})
export type Credential = z.infer<typeof Credential>
