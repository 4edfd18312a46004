/** A term that a typed one may have meant, and how many letters are wrong. */
export interface Guess {
  term: number
  mistakes: number
}

const sharedLetters = (one: string, other: string): number => {
  let at = 0
  while (at < one.length && one.charCodeAt(at) === other.charCodeAt(at)) at += 1
  return at
}

/**
 * Terms within so many mistakes: a letter more, a letter less, another letter, two letters swapped. Sorted terms share their beginnings,
 * so each line of the table of distances is worked out once for all terms that begin alike, and beginnings that are too far are passed over.
 * @param open true = the typed word may end early: terms are taken by a beginning that is near
 */
export function guessTerms(terms: readonly string[], typed: string, most: number, open: boolean): Guess[] {
  if (most === 0 || typed.length > 64) return []
  const width = typed.length + 1
  // Longer terms are too far in any case, unless it is their beginning that counts.
  const deepest = typed.length + most
  const table = new Uint8Array((deepest + 2) * width)
  for (let at = 0; at < width; at += 1) table[at] = at
  const at = (depth: number, column: number) => table[depth * width + column] ?? 0
  const guesses: Guess[] = []
  let before = ''
  /** Letters of the last term for which the table stands, and whether any longer term that begins so is too far. */
  let [depth, isFar] = [0, false]
  for (const [place, term] of terms.entries()) {
    const shared = sharedLetters(before, term)
    before = term
    if (shared < depth || !isFar) {
      depth = Math.min(shared, depth)
      isFar = false
      while (depth < term.length && !isFar) {
        const letter = term.charCodeAt(depth)
        depth += 1
        let nearest = (table[depth * width] = depth)
        for (let column = 1; column < width; column += 1) {
          const same = typed.charCodeAt(column - 1) === letter
          let distance = Math.min(
            at(depth - 1, column - 1) + (same ? 0 : 1),
            at(depth - 1, column) + 1,
            at(depth, column - 1) + 1,
          )
          const isSwapped =
            depth > 1 &&
            column > 1 &&
            typed.charCodeAt(column - 2) === letter &&
            typed.charCodeAt(column - 1) === term.charCodeAt(depth - 2)
          if (isSwapped) distance = Math.min(distance, at(depth - 2, column - 2) + 1)
          table[depth * width + column] = distance
          if (distance < nearest) nearest = distance
        }
        isFar = nearest > most || depth > deepest
      }
    }
    let mistakes = isFar || depth < term.length ? most + 1 : at(depth, typed.length)
    if (open)
      for (let letters = 1; letters <= depth; letters += 1) mistakes = Math.min(mistakes, at(letters, typed.length))
    if (mistakes <= most) guesses.push({ term: place, mistakes })
  }
  return guesses
}
