import { areasOf, isOver, isPast } from '../catalog/courses.ts'
import { freshnessOf, type Freshness } from '../catalog/freshness.ts'
import type { Catalog } from '../catalog/load.ts'
import type { Course, Credit } from '../schema/course.ts'
import type { BodyId } from '../schema/ids.ts'
import type { Day } from '../schema/values.ts'
import { toColumns, type Columns } from './columns.ts'
import type { Overview } from './mine.ts'
import { shortenId } from './short-ids.ts'
import { overviewOf } from './verdicts.ts'

/** A course as a list needs it: facts only, which repeat from row to row and so travel light; words are made where they are shown. */
export interface Row extends Pick<
  Course,
  'id' | 'title' | 'provider' | 'kind' | 'format' | 'minutes' | 'topics' | 'offers' | 'released' | 'expires'
> {
  areas: readonly NonNullable<Course['areas']>[number][]
  /** True where the areas are our judgement, not printed. */
  areasJudged: boolean
  /** Accepting bodies: approval of this course, or only the provider's word. */
  bodies: readonly { id: BodyId; approved: boolean; past: boolean }[]
  /** As issued; see `Course.credits`. */
  credits: readonly Omit<Credit, 'parts'>[] | null
  over: boolean
  /** How fresh its price is, or what is known of it where there is no price. */
  fresh: Freshness
  /** How the most widely held credentials stand to it; [] once it is over. */
  overview: Overview
}

/** Every key of a row, in the order in which columns are sent. */
export const ROW_KEYS = [
  'id',
  'title',
  'provider',
  'kind',
  'format',
  'minutes',
  'topics',
  'areas',
  'areasJudged',
  'bodies',
  'credits',
  'offers',
  'released',
  'expires',
  'over',
  'fresh',
  'overview',
] as const satisfies readonly (keyof Row)[]

/** @returns rows as columns for the way to the browser, their ids short */
export const packRows = (rows: readonly Row[]): Columns<Row> =>
  toColumns(
    rows.map((row) => ({ ...row, id: shortenId(row) })),
    ROW_KEYS,
  )

/** @returns the row of a course as it is on `today` */
export function toRow(course: Course, catalog: Catalog, today: Day): Row {
  const over = isOver(course, today)
  const { areas, judged } = areasOf(course)
  const { id, title, provider, kind, format, minutes, topics, released, expires } = course
  return {
    id,
    title,
    provider,
    kind,
    format,
    minutes,
    topics,
    areas,
    areasJudged: judged,
    bodies: course.approvals.map((approval) => ({
      id: approval.body,
      approved: approval.basis === 'approved',
      past: isPast(approval, today),
    })),
    credits: course.credits?.map(({ unit, amount }) => ({ unit, amount })) ?? null,
    offers: course.offers.filter(({ until }) => until === null || until >= today),
    released,
    expires,
    over,
    fresh: freshnessOf(course, 'offers', catalog, today),
    overview: over ? [] : overviewOf(course, catalog.credentials, catalog, today),
  }
}
