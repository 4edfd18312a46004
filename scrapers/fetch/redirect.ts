import { NotAllowed, SkipPage } from '../errors.ts'
import { safeHttpUrl } from '../../src/schema/url.ts'
import type { Answer } from './exchange.ts'

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]

/**
 * Follows redirects by hand, so that each hop is checked like the first address.
 * @param visit asks for one address, and refuses those that may not be asked for
 * @returns the first answer that is no redirect, or a redirect that names no address
 */
export async function followRedirects(
  start: URL,
  hops: number,
  visit: (url: URL) => Promise<Answer>,
): Promise<{ url: URL; answer: Answer }> {
  let url = start
  for (let hop = 0; hop <= hops; hop += 1) {
    const answer = await visit(url)
    const { location } = answer.headers
    if (!REDIRECTS.includes(answer.status) || location === undefined || location === '') return { url, answer }
    const next = safeHttpUrl(location, url.href)
    if (next === null) {
      throw new NotAllowed(
        `${url.href} redirects to "${location.slice(0, 200)}", which is no address that may be asked for`,
      )
    }
    url = new URL(next)
    url.hash = ''
  }
  throw new SkipPage(`${start.href} is lost: more than ${hops} redirects, the next would be ${url.href}`)
}
