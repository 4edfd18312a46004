/** How much memory a run takes for a site of so many pages, read in a worker, with answers that cost nothing: `memory.ts <pages>`. */
import { generic } from '../../scrapers/platforms/generic.ts'
import type { Page } from '../../scrapers/provider.ts'
import { readInWorker } from '../../scrapers/reader.ts'
import { readSite } from '../../scrapers/reading.ts'
import { validateListings } from '../../scrapers/validate.ts'
import { coursePage } from './course-pages.ts'
import { show } from './figures.ts'

const ORIGIN = 'https://school.example'
const count = Number(process.argv[2])
const locations = Array.from({ length: count }, (_, at) => `<url><loc>${ORIGIN}/courses/course-${at + 1}/</loc></url>`)

function answer(url: string): Page {
  const place = Number(/course-(\d+)/.exec(url)?.[1] ?? 0) - 1
  const page = { requested: url, url, status: 200, type: 'text/html', headers: {} }
  if (place >= 0) return { ...page, body: coursePage(ORIGIN, place, 50_000) }
  return url.endsWith('/sitemap.xml')
    ? { ...page, body: `<urlset>${locations.join('')}</urlset>` }
    : { ...page, status: 404, body: '' }
}

const site = await readSite({
  platform: generic,
  origin: ORIGIN,
  fetchPage: (url) => Promise.resolve(answer(url)),
  openReader: readInWorker({ platform: 'generic' }, ORIGIN),
})
const context = { provider: 'school', publisher: 'Sample School', today: '2026-11-22' }
const { courses } = validateListings(site.read.listings, generic, context)
if (courses.length !== count) throw new Error(`${courses.length} courses of ${count} pages`)
const peak = Math.round(process.resourceUsage().maxRSS / 1024)
const now = Math.round(process.memoryUsage().rss / 1024 / 1024)
show(`a run of ${count} pages of 50 KB`, `${now} MiB at its end, ${peak} MiB at most`)
