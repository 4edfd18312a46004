import { SkipPage } from '../errors.ts'
import type { Page } from '../provider.ts'

/**
 * Asks for a page that the reading can do without; null when it was lost or is no answer.
 * @param why hears the reason, where that will be told
 */
export function* ask(url: string, why: string[] = []): Generator<string, Page | null, Page> {
  try {
    const page = yield url
    if (page.status === 200) return page
    why.push(`${url} answered ${String(page.status)}`)
  } catch (error) {
    if (!(error instanceof SkipPage)) throw error
    why.push(error.message)
  }
  return null
}
