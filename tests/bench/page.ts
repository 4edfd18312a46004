/**
 * What the pages cost whoever opens them: `npm run bench -- page`, or one part of it, `-- page bytes`. With `dist` the site is not
 * built anew: `-- page dist bytes lighthouse`.
 */
import { showBytes } from './page-bytes.ts'
import { showInteractions } from './page-inp.ts'
import { showLighthouse } from './page-lighthouse.ts'
import { buildSite, builtSite, servePacked, type Site } from './page-site.ts'

/** As many courses as the budgets are set for. */
const COURSES = 1500

const PARTS = ['bytes', 'inp', 'lighthouse']
const words = process.argv.slice(2)
const unknown = words.filter((word) => word !== 'dist' && !PARTS.includes(word))
if (unknown.length > 0) {
  console.error(`There is no part "${unknown.join('", "')}" of page. Parts: ${PARTS.join(', ')}; dist = do not build`)
  process.exit(2)
}
const chosen = words.filter((word) => word !== 'dist')
const wants = (part: string) => chosen.length === 0 || chosen.includes(part)

async function withSite(site: Site, work: (origin: string, folder: string) => Promise<void>) {
  try {
    const served = await servePacked(site.folder)
    await work(served.origin, site.folder)
    await served.close()
  } finally {
    site.remove()
  }
}

if (wants('bytes') || wants('lighthouse'))
  await withSite(words.includes('dist') ? builtSite() : buildSite(), async (origin, folder) => {
    if (wants('bytes')) showBytes(folder)
    if (wants('lighthouse')) await showLighthouse(origin, folder)
  })
if (wants('inp')) await withSite(buildSite(COURSES), showInteractions)
