import { isCourseId, isId } from '../catalog/ids.ts'
import type { Held } from '../memberships/price-for-me.ts'

/** A course that the visitor keeps. */
export interface Saved {
  id: string
  /** Her own words. */
  note: string
  /** The day on which she saved it. */
  on: string
}

/** What a visitor chose on this device; it never leaves it. The only file that touches the device's storage. */
export interface Device {
  /** The credentials that she renews, two at most. */
  credentials: readonly string[]
  /** The memberships that she has. */
  held: readonly Held[]
  /** The courses that she keeps, in the order of saving. */
  saved: readonly Saved[]
  /** The courses that stand side by side, five at most. */
  compared: readonly string[]
  /** Searches that she keeps, as the query string of their filters. */
  searches: readonly string[]
  /** Words that she searched for, last first. */
  recent: readonly string[]
  /** How results are laid out where there is room. */
  layout: 'cards' | 'table'
}

export const MOST_COMPARED = 5
const MOST_CREDENTIALS = 2
const MOST_HELD = 20
export const MOST_SAVED = 500
const MOST_SEARCHES = 20
const MOST_RECENT = 5
export const LONGEST_NOTE = 500
const LONGEST_WORDS = 300

const NOTHING: Device = {
  credentials: [],
  held: [],
  saved: [],
  compared: [],
  searches: [],
  recent: [],
  layout: 'cards',
}

const KEY = 'ce-counts'
const CHANGED = 'ce-counts:device'

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
const textOf = (value: unknown, longest: number): string => (typeof value === 'string' ? value.slice(0, longest) : '')
const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

const fields = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])
const unique = <T>(values: readonly T[], key: (value: T) => string): T[] => [
  ...new Map(values.map((value) => [key(value), value])).values(),
]
const itself = (value: string) => value

/** @returns saved courses out of what may be anything; what is not ours is left out */
export const parseSaved = (value: unknown): Saved[] =>
  unique(
    list(value)
      .map(fields)
      .flatMap(({ id, note, on }) =>
        isCourseId(id) ? [{ id, note: textOf(note, LONGEST_NOTE), on: isDay(on) ? on : '' }] : [],
      ),
    ({ id }) => id,
  ).slice(0, MOST_SAVED)

/** @returns what is kept, out of what may be anything */
export function parseDevice(value: unknown): Device {
  const kept = fields(value)
  const words = (some: unknown) =>
    list(some)
      .filter(isText)
      .map((one) => one.slice(0, LONGEST_WORDS))
  return {
    credentials: unique(list(kept['credentials']).filter(isId), itself).slice(0, MOST_CREDENTIALS),
    held: unique(
      list(kept['held'])
        .map(fields)
        .flatMap(({ id, until }) => (isId(id) ? [{ id, until: isDay(until) ? until : null }] : [])),
      ({ id }) => id,
    ).slice(0, MOST_HELD),
    saved: parseSaved(kept['saved']),
    compared: unique(list(kept['compared']).filter(isCourseId), itself).slice(0, MOST_COMPARED),
    searches: unique(words(kept['searches']), itself).slice(0, MOST_SEARCHES),
    recent: unique(words(kept['recent']), itself).slice(0, MOST_RECENT),
    layout: kept['layout'] === 'table' ? 'table' : 'cards',
  }
}

/** What was read last, so that what did not change stays the same object. */
let read: { text: string | null; device: Device } = { text: null, device: NOTHING }
/** What was chosen on this page since storage took nothing more. */
let unkept: Device | null = null

/** @returns what is kept; where storage is blocked, what was chosen on this page */
export function readDevice(): Device {
  if (unkept !== null) return unkept
  try {
    const text = localStorage.getItem(KEY)
    if (text !== read.text) read = { text, device: parseDevice(JSON.parse(text ?? 'null')) }
    return read.device
  } catch {
    return NOTHING
  }
}

/** False where storage is blocked or full, and a change holds for this page only. */
export const isKept = (): boolean => unkept === null

/** What stands in pages as they are built. */
export const readNothing = (): Device => NOTHING

/** Keeps a change and tells every part of the page. */
export function writeDevice(change: Partial<Device>): void {
  const device = parseDevice({ ...readDevice(), ...change })
  try {
    localStorage.setItem(KEY, JSON.stringify(device))
    unkept = null
  } catch {
    // Blocked or full: the choice holds for this page.
    unkept = device
  }
  window.dispatchEvent(new Event(CHANGED))
}

/** Calls back after every change, in this window or another one. @returns how to stop */
export function followDevice(listener: () => void): () => void {
  const elsewhere = ({ key }: StorageEvent) => {
    if (key === KEY || key === null) listener()
  }
  window.addEventListener(CHANGED, listener)
  window.addEventListener('storage', elsewhere)
  return () => {
    window.removeEventListener(CHANGED, listener)
    window.removeEventListener('storage', elsewhere)
  }
}
