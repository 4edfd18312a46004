import { expect, test } from 'vitest'

import { isMemberTier, isNarrowTier, isOpenTier } from './tier.ts'

test.each([
  ['Non-member', 'open'],
  ['Nonmembers', 'open'],
  ['Non-AAMA member', 'open'],
  ['General public', 'open'],
  ['AAMA member', 'member'],
  ['Subscribers', 'member'],
  ['Student', 'narrow'],
  ['Student member', 'member'],
  ['Online', 'none'],
])('%j is %s', (tier, kind) => {
  const found = isOpenTier(tier) ? 'open' : isMemberTier(tier) ? 'member' : isNarrowTier(tier) ? 'narrow' : 'none'
  expect(found).toBe(kind)
})
