import { formatCount } from '../catalog/format.ts'
import type { Found } from '../finder/engine.ts'
import type { Filters } from '../finder/filters.ts'
import { labelChoice } from '../finder/label.ts'
import type { Names } from '../finder/names.ts'

interface Props {
  relaxations: Found['relaxations']
  names: Names
  onRelax: (filters: Filters) => void
}

/** What would help where nothing is found: one choice left out a line, with its true count. */
export function NoResults({ relaxations, names, onRelax }: Props) {
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
                  className="link"
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
