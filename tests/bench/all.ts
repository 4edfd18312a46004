/**
 * Figures of speed, memory and bytes, for people to read: `npm run bench`, or `npm run bench -- search` for one part. Nothing is
 * judged: machines differ and are shared, so medians and ratios say more than times. Builds and very many products take minutes and
 * run only when named.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** File and arguments of each part; each runs in a process of its own. */
const PARTS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  scrape: [['scrape.ts'], ...['500', '2000', '8000'].map((pages) => ['memory.ts', 'pages', pages])],
  huge: [['memory.ts', 'products', '100000']],
  search: [['search.ts']],
  page: [['page.ts']],
  build: [
    ['build.ts', '1000'],
    ['build.ts', '10000'],
  ],
}

const words = process.argv.slice(2)
// What follows `page` chooses among its own parts.
const [wanted, choices] = words[0] === 'page' ? [['page'], words.slice(1)] : [words, []]
const unknown = wanted.filter((name) => !Object.hasOwn(PARTS, name))
if (unknown.length > 0) {
  console.error(`There is no part "${unknown.join('", "')}". Parts: ${Object.keys(PARTS).join(', ')}`)
  process.exit(2)
}
for (const name of wanted.length > 0 ? wanted : ['scrape', 'search']) {
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 70 - name.length))}`)
  for (const [file = '', ...args] of PARTS[name] ?? []) {
    const { status } = spawnSync(process.execPath, [join(import.meta.dirname, file), ...args, ...choices], {
      stdio: 'inherit',
    })
    if (status !== 0) process.exitCode = 1
  }
}
