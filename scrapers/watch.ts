import { Cron } from 'croner'

/** Every hour, off the full hour at which everybody else's jobs begin. Who is read then is decided by each rhythm. */
export const HOURLY = '17 * * * *'

interface Watch {
  /** Reads whoever is due. */
  round: () => Promise<unknown>
  /** Hears of a round that ended with an error; the next one comes as planned. */
  onError: (error: unknown) => void
  /** When rounds begin, in the form of cron, UTC. */
  pattern?: string
}

/**
 * Begins a round now and then at each planned moment, for as long as the process lives. A moment that comes while a round
 * is not over is left out: there is never more than one.
 * @returns ends the watch; a round that has begun goes on
 */
export function watch({ round, onError, pattern = HOURLY }: Watch): () => void {
  const job = new Cron(pattern, { protect: true, timezone: 'UTC', catch: onError }, async () => {
    await round()
  })
  void job.trigger()
  return () => job.stop()
}
