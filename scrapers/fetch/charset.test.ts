import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeText, detectCharset, mediaType } from './charset.ts'

const CASES = new URL('../../../shared/cases/html5lib/encoding.json', import.meta.url)
const absent = !existsSync(CASES)

describe('charset', () => {
  it('believes the byte order mark first, then the header, then the page', () => {
    expect(detectCharset(Buffer.from('\ufeff<meta charset=koi8-r>'), 'text/html; charset=latin1')).toBe('utf-8')
    expect(detectCharset(Buffer.from('<meta charset=koi8-r>'), 'text/html; charset="Latin1"')).toBe('windows-1252')
    expect(detectCharset(Buffer.from('<meta charset=koi8-r>'), 'text/html')).toBe('koi8-r')
    expect(detectCharset(Buffer.from('<meta charset=koi8-r>'), 'text/html; charset=nonsense')).toBe('koi8-r')
  })

  it('reads UTF-16 by its mark only', () => {
    expect(decodeText(Buffer.from('\ufeffA \u20ac', 'utf16le'), null)).toBe('A \u20ac')
    expect(detectCharset(Buffer.from('<meta charset="utf-16le">'), null)).toBe('utf-8')
  })

  it('reads the declaration of XML', () => {
    expect(detectCharset(Buffer.from('<?xml version="1.0" encoding="ISO-8859-2"?><urlset/>'), 'text/xml')).toBe(
      'iso-8859-2',
    )
  })

  it('does not read declarations in comments, other attributes or tags that never end', () => {
    expect(detectCharset(Buffer.from('<!-- <meta charset=koi8-r> --><p>'), null)).toBe('windows-1252')
    expect(detectCharset(Buffer.from('<p title="<meta charset=koi8-r>">'), null)).toBe('windows-1252')
    expect(detectCharset(Buffer.from('<meta charset=koi8-r'), null)).toBe('windows-1252')
  })

  it('guesses UTF-8 where the bytes are UTF-8, else windows-1252', () => {
    expect(decodeText(Buffer.from('<p>caf\u00e9'), 'text/html')).toBe('<p>caf\u00e9')
    expect(decodeText(Uint8Array.of(0x93, 0x61, 0x94, 0x80), 'text/html')).toBe('\u201ca\u201d\u20ac')
  })

  it('stays quick on hostile heads', () => {
    const began = performance.now()
    for (const unit of ['<', '<meta ', '<!--', '<a b=', '<meta content="charset', '<?xml encoding ', '</']) {
      detectCharset(Buffer.from(unit.repeat(100_000)), null)
    }
    expect(performance.now() - began).toBeLessThan(1000)
  })

  it('takes the media type alone', () => {
    expect(mediaType('Text/HTML; charset=utf-8')).toBe('text/html')
    expect(mediaType('nonsense')).toBe(null)
    expect(mediaType(null)).toBe(null)
  })
})

describe.skipIf(absent)(
  absent ? 'charset cases (skipped: ../shared/cases/html5lib is absent)' : 'charset cases',
  () => {
    it('finds every declared encoding, save one that a script writes', () => {
      const cases = JSON.parse(readFileSync(CASES, 'utf8')) as { file: string; base64: string; encoding: string }[]
      const wrong = cases.filter(
        ({ base64, encoding }) => detectCharset(Buffer.from(base64, 'base64'), null) !== encoding.toLowerCase(),
      )
      expect(cases.length).toBe(83)
      expect(wrong.map((one) => one.file)).toEqual(['encoding/scripted/tests1.dat'])
    })
  },
)
