import fc from 'fast-check'
import { expect, it } from 'vitest'

import { expandId, shortenId } from './short-ids.ts'

it('gives every id back', () => {
  const word = fc.stringMatching(/^[a-z0-9-]{1,12}$/)
  fc.assert(
    fc.property(word, word, fc.string({ unit: 'grapheme' }), (provider, slug, title) => {
      const row = { id: `${provider}/${slug}`, provider, title }
      expect(expandId(shortenId(row), row)).toBe(row.id)
    }),
  )
})
it('says nothing of an id that its title tells', () => {
  const row = { id: 'labce/a-primer-on-hiv-part-2', provider: 'labce', title: 'A Primer on HIV: Part 2' }
  expect(shortenId(row)).toBe('')
  expect(expandId('', row)).toBe(row.id)
  expect(shortenId({ ...row, id: 'labce/a-primer-on-hiv-part-two' })).toBe('1 two')
})
