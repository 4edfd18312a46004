import { memo, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'

import { formatCount } from '../catalog/format.ts'
import type { Found } from '../finder/engine.ts'
import { listChoices, type Filters } from '../finder/filters.ts'
import { labelChoice, labelFilters } from '../finder/label.ts'
import { nameCredentials, type Names } from '../finder/names.ts'
import { DEFAULT_ORDER, isDefaultOrder, ORDERS, type Order, type OrderBy } from '../finder/order.ts'
import { formatView, hasView, parseView, type View } from '../finder/query-string.ts'
import { quote } from '../search/mark.ts'
import type { Clock } from './Age.tsx'
import { CardActions } from './CardActions.tsx'
import { Chips } from './Chips.tsx'
import { CompareTray } from './CompareTray.tsx'
import { CourseCard } from './CourseCard.tsx'
import { writeDevice } from './device.ts'
import { FilterPanel } from './FilterPanel.tsx'
import { Judged } from './Judged.tsx'
import { NoResults } from './NoResults.tsx'
import { ResultTable } from './ResultTable.tsx'
import { SearchBox } from './SearchBox.tsx'
import { SITE } from '../site.ts'
import { useClock, useDevice, useIsWide, useVisitor } from './use-device.ts'
import { useEngine, warmEngine } from './use-engine.ts'
import { useFocusKeeper } from './use-focus-keeper.ts'
import { useSuggestions } from './use-suggestions.ts'
import { readPlace, usePlace } from './use-place.ts'

interface Props {
  /** What the filters of this page find, as it stands in the HTML. */
  first: Found
  names: Names
  /** The filters that the page stands for. */
  initial: Filters
  /** Hits a step of "Show more". */
  step: number
  /** The day on which the page was built. */
  built: string
  /** What stands under the heading while the page is as it was opened. */
  children?: ReactNode
}

const WHY: Record<OrderBy, string> = {
  cost: 'By the cost of one credit, from low to high, then what was checked last, then the shorter; unknown last.',
  price: 'By the price you pay; unknown last.',
  time: 'By the time it takes; unknown last.',
  credits: 'By the credits it gives; unknown last.',
  fresh: 'By the day on which the price was last seen; undated last.',
  newest: 'By the day on which it came out; undated last.',
  title: 'By title.',
}

/** The view that the address names: the page's own filters, or what the query string says. */
function viewAt({ search, pathname }: Location, own: { path: string; filters: Filters }, names: Names): View {
  if (pathname === own.path && !hasView(search)) return { filters: own.filters, order: DEFAULT_ORDER }
  const view = parseView(search)
  const credentials = view.filters.credentials.filter((id) => Object.hasOwn(names.credentials, id))
  return { ...view, filters: { ...view.filters, credentials } }
}

const NO_MARKS: readonly string[] = []

/** The results as cards; a filter or a letter changes none of them before the answer is there. */
const ResultCards = memo(function ResultCards({
  hits,
  marks,
  names,
  clock,
}: Pick<Found, 'hits' | 'marks'> & { names: Names; clock: Clock }) {
  return (
    <ol className="courses plain">
      {hits.map((hit, place) => (
        <li key={hit.row.id}>
          <CourseCard hit={hit} names={names} marks={marks[place] ?? NO_MARKS} clock={clock}>
            <CardActions id={hit.row.id} title={hit.row.title} today={clock.today} />
          </CourseCard>
        </li>
      ))}
    </ol>
  )
})

const START = 'Find courses that count'

/** Search, filters, order and results; the address always says what is shown. */
export function Finder({ first, names, initial, step, built, children }: Props) {
  const [view, setView] = useState<View>({ filters: initial, order: DEFAULT_ORDER })
  const [undo, setUndo] = useState<View | null>(null)
  const [shown, setShown] = useState(step)
  const [open, setOpen] = useState(false)
  const [isTouched, setTouched] = useState(false)
  const own = useRef({ path: '/', filters: initial })
  const results = useRef<HTMLDivElement>(null)
  useFocusKeeper(results)
  const submitted = useRef(false)

  const clock = useClock(built)
  const device = useDevice()
  const isWide = useIsWide()
  const isKnown = (id: string) => Object.hasOwn(names.credentials, id)
  const visitor = useVisitor(view.filters.credentials, isKnown, clock.today)
  const isFirst =
    !isTouched &&
    view.filters === initial &&
    isDefaultOrder(view.order) &&
    shown === step &&
    visitor.held.length === 0 &&
    visitor.credentials.join() === initial.credentials.join()

  const { answer, waiting, failed } = useEngine('find', isFirst ? null : { view, shown }, visitor, names)
  const now =
    isFirst || answer === null ? { ...first, filters: initial, read: [], credentials: initial.credentials } : answer
  const isLoading = !isFirst && answer === null && !failed
  const { returnTo } = usePlace(shown, isFirst || !waiting)

  useEffect(() => {
    own.current.path = window.location.pathname
    const follow = () => {
      const place = readPlace()
      setView(viewAt(window.location, own.current, names))
      setShown(place?.shown ?? step)
      setUndo(null)
      returnTo(place)
    }
    follow()
    window.addEventListener('popstate', follow)
    return () => {
      window.removeEventListener('popstate', follow)
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  useEffect(() => {
    // The list is fetched once the page stands: nothing of it is needed for the first look.
    const idle = window.setTimeout(() => warmEngine(names), 1)
    return () => {
      window.clearTimeout(idle)
    }
  }, [names])

  const change = (next: View, how: 'push' | 'replace') => {
    returnTo(null)
    setTouched(true)
    setUndo(null)
    setView(next)
    setShown(step)
    const address = `/${formatView(next)}`
    if (how === 'push') window.history.pushState(null, '', address)
    else window.history.replaceState(null, '', address)
  }
  const filter = (filters: Filters, how: 'push' | 'replace' = 'push') => {
    change({ ...view, filters }, how)
  }
  const takeAway = (filters: Filters) => {
    filter(filters)
    setUndo(view)
  }
  const setOrder = (next: Order) => {
    change({ ...view, order: next }, 'push')
  }

  const { filters } = view
  const choices = useMemo(() => listChoices(filters), [filters])
  const saved = device.searches.includes(formatView(view))
  const isTable = device.layout === 'table' && isWide
  const heading = choices.length === 0 ? START : labelFilters(now.filters, names)

  const suggestions = useSuggestions(filters.words, visitor, names, {
    onWords: (words) => {
      filter({ ...filters, words })
    },
    onView: (next) => {
      change(next, 'push')
    },
  })
  /** What was understood becomes choices; the words are remembered. */
  const submit = () => {
    const words = filters.words.trim()
    if (words !== '') writeDevice({ recent: [words, ...device.recent] })
    submitted.current = true
    results.current?.focus()
  }
  useEffect(() => {
    // The words may have been sent before they were read.
    if (!submitted.current || waiting) return
    submitted.current = false
    // eslint-disable-next-line react-hooks/set-state-in-effect -- it answers a key that was pressed before
    if (now.read.length > 0) filter(now.filters)
  })

  useEffect(() => {
    if (isTouched) document.title = `${heading} · ${SITE.name}`
  }, [isTouched, heading])

  return (
    <>
      <div className="finder-head">
        <h1>{heading}</h1>
        {(choices.length === 0 || filters === initial) && children}
        {now.credentials.length > 0 && <Judged counts={now.counts.answers} />}
      </div>
      <SearchBox
        words={filters.words}
        suggestions={suggestions}
        onType={(words) => {
          filter({ ...filters, words }, 'replace')
        }}
        onSubmit={submit}
      />
      {now.read.length > 0 && (
        <p className="read-as" role="status">
          Read as {now.read.map((one) => labelChoice(one, names)).join(', ')}
          {now.filters.words !== '' && `, and the words “${now.filters.words}”`}.{' '}
          <button
            type="button"
            className="link"
            onClick={() => {
              filter({ ...filters, words: quote(filters.words) })
            }}
          >
            Search the words themselves
          </button>
        </p>
      )}
      <div className="finder">
        <FilterPanel
          filters={filters}
          counts={now.counts}
          found={now.found}
          names={names}
          credentials={now.credentials}
          open={open}
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
          aria-busy={waiting}
          data-waiting={clock.as === 'date' || isLoading ? '' : undefined}
          role="region"
        >
          <h2 className="visually-hidden">Results</h2>
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
              Filter{choices.length > 0 && ` (${choices.length})`}
            </button>
            <p className="found" role="status">
              {isLoading ? 'Searching …' : formatCount(now.found, 'course')}
            </p>
            <label className="needs-script">
              <span className="word">Order</span>
              <select
                aria-label="Order"
                value={view.order.by}
                onChange={(event) => {
                  setOrder({ by: event.target.value as OrderBy, reversed: false })
                }}
              >
                {Object.entries(ORDERS).map(([by, words]) => (
                  <option key={by} value={by}>
                    {words}
                  </option>
                ))}
              </select>
            </label>
            <button
              type="button"
              className="layout needs-script"
              aria-pressed={device.layout === 'table'}
              onClick={() => {
                writeDevice({ layout: device.layout === 'table' ? 'cards' : 'table' })
              }}
            >
              Table
            </button>
          </div>
          <Chips
            choices={choices}
            names={names}
            undo={undo !== null}
            onTakeAway={takeAway}
            onUndo={() => {
              if (undo !== null) change(undo, 'push')
            }}
          >
            {choices.length > 0 && !saved && (
              <button
                type="button"
                className="clear"
                onClick={() => {
                  writeDevice({ searches: [formatView(view), ...device.searches] })
                }}
              >
                Keep this search
              </button>
            )}
          </Chips>
          <p className="why">
            {now.credentials.length > 0 && isDefaultOrder(view.order)
              ? `What counts for ${nameCredentials(now.credentials, names)} first, then by the cost of one credit, from low to high, then what was checked last; unknown last.`
              : WHY[view.order.by]}{' '}
            Each price says when it was seen; nobody pays us. <a href="/about/#order">Why this order?</a>
          </p>
          {failed && (
            <p className="notice" role="alert">
              The full list could not be loaded. Check your connection and{' '}
              <a href={`/${formatView(view)}`}>try again</a>, or <a href="/find/all/">browse all courses</a> page by
              page.
            </p>
          )}
          {!isLoading && now.found === 0 && (
            <NoResults relaxations={now.relaxations} names={names} onRelax={takeAway} />
          )}
          {isTable && now.hits.length > 0 ? (
            <ResultTable
              hits={now.hits}
              names={names}
              clock={clock}
              order={view.order}
              marks={now.marks}
              caption={heading}
              onOrder={setOrder}
            />
          ) : (
            <ResultCards hits={now.hits} marks={now.marks} names={names} clock={clock} />
          )}
          {now.found > now.hits.length && (
            <p className="more needs-script">
              <button
                type="button"
                className="button quiet"
                onClick={() => {
                  setShown(shown + step)
                }}
              >
                Show more, {now.found - now.hits.length} left
              </button>
            </p>
          )}
        </div>
      </div>
      <CompareTray />
    </>
  )
}
