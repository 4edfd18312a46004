import * as z from 'zod'

import { safeHttpUrl } from './url.ts'

/** Text for people: trimmed, not empty, on one line, free of control and bidi characters. */
export const Text = z
  .string()
  .min(1)
  .max(2000)
  .refine((text) => text === text.trim(), 'must not begin or end with a space')
  .refine(
    (text) => !/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(text),
    'must not hold control or direction characters',
  )
export type Text = z.infer<typeof Text>

/** An absolute http(s) address that is safe to put in a link; see `safeHttpUrl`. */
export const HttpUrl = z
  .string()
  .refine((url) => safeHttpUrl(url) === url, 'must be a plain http or https address in canonical form')
export type HttpUrl = z.infer<typeof HttpUrl>

/** A calendar day, `YYYY-MM-DD`. */
export const Day = z.iso.date()
export type Day = z.infer<typeof Day>

/** A date as far as it was printed: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export const PartialDate = z.union([z.string().regex(/^\d{4}$/), z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/), Day])
export type PartialDate = z.infer<typeof PartialDate>

/** A moment with seconds, UTC (`YYYY-MM-DDTHH:MM:SSZ`); only `runs.json` and `refused/` hold such. */
export const Instant = z.iso.datetime({ precision: 0 })
export type Instant = z.infer<typeof Instant>

/** An amount in integer minor units: `{ minor: 1995, currency: 'USD' }` is $19.95. */
export const Money = z.strictObject({
  /** Cents for USD; 0 only where the source prints that it is free. */
  minor: z.int().min(0).max(100_000_00),
  /** ISO 4217 code. Amounts of different currencies are never mixed or converted. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be a three-letter currency code'),
})
export type Money = z.infer<typeof Money>

/** A value between two ends; an unknown end is null ("up to 2" is `{ min: null, max: 2 }`), a single value has both ends equal. */
export interface Span<T> {
  min: T | null
  max: T | null
}

const hasAnEnd = ({ min, max }: { min: unknown; max: unknown }) => min !== null || max !== null

/** A span of positive numbers: minutes, credits, counts. */
export const NumberSpan = z
  .strictObject({
    /** The low end, or null when only the high end is known. */
    min: z.number().nonnegative().nullable(),
    /** The high end, or null when only the low end is known. */
    max: z.number().nonnegative().nullable(),
  })
  .refine(hasAnEnd, 'must have at least one end; an unknown value is null')
  .refine(({ min, max }) => min === null || max === null || min <= max, 'must not begin after its end')
export type NumberSpan = z.infer<typeof NumberSpan>

/** A span of money in one currency. */
export const MoneySpan = z
  .strictObject({
    /** The lowest price, or null when only the highest is known. */
    min: Money.nullable(),
    /** The highest price, or null when only the lowest is known. */
    max: Money.nullable(),
  })
  .refine(hasAnEnd, 'must have at least one end; an unknown price is null')
  .refine(({ min, max }) => min === null || max === null || min.currency === max.currency, 'must keep to one currency')
  .refine(({ min, max }) => min === null || max === null || min.minor <= max.minor, 'must not begin after its end')
export type MoneySpan = z.infer<typeof MoneySpan>
