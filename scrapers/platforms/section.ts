import type { Page, Platform, Reading } from '../provider.ts'
import { generic } from './generic.ts'
import { readByLinks } from './generic/discover.ts'

/**
 * One part of a large site, read like any site that nobody knows: only pages below the path are asked for.
 * For a provider whose courses are a corner of something else, such as a government's site.
 */
export function genericBelow(path: `/${string}/`): Platform {
  return { ...generic, ways: [{ id: 'links', read: (origin) => readBelow(origin, path) }] }
}

function* readBelow(origin: string, path: string): Reading {
  const start = `${origin}${path}`
  const reading = readByLinks(origin)
  let step = reading.next()
  while (step.done !== true) {
    if (typeof step.value !== 'string') {
      yield step.value
      step = reading.next()
      continue
    }
    const url = step.value === `${origin}/` ? start : step.value
    let page: Page
    try {
      page = url.startsWith(start) ? yield url : elsewhere(url)
    } catch (error) {
      // The reading itself knows whether it can do without the page.
      step = reading.throw(error)
      continue
    }
    step = reading.next(page)
  }
  return step.value
}

/** What stands in for a page that is not asked for: there is no such page. */
const elsewhere = (url: string): Page => ({ requested: url, url, status: 404, type: null, headers: {}, body: '' })
