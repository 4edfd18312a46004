import { useEffect, useLayoutEffect, useRef } from 'react'

/** Where somebody is in a list, kept with the entry of the browser's history so that Back returns to it. */
interface Place {
  /** How many results were shown. */
  shown: number
  /** The first course on the screen, and how far down the screen it begins, in pixels; null = she was above the list. */
  at: { id: string; top: number } | null
}

const isPlace = (state: unknown): state is Place =>
  typeof state === 'object' && state !== null && 'shown' in state && 'at' in state

export const readPlace = (): Place | null => (isPlace(window.history.state) ? window.history.state : null)

/** How long the page has to rest before a place is kept, in milliseconds: browsers refuse to be told too often. */
const REST_MS = 200

const listed = () => [...document.querySelectorAll<HTMLElement>('.results [data-id]')]

/** Courses out of sight have no size of their own until they are drawn, so a distance from the top would mislead. */
function findPlace(): Place['at'] {
  const first = listed().find((course) => course.getBoundingClientRect().bottom > 0)
  return first === undefined || window.scrollY === 0
    ? null
    : { id: first.dataset['id'] ?? '', top: first.getBoundingClientRect().top }
}

function scrollTo(at: Place['at']): void {
  const course = listed().find((one) => one.dataset['id'] === at?.id)
  if (course === undefined || at === null) window.scrollTo(0, 0)
  else window.scrollBy(0, course.getBoundingClientRect().top - at.top)
}

/**
 * Keeps the place while the page is scrolled, and goes back to it once the results of an entry stand again.
 * @param ready false while the results are not those that the address asks for
 */
export function usePlace(shown: number, ready: boolean): { returnTo: (place: Place | null) => void } {
  const wanted = useRef<Place | null>(null)
  useEffect(() => {
    let timer = 0
    const keep = () => {
      window.history.replaceState({ shown, at: findPlace() } satisfies Place, '')
    }
    const rest = () => {
      window.clearTimeout(timer)
      timer = window.setTimeout(keep, REST_MS)
    }
    const before = window.history.scrollRestoration
    window.history.scrollRestoration = 'manual'
    window.addEventListener('scroll', rest, { passive: true })
    // Once the next page is asked for it is too late to keep anything of this one.
    document.addEventListener('click', keep, true)
    return () => {
      window.clearTimeout(timer)
      window.history.scrollRestoration = before
      window.removeEventListener('scroll', rest)
      document.removeEventListener('click', keep, true)
    }
  }, [shown])
  useLayoutEffect(() => {
    const place = wanted.current
    if (!ready || place?.shown !== shown) return
    wanted.current = null
    scrollTo(place.at)
    // What was drawn on the way there may have taken more room.
    requestAnimationFrame(() => {
      scrollTo(place.at)
    })
  })
  return {
    returnTo: (place) => {
      wanted.current = place
    },
  }
}
