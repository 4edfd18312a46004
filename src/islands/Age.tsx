import { formatFreshness, type Freshness } from '../catalog/freshness.ts'

/** The day to tell ages by, and whether somebody looks at them today: what stays as it is built tells dates. */
export interface Clock {
  today: string
  as: 'date' | 'age'
}

/** When a fact was last seen to hold; where it does not hydrate, the page itself makes an age of the date. */
export function Age({ fresh, clock: { today, as } }: { fresh: Freshness; clock: Clock }) {
  const words = formatFreshness(fresh, today, as)
  if (fresh.day === null) return words
  return (
    <time dateTime={fresh.day} data-age={fresh.how} data-fresh-until={fresh.freshUntil ?? undefined}>
      {words}
    </time>
  )
}
