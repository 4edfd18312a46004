import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'

import { formatCount } from '../catalog/format.ts'
import { formatAsked } from '../compare/address.ts'
import type { Subject } from '../compare/comparison.ts'
import { NO_FILTERS } from '../finder/filters.ts'
import type { Names } from '../finder/names.ts'
import { DEFAULT_ORDER } from '../finder/order.ts'
import type { Clock } from './Age.tsx'
import { compareCourses, pickBaseline } from './compared-courses.ts'
import { CompareTable } from './CompareTable.tsx'
import { MOST_COMPARED, writeDevice } from './device.ts'
import { SearchBox } from './SearchBox.tsx'
import { useDevice, useVisitor } from './use-device.ts'
import { useEngine, warmEngine } from './use-engine.ts'

interface Props {
  /** Courses of a link that somebody sent; null = those of this device. */
  shared: readonly string[] | null
  names: Names
  clock: Clock
}

/** What costs the visitor nothing more, what counts first; enough to find one of the same area. */
const listOf = (price: 'free' | 'included') => ({
  view: { filters: { ...NO_FILTERS, prices: [price] }, order: DEFAULT_ORDER },
  shown: 50,
})
const FREE = listOf('free')
const INCLUDED = listOf('included')

type Move = 'left' | 'right' | 'remove'
const focusName = (move: Move, id: string) => `${move} ${id}`

const ICONS = { left: 'm12 4.500-5.500 5.500 5.500 5.500', right: 'm8 4.500 5.500 5.500-5.500 5.500' }

/** Up to five courses side by side, seen with the visitor's eyes. */
export function CompareCourses({ shared, names, clock }: Props) {
  const { compared } = useDevice()
  const ids = shared ?? compared
  const visitor = useVisitor([], (id) => Object.hasOwn(names.credentials, id), clock.today)
  const { answer, waiting, failed } = useEngine('pick', ids.length === 0 ? null : { ids }, visitor, names)
  const asksFree = ids.length > 0 && visitor.credentials.length > 0
  const asksIncluded = ids.length > 0 && visitor.held.length > 0
  const free = useEngine('find', asksFree ? FREE : null, visitor, names)
  const included = useEngine('find', asksIncluded ? INCLUDED : null, visitor, names)
  useEffect(() => {
    warmEngine(names)
  }, [names])

  const [said, setSaid] = useState('')
  const [undo, setUndo] = useState<readonly string[] | null>(null)
  const region = useRef<HTMLDivElement>(null)
  /** What gets the focus once the columns stand in their new order: the first of them that can have it. */
  const wanted = useRef<readonly string[]>([])
  useLayoutEffect(() => {
    const names_ = wanted.current
    wanted.current = []
    if (names_.length === 0) return
    const controls = names_.map((name) => region.current?.querySelector<HTMLElement>(`[data-focus="${name}"]`))
    const control = controls.find((one) => one != null && !one.matches(':disabled'))
    ;(control ?? region.current)?.focus()
  })

  const hits = useMemo(() => {
    const byId = new Map((answer ?? []).map((hit) => [hit.row.id, hit]))
    return ids.flatMap((id) => byId.get(id) ?? [])
  }, [answer, ids])
  // Everything at once: a column that comes later would move the others.
  const isLoading =
    !failed &&
    ((ids.length > 0 && answer === null) ||
      (asksFree && free.answer === null && !free.failed) ||
      (asksIncluded && included.answer === null && !included.failed))
  const gone = waiting || isLoading || failed ? [] : ids.filter((id) => !hits.some(({ row }) => row.id === id))

  const comparison = useMemo(() => {
    const hitsOf = (isAsked: boolean, { answer: found }: typeof free) => (isAsked ? (found?.hits ?? []) : [])
    const costless = [...hitsOf(asksIncluded, included), ...hitsOf(asksFree, free)]
    return compareCourses(hits, pickBaseline(costless, hits), visitor.credentials, names)
  }, [hits, free, included, asksFree, asksIncluded, visitor, names])

  const change = (next: readonly string[], words: string) => {
    setUndo(compared)
    setSaid(words)
    writeDevice({ compared: next })
  }
  const remove = ({ id, title }: Subject, place: number) => {
    const others = compared.filter((one) => one !== id)
    const next = others[Math.min(place, others.length - 1)]
    wanted.current = [next === undefined ? '' : focusName('remove', next)]
    change(others, `Removed: ${title}.`)
  }
  const move = ({ id, title }: Subject, by: -1 | 1) => {
    const from = compared.indexOf(id)
    const next = compared.toSpliced(from, 1).toSpliced(from + by, 0, id)
    wanted.current =
      by < 0 ? [focusName('left', id), focusName('right', id)] : [focusName('right', id), focusName('left', id)]
    change(next, `${title} is now number ${from + by + 1} of ${next.length}.`)
    setUndo(null)
  }
  const take = () => {
    change(
      ids.filter((id) => !gone.includes(id)),
      'These are yours now.',
    )
    wanted.current = ['']
    window.location.hash = 'courses'
  }

  const actions = (subject: Subject, place: number, isNarrow: boolean) => {
    const arrow = (to: 'left' | 'right') => (
      <button
        type="button"
        className="arrow"
        data-focus={focusName(to, subject.id)}
        disabled={to === 'left' ? place === 0 : place === hits.length - 1}
        onClick={() => {
          move(subject, to === 'left' ? -1 : 1)
        }}
      >
        <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="2.2" aria-hidden="true">
          <path d={ICONS[to]} />
        </svg>
        <span className="visually-hidden">
          Move {to}: {subject.title}
        </span>
      </button>
    )
    return (
      <p className="actions">
        {!isNarrow && hits.length > 1 && (
          <>
            {arrow('left')}
            {arrow('right')}
          </>
        )}
        <button
          type="button"
          data-focus={focusName('remove', subject.id)}
          onClick={() => {
            remove(subject, place)
          }}
        >
          Remove<span className="visually-hidden">: {subject.title}</span>
        </button>
      </p>
    )
  }

  return (
    <div ref={region} tabIndex={-1} role="region" aria-label="Courses side by side" aria-busy={waiting}>
      {shared !== null && (
        <div className="notice shared">
          <p>
            <b>A comparison that somebody shared.</b> You can look, and your own stays as it is.
          </p>
          <p className="links">
            <button type="button" className="button" onClick={take}>
              Compare these myself
            </button>
            <a href="#courses">{compared.length === 0 ? 'Begin your own' : `Back to your own ${compared.length}`}</a>
          </p>
        </div>
      )}
      {shared === null && compared.length < MOST_COMPARED && (
        <AddCourse
          compared={compared}
          visitor={visitor}
          names={names}
          onAdd={({ id, title }) => {
            // The last one that fits takes the box away.
            if (compared.length + 1 >= MOST_COMPARED) wanted.current = ['']
            change([...compared, id], `Added: ${title}.`)
          }}
        />
      )}
      <p className="compare-said">
        <span role="status">{said}</span>{' '}
        {undo !== null && shared === null && (
          <button
            type="button"
            className="link"
            onClick={() => {
              writeDevice({ compared: undo })
              setUndo(null)
              setSaid('Undone.')
              wanted.current = ['']
            }}
          >
            Undo
          </button>
        )}
      </p>
      {isLoading && <p>Loading the courses …</p>}
      {failed && (
        <p className="notice" role="alert">
          The list could not be loaded. Check your connection and load this page again, or{' '}
          <a href="/find/all/">browse all courses</a> page by page.
        </p>
      )}
      {gone.length > 0 && (
        <p className="notice">
          {formatCount(gone.length, 'course')} of this comparison {gone.length === 1 ? 'is' : 'are'} not in our list any
          more.{' '}
          {shared === null && (
            <button
              type="button"
              className="link"
              onClick={() => {
                wanted.current = ['']
                change(
                  compared.filter((id) => !gone.includes(id)),
                  'Left out.',
                )
              }}
            >
              Leave {gone.length === 1 ? 'it' : 'them'} out
            </button>
          )}
        </p>
      )}
      {ids.length === 0 && (
        <p className="lead">
          {shared === null
            ? `Nothing to compare yet. Add a course above, or press Compare on up to ${MOST_COMPARED} courses in `
            : 'The link names no course that we can read. Look for courses in '}
          <a href="/">the list</a>.
        </p>
      )}
      {hits.length > 0 && !isLoading && (
        <>
          {visitor.credentials.length === 0 && (
            <p className="small">Choose your credential at the top, and every line is worked out for it.</p>
          )}
          <CompareTable
            comparison={comparison}
            caption="Courses side by side"
            link={formatAsked({ kind: 'courses', ids: hits.map(({ row }) => row.id) })}
            today={clock.today}
            actions={shared === null ? actions : undefined}
          />
          <p className="small compare-foot">
            A price that was last seen too long ago is never called lowest, and “known” means that another one is not
            known. Nobody pays us. <a href="/about/">How we know</a>
          </p>
        </>
      )}
    </div>
  )
}

interface AddProps {
  compared: readonly string[]
  visitor: ReturnType<typeof useVisitor>
  names: Names
  onAdd: (course: { id: string; title: string }) => void
}

/** Finds a course by its title and puts it beside the others. */
function AddCourse({ compared, visitor, names, onAdd }: AddProps) {
  const [words, setWords] = useState('')
  // Open from the start where there is nothing to read yet.
  const [isOpen] = useState(compared.length < 2)
  const typed = words.trim()
  const { answer, waiting } = useEngine('suggest', typed === '' ? null : { words: typed }, visitor, names)
  // What was found for earlier words is never added for these.
  const courses = typed === '' || waiting ? [] : (answer?.courses ?? []).filter(({ id }) => !compared.includes(id))
  const suggestions = courses.map((course) => ({
    key: course.id,
    label: course.title,
    note: 'add',
    choose: () => {
      setWords('')
      onAdd(course)
    },
  }))
  return (
    <details className="compare-add" open={isOpen}>
      <summary>Add a course</summary>
      <SearchBox
        words={words}
        suggestions={suggestions}
        onType={setWords}
        onSubmit={() => {
          suggestions[0]?.choose()
        }}
      />
    </details>
  )
}
