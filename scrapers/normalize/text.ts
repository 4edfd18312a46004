import { Parser } from 'htmlparser2'

/** Longest title and longest running text that any pattern is run on. */
export const MAX_TITLE = 300
export const MAX_TEXT = 20_000

/** Anything beside printable ASCII with single blanks. */
const UNUSUAL = /[^ -~]| {2}/
const CONTROL = /[\p{Cc}\p{Cs}]/gu
const DIRECTION = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g

/**
 * Text for people: one line, single spaces, no control or direction characters.
 * @param max longest answer in characters
 * @returns null when nothing is left
 */
export function parseText(input: string, max: number = MAX_TITLE): string | null {
  const decoded = decodeEntities(input.slice(0, MAX_TEXT))
  // Most text is plain; only blanks at its ends are left to take off.
  if (!UNUSUAL.test(decoded)) return decoded.trim() === '' ? null : cut(decoded.trim(), max)
  const text = decoded
    .normalize('NFC')
    .replace(DIRECTION, '')
    .replace(/\s+/gu, ' ')
    .replace(CONTROL, '')
    .replace(/ {2,}/g, ' ')
    .trim()
  return text === '' ? null : cut(text, max)
}

/** Running text with its line breaks: every line cleaned as by `parseText`, empty ones dropped. */
export function parseLines(input: string, max: number = MAX_TEXT): string | null {
  const lines = input
    .slice(0, MAX_TEXT)
    .split(/[\n\r]+/)
    .flatMap((line) => parseText(line, max) ?? [])
  return lines.length === 0 ? null : cut(lines.join('\n'), max)
}

/** Shortens to `max` characters at the end of a word, without halving a character. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  const head = text.slice(0, max - 1)
  const space = head.lastIndexOf(' ')
  return `${head
    .slice(0, space > max * 0.8 ? space : max - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`
}

/** Character references become characters, once: `&amp;amp;` is `&amp;`. Markup stays inert text. */
export function decodeEntities(input: string): string {
  if (!input.includes('&')) return input
  let text = ''
  const parser = new Parser({ ontext: (part) => (text += part) }, { decodeEntities: true })
  parser.end(input.replaceAll('<', '&lt;'))
  return text
}
