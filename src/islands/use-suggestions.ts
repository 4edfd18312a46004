import { formatCount } from '../catalog/format.ts'
import { labelChoice } from '../finder/label.ts'
import { listChoices } from '../finder/filters.ts'
import type { Names } from '../finder/names.ts'
import type { Visitor } from '../finder/hit.ts'
import { parseView, type View } from '../finder/query-string.ts'
import type { Suggestion } from './SearchBox.tsx'
import { useDevice } from './use-device.ts'
import { useEngine } from './use-engine.ts'

interface Actions {
  onWords: (words: string) => void
  onView: (view: View) => void
}

/** Suggestions below which nothing more of a kind is shown. */
const MOST_SEARCHES = 3

/** What may be meant: words of the list, courses, and what was searched or kept on this device. */
export function useSuggestions(
  words: string,
  visitor: Visitor,
  names: Names,
  { onWords, onView }: Actions,
): Suggestion[] {
  const { recent, searches } = useDevice()
  const typed = words.trim().toLowerCase()
  const { answer } = useEngine('suggest', typed === '' ? null : { words }, visitor, names)
  const before = recent
    .filter((one) => one.toLowerCase().startsWith(typed) && one.toLowerCase() !== typed)
    .map((one) => ({ key: `recent ${one}`, label: one, note: 'searched before', choose: () => onWords(one) }))
  if (typed === '')
    return [
      ...searches.slice(0, MOST_SEARCHES).map((query) => {
        const view = parseView(query)
        const label = listChoices(view.filters)
          .map((choice) => labelChoice(choice, names))
          .join(', ')
        return { key: `kept ${query}`, label, note: 'kept search', choose: () => onView(view) }
      }),
      ...before,
    ]
  if (answer === null) return before
  return [
    ...answer.words.map(({ words: ended, count }) => ({
      key: `words ${ended}`,
      label: ended,
      note: formatCount(count, 'course'),
      choose: () => onWords(ended),
    })),
    ...before,
    ...answer.courses.map(({ id, title }) => ({
      key: `course ${id}`,
      label: title,
      note: 'course',
      choose: () => {
        window.location.assign(`/courses/${id}/`)
      },
    })),
  ]
}
