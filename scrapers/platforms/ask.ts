import { SkipPage } from '../errors.ts'
import type { Page } from '../provider.ts'

/** Asks for a page that the reading can do without; null when it was lost or is no answer. */
export function* ask(url: string): Generator<string, Page | null, Page> {
  try {
    const page = yield url
    return page.status === 200 ? page : null
  } catch (error) {
    if (error instanceof SkipPage) return null
    throw error
  }
}
