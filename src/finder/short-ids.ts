/** Most ids repeat the provider and the title; the way to the browser is shorter without what is said twice. */

const guess = ({ provider, title }: { provider: string; title: string }): string =>
  `${provider}/${title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}`

/** @returns '' where the id is what provider and title give; else how many letters of that to drop, and what follows */
export function shortenId(row: { id: string; provider: string; title: string }): string {
  const guessed = guess(row)
  let same = 0
  while (same < guessed.length && guessed[same] === row.id[same]) same += 1
  return guessed === row.id ? '' : `${guessed.length - same} ${row.id.slice(same)}`
}

/** @returns the id again */
export function expandId(short: string, row: { provider: string; title: string }): string {
  const guessed = guess(row)
  if (short === '') return guessed
  const [dropped = '0'] = short.split(' ', 1)
  return guessed.slice(0, guessed.length - Number(dropped)) + short.slice(dropped.length + 1)
}
