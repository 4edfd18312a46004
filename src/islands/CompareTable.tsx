import { useState, type ReactNode } from 'react'

import { compare, wordsOf, type Cell, type Comparison, type Subject } from '../compare/comparison.ts'
import { CompareTools } from './CompareTools.tsx'
import { useMedia } from './use-media.ts'
import { VerdictMark } from './VerdictMark.tsx'

interface Props {
  comparison: Comparison
  caption: string
  /** What stands behind the `#` of an address that shows this very comparison. */
  link: string
  today: string
  /** What can be done with a column; the baseline has nothing. */
  actions?: ((subject: Subject, place: number, isNarrow: boolean) => ReactNode) | undefined
}

const NARROW = '(max-width: 40rem)'

/** Columns that a phone has room for. */
const PAIR = 2

/** @returns which two are shown on a phone: those chosen that are still there, then the first ones */
function pairOf(chosen: readonly string[], columns: readonly Subject[]): string[] {
  const ids = columns.map(({ id }) => id)
  return [...new Set([...chosen.filter((id) => ids.includes(id)), ...ids])].slice(0, PAIR)
}

function Words({ cell, mark, today }: { cell: Cell; mark: string | null; today: string }) {
  const words = wordsOf(cell, today)
  return (
    <>
      {cell.answers !== undefined && cell.answers.length > 0 ? (
        cell.answers.map(({ answer, text }) => (
          <p key={answer}>
            <VerdictMark answer={answer}>{text}</VerdictMark>
          </p>
        ))
      ) : cell.items !== undefined && cell.items.length > 1 ? (
        <ul className="plain">
          {cell.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      ) : (
        <p>
          {words === null ? (
            <span className="unknown">not known</span>
          ) : cell.href === undefined ? (
            words
          ) : (
            <a href={cell.href}>{words}</a>
          )}
        </p>
      )}
      {mark !== null && (
        <p>
          <strong className="best">{mark}</strong>
        </p>
      )}
      {(cell.notes ?? []).map((note) => (
        <p key={note} className="small">
          {note}
        </p>
      ))}
    </>
  )
}

/** Columns side by side in a real table; on a phone two at a time, each line with its name above. */
export function CompareTable({ comparison, caption, link, today, actions }: Props) {
  const [onlyDiffering, setOnlyDiffering] = useState(false)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const isNarrow = useMedia(NARROW)

  const { subjects, baseline = null } = comparison
  const all = baseline === null ? subjects : [...subjects, baseline]
  const isPaired = isNarrow && all.length > PAIR
  const pair = pairOf(chosen, all)
  const columns = isPaired ? pair.flatMap((id) => all.find((one) => one.id === id) ?? []) : all
  const lines = compare(
    comparison,
    today,
    columns.map(({ id }) => id),
  )
  const differing = lines.filter(({ differs }) => differs)
  const isFiltered = onlyDiffering && columns.length > 1
  const shown = isFiltered ? differing : lines

  /** Choosing what stands on the other side swaps the two. */
  const choose = (side: number, id: string) => {
    const other = pair[1 - side] === id ? pair[side] : pair[1 - side]
    setChosen((side === 0 ? [id, other] : [other, id]).filter((one) => one !== undefined))
  }
  const sides = ['Left', 'Right'] as const

  return (
    <>
      <CompareTools comparison={comparison} caption={caption} link={link} today={today}>
        {columns.length > 1 && (
          <label className="tick">
            <input
              type="checkbox"
              checked={onlyDiffering}
              onChange={() => {
                setOnlyDiffering(!onlyDiffering)
              }}
            />
            <span>Only differences</span>
          </label>
        )}
        <span className="visually-hidden" role="status">
          {isFiltered && `${differing.length} of ${lines.length} lines differ`}
        </span>
      </CompareTools>
      {isPaired && (
        <div className="compare-pair needs-script" role="group" aria-label="Which two are shown">
          {sides.map((label, side) => (
            <label key={label}>
              <span className="small">{label}</span>
              <select
                value={pair[side]}
                onChange={(event) => {
                  choose(side, event.target.value)
                }}
              >
                {all.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </select>
            </label>
          ))}
          <button
            type="button"
            className="button quiet"
            onClick={() => {
              setChosen(pair.toReversed())
            }}
          >
            Swap
          </button>
        </div>
      )}
      <div className="compare-box">
        <div className="compare-scroll" data-columns={columns.length}>
          {/* Said again: some browsers forget what a table is once it is laid out as a grid. */}
          <table className="compare-table" role="table" data-columns={columns.length}>
            <caption className="visually-hidden">{caption}</caption>
            <thead role="rowgroup">
              <tr role="row">
                <td role="cell" className="corner" />
                {columns.map((column) => (
                  <th key={column.id} scope="col" role="columnheader" className={column === baseline ? 'baseline' : ''}>
                    {column.note !== null && <span className="note">{column.note}</span>}
                    <a href={column.href}>{column.title}</a>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {actions !== undefined && (
                <tr role="row" className="compare-actions needs-script">
                  <th scope="row" role="rowheader">
                    <span className="visually-hidden">Change</span>
                  </th>
                  {columns.map((column) => (
                    <td key={column.id} role="cell" className={column === baseline ? 'baseline' : ''}>
                      {column === baseline ? (
                        <p className="small">To set the others against</p>
                      ) : (
                        actions(column, subjects.indexOf(column), isNarrow)
                      )}
                    </td>
                  ))}
                </tr>
              )}
              {shown.map(({ line, cells }) => (
                <tr key={line.key} role="row" data-line={line.key}>
                  <th scope="row" role="rowheader">
                    {line.label}
                  </th>
                  {cells.map(({ cell, mark }, place) => (
                    <td
                      key={columns[place]?.id ?? place}
                      role="cell"
                      className={columns[place] === baseline ? 'baseline' : ''}
                    >
                      <Words cell={cell} mark={mark} today={today} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
      {isFiltered && differing.length === 0 && <p>Nothing differs.</p>}
    </>
  )
}
