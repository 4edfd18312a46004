import { readCoursePage } from '../../scrapers/platforms/generic/course-page.ts'
import { generic } from '../../scrapers/platforms/generic.ts'
import type { Platform } from '../../scrapers/provider.ts'

/** Course pages by number up to the first that is missing: `generic` ends a reading long before a benchmark does. */
export default {
  ...generic,
  ways: [
    {
      id: 'pages',
      *read(origin) {
        for (let place = 1; ; place += 1) {
          const page = yield `${origin}/courses/course-${place}/`
          if (page.status !== 200) return { listings: [], announced: null, complete: true, notes: [] }
          const { listing } = readCoursePage(page, origin)
          if (listing !== null) yield listing
        }
      },
    },
  ],
} satisfies Platform
