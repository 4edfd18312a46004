import { useSyncExternalStore } from 'react'

function followHash(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => {
    window.removeEventListener('hashchange', listener)
  }
}

/**
 * Makes a hook that gives what stands behind the `#` of the address, or null while the page hydrates.
 * What says nothing to the page, such as the target of "Skip to content", changes nothing.
 */
export function createHashHook(isMeant: (hash: string) => boolean): () => string | null {
  let last = ''
  const readHash = () => {
    const { hash } = window.location
    if (isMeant(hash)) last = hash
    return last
  }
  return function useHash() {
    return useSyncExternalStore(followHash, readHash, () => null)
  }
}
