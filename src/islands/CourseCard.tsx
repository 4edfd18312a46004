import { memo } from 'react'

import { AREA_WORDS } from '../catalog/words.ts'
import { perCountingWords } from '../finder/mine.ts'
import type { Row } from '../finder/row.ts'
import { markMatches } from '../search/mark.ts'
import { ApprovalMark } from './ApprovalMark.tsx'
import { VerdictMark } from './VerdictMark.tsx'

const areaWords = ({ areas, areasJudged }: Row): string | null => {
  if (areas.length === 0) return null
  const names = areas.map((area) => AREA_WORDS[area]).join(' and ')
  return areasJudged ? `fits ${names.toLowerCase()} (our reading)` : names
}

/** Keeps a number with its unit and the letters of a credential with its body on one line. */
const together = (words: string): string => words.replaceAll(/(?<=\d) | (?=\()/g, '\u00a0')

/** Who approves it, and who is only said to accept it. */
export function Approvals({ row }: { row: Row }) {
  const names = (kind: (body: Row['bodies'][number]) => boolean) => row.bodies.filter(kind).map(({ short }) => short)
  const approved = names((body) => body.approved && !body.past)
  const claims = names((body) => !body.approved && !body.past)
  const past = names((body) => body.past)
  return (
    <div className="tags">
      {approved.length > 0 && <ApprovalMark standing="approved" names={approved.join(', ')} />}
      {claims.length > 0 && <ApprovalMark standing="claims" names={`accepted by ${claims.join(', ')}`} />}
      {past.length > 0 && <ApprovalMark standing="past" names={past.join(', ')} />}
      {row.bodies.length === 0 && <ApprovalMark standing="none" />}
    </div>
  )
}

/** Whether it counts: for the credential that the visitor renews, else for the most widely held ones. */
function Verdicts({ row }: { row: Row }) {
  if (row.mine.length > 0)
    return (
      <ul className="verdicts plain" aria-label="Counts for you">
        {row.mine.map(({ credential, answer, credits, reason }) => (
          <li key={credential}>
            <VerdictMark answer={answer}>
              for {together(credential)}
              {credits !== null && answer !== 'does-not-count' && (
                <>
                  , {answer === 'not-confirmed' && 'maybe '}
                  {together(credits)}
                </>
              )}
            </VerdictMark>
            <p className="small">{reason}</p>
          </li>
        ))}
      </ul>
    )
  if (row.overview.length === 0) return null
  return (
    <ul className="verdicts plain" aria-label="Counts for">
      {row.overview.map(({ answer, names }) => (
        <li key={answer}>
          <VerdictMark answer={answer}>for {together(names.join(', '))}</VerdictMark>
        </li>
      ))}
    </ul>
  )
}

/** What it costs: a credit that counts where that is known, else a credit as issued, else the price alone. */
function Money({ row }: { row: Row }) {
  const counting = perCountingWords(row)
  const price = row.priceKnown ? row.priceWords : <span className="unknown">Price not known</span>
  const credit =
    row.creditWords === null ? <span className="unknown">credit not known</span> : together(row.creditWords)
  if (counting === null && row.perCreditWords === null)
    return (
      <>
        <p className="per">{price}</p>
        <p className="total">{credit}</p>
      </>
    )
  const first = row.mine.length > 1 ? ` for ${row.mine[0]?.credential ?? ''}` : ''
  const unit = counting === null ? row.perCreditWords?.unit : `credit that counts${first}`
  return (
    <>
      <p className="per">
        {counting ?? row.perCreditWords?.price} {row.cents !== 0 && <span>per {together(unit ?? '')}</span>}
      </p>
      <p className="total">
        {row.cents !== 0 && <>{price} for </>}
        {credit}
      </p>
    </>
  )
}

/** One course in a list, the same in the finder and on the pages of providers. */
export const CourseCard = memo(function CourseCard({ row, words = '' }: { row: Row; words?: string }) {
  const meta = [row.providerName, row.facts, areaWords(row)].filter((part) => part !== null && part !== '')
  return (
    <article className="course" data-id={row.id}>
      <div>
        <h3>
          <a href={`/courses/${row.id}/`}>
            {markMatches(row.title, words).map(({ text, match }, place) =>
              match ? <mark key={place}>{text}</mark> : text,
            )}
          </a>
        </h3>
        <p className="meta">
          {row.over && <span className="over">Ended · </span>}
          {together(meta.join(' · '))}
        </p>
        <Verdicts row={row} />
        <Approvals row={row} />
      </div>
      <div className="money">
        <Money row={row} />
        {row.priceNote !== null && <p className="small">{row.priceNote}</p>}
        {row.seen !== '' && (
          <p className="small">
            <a href={`/courses/${row.id}/#facts`}>{row.seen}</a>
          </p>
        )}
      </div>
    </article>
  )
})
