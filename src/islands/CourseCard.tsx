import { memo, type ReactNode } from 'react'

import type { Hit } from '../finder/hit.ts'
import { lookUp, nameCredential, type Names } from '../finder/names.ts'
import {
  areaWords,
  countingWords,
  creditWords,
  factWords,
  perCreditWords,
  priceNotes,
  priceWords,
  standingWords,
} from '../finder/words.ts'
import { markMatches } from '../search/mark.ts'
import { Age, type Clock } from './Age.tsx'
import { ApprovalMark } from './ApprovalMark.tsx'
import { VerdictMark } from './VerdictMark.tsx'

/** What every part of a card is drawn from. */
interface Shown {
  hit: Hit
  names: Names
}

/** Keeps a number with its unit and the letters of a credential with its body on one line. */
const together = (words: string): string => words.replaceAll(/(?<=\d) | (?=\()/g, '\u00a0')

/** Who approves it, and who is only said to accept it. */
export function Approvals({ hit, names }: Shown) {
  const { approved, claims, past } = standingWords(hit.row, names)
  return (
    <div className="tags">
      {approved.length > 0 && <ApprovalMark standing="approved" names={approved.join(', ')} />}
      {claims.length > 0 && <ApprovalMark standing="claims" names={`accepted by ${claims.join(', ')}`} />}
      {past.length > 0 && <ApprovalMark standing="past" names={past.join(', ')} />}
      {hit.row.bodies.length === 0 && <ApprovalMark standing="none" />}
    </div>
  )
}

/** Whether it counts: for the credentials that the visitor renews, else for the most widely held ones. */
export function Verdicts({ hit, names, brief = false }: Shown & { brief?: boolean }) {
  const { mine, row } = hit
  if (mine.length > 0)
    return (
      <ul className="verdicts plain" aria-label="Counts for you">
        {mine.map((verdict) => {
          const credits = countingWords(verdict, names)
          return (
            <li key={verdict.credential}>
              <VerdictMark answer={verdict.answer}>
                {(!brief || mine.length > 1) && `for ${together(nameCredential(verdict.credential, names))}`}
                {!brief &&
                  credits !== null &&
                  `, ${verdict.answer === 'not-confirmed' ? 'maybe ' : ''}${together(credits)}`}
              </VerdictMark>
              {!brief && <p className="small">{verdict.reason}</p>}
            </li>
          )
        })}
      </ul>
    )
  if (row.overview.length === 0) return null
  return (
    <ul className="verdicts plain" aria-label="Counts for">
      {row.overview.map(({ answer, credentials }) => (
        <li key={answer}>
          <VerdictMark answer={answer}>
            for {together(credentials.map((id) => nameCredential(id, names)).join(', '))}
          </VerdictMark>
        </li>
      ))}
    </ul>
  )
}

/** What she pays, as it stands beside the price of a credit. */
export function Price({ hit, names }: Shown) {
  return priceWords(hit, names) ?? <span className="unknown">Price not known</span>
}

/** The price of one credit first, where it is known; the price and what it buys below. */
function Money({ hit, names }: Shown) {
  const per = perCreditWords(hit, names)
  const credits = creditWords(hit.row.credits, names)
  const credit = credits === null ? <span className="unknown">credit not known</span> : together(credits)
  const isFree = hit.price.price?.max?.minor === 0
  if (per === null || isFree)
    return (
      <>
        <p className="per">
          <Price hit={hit} names={names} />
        </p>
        <p className="total">{credit}</p>
      </>
    )
  return (
    <>
      <p className="per">
        {per.price} <span>per {together(per.unit)}</span>
      </p>
      <p className="total">
        <Price hit={hit} names={names} /> for {credit}
      </p>
    </>
  )
}

const NO_MARKS: readonly string[] = []

/** The title, leading to the page of the course; what was searched for is marked. */
export function CourseLink({ row, marks = NO_MARKS }: { row: Hit['row']; marks?: readonly string[] | undefined }) {
  return (
    <a href={`/courses/${row.id}/`}>
      {markMatches(row.title, marks).map(({ text, match }, place) => (match ? <mark key={place}>{text}</mark> : text))}
    </a>
  )
}

interface Props extends Shown {
  /** Terms to mark in the title. */
  marks?: readonly string[]
  clock: Clock
  /** What can be done with the course. */
  children?: ReactNode
}

/** One course in a list, the same in the finder and on pages without script. */
export const CourseCard = memo(function CourseCard({ hit, names, marks = NO_MARKS, clock, children }: Props) {
  const { row } = hit
  const meta = [lookUp(names.providers, row.provider, row.provider), factWords(row), areaWords(row)]
  const notes = priceNotes(hit, names)
  return (
    <article className="course" data-id={row.id}>
      <div>
        <h3>
          <CourseLink row={row} marks={marks} />
        </h3>
        <p className="meta">
          {row.over && <span className="over">Ended · </span>}
          {together(meta.filter((part) => part !== null && part !== '').join(' · '))}
        </p>
        <Verdicts hit={hit} names={names} />
        <Approvals hit={hit} names={names} />
      </div>
      <div className="money">
        <Money hit={hit} names={names} />
        {notes.length > 0 && <p className="small">{notes.join('; ')}</p>}
        <p className="small">
          <a href={`/courses/${row.id}/#facts`}>
            <Age fresh={row.fresh} clock={clock} />
          </a>
        </p>
        {children}
      </div>
    </article>
  )
})
