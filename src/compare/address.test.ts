import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { formatAsked, KINDS, parseAsked } from './address.ts'

const MOST = 5
const slug = fc.stringMatching(/^[a-z0-9-]{1,9}$/)

describe('the address of a comparison', () => {
  it('is read as it was written', () => {
    const asked = fc.constantFrom(...KINDS).chain((kind) =>
      fc.record({
        kind: fc.constant(kind),
        ids: fc.option(
          fc.uniqueArray(kind === 'courses' ? fc.tuple(slug, slug).map((parts) => parts.join('/')) : slug, {
            maxLength: MOST,
          }),
        ),
      }),
    )
    fc.assert(
      fc.property(asked, (one) => {
        expect(parseAsked(formatAsked(one), MOST)).toEqual(one)
        expect(parseAsked(encodeURIComponent(formatAsked(one).slice(1)), MOST)).toEqual(one)
      }),
    )
  })
  it('never holds what is no id, nor more than fit', () => {
    expect(parseAsked('#courses=a/b,<b>,a/b,../x,c,a/%,d/e', MOST)?.ids).toEqual(['a/b', 'd/e'])
    expect(parseAsked('#memberships=a,b,c,d,e,f', MOST)?.ids).toHaveLength(MOST)
  })
  it.each([
    ['', { kind: 'courses', ids: null }],
    ['#courses', { kind: 'courses', ids: null }],
    ['#memberships=', { kind: 'memberships', ids: [] }],
    ['#content', null],
    ['#constructor=a', null],
  ])('%s', (hash, asked) => {
    expect(parseAsked(hash, MOST)).toEqual(asked)
  })
})
