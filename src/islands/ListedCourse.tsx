import type { ReactNode } from 'react'

import type { Names } from '../finder/names.ts'
import type { Clock } from './Age.tsx'
import { CourseCard } from './CourseCard.tsx'
import type { Listed } from './use-listed.ts'

interface Props {
  id: string
  listed: Listed
  names: Names
  clock: Clock
  children?: ReactNode
}

const WHY: Record<Listed['state'], string> = {
  waiting: 'Looking it up …',
  here: 'No longer listed.',
  failed: 'Its facts could not be loaded.',
}

/** A course of a list; one that left the catalog keeps its place by its id. */
export function ListedCourse({ id, listed, names, clock, children }: Props) {
  const hit = listed.hitOf(id)
  if (hit !== undefined)
    return (
      <CourseCard hit={hit} names={names} clock={clock}>
        {children}
      </CourseCard>
    )
  return (
    <article className="course unlisted" data-id={id}>
      <div>
        <h3>{id}</h3>
        <p className="meta">{WHY[listed.state]}</p>
      </div>
      <div className="money">{children}</div>
    </article>
  )
}

/** @returns true for a course that left the catalog, or that never stood in it */
export const isUnlisted = (id: string, { hitOf, state }: Listed): boolean => state === 'here' && hitOf(id) === undefined

/** @returns what a course is called where only its id may be known */
export const titleOf = (id: string, { hitOf }: Listed): string => hitOf(id)?.row.title ?? id
