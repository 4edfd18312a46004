import { isCourseId, isId } from '../catalog/ids.ts'

/** What can be set side by side. */
export const KINDS = ['courses', 'memberships', 'credentials'] as const
export type Kind = (typeof KINDS)[number]

/** What a link to the page asks for. */
export interface Asked {
  kind: Kind
  /** What somebody chose; null = nobody did, so the visitor's own courses, or a first choice. */
  ids: readonly string[] | null
}

/** Messengers encode commas and slashes in their own ways. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * Reads what stands behind the `#` of an address: `#courses=ace/hipaa,ace/ekg`, `#memberships`.
 * @param most how many can stand side by side
 * @returns null where it speaks of something else
 */
export function parseAsked(hash: string, most: number): Asked | null {
  const text = decode(hash.replace(/^#/, ''))
  if (text === '') return { kind: 'courses', ids: null }
  const [name = '', list] = text.split('=', 2)
  const kind = KINDS.find((one) => one === name)
  if (kind === undefined) return null
  const isOne = kind === 'courses' ? isCourseId : isId
  return { kind, ids: list === undefined ? null : [...new Set(list.split(',').filter(isOne))].slice(0, most) }
}

/** @returns what `parseAsked` reads */
export const formatAsked = ({ kind, ids }: Asked): string => (ids === null ? `#${kind}` : `#${kind}=${ids.join(',')}`)
