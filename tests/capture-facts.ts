import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Course } from '../src/schema/course.ts'
import { SHARED } from './replay-pages.ts'

/**
 * Which key of a capture's `expected.json` states which fact, a dotted path where it lies deeper; `records` is where its records lie,
 * "" = at the top.
 */
type Mapping = Readonly<Record<string, string>> & { records: string; key: string }

const MAPPINGS = JSON.parse(readFileSync(join(import.meta.dirname, 'captures.json'), 'utf8')) as Record<string, Mapping>

/** One record of an `expected.json`, by the names that `captures.json` gives to its keys. */
export type ExpectedRecord = Readonly<Record<string, unknown>> & { key: string }

export function readExpected(capture: string): ExpectedRecord[] {
  const { records, ...names } = MAPPINGS[capture] ?? { records: '', key: 'id' }
  const value = JSON.parse(
    readFileSync(join(SHARED, 'captures', capture.split('/')[0] ?? '', 'expected.json'), 'utf8'),
  ) as Record<string, unknown>
  const found = at(value, records)
  return (Array.isArray(found) ? found : [found]).map((each) => {
    const record = each as Record<string, unknown>
    const facts = Object.entries(names).map(([name, key]): [string, unknown] => [name, at(record, key)])
    return { ...Object.fromEntries(facts), key: String(at(record, names.key)) }
  })
}

/** A key may hold points itself: the longest one that exists is meant. */
function at(value: unknown, path: string): unknown {
  if (path === '') return value
  if (value === null || typeof value !== 'object') return undefined
  const keys = Object.keys(value).filter((key) => path === key || path.startsWith(`${key}.`))
  const key = keys.sort((one, other) => other.length - one.length)[0]
  return key === undefined ? undefined : at((value as Record<string, unknown>)[key], path.slice(key.length + 1))
}

/** How many facts of a capture came out right. */
export interface Score {
  right: number
  wrong: string[]
}

/** Compares facts one by one, and prints the share that is right; a fact that `expected.json` leaves open is not counted. */
export function scoreFacts(
  capture: string,
  facts: readonly (readonly [name: string, expected: unknown, found: unknown])[],
): Score {
  const counted = facts.filter(([, expected]) => expected !== undefined)
  const wrong = counted.filter(([, expected, found]) => JSON.stringify(expected) !== JSON.stringify(found))
  const right = counted.length - wrong.length
  console.info(`${capture}: ${((right / counted.length) * 100).toFixed(1)} % of ${counted.length} facts right`)
  return {
    right,
    wrong: wrong.map(
      ([name, expected, found]) => `${name}: ${JSON.stringify(expected)} expected, ${JSON.stringify(found)} found`,
    ),
  }
}

/** What anyone pays, in minor units: 0 = free, null = not known. */
export function paidBy({ offers }: Course): number | null {
  const offer = offers.find((each) => each.for === 'anyone')
  return offer?.kind === 'free' ? 0 : (offer?.price?.min?.minor ?? null)
}

/** The amount of the credits in a unit, or in any of several. */
export const amountIn = ({ credits }: Course, unit: RegExp): number | null =>
  credits?.find((credit) => unit.test(credit.unit))?.amount?.min ?? null
