import { useMemo, type ReactNode } from 'react'

import { KINDS, parseAsked, type Kind } from '../compare/address.ts'
import type { Comparison } from '../compare/comparison.ts'
import type { Names } from '../finder/names.ts'
import { CompareCourses } from './CompareCourses.tsx'
import { CompareRecords } from './CompareRecords.tsx'
import { MOST_COMPARED } from './device.ts'
import { useClock } from './use-device.ts'
import { createHashHook } from './use-hash.ts'

/** Records that stand in the page, and those of them that are shown until somebody chooses. */
export interface Records {
  all: Comparison
  first: readonly string[]
}

interface Props {
  names: Names
  memberships: Records
  credentials: Records
  /** The day on which the page was built. */
  built: string
  /** What stands here where no script runs. */
  children?: ReactNode
}

const KIND_WORDS: Record<Kind, string> = { courses: 'Courses', memberships: 'Memberships', credentials: 'Credentials' }

const useAsked = createHashHook((hash) => parseAsked(hash, MOST_COMPARED) !== null)

/** Courses, memberships or credentials side by side; what stands behind the `#` of the address says which. */
export function Compare({ names, memberships, credentials, built, children }: Props) {
  const clock = useClock(built)
  const hash = useAsked() ?? ''
  const { kind, ids } = useMemo(
    () => parseAsked(hash, MOST_COMPARED) ?? { kind: 'courses' as const, ids: null },
    [hash],
  )
  const isHydrating = clock.as === 'date'
  return (
    <>
      <nav className="compare-kinds needs-script" aria-label="What to compare">
        <ul className="plain">
          {KINDS.map((one) => (
            <li key={one}>
              <a id={one} href={`#${one}`} aria-current={one === kind ? 'page' : undefined}>
                {KIND_WORDS[one]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="compare">
        {children}
        {!isHydrating && kind === 'courses' && <CompareCourses shared={ids} names={names} clock={clock} />}
        {!isHydrating && kind === 'memberships' && (
          <CompareRecords key={kind} kind={kind} records={memberships} ids={ids} today={clock.today} />
        )}
        {!isHydrating && kind === 'credentials' && (
          <CompareRecords key={kind} kind={kind} records={credentials} ids={ids} today={clock.today} />
        )}
      </div>
    </>
  )
}
