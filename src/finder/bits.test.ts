import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import {
  addBit,
  allBits,
  bitsWhere,
  countShared,
  createBits,
  hasBit,
  joinBits,
  uniteBits,
  withoutBits,
  type Bits,
} from './bits.ts'

const SIZES = [0, 1, 31, 32, 33, 64, 1000]

const places = (size: number) => Array.from({ length: size }, (_, place) => place)
const toBits = (size: number, set: ReadonlySet<number>) => bitsWhere(size, (place) => set.has(place))
const toSet = (size: number, bits: Bits) => new Set(places(size).filter((place) => hasBit(bits, place)))

describe.each(SIZES)('a set of places below %d', (size) => {
  const subset = fc.subarray(places(size)).map((some) => new Set(some))

  it('does what a Set does', () => {
    fc.assert(
      fc.property(subset, subset, (one, other) => {
        const [a, b] = [toBits(size, one), toBits(size, other)]
        expect(toSet(size, a)).toEqual(one)
        expect(toSet(size, joinBits(a, b))).toEqual(one.intersection(other))
        expect(toSet(size, withoutBits(a, b))).toEqual(one.difference(other))
        expect(toSet(size, uniteBits(size, [a, b]))).toEqual(
          new Set(places(size).filter((at) => one.has(at) || other.has(at))),
        )
        expect(countShared(a, b)).toBe(one.intersection(other).size)
        expect(toSet(size, a)).toEqual(one)
      }),
      { numRuns: 30 },
    )
  })
  it('holds all of them, none, or one', () => {
    const all = allBits(size)
    expect(countShared(all, all)).toBe(size)
    expect(countShared(createBits(size), all)).toBe(0)
    expect(uniteBits(size, [])).toEqual(createBits(size))
    for (const place of places(size).slice(-2)) {
      const bits = createBits(size)
      addBit(bits, place)
      expect(toSet(size, bits)).toEqual(new Set([place]))
    }
    // What lies beyond the end is never in it, or a count would be too high.
    expect(hasBit(all, size)).toBe(false)
  })
})
