import { keepAnswers } from './answers.ts'
import { NotAllowed, SkipPage } from './errors.ts'
import type { Look, Probe } from './probe.ts'
import type { Page } from './provider.ts'
import { READER_LIMITS, startReader, UnreadablePage, type Answer, type Reader, type Timer } from './reader.ts'

/** The page that is wanted next, or what the probe found. */
export type ProbeStep = { wanted: string } | { probe: Probe }

/**
 * Probes in a thread of its own, which is ended when a page takes it too much time or memory; then the probe starts again without
 * that page, from the answers that are kept.
 * @throws UnreadablePage after too many such pages
 */
export async function probeInWorker(
  look: Look,
  fetchPage: (url: string) => Promise<Page>,
  timer?: Timer,
): Promise<Probe> {
  const kept = keepAnswers()
  const refused = new Map<string, Error>()
  const hurt: UnreadablePage[] = []
  const answerTo = async (url: string): Promise<Answer> => {
    const known = refused.get(url) ?? kept.get(url)
    if (known !== null) return known
    try {
      const page = await fetchPage(url)
      kept.add(url, page)
      return page
    } catch (error) {
      if (!(error instanceof SkipPage || error instanceof NotAllowed)) throw error
      refused.set(url, error)
      return error
    }
  }
  try {
    for (;;) {
      const reader = startReader<ProbeStep>('./probe-worker.ts', look, timer)
      try {
        const probe = await driveProbe(reader, answerTo)
        return { ...probe, notes: [...probe.notes, ...hurt.map(({ message }) => message)] }
      } catch (error) {
        if (!(error instanceof UnreadablePage) || error.url === null || hurt.length >= READER_LIMITS.restarts)
          throw error
        refused.set(error.url, error)
        hurt.push(error)
      } finally {
        await reader.end()
      }
    }
  } finally {
    kept.close()
  }
}

async function driveProbe(reader: Reader<ProbeStep>, answerTo: (url: string) => Promise<Answer>): Promise<Probe> {
  let answer: Answer | null = null
  for (;;) {
    const step: ProbeStep = await reader.next(answer)
    if ('probe' in step) return step.probe
    answer = await answerTo(step.wanted)
  }
}
