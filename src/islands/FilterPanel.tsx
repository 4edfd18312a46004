import { AREA_WORDS, FORMAT_WORDS } from '../catalog/words.ts'
import { ANSWER_WORDS } from '../credentials/words.ts'
import { PRICE_STEPS, toggle, type Filters, type Group } from '../finder/filters.ts'
import type { Counts } from '../finder/find.ts'
import { GROUP_WORDS, labelCredentials, labelValue, type Names } from '../finder/label.ts'

interface Props {
  filters: Filters
  counts: Counts
  names: Names
  /** The credentials that verdicts are shown for. */
  credentials: readonly string[]
  open: boolean
  found: number
  onChange: (filters: Filters) => void
  onApply: () => void
}

/** Values that are shown before "all" is asked for. */
const FIRST = 7

const NOTES: Partial<Record<Group, string>> = {
  bodies: 'The body approved it, or the provider says that the body accepts it. Each card tells which.',
  areas: 'Few courses print an area. Where none is printed, we say what it seems to fit.',
}

/** @returns the values of a group in a steady order: tables as they stand, the others by how common they are */
function valuesOf(group: Group, counts: Readonly<Record<string, number>>, names: Names): string[] {
  switch (group) {
    case 'answers':
      return Object.keys(ANSWER_WORDS)
    case 'areas':
      return Object.keys(AREA_WORDS)
    case 'prices':
      return Object.keys(PRICE_STEPS)
    case 'formats':
      return Object.keys(FORMAT_WORDS)
    default:
      return Object.keys(names[group]).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a.localeCompare(b, 'en'))
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

function GroupField({ group, ...props }: Props & { group: Group }) {
  const { filters, counts, names, onChange } = props
  const chosen: readonly string[] = filters[group]
  const values = valuesOf(group, counts[group], names)
  const first = values.filter((value, place) => place < FIRST || chosen.includes(value))
  const rest = values.filter((value) => !first.includes(value))
  // One answer rarely holds for two credentials, so a count for it alone would say that nothing counts.
  const both = group === 'answers' && props.credentials.length > 1
  const note = both ? 'Tick every answer that you would take for either of them.' : NOTES[group]
  const tick = (value: string) => (
    <Tick
      key={value}
      label={labelValue(group, value, names)}
      checked={chosen.includes(value)}
      count={both ? null : (counts[group][value] ?? 0)}
      onChange={() => {
        onChange(toggle(filters, group, value))
      }}
    />
  )
  return (
    <fieldset>
      <legend>
        {group === 'answers' ? `Counts for ${labelCredentials(props.credentials, names)}` : GROUP_WORDS[group]}
      </legend>
      <div>
        {group === 'bodies' && (
          <Tick
            label="Accredited: a body approved it"
            checked={filters.accredited}
            count={counts.accredited}
            onChange={() => {
              onChange({ ...filters, accredited: !filters.accredited })
            }}
          />
        )}
        {first.map(tick)}
        {group === 'areas' && (
          <Tick
            label="Only areas that are printed"
            checked={filters.printedAreas}
            count={null}
            onChange={() => {
              onChange({ ...filters, printedAreas: !filters.printedAreas })
            }}
          />
        )}
        {rest.length > 0 && (
          <details className="more">
            <summary>{rest.length} more</summary>
            {rest.map(tick)}
          </details>
        )}
      </div>
      {note !== undefined && <p className="note">{note}</p>}
    </fieldset>
  )
}

/** The filters, in the page rather than over it. */
export function FilterPanel(props: Props) {
  const { filters, open, found, onChange, onApply } = props
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
        {(['answers', 'areas', 'prices', 'bodies', 'formats', 'providers'] as const)
          .filter((group) => group !== 'answers' || props.credentials.length > 0)
          .map((group) => (
            <GroupField key={group} group={group} {...props} />
          ))}
        <fieldset>
          <legend>Still offered</legend>
          <div>
            <Tick
              label="Show courses that have ended too"
              checked={filters.over}
              count={null}
              onChange={() => {
                onChange({ ...filters, over: !filters.over })
              }}
            />
          </div>
        </fieldset>
      </div>
      <div className="apply">
        <button type="submit" className="button">
          Show {found} {found === 1 ? 'course' : 'courses'}
        </button>
      </div>
    </form>
  )
}
