import { startTransition, useEffect, useState } from 'react'

import type { Visitor } from '../finder/hit.ts'
import type { Names } from '../finder/names.ts'
import type { Kind, Question, Questions, Reply, Start } from './engine-worker.ts'

interface Settle {
  resolve: (answer: Questions[Kind]['answer']) => void
  reject: (error: Error) => void
}

let worker: Worker | null = null
let asked = 0
const open = new Map<number, Settle>()

/** One worker for the page, started when it is first wanted. */
function startWorker(names: Names): Worker {
  if (worker !== null) return worker
  worker = new Worker(new URL('./engine-worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const settle = open.get(data.number)
    open.delete(data.number)
    if ('failure' in data) settle?.reject(new Error(data.failure))
    else settle?.resolve(data.answer)
  })
  worker.addEventListener('error', () => {
    for (const settle of open.values()) settle.reject(new Error('the list could not be started'))
    open.clear()
    worker = null
  })
  worker.postMessage({ names } satisfies Start)
  return worker
}

/** Asks the list, which is fetched on the first question. @throws Error when it could not be loaded */
function askEngine<K extends Kind>(
  kind: K,
  ask: Questions[K]['ask'],
  visitor: Visitor,
  names: Names,
): Promise<Questions[K]['answer']> {
  return new Promise((resolve, reject) => {
    asked += 1
    open.set(asked, { resolve, reject })
    startWorker(names).postMessage({ number: asked, kind, ask, visitor } satisfies Question<K>)
  })
}

/** Starts loading the list before it is asked for. */
export const warmEngine = (names: Names): void => {
  startWorker(names)
}

/** What the list answered. */
export interface Asked<K extends Kind> {
  /** The last answer; null = there is none yet. */
  answer: Questions[K]['answer'] | null
  /** True while the answer is to an earlier question. */
  waiting: boolean
  failed: boolean
}

/**
 * Follows a question as it changes; answers to earlier ones are dropped.
 * @param ask null = nothing is asked
 */
export function useEngine<K extends Kind>(
  kind: K,
  ask: Questions[K]['ask'] | null,
  visitor: Visitor,
  names: Names,
): Asked<K> {
  const [state, setState] = useState<{ name: string; answer: Asked<K>['answer']; failed: boolean } | null>(null)
  const name = ask === null ? null : JSON.stringify([ask, visitor])
  useEffect(() => {
    if (name === null) return
    let current = true
    const [question, eyes] = JSON.parse(name) as [Questions[K]['ask'], Visitor]
    askEngine(kind, question, eyes, names).then(
      (answer) => {
        // Drawn between taps and letters, which are answered first.
        startTransition(() => {
          if (current) setState({ name, answer, failed: false })
        })
      },
      () => {
        if (current) setState((before) => ({ name, answer: before?.answer ?? null, failed: true }))
      },
    )
    return () => {
      current = false
    }
  }, [kind, name, names])
  return {
    answer: state?.answer ?? null,
    waiting: name !== null && state?.name !== name,
    failed: state?.failed === true && state.name === name,
  }
}
