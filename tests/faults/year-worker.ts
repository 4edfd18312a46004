/** Lives through one shop's year in a thread of its own; started by year.ts. */
import { parentPort, workerData } from 'node:worker_threads'

import { openStore, PROJECT_DATA } from '../../scrapers/store.ts'
import { memoryStore } from './memory-store.ts'
import type { Parameters } from './shop.ts'
import { liveThroughYear } from './year.ts'

const { place, parameters } = workerData as { place: number; parameters: Parameters }
const store = memoryStore(openStore(PROJECT_DATA, { write: false }).read('shop'))
const textOf = () => {
  const { courses, memberships, history } = store.read('shop')
  return JSON.stringify([courses, memberships, history])
}
const year = await liveThroughYear({ store, places: [place], parameters, look: () => ({ own: textOf(), others: '' }) })
parentPort?.postMessage(year)
