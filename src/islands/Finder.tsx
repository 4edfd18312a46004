import { useDeferredValue, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'

import { formatCount } from '../catalog/format.ts'
import { countChoices, NO_FILTERS, type Filters } from '../finder/filters.ts'
import { countAll, findRows, listChoices, listRelaxations, searchRows, type Counts } from '../finder/find.ts'
import { labelChoice, labelCredentials, type Names } from '../finder/label.ts'
import { withVerdicts, type VerdictTable } from '../finder/mine.ts'
import { DEFAULT_ORDER, ORDERS, type Order } from '../finder/order.ts'
import { formatView, parseView, type View } from '../finder/query-string.ts'
import type { Row } from '../finder/row.ts'
import { createIndex, type SearchIndex } from '../search/search.ts'
import { CourseCard } from './CourseCard.tsx'
import { followDevice, readDevice } from './device.ts'
import { FilterPanel } from './FilterPanel.tsx'

interface Props {
  /** The rows of this page as they stand in the HTML. */
  rows: readonly Row[]
  /** How many rows the filters of this page find in all. */
  found: number
  /** Counts of every value under the filters of this page. */
  counts: Counts
  names: Names
  /** The filters that the page stands for. */
  initial: Filters
  /** Rows a step of "Show more". */
  step: number
}

const WHY: Record<Order, string> = {
  'per-credit': 'Lowest price per credit first; last, where price or credit is not clear.',
  price: 'Lowest price to anyone first; unknown prices last.',
  time: 'Shortest first; unknown times last.',
  newest: 'Newest first; undated ones last.',
}

type Loaded<T> = T | 'loading' | 'failed'

/** @returns the JSON at a path, fetched once for each path; null is not fetched */
function useJson<T>(path: string | null): Loaded<T | null> {
  const [answers, setAnswers] = useState<Readonly<Record<string, T | 'failed'>>>({})
  const known = path === null || Object.hasOwn(answers, path)
  useEffect(() => {
    if (known) return
    const stop = new AbortController()
    fetch(path, { signal: stop.signal })
      .then(async (answer) => {
        if (!answer.ok) throw new Error(`${path} answered ${String(answer.status)}`)
        return (await answer.json()) as T
      })
      .catch(() => 'failed' as const)
      .then((answer) => {
        if (!stop.signal.aborted) setAnswers((before) => ({ ...before, [path]: answer }))
      })
      .catch(() => undefined)
    return () => {
      stop.abort()
    }
  }, [path, known])
  return path === null ? null : (answers[path] ?? 'loading')
}

/** Rows of the whole catalog, with the verdicts for a credential, and the index over them; fetched after the first results stand. */
function useCatalog([first, second]: readonly string[]): Loaded<{
  rows: readonly Row[]
  index: SearchIndex
}> {
  const rows = useJson<Row[]>('/finder.json')
  const one = useJson<VerdictTable>(first === undefined ? null : `/verdicts/${first}.json`)
  const two = useJson<VerdictTable>(second === undefined ? null : `/verdicts/${second}.json`)
  const index = useMemo(() => (Array.isArray(rows) ? createIndex(rows) : null), [rows])
  return useMemo(() => {
    if (rows === 'failed' || one === 'failed' || two === 'failed') return 'failed'
    if (!Array.isArray(rows) || index === null || one === 'loading' || two === 'loading') return 'loading'
    const tables = [one, two].filter((table) => table !== null)
    return { rows: tables.length === 0 ? rows : withVerdicts(rows, tables), index }
  }, [rows, one, two, index])
}

const readCredentials = () => readDevice().credentials.join(',')
const noCredentials = () => ''

/** The credentials kept on this device; none while the page hydrates, as in the HTML. */
function useDeviceCredentials(): readonly string[] {
  const kept = useSyncExternalStore(followDevice, readCredentials, noCredentials)
  return useMemo(() => kept.split(',').filter((id) => id !== ''), [kept])
}

/** The view that the address names: the page's own filters, or what the query string says. */
const viewAt = (location: Location, own: { path: string; filters: Filters }): View =>
  location.search === '' && location.pathname === own.path
    ? { filters: own.filters, order: DEFAULT_ORDER }
    : parseView(location.search)

/** Search, filters, order and results; the address always says what is shown. */
export function Finder({ rows: firstRows, found: firstFound, counts: firstCounts, names, initial, step }: Props) {
  const [view, setView] = useState<View>({ filters: initial, order: DEFAULT_ORDER })
  const kept = useDeviceCredentials()
  const asked = view.filters.credentials
  const credentials = (asked.length > 0 ? asked : kept).filter((id) => Object.hasOwn(names.credentials, id))
  const catalog = useCatalog(credentials)
  const [shown, setShown] = useState(step)
  const [open, setOpen] = useState(false)
  const own = useRef({ path: '/', filters: initial })
  const results = useRef<HTMLDivElement>(null)

  useEffect(() => {
    own.current.path = window.location.pathname
    const follow = () => {
      setView(viewAt(window.location, own.current))
    }
    follow()
    window.addEventListener('popstate', follow)
    return () => {
      window.removeEventListener('popstate', follow)
    }
  }, [])

  const settled = useDeferredValue(view)
  const ready = typeof catalog === 'object'
  const untouched =
    settled.filters === initial && settled.order === DEFAULT_ORDER && credentials.join() === initial.credentials.join()
  const pool = useMemo(
    () => (ready ? searchRows(catalog.rows, catalog.index, settled.filters.words) : []),
    [ready, catalog, settled.filters.words],
  )
  const all = useMemo(
    () => (ready ? findRows(catalog.rows, catalog.index, settled) : untouched ? firstRows : []),
    [ready, catalog, settled, untouched, firstRows],
  )
  const counts = useMemo(
    () => (ready ? countAll(pool, settled.filters) : firstCounts),
    [ready, pool, settled, firstCounts],
  )
  const found = ready ? all.length : firstFound

  const change = (next: View, how: 'push' | 'replace') => {
    setView(next)
    setShown(step)
    const address = `/${formatView(next)}`
    if (how === 'push') window.history.pushState(null, '', address)
    else window.history.replaceState(null, '', address)
  }
  const filter = (filters: Filters) => {
    change({ ...view, filters }, 'push')
  }
  const choices = listChoices(view.filters)
  const waiting = !ready && !untouched

  return (
    <>
      <form
        className="search needs-script"
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          results.current?.focus()
        }}
      >
        <svg
          viewBox="0 0 20 20"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          aria-hidden="true"
        >
          <circle cx="8.5" cy="8.5" r="5.5" />
          <path d="m13 13 4.5 4.5" />
        </svg>
        <input
          type="search"
          aria-label="Search courses"
          placeholder="Phlebotomy, HIPAA, EKG …"
          autoComplete="off"
          enterKeyHint="search"
          value={view.filters.words}
          onChange={(event) => {
            change({ ...view, filters: { ...view.filters, words: event.target.value } }, 'replace')
          }}
        />
      </form>
      <div className="finder">
        <FilterPanel
          filters={view.filters}
          counts={counts}
          names={names}
          credentials={credentials}
          open={open}
          found={found}
          onChange={filter}
          onApply={() => {
            setOpen(false)
            results.current?.focus()
          }}
        />
        <div
          className="results"
          ref={results}
          tabIndex={-1}
          aria-label="Results"
          aria-busy={!ready || settled !== view}
          role="region"
        >
          <div className="bar">
            <button
              type="button"
              className="open-filters needs-script"
              aria-expanded={open}
              aria-controls="filters"
              onClick={() => {
                setOpen(!open)
              }}
            >
              Filter{countChoices(view.filters) > 0 && ` (${String(countChoices(view.filters))})`}
            </button>
            <p className="found" role="status">
              {waiting ? 'Searching …' : formatCount(found, 'course')}
            </p>
            <label className="needs-script">
              <span className="word">Order</span>
              <select
                aria-label="Order"
                value={view.order}
                onChange={(event) => {
                  change({ ...view, order: event.target.value as Order }, 'push')
                }}
              >
                {Object.entries(ORDERS).map(([order, words]) => (
                  <option key={order} value={order}>
                    {words}
                  </option>
                ))}
              </select>
            </label>
          </div>
          {choices.length > 0 && (
            <ul className="chips plain needs-script" aria-label="Filters in use">
              {choices.map((choice) => (
                <li key={`${choice.group} ${choice.value}`}>
                  <button
                    type="button"
                    onClick={() => {
                      filter(choice.without)
                    }}
                  >
                    {labelChoice(choice, names)} <span aria-hidden="true">×</span>
                    <span className="visually-hidden">, remove</span>
                  </button>
                </li>
              ))}
              <li>
                <button
                  type="button"
                  className="clear"
                  onClick={() => {
                    filter(NO_FILTERS)
                  }}
                >
                  Clear all
                </button>
              </li>
            </ul>
          )}
          <p className="why">
            {credentials.length > 0 && view.order === DEFAULT_ORDER
              ? `What counts for ${labelCredentials(credentials, names)} first, then by price per credit; unknown last.`
              : WHY[view.order]}{' '}
            <a href="/about/#order">Why?</a>
          </p>
          {catalog === 'failed' && !untouched && (
            <p className="notice" role="alert">
              The full list could not be loaded. Check your connection and{' '}
              <a href={`/${formatView(view)}`}>try again</a>, or <a href="/find/all/">browse all courses</a> page by
              page.
            </p>
          )}
          {ready && all.length === 0 && (
            <NoResults
              relaxations={listRelaxations(catalog.rows, catalog.index, settled)}
              names={names}
              onRelax={filter}
            />
          )}
          <ol className="courses plain">
            {all.slice(0, shown).map((row) => (
              <li key={row.id}>
                <CourseCard row={row} words={settled.filters.words} />
              </li>
            ))}
          </ol>
          {all.length > shown && (
            <p className="more needs-script">
              <button
                type="button"
                className="button quiet"
                onClick={() => {
                  setShown(shown + step)
                }}
              >
                Show more, {all.length - shown} left
              </button>
            </p>
          )}
        </div>
      </div>
    </>
  )
}

function NoResults({
  relaxations,
  names,
  onRelax,
}: {
  relaxations: ReturnType<typeof listRelaxations>
  names: Names
  onRelax: (filters: Filters) => void
}) {
  return (
    <div className="nothing">
      <h2>No course fits all of that</h2>
      {relaxations.length === 0 ? (
        <p>Taking away any single choice does not help. Clear all to start again.</p>
      ) : (
        <>
          <p>Leave one out and there are:</p>
          <ul>
            {relaxations.map((relaxation) => (
              <li key={`${relaxation.group} ${relaxation.value}`}>
                <button
                  type="button"
                  onClick={() => {
                    onRelax(relaxation.without)
                  }}
                >
                  {formatCount(relaxation.count, 'course')} without {labelChoice(relaxation, names)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
