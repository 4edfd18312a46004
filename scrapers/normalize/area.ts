import type { AreaId } from '../../src/schema/ids.ts'
import { findQuantities, tokenize } from './quantity.ts'
import { MAX_TEXT } from './text.ts'

/** How the three content areas are printed. */
const AREAS = new Map<string, AreaId>([
  ['administrative', 'administrative'],
  ['admin', 'administrative'],
  ['administration', 'administrative'],
  ['adm', 'administrative'],
  ['clinical', 'clinical'],
  ['clin', 'clinical'],
  ['general', 'general'],
  ['gen', 'general'],
])

/** Words that may stand beside the name of an area without making it something else. */
const AROUND = new Set(
  'area areas content category categories ceu ceus credit credits ce points courses and or & / , - – : ( ) . + education'.split(
    ' ',
  ),
)

/**
 * A category, tag or label value that is the name of one or more areas ("Clinical", "Administrative / General", "General CEUs").
 * @returns null when it is anything else ("General Interest", "Clinical Laboratory")
 */
export function parseArea(name: string): AreaId[] | null {
  const areas = new Set<AreaId>()
  for (const { word } of tokenize(name.slice(0, 300))) {
    const area = AREAS.get(word)
    if (area !== undefined) areas.add(area)
    else if (!AROUND.has(word)) return null
  }
  return areas.size === 0 ? null : [...areas].sort()
}

/** A share of a credit that falls into one area. */
export interface Part {
  area: AreaId
  amount: number
}

/**
 * A printed split over areas: "Clinical 3, General 1", "20 Administrative, 20 Clinical, 20 General".
 * @returns null when fewer than two areas have an amount of their own, or one has two
 */
export function parseSplit(text: string): Part[] | null {
  const tokens = tokenize(text.slice(0, MAX_TEXT))
  const quantities = findQuantities(tokens).filter(
    ({ span }) => span.min !== null && span.min === span.max && span.min > 0,
  )
  const used = new Set<number>()
  const parts: Part[] = []
  for (const [at, { word }] of tokens.entries()) {
    const area = AREAS.get(word)
    if (area === undefined) continue
    const skip =
      tokens[at + 1]?.word === ':' || tokens[at + 1]?.word === '-' || tokens[at + 1]?.word === '(' ? at + 2 : at + 1
    const before = quantities.find(({ from, to }) => to === at && !used.has(from))
    const after = quantities.find(({ from }) => from === skip && !used.has(from))
    const numberFirst = before !== undefined
    const quantity = numberFirst ? before : after
    if (quantity === undefined || quantity.span.min === null) continue
    used.add(quantity.from)
    if (parts.some((part) => part.area === area)) return null
    parts.push({ area, amount: quantity.span.min })
  }
  return parts.length < 2 ? null : parts
}

/** Credit words next to which the name of an area is one. */
const CREDIT = new Set("ceu ceus ceu's credit credits ce points content".split(' '))
/** What may stand between the two. */
const BETWEEN = new Set('area areas contact hour hours aama of in and or & / , - – — : ( ) " category'.split(' '))

/**
 * The areas that running text states of the course: "(clinical)", "1 administrative CEU", "content area clinical", "General: 4.0 CEUs".
 * @returns null when it states none
 */
export function findArea(text: string): AreaId[] | null {
  const split = parseSplit(text)
  if (split !== null) return split.map(({ area }) => area).sort()
  const tokens = tokenize(text.slice(0, MAX_TEXT))
  const numbers = new Set(findQuantities(tokens).flatMap(({ from, to }) => range(from, to)))
  const reaches = (at: number, step: 1 | -1): boolean => {
    for (let other = at + step; other >= 0 && other < tokens.length; other += step) {
      const word = tokens[other]?.word ?? ''
      if (CREDIT.has(word)) return true
      if (!BETWEEN.has(word) && !AREAS.has(word) && !numbers.has(other)) return false
    }
    return false
  }
  const areas = new Set<AreaId>()
  for (const [at, { word }] of tokens.entries()) {
    const area = AREAS.get(word)
    if (area !== undefined && (reaches(at, -1) || reaches(at, 1))) areas.add(area)
  }
  return areas.size === 0 ? null : [...areas].sort()
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)
