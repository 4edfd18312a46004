import { expect, it } from 'vitest'

import type { Run } from '../src/schema/run.ts'
import { makeCourse } from '../tests/records.ts'
import type { Diff } from './diff.ts'
import { runsAfter } from './outcome.ts'

it('a course is seen today only where its page was, or where it is new', () => {
  const run = { provider: 'shop', started: '2026-12-01T06:00:00Z', outcome: 'published' } as Run
  const at = (id: string, vanished: string | null = null) =>
    makeCourse({ id: `shop/${id}`, url: `https://shop.example/${id}/`, vanished })
  const diff = { courses: [at('read'), at('lost'), at('new'), at('gone', '2026-12-01')] } as unknown as Diff
  const confirmed = { 'shop/read': '2026-11-22', 'shop/lost': '2026-11-20', 'shop/gone': '2026-11-21' }
  const lost = ['https://shop.example/lost/', 'https://shop.example/new/']
  expect(runsAfter({ provider: 'shop', last: run, lastGood: run, confirmed }, run, diff, lost).confirmed).toEqual({
    'shop/read': '2026-12-01',
    'shop/lost': '2026-11-20',
    'shop/new': '2026-12-01',
    'shop/gone': '2026-11-21',
  })
})
