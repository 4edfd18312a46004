import { useEffect, useRef, useState, type ReactNode } from 'react'

import { AREA_WORDS, FORMAT_WORDS } from '../catalog/words.ts'
import { ANSWER_WORDS } from '../credentials/words.ts'
import type { Counts } from '../finder/facets.ts'
import { GROUPS, toggle, type Bound, type Filters, type Group, type Switch } from '../finder/filters.ts'
import { GROUP_WORDS, labelValue } from '../finder/label.ts'
import { nameCredentials, type Names } from '../finder/names.ts'
import { MEASURES, stepsOf, type Measure } from '../finder/steps.ts'

interface Props {
  filters: Filters
  counts: Counts
  found: number
  names: Names
  /** The credentials that verdicts are shown for. */
  credentials: readonly string[]
  open: boolean
  /** `replace` while something is typed, `push` for a choice. */
  onChange: (filters: Filters, how: 'push' | 'replace') => void
  onApply: () => void
}

/** Values that are shown before "more" is asked for. */
const FIRST = 7
/** Groups that stand open from the start. */
const OPEN: readonly Group[] = ['answers', 'prices', 'areas', 'bodies']

const NOTES: Partial<Record<Group, string>> = {
  answers: 'With two credentials we use the worse of the two answers.',
  bodies: 'The body approved it, or the provider says that the body accepts it. Each card tells which.',
  areas: 'Few courses print an area. Where none is printed, we say what it seems to fit.',
  minutes: 'The longest that it is said to take.',
}

const isMeasure = (group: Group): group is Measure => (MEASURES as readonly string[]).includes(group)

/** @returns the values of a group: tables as they stand, the others by how common they are */
function valuesOf(
  group: Group,
  counts: Readonly<Record<string, number>>,
  chosen: readonly string[],
  names: Names,
): string[] {
  if (isMeasure(group)) return stepsOf(group).map(([step]) => step)
  switch (group) {
    case 'answers':
      return Object.keys(ANSWER_WORDS)
    case 'areas':
      return Object.keys(AREA_WORDS)
    case 'formats':
      return Object.keys(FORMAT_WORDS)
    default: {
      const words = (value: string) => labelValue(group, value, names)
      return [...new Set([...Object.keys(counts), ...chosen])].sort(
        (a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || words(a).localeCompare(words(b), 'en'),
      )
    }
  }
}

function Tick({
  label,
  checked,
  count,
  onChange,
}: {
  label: string
  checked: boolean
  count: number | null
  onChange: () => void
}) {
  return (
    <label className={count === 0 ? 'tick empty' : 'tick'}>
      <input type="checkbox" checked={checked} onChange={onChange} />
      {label}
      {count !== null && <span className="count">{count}</span>}
    </label>
  )
}

/** One bound of the price, in whole dollars. */
function Dollars({
  label,
  value,
  onChange,
}: {
  label: string
  value: number | null
  onChange: (value: number | null) => void
}) {
  return (
    <label className="dollars">
      {label} $
      <input
        type="text"
        inputMode="numeric"
        maxLength={5}
        autoComplete="off"
        value={value ?? ''}
        onChange={(event) => {
          const digits = event.target.value.replaceAll(/\D/g, '')
          onChange(digits === '' ? null : Number(digits))
        }}
      />
    </label>
  )
}

function SwitchTick({
  name,
  label,
  count = null,
  filters,
  onChange,
}: Props & { name: Switch; label: string; count?: number | null }) {
  return (
    <Tick
      label={label}
      checked={filters[name]}
      count={count}
      onChange={() => {
        onChange({ ...filters, [name]: !filters[name] }, 'push')
      }}
    />
  )
}

/** What belongs to a group beside its values. */
function Extras({ group, ...props }: Props & { group: Group }) {
  const { filters, onChange } = props
  const setBound = (bound: Bound) => (value: number | null) => {
    onChange({ ...filters, [bound]: value }, 'replace')
  }
  switch (group) {
    case 'bodies':
      return (
        <SwitchTick
          {...props}
          name="accredited"
          label="Accredited: a body approved it"
          count={props.counts.accredited}
        />
      )
    case 'areas':
      return <SwitchTick {...props} name="printedAreas" label="Only areas that are printed" />
    case 'prices':
      return (
        <div className="range">
          <Dollars label="From" value={filters.priceFrom} onChange={setBound('priceFrom')} />
          <Dollars label="to" value={filters.priceTo} onChange={setBound('priceTo')} />
        </div>
      )
    default:
      return null
  }
}

/** True where a value of the group would narrow the list, or one is ticked. */
const varies = (group: Group, { filters, counts, found }: Props): boolean =>
  filters[group].length > 0 || Object.values(counts[group]).some((count) => count > 0 && count < found)

/** Only the visitor closes what she opened. What is closed is not drawn: most of the values are, and every tap draws the panel anew. */
function Fold({
  className,
  summary,
  open: first,
  children,
}: {
  className: string
  summary: ReactNode
  open: boolean
  children: ReactNode
}) {
  const details = useRef<HTMLDetailsElement>(null)
  const [open, setOpen] = useState(first)
  useEffect(() => {
    // Opened before the page was alive.
    if (details.current?.open === true) setOpen(true)
  }, [])
  return (
    <details
      ref={details}
      className={className}
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open)
      }}
    >
      <summary>{summary}</summary>
      {open && children}
    </details>
  )
}

function GroupFold({ title, chosen, ...props }: { title: string; chosen: number; open: boolean; children: ReactNode }) {
  const summary = (
    <>
      {title}
      {chosen > 0 && <span className="count">{chosen} chosen</span>}
    </>
  )
  return <Fold className="group" summary={summary} {...props} />
}

/** The values that are shown at once and the rest. Both stay as they were first drawn: nothing moves under a finger. */
function useSteady(values: readonly string[], chosen: readonly string[]): { first: string[]; rest: string[] } {
  const [steady, setSteady] = useState(() => {
    const isFirst = (value: string, place: number) => place < FIRST || chosen.includes(value)
    return { first: values.filter(isFirst), rest: values.filter((value, place) => !isFirst(value, place)) }
  })
  const { first, rest } = steady
  const late = values.filter((value) => !first.includes(value) && !rest.includes(value))
  if (late.length === 0) return steady
  const grown = { first, rest: [...rest, ...late] }
  setSteady(grown)
  return grown
}

function GroupField({ group, ...props }: Props & { group: Group }) {
  const { filters, counts, names, onChange, credentials } = props
  const chosen: readonly string[] = filters[group]
  const { first, rest } = useSteady(valuesOf(group, counts[group], chosen, names), chosen)
  const folded = rest.filter((value) => chosen.includes(value)).length
  const title = group === 'answers' ? `Counts for ${nameCredentials(credentials, names)}` : GROUP_WORDS[group]
  const note = group === 'answers' && credentials.length < 2 ? undefined : NOTES[group]
  const tick = (value: string) => (
    <Tick
      key={value}
      label={labelValue(group, value, names)}
      checked={chosen.includes(value)}
      count={counts[group][value] ?? 0}
      onChange={() => {
        onChange(toggle(filters, group, value), 'push')
      }}
    />
  )
  return (
    <GroupFold title={title} chosen={chosen.length} open={OPEN.includes(group) || chosen.length > 0}>
      <fieldset>
        <legend className="visually-hidden">{title}</legend>
        {group !== 'prices' && <Extras group={group} {...props} />}
        {first.map(tick)}
        {group === 'prices' && <Extras group={group} {...props} />}
        {rest.length > 0 && (
          <Fold className="more" summary={`${rest.length} more${folded > 0 ? `, ${folded} chosen` : ''}`} open={false}>
            {rest.map(tick)}
          </Fold>
        )}
        {note !== undefined && <p className="note">{note}</p>}
      </fieldset>
    </GroupFold>
  )
}

/** The filters, in the page rather than over it. */
export function FilterPanel(props: Props) {
  const { filters, open, found, credentials, onChange, onApply } = props
  /** The group that was used last stays, or the focus would leave with it. */
  const [last, setLast] = useState<Group | null>(null)
  const groups = GROUPS.filter((group) =>
    group === 'answers' ? credentials.length > 0 : group === last || varies(group, props),
  )
  return (
    <form
      id="filters"
      className={open ? 'panel needs-script open' : 'panel needs-script'}
      aria-label="Filter courses"
      onSubmit={(event) => {
        event.preventDefault()
        onApply()
      }}
    >
      <div className="groups">
        {groups.map((group) => (
          <GroupField
            key={group}
            group={group}
            {...props}
            onChange={(next, how) => {
              setLast(group)
              onChange(next, how)
            }}
          />
        ))}
        <GroupFold title="Still offered" chosen={filters.over ? 1 : 0} open={filters.over}>
          <SwitchTick {...props} name="over" label="Show courses that have ended too" />
        </GroupFold>
      </div>
      <div className="apply">
        <button type="submit" className="button">
          Show {found} {found === 1 ? 'course' : 'courses'}
        </button>
      </div>
    </form>
  )
}
