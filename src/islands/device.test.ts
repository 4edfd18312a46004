import * as fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'

import {
  isKept,
  LONGEST_NOTE,
  MOST_COMPARED,
  parseDevice,
  parseSaved,
  readDevice,
  writeDevice,
  type Device,
} from './device.ts'

const NOTHING = parseDevice(null)

const full: Device = {
  credentials: ['aama-cma', 'amt-rma'],
  held: [
    { id: 'ace-membership', until: '2027-01-31' },
    { id: 'club', until: null },
  ],
  saved: [{ id: 'shop/one', note: 'For spring', on: '2026-11-22' }],
  compared: ['shop/one', 'shop/two'],
  searches: ['?q=ekg&price=free'],
  recent: ['ekg', 'blood draw'],
  layout: 'table',
}

/** What storage may hold: anything at all, or the right keys with anything in them. */
const odd = fc.oneof(
  fc.anything(),
  fc.constantFrom('aama-cma', 'shop/one', '<script>', '__proto__', '../up', 'javascript:alert(1)', '2026-11-22'),
)
const entry = fc.oneof(odd, fc.record({ id: odd, until: odd, note: odd, on: odd }, { requiredKeys: [] }))
const anyList = fc.oneof(odd, fc.array(entry, { maxLength: 30 }))
const hostile = fc.oneof(
  odd,
  fc.record(
    {
      ...{ credentials: anyList, held: anyList, saved: anyList, compared: anyList },
      ...{ searches: anyList, recent: anyList, layout: odd, more: odd },
    },
    { requiredKeys: [] },
  ),
)

const SLUG = /^[a-z0-9-]+$/
const COURSE = /^[a-z0-9-]+\/[a-z0-9-]+$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

describe('what is kept on the device', () => {
  it('comes back as it was kept', () => {
    expect(parseDevice(JSON.parse(JSON.stringify(full)))).toEqual(full)
  })
  it('is well formed and small, whatever storage holds', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const device = parseDevice(value)
        expect(Object.keys(device).sort()).toEqual(Object.keys(full).sort())
        const { credentials, held, saved, compared, searches, recent, layout } = device
        for (const id of [...credentials, ...held.map((one) => one.id)]) expect(id).toMatch(SLUG)
        for (const id of [...compared, ...saved.map((one) => one.id)]) expect(id).toMatch(COURSE)
        for (const { until } of held) expect(until ?? '2026-11-22').toMatch(DAY)
        for (const { on, note } of saved)
          expect([on === '' || DAY.test(on), note.length <= LONGEST_NOTE]).toEqual([true, true])
        for (const words of [...searches, ...recent]) expect(words.length).toBeLessThanOrEqual(300)
        expect(['cards', 'table']).toContain(layout)
        expect(credentials.length).toBeLessThanOrEqual(2)
        expect(compared.length).toBeLessThanOrEqual(MOST_COMPARED)
        expect(recent.length).toBeLessThanOrEqual(5)
        // Read again it is the same, as every change reads and writes the whole.
        expect(parseDevice(device)).toEqual(device)
        expect(parseDevice(JSON.parse(JSON.stringify(device)))).toEqual(device)
      }),
      { numRuns: 500 },
    )
  })
  it.each([[null], [0], ['text'], [[]], [[full]], [true]])('is nothing where something else is stored: %j', (value) => {
    expect(parseDevice(value)).toEqual(NOTHING)
  })
  it('keeps what is ours out of what is not', () => {
    const given: unknown = JSON.parse(`{
      "__proto__": { "layout": "table" },
      "credentials": ["aama-cma", "AAMA CMA", "aama-cma", { "toString": 1 }, "amt-rma", "nha-ccma"],
      "held": [{ "id": "club", "until": "soon" }, "club", null, { "until": "2027-01-01" }],
      "compared": ["shop/one", "shop/one", "https://evil.example/x", "shop/../one", 7],
      "recent": ["a", "a", "", 5, "b", "c", "d", "e", "f"]
    }`)
    expect(parseDevice(given)).toEqual({
      ...NOTHING,
      credentials: ['aama-cma', 'amt-rma'],
      held: [{ id: 'club', until: null }],
      compared: ['shop/one'],
      recent: ['a', 'b', 'c', 'd', 'e'],
    })
    expect(({} as Record<string, unknown>)['layout']).toBeUndefined()
  })
  it('holds 500 saved courses, and cuts endless notes', () => {
    const many = Array.from({ length: 600 }, (_, n) => ({
      id: `shop/${String(n)}`,
      note: 'x'.repeat(LONGEST_NOTE + 9),
      on: 'today',
    }))
    const saved = parseSaved(many)
    expect(saved).toHaveLength(500)
    expect(saved[0]).toEqual({ id: 'shop/0', note: 'x'.repeat(LONGEST_NOTE), on: '' })
  })
})

describe('storage', () => {
  it('that was full and has room again is what is read', () => {
    const kept = new Map<string, string>()
    let isFull = true
    vi.stubGlobal('window', new EventTarget())
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => {
        if (isFull) throw new DOMException('full', 'QuotaExceededError')
        kept.set(key, text)
      },
    })

    writeDevice({ recent: ['ekg'] })
    expect([readDevice().recent, isKept(), kept.size]).toEqual([['ekg'], false, 0])

    isFull = false
    writeDevice({ compared: ['shop/one'] })
    expect(isKept()).toBe(true)
    expect(readDevice()).toEqual({ ...NOTHING, recent: ['ekg'], compared: ['shop/one'] })

    // Another window wrote meanwhile.
    for (const key of kept.keys()) kept.set(key, JSON.stringify({ recent: ['hipaa'] }))
    expect(readDevice()).toEqual({ ...NOTHING, recent: ['hipaa'] })
    vi.unstubAllGlobals()
  })
})
