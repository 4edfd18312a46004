/** Reads a site in one way, page by page as the main thread hands them over; started by reader.ts. */
import { parentPort, workerData } from 'node:worker_threads'

import { NeedsPerson } from './errors.ts'
import type { Platform } from './provider.ts'
import {
  fromPlain,
  stepThrough,
  toPlain,
  type Answer,
  type Assignment,
  type PlatformSource,
  type Question,
  type Reply,
  type Step,
} from './reader.ts'
import { checkListing, type Checked } from './validate.ts'

async function loadPlatform(source: PlatformSource): Promise<Platform | undefined> {
  if ('module' in source) return ((await import(source.module)) as { default: Platform }).default
  if ('platform' in source) return (await import('./platforms/index.ts')).findPlatform(source.platform)?.platform
  const { providers } = await import('./providers/index.ts')
  return providers.find(({ id }) => id === source.provider)?.platform
}

const { source, origin, way, context } = workerData as Assignment
const platform = await loadPlatform(source)
const reading = platform?.ways.find(({ id }) => id === way)?.read(origin)
if (platform === undefined || reading === undefined)
  throw new NeedsPerson(`there is no way "${way}" of ${JSON.stringify(source)}`)

const stepOn = stepThrough(reading, (listing) => checkListing(listing, platform, context))
const answerOf = (question: Question): Answer | null =>
  question !== null && 'error' in question ? fromPlain(question.error) : question

parentPort?.on('message', (question: Question) => {
  const reply = (message: Reply<Step<Checked>>) => {
    parentPort?.postMessage(message)
  }
  try {
    reply({ step: stepOn(answerOf(question)) })
  } catch (error) {
    reply({ error: toPlain(error) })
  }
})
