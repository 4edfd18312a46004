import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { loadCatalog } from '../catalog/load.ts'
import type { Filters } from './filters.ts'
import { toVocabulary, understand } from './understand.ts'

const { bodies, credentials } = loadCatalog('data')
const vocabulary = toVocabulary(bodies, credentials)

const CASES: [words: string, filters: Partial<Filters>, rest: string][] = [
  // Credentials: a bare abbreviation is the most widely held one's, the others need their body.
  ['cma', { credentials: ['aama-cma'] }, ''],
  ['CMA (AAMA)', { credentials: ['aama-cma'] }, ''],
  ['cmas', { credentials: ['amt-cmas'] }, ''],
  ['rma', { credentials: ['amt-rma'] }, ''],
  ['rma (amt) tourniquet', { credentials: ['amt-rma'] }, 'tourniquet'],
  ['ARMA RMA', { credentials: ['arma-rma'] }, ''],
  ['ccma', { credentials: ['nha-ccma'] }, ''],
  ['ccma nps', { credentials: ['nps-ccma'] }, ''],
  ['ccma-a', { credentials: ['ccbma-ccma-a'] }, ''],
  ['ncma', { credentials: ['ncct-ncma'] }, ''],
  ['ncma ncmanow', { bodies: ['ncma-association'] }, ''],
  ['cma rma', { credentials: ['aama-cma', 'amt-rma'] }, ''],
  ['cpt', { credentials: ['nha-cpt'] }, ''],
  ['cpt coding', {}, 'cpt coding'],
  ['ma', {}, 'ma'],
  ['wa ma-c', { credentials: ['state-wa-mac'] }, ''],
  // Some bodies are providers too: their name asks for what they accept, unless it goes on to name what they offer.
  ['aama', { bodies: ['aama'] }, ''],
  ['AMMA', { bodies: ['aama'] }, ''],
  ['amt', { bodies: ['amt'] }, ''],
  ['american medical technologists', { bodies: ['amt'] }, ''],
  ['nha cardiology', { bodies: ['nha'] }, 'cardiology'],
  ['ncct', { bodies: ['ncct'] }, ''],
  ['pace hipaa', { bodies: ['pace'] }, 'hipaa'],
  ['P.A.C.E.', { bodies: ['pace'] }, ''],
  ['accepted by nha', { bodies: ['nha'] }, ''],
  ['ama ed hub', {}, 'ama ed hub'],
  ['aama annual conference', {}, 'aama annual conference'],
  ['cma today', {}, 'cma today'],
  // Areas. "General" is a common word: it is the area with a noun of credit, or where nothing else is left.
  ['clinical', { areas: ['clinical'] }, ''],
  ['clinical research', {}, 'clinical research'],
  ['admin', { areas: ['administrative'] }, ''],
  ['administrative hipaa', { areas: ['administrative'] }, 'hipaa'],
  ['administrative assistant', {}, 'administrative assistant'],
  ['administering vaccines', {}, 'administering vaccines'],
  ['general', { areas: ['general'] }, ''],
  ['general credits', { areas: ['general'] }, ''],
  ['cma general free', { credentials: ['aama-cma'], areas: ['general'], prices: ['free'] }, ''],
  ['general overview', {}, 'general overview'],
  // Prices
  ['free', { prices: ['free'] }, ''],
  ['free hand hygiene', { prices: ['free'] }, 'hand hygiene'],
  ['smoke-free', {}, 'smoke-free'],
  ['drug free workplace', {}, 'drug free workplace'],
  ['free radicals', {}, 'free radicals'],
  ['under $30', { prices: ['under-30'] }, ''],
  ['under 30', { prices: ['under-30'] }, ''],
  ['under $20', { priceTo: 20 }, ''],
  ['less than 25 dollars', { priceTo: 25 }, ''],
  ['up to $30', { priceTo: 30 }, ''],
  ['phlebotomy $19.95', { priceTo: 20 }, 'phlebotomy'],
  ['$10 to $20 ekg', { priceFrom: 10, priceTo: 20 }, 'ekg'],
  ['over $60', { priceFrom: 60 }, ''],
  ['over 60', {}, 'over 60'],
  ['$0', { prices: ['free'] }, ''],
  ['children under 5', {}, 'children under 5'],
  ['under 18 years', {}, 'under 18 years'],
  ['cheap', {}, 'cheap'],
  // Time: the step that it fits in.
  ['30 minutes', { minutes: ['up-to-30'] }, ''],
  ['30-min ekg', { minutes: ['up-to-30'] }, 'ekg'],
  ['i have 30 minutes', { minutes: ['up-to-30'] }, ''],
  ['under 30 minutes', { minutes: ['up-to-30'] }, ''],
  ['half an hour', { minutes: ['up-to-30'] }, ''],
  ['under an hour', { minutes: ['up-to-60'] }, ''],
  ['1 hour', { minutes: ['up-to-60'] }, ''],
  ['1.5 hours', { minutes: ['up-to-120'] }, ''],
  ['3 hours', { minutes: ['over-120'] }, ''],
  ['over 2 hours', { minutes: ['over-120'] }, ''],
  ['24 hour urine', {}, '24 hour urine'],
  // Formats
  ['online', { formats: ['online-self-paced', 'live-webinar'] }, ''],
  ['self-paced', { formats: ['online-self-paced'] }, ''],
  ['webinar', { formats: ['live-webinar'] }, ''],
  ['in-person ekg', { formats: ['in-person'] }, 'ekg'],
  ['in person', { formats: ['in-person'] }, ''],
  // Approval
  ['accredited bloodborne pathogens', { accredited: true }, 'bloodborne pathogens'],
  ['approved by aama', { accredited: true, bodies: ['aama'] }, ''],
  ['fda approved', {}, 'fda approved'],
  // Together, and what remains
  ['cma clinical free courses', { credentials: ['aama-cma'], areas: ['clinical'], prices: ['free'] }, ''],
  ['cma, clinical, tourniquet', { credentials: ['aama-cma'], areas: ['clinical'] }, 'tourniquet'],
  ['"free" clinical', { areas: ['clinical'] }, '"free"'],
  ['"cma free', { credentials: ['aama-cma'], prices: ['free'] }, ''],
  ['courses', {}, 'courses'],
  ['constructor', {}, 'constructor'],
  ['', {}, ''],
]

describe('understanding words', () => {
  it.each(CASES)('%s', (words, filters, rest) => {
    const { filters: read, rest: left } = understand(words, vocabulary)
    expect([read, left]).toEqual([filters, rest])
  })
  it('says which words it read as what', () => {
    expect(understand('EKG for my CMA (AAMA), under $20', vocabulary)).toEqual({
      filters: { credentials: ['aama-cma'], priceTo: 20 },
      rest: 'EKG for my',
      read: [
        { words: 'CMA (AAMA)', group: 'credentials', value: 'aama-cma' },
        { words: 'under $20', group: 'priceTo', value: '20' },
      ],
    })
  })
  it('never reads what is quoted', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CASES.map(([words]) => words.replaceAll('"', ''))), (words) => {
        expect(understand(`"${words}"`, vocabulary)).toMatchObject({ filters: {}, read: [] })
      }),
    )
  })
  it('reads what is left no further, and reads only what was typed', () => {
    const words = fc.array(
      fc.constantFrom(
        ...CASES.map(([one]) => one)
          .join(' ')
          .split(' '),
      ),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(words, (list) => {
        const typed = list.join(' ')
        for (const one of understand(typed, vocabulary).read) expect(typed).toContain(one.words)
      }),
    )
  })
})
