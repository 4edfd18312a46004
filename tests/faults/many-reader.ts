/**
 * Reads one of many invented shops, or all that are due, as they are on one day; started by the tests of many providers.
 * Arguments: folder, number of shops, day, and the id of one shop (none = all that are due).
 */
import { openStore } from '../../scrapers/store.ts'
import { dueIn, readShop, shopsOn } from './many.ts'

const [, , folder = '', count, day, only] = process.argv
const started = performance.now()
const shops = shopsOn(Number(count), Number(day))
const store = openStore(folder, { write: true })
const ids = only === undefined ? dueIn(folder, shops.length, Number(day)) : [only]
const outcomes: Record<string, number> = {}
for (const shop of shops) {
  if (!ids.includes(shop.id)) continue
  const { outcome } = (await readShop(store, shop, Number(day))).run
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
}
store.close()
const seconds = (performance.now() - started) / 1000
process.stdout.write(JSON.stringify({ outcomes, seconds, megabytes: process.resourceUsage().maxRSS / 1024 }))
