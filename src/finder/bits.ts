/** A set of places in a list, one bit each: filters of thousands of rows are joined by word, not by row. */
export type Bits = Uint32Array<ArrayBuffer>

export const createBits = (size: number): Bits => new Uint32Array((size + 31) >>> 5)

export function addBit(bits: Bits, place: number): void {
  const word = place >>> 5
  bits[word] = (bits[word] ?? 0) | (1 << (place & 31))
}

export const hasBit = (bits: Bits, place: number): boolean => (((bits[place >>> 5] ?? 0) >>> (place & 31)) & 1) === 1

/** @returns the set of all places below `size` */
export function allBits(size: number): Bits {
  const bits = createBits(size).fill(0xffffffff)
  if (size & 31) bits[bits.length - 1] = (1 << (size & 31)) - 1
  return bits
}

/** @returns the places below `size` for which it holds */
export function bitsWhere(size: number, holds: (place: number) => boolean): Bits {
  const bits = createBits(size)
  for (let place = 0; place < size; place += 1) if (holds(place)) addBit(bits, place)
  return bits
}

/** @returns the places that stand in both */
export const joinBits = (a: Bits, b: Bits): Bits => a.map((word, at) => word & (b[at] ?? 0))

/** @returns the places that stand in the first, not in the second */
export const withoutBits = (a: Bits, b: Bits): Bits => a.map((word, at) => word & ~(b[at] ?? 0))

/** @returns the places that stand in any of the sets */
export function uniteBits(size: number, sets: readonly Bits[]): Bits {
  const bits = createBits(size)
  for (const set of sets) for (let at = 0; at < bits.length; at += 1) bits[at] = (bits[at] ?? 0) | (set[at] ?? 0)
  return bits
}

/** @returns how many places stand in both */
export function countShared(a: Bits, b: Bits): number {
  let count = 0
  for (let at = 0; at < a.length; at += 1) {
    let word = (a[at] ?? 0) & (b[at] ?? 0)
    word -= (word >>> 1) & 0x55555555
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return count
}
