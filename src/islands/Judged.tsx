import { ANSWERS } from '../credentials/answers.ts'
import type { Counts } from '../finder/facets.ts'
import { VerdictMark } from './VerdictMark.tsx'

/** How results are judged, so that a heading promises nothing. */
export function Judged({ counts }: { counts: Counts['answers'] }) {
  return (
    <ul className="verdicts plain" aria-label="How they are judged">
      {ANSWERS.filter((answer) => (counts[answer] ?? 0) > 0).map((answer) => (
        <li key={answer}>
          <VerdictMark answer={answer}>{counts[answer]}</VerdictMark>
        </li>
      ))}
    </ul>
  )
}
