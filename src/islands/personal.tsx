/** Makes lists and prices of a static page those of the visitor; loaded only where this device keeps something of hers. */
import { StrictMode, useLayoutEffect } from 'react'
import { createRoot } from 'react-dom/client'

import type { Names } from '../finder/names.ts'
import { perCreditWords, priceNotes, priceWords } from '../finder/words.ts'
import { CourseCard } from './CourseCard.tsx'
import { useClock, useVisitor } from './use-device.ts'
import { useEngine } from './use-engine.ts'

interface Props {
  ids: readonly string[]
  /** The credentials that the page is for; [] = her own. */
  credentials: readonly string[]
  names: Names
  built: string
  /** Called once there is something to show, before it is painted: until then the page stays as it was built. */
  onReady: () => void
}

function useHits({ ids, credentials, names, built, onReady }: Props) {
  const clock = useClock(built)
  const visitor = useVisitor(credentials, (id) => Object.hasOwn(names.credentials, id), clock.today)
  const { answer: hits } = useEngine('pick', { ids, inOrder: 'default' }, visitor, names)
  const isReady = hits !== null
  useLayoutEffect(() => {
    if (isReady) onReady()
  }, [isReady, onReady])
  return { clock, visitor, hits }
}

/** The courses of a list, in the order that suits her. */
function PersonalList(props: Props) {
  const { clock, hits } = useHits(props)
  if (hits === null) return null
  return hits.map((hit) => (
    <li key={hit.row.id}>
      <CourseCard hit={hit} names={props.names} clock={clock} />
    </li>
  ))
}

/** What a course costs her, below what it costs anyone. */
function PersonalPrice(props: Props) {
  const { visitor, hits } = useHits(props)
  const [hit] = hits ?? []
  if (hit === undefined) return null
  if (visitor.held.length === 0 && visitor.credentials.length === 0) return null
  const per = perCreditWords(hit, props.names)
  const notes = priceNotes(hit, props.names)
  return (
    <>
      <b>For you:</b> {priceWords(hit, props.names) ?? 'price not known'}
      {per !== null && `, ${per.price} per ${per.unit}`}
      {notes.length > 0 && ` (${notes.join('; ')})`}
    </>
  )
}

const wordsOf = (text = ''): string[] => text.split(' ').filter((word) => word !== '')

const PARTS = [
  { selector: '[data-personal-list]', Part: PersonalList },
  { selector: '[data-personal-price]', Part: PersonalPrice },
]

/** @param built the day on which the page was built */
export async function showPersonal(built: string): Promise<void> {
  const names = (await (await fetch('/names.json')).json()) as Names
  for (const { selector, Part } of PARTS)
    for (const part of document.querySelectorAll<HTMLElement>(selector)) {
      const ids = wordsOf(part.dataset['personalList'] ?? part.dataset['personalPrice'])
      const credentials = wordsOf(part.dataset['personalFor'])
      const fresh = part.cloneNode(false) as HTMLElement
      fresh.dataset['own'] = ''
      const onReady = () => {
        if (part.isConnected) part.replaceWith(fresh)
      }
      createRoot(fresh).render(
        <StrictMode>
          <Part ids={ids} credentials={credentials} names={names} built={built} onReady={onReady} />
        </StrictMode>,
      )
    }
}
