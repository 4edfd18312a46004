import { expect, test } from 'vitest'

import { parseFormat } from './format.ts'
import { parseTopics } from './topic.ts'

test.each([
  ['HIPAA 2026 – What’s New?', ['privacy-and-hipaa']],
  ['Bloodborne Pathogens and OSHA Update', ['infection-control', 'workplace-safety']],
  ['Clinical Skills Lab (in person)', []],
  ['Telephone Manners', []],
])('%j is about %j', (title, topics) => {
  expect(parseTopics(title)).toEqual(topics)
})

test.each([
  ['Live Webinar: Vaccines', 'live-webinar'],
  ['Clinical Skills Lab (in person)', 'in-person'],
  ['Self-paced, online.', 'online-self-paced'],
  ['Annual conference', 'conference'],
  ['A self-paced activity', null],
])('%j is taken as %j', (text, format) => {
  expect(parseFormat(text)).toBe(format)
})
