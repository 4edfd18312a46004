/** What the benchmarks share: timing that stands noise, and lines of figures. All times are processor time, not time on the wall. */

const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b)

/** @returns the value that so many of the values do not exceed */
export function percentile(values: readonly number[], share: number): number {
  const ordered = sorted(values)
  return ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** @returns milliseconds of a processor that it takes, whatever else the machine does */
export function timeOf(work: () => unknown): number {
  const started = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1000
}

/** Runs each in turn, round after round, so that a slow moment of the machine falls on all; @returns the median of each in milliseconds */
export function compare(rounds: number, works: readonly (() => unknown)[]): number[] {
  for (const work of works) work()
  const times = works.map((): number[] => [])
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, work] of works.entries()) times[place]?.push(timeOf(work))
  }
  return times.map(median)
}

export const show = (label: string, figures: string) => {
  console.log(`${label.padEnd(44)} ${figures}`)
}
