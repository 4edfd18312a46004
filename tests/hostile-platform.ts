import { parseHtml, textOf } from '../scrapers/extract/html.ts'
import { SkipPage } from '../scrapers/errors.ts'
import type { Platform } from '../scrapers/provider.ts'
import { sampleListing } from './scrape-samples.ts'

/**
 * A platform whose code can be brought to a stop by what stands on a page, for tests of the readers: `spin` never ends, `grow` takes
 * all memory, `exit` ends the thread, `stall` never ends to be normalized. The front page names the others, a line each; any page
 * can be done without.
 */
export default {
  id: 'hostile',
  ways: [
    {
      id: 'pages',
      *read(origin) {
        const list = yield `${origin}/`
        const notes = []
        for (const path of list.body.split('\n')) {
          try {
            const page = yield `${origin}${path}`
            const title = textOf(parseHtml(page.body).root()) ?? ''
            if (title === 'spin') for (;;);
            if (title === 'grow')
              for (const all: number[][] = []; ;) all.push(Array<number>(100_000).fill(all.length + 0.5))
            if (title === 'exit') process.exit(1)
            yield sampleListing(path.slice(1), { title })
          } catch (error) {
            if (!(error instanceof SkipPage)) throw error
            notes.push(`${path}: ${error.message}`)
          }
        }
        return { listings: [], announced: null, complete: true, notes }
      },
    },
  ],
  normalize: ({ title }) => {
    if (title === 'stall') for (;;);
    return { is: 'left-out', reason: 'not asked' }
  },
} satisfies Platform
