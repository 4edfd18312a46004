import { formatMinutes } from '../catalog/format.ts'
import type { Hit } from '../finder/hit.ts'
import { lookUp, type Names } from '../finder/names.ts'
import type { Order, OrderBy } from '../finder/order.ts'
import { countingWords, creditWords, perCreditWords, priceNotes } from '../finder/words.ts'
import { Age, type Clock } from './Age.tsx'
import { CardActions } from './CardActions.tsx'
import { CourseLink, Price, Verdicts } from './CourseCard.tsx'

interface Props {
  hits: readonly Hit[]
  /** For each of them the terms to mark in its title. */
  marks: readonly (readonly string[])[]
  names: Names
  clock: Clock
  order: Order
  caption: string
  onOrder: (order: Order) => void
}

const HEADS: readonly { label: string; by: OrderBy | null; number?: true }[] = [
  { label: 'Course', by: 'title' },
  { label: 'Counts', by: null },
  { label: 'Credits', by: 'credits', number: true },
  { label: 'Time', by: 'time', number: true },
  { label: 'You pay', by: 'price', number: true },
  { label: 'One credit', by: 'cost', number: true },
  { label: 'Price seen', by: 'fresh' },
  { label: 'Keep', by: null },
]

/** Orders whose first direction is from the largest down. */
const FALLING: readonly OrderBy[] = ['credits', 'newest']

const unknown = <span className="unknown">not known</span>

/** The results side by side, for wide screens: the same pairs as on the cards. */
export function ResultTable({ hits, marks, names, clock, order, caption, onOrder }: Props) {
  const sortOf = (by: OrderBy) =>
    order.by !== by ? undefined : order.reversed === FALLING.includes(by) ? 'ascending' : 'descending'
  return (
    <table className="table results-table">
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {HEADS.map(({ label, by, number }) => (
            <th key={label} scope="col" className={number && 'number'} aria-sort={by === null ? undefined : sortOf(by)}>
              {by === null ? (
                label
              ) : (
                <button
                  type="button"
                  onClick={() => {
                    onOrder({ by, reversed: order.by === by && !order.reversed })
                  }}
                >
                  {label}
                </button>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {hits.map((hit, place) => {
          const { row, mine } = hit
          const per = perCreditWords(hit, names)
          const counting = mine[0] === undefined ? null : countingWords(mine[0], names)
          return (
            <tr key={row.id} data-id={row.id}>
              <th scope="row">
                <CourseLink row={row} marks={marks[place]} />
                <p className="small">
                  {row.over && <span className="over">Ended · </span>}
                  {lookUp(names.providers, row.provider, row.provider)}
                </p>
              </th>
              <td>
                <Verdicts hit={hit} names={names} brief />
              </td>
              <td className="number">{counting ?? creditWords(row.credits, names) ?? unknown}</td>
              <td className="number">{row.minutes === null ? unknown : formatMinutes(row.minutes)}</td>
              <td className="number">
                <Price hit={hit} names={names} />
                {priceNotes(hit, names).map((note) => (
                  <p key={note} className="small">
                    {note}
                  </p>
                ))}
              </td>
              <td className="number">
                {per === null ? (
                  unknown
                ) : (
                  <>
                    {per.price}
                    <p className="small">per {per.unit}</p>
                  </>
                )}
              </td>
              <td>
                <Age fresh={row.fresh} clock={clock} />
              </td>
              <td>
                <CardActions id={row.id} title={row.title} today={clock.today} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
