import { formatCsv, parseCsv } from '../catalog/csv.ts'
import { formatMinutes } from '../catalog/format.ts'
import { isCourseId } from '../catalog/ids.ts'
import { ANSWER_WORDS } from '../credentials/words.ts'
import type { Hit } from '../finder/hit.ts'
import { lookUp, nameCredential, type Names } from '../finder/names.ts'
import { creditWords, perCreditWords, priceWords } from '../finder/words.ts'
import { LONGEST_NOTE, type Saved } from './device.ts'

/** Columns that a file is read by; the others are for people. */
const READ = { id: 'id', note: 'note', on: 'saved' } as const

/** What a file of saved courses is made of. */
interface Written {
  saved: readonly Saved[]
  hitOf: (id: string) => Hit | undefined
  names: Names
  /** Address of the site, without a slash at the end. */
  origin: string
}

const addressOf = (id: string, origin: string) => `${origin}/courses/${id}/`

/** @returns the list for spreadsheets, with what each course gives and costs in words */
export function toCsv({ saved, hitOf, names, origin }: Written): string {
  const head = [READ.id, 'title', 'provider', 'counts', 'credits', 'you pay', 'one credit', 'time', READ.note, READ.on]
  const rows = saved.map(({ id, note, on }) => {
    const hit = hitOf(id)
    const per = hit === undefined ? null : perCreditWords(hit, names)
    const facts =
      hit === undefined
        ? Array.from({ length: 7 }, () => null)
        : [
            hit.row.title,
            lookUp(names.providers, hit.row.provider, hit.row.provider),
            hit.mine
              .map(({ answer, credential }) => `${ANSWER_WORDS[answer].word} for ${nameCredential(credential, names)}`)
              .join('; '),
            creditWords(hit.row.credits, names),
            priceWords(hit, names),
            per === null ? null : `${per.price} per ${per.unit}`,
            hit.row.minutes === null ? null : formatMinutes(hit.row.minutes),
          ]
    return [id, ...facts, note, on, addressOf(id, origin)]
  })
  return formatCsv([[...head, 'address'], ...rows])
}

/** @returns the list for programs and for other devices */
export function toJson({ saved, hitOf, origin }: Omit<Written, 'names'>): string {
  const courses = saved.map(({ id, note, on }) => ({
    [READ.id]: id,
    title: hitOf(id)?.row.title ?? null,
    [READ.note]: note,
    [READ.on]: on === '' ? null : on,
    address: addressOf(id, origin),
  }))
  return `${JSON.stringify({ courses }, null, 2)}\n`
}

/** A file that holds no list at all; the message says why. */
export class UnreadableList extends Error {}

/** One course as a file has it, before it is judged. */
interface Entry {
  /** Where it stands: "row 3", "course 2". */
  place: string
  id: unknown
  note: unknown
  on: unknown
}

function readTable(text: string): Entry[] {
  let rows: string[][]
  try {
    rows = parseCsv(text)
  } catch (error) {
    throw new UnreadableList(`The file stops making sense: ${(error as Error).message}.`)
  }
  const heads = (rows[0] ?? []).map((head) => head.trim().toLowerCase())
  const [id, note, on] = [READ.id, READ.note, READ.on].map((head) => heads.indexOf(head)) as [number, number, number]
  if (id < 0) throw new UnreadableList(`Row 1 has to name the columns, and none of them is called “${READ.id}”.`)
  return rows.flatMap((row, place) =>
    place === 0 || row.every((cell) => cell.trim() === '')
      ? []
      : [{ place: `Row ${place + 1}`, id: row[id]?.trim(), note: row[note] ?? '', on: row[on]?.trim() ?? '' }],
  )
}

function readJson(text: string): Entry[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new UnreadableList(`The file is not whole JSON: ${(error as Error).message}.`)
  }
  const list = Array.isArray(value) ? value : (value as { courses?: unknown } | null)?.courses
  if (!Array.isArray(list)) throw new UnreadableList('The file has no list “courses”.')
  return (list as unknown[]).map((one, place) => {
    const fields = typeof one === 'object' && one !== null ? (one as Record<string, unknown>) : {}
    return {
      place: `Course ${place + 1}`,
      id: fields[READ.id],
      note: fields[READ.note] ?? '',
      on: fields[READ.on] ?? '',
    }
  })
}

/** Signs that turn writing round or cannot be seen. */
// eslint-disable-next-line no-control-regex
const HIDDEN = /[\0-\x08\x0B-\x1F\x7F-\x9F\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))

const MOST_SHOWN = 60
const show = (value: unknown): string => {
  const words = typeof value === 'string' ? value : JSON.stringify(value)
  return `“${words.replaceAll(HIDDEN, '').slice(0, MOST_SHOWN)}”`
}

/**
 * Reads a list out of a CSV or JSON file.
 * @param today stands in where no day of saving is given
 * @returns what could be read, and in sentences what could not
 * @throws UnreadableList
 */
export function readList(text: string, today: string): { saved: Saved[]; problems: string[] } {
  const problems: string[] = []
  const isJson = /^\uFEFF?\s*[[{]/.test(text)
  const entries = isJson ? readJson(text.replace(/^\uFEFF/, '')) : readTable(text)
  const saved = entries.flatMap(({ place, id, note, on }): Saved[] => {
    if (!isCourseId(id)) {
      problems.push(
        id === undefined || id === ''
          ? `${place}: the ${READ.id} is missing.`
          : `${place}: ${show(id)} is not the ${READ.id} of a course.`,
      )
      return []
    }
    if (typeof note !== 'string') problems.push(`${place}: the ${READ.note} is not text, and was left out.`)
    const words = typeof note === 'string' ? note.replaceAll('\r\n', '\n').replaceAll(HIDDEN, '') : ''
    if (words.length > LONGEST_NOTE)
      problems.push(`${place}: the ${READ.note} is longer than ${LONGEST_NOTE} letters, and its end was left out.`)
    if (on !== '' && !isDay(on))
      problems.push(`${place}: “${READ.on}” is ${show(on)}, not a day like ${today}; today stands instead.`)
    return [{ id, note: words.slice(0, LONGEST_NOTE), on: isDay(on) ? on : today }]
  })
  if (entries.length === 0) throw new UnreadableList('The file has no courses in it.')
  return { saved, problems }
}
