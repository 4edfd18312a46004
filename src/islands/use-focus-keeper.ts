import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'

/** Gives the focus to a region when what had it has left the page: a button that is done, a filter that is gone. */
export function useFocusKeeper(region: RefObject<HTMLElement | null>): void {
  const had = useRef<Element | null>(null)
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      had.current = target as Element
    }
    const leave = ({ target }: FocusEvent) => {
      // Some browsers tell of it when an element is taken out, too; a visitor who clicks beside it wants no focus.
      queueMicrotask(() => {
        if ((target as Element).isConnected && document.activeElement === document.body) had.current = null
      })
    }
    document.addEventListener('focusin', note)
    document.addEventListener('focusout', leave)
    return () => {
      document.removeEventListener('focusin', note)
      document.removeEventListener('focusout', leave)
    }
  }, [])
  useLayoutEffect(() => {
    if (had.current === null || had.current.isConnected || document.activeElement !== document.body) return
    had.current = null
    const { top, bottom } = region.current?.getBoundingClientRect() ?? { top: 0, bottom: 0 }
    // Who reads in the middle of the region stays there.
    region.current?.focus({ preventScroll: top < window.innerHeight && bottom > 0 })
  })
}
