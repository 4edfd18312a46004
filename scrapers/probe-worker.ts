/** Probes a site page by page as the main thread hands them over; started by probe-reader.ts. */
import { parentPort, workerData } from 'node:worker_threads'

import type { ProbeStep } from './probe-reader.ts'
import { probeSite, type Look } from './probe.ts'
import type { Page } from './provider.ts'
import { fromPlain, toPlain, type Question, type Reply } from './reader.ts'

const reply = (message: Reply<ProbeStep>) => {
  parentPort?.postMessage(message)
}
let waiting: PromiseWithResolvers<Page> | null = null

function ask(url: string): Promise<Page> {
  waiting = Promise.withResolvers<Page>()
  reply({ step: { wanted: url } })
  return waiting.promise
}

async function start() {
  try {
    reply({ step: { probe: await probeSite(workerData as Look, ask) } })
  } catch (error) {
    reply({ error: toPlain(error) })
  }
}

parentPort?.on('message', (question: Question) => {
  if (question === null) void start()
  else if ('error' in question) waiting?.reject(fromPlain(question.error))
  else waiting?.resolve(question)
})
