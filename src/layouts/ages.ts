import { formatFreshness, isStale, type Freshness } from '../catalog/freshness.ts'
import { formatAge } from '../catalog/health.ts'

/** Puts the ages of facts into words by the clock of whoever looks, so that a site that nobody builds any more says how old it is. */
export function showAges(today: string): void {
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-age]')) {
    // What hydrates has to find its words as they were built.
    if (time.closest('astro-island') !== null) continue
    const { age: how, freshUntil = null } = time.dataset
    time.textContent =
      how === 'day'
        ? `${time.textContent.trim()} (${formatAge(time.dateTime, today)})`
        : formatFreshness({ day: time.dateTime, how: how as Freshness['how'], freshUntil }, today, 'age')
  }
  const isPast = (day: string | undefined) => isStale({ freshUntil: day === '' ? null : (day ?? null) }, today)
  for (const part of document.querySelectorAll<HTMLElement>('[data-once-stale]'))
    part.hidden = !isPast(part.dataset['onceStale'])
  for (const part of document.querySelectorAll<HTMLElement>('[data-until-stale]'))
    part.hidden = isPast(part.dataset['untilStale'])
}
