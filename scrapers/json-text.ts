import { closeSync, openSync, readSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'

/** A text as a whole, or in pieces that are made one after the other, so that a long one never stands in memory. */
export type Text = string | Iterable<string>

const CHUNK = 64 * 1024

export const piecesOf = (text: Text): Iterable<string> => (typeof text === 'string' ? [text] : text)

const lined = (value: unknown, indent: string) => JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`)

function* listPieces(items: Iterable<unknown>, indent: string): Generator<string> {
  let before = '['
  for (const item of items) {
    yield `${before}\n${indent}  ${lined(item, `${indent}  `)}`
    before = ','
  }
  yield before === '[' ? '[]' : `\n${indent}]`
}

/**
 * @param toWritten makes of each item what is written of it
 * @returns a list as `JSON.stringify(list, null, 2)` writes it
 */
export const listText = <T>(items: readonly T[], toWritten: (item: T) => unknown): Text => ({
  *[Symbol.iterator]() {
    yield* listPieces(items.values().map(toWritten), '')
    yield '\n'
  },
})

/** @returns an object whose lists may be long, as `JSON.stringify(object, null, 2)` writes it */
export const objectText = (object: object): Text => ({
  *[Symbol.iterator]() {
    let before = '{'
    for (const [key, value] of Object.entries(object)) {
      yield `${before}\n  ${JSON.stringify(key)}: `
      yield* Array.isArray(value) ? listPieces(value, '  ') : [lined(value, '  ')]
      before = ','
    }
    yield '\n}\n'
  },
})

function* chunksOf(file: string): Generator<string> {
  const decoder = new StringDecoder('utf8')
  const bytes = Buffer.alloc(CHUNK)
  const handle = openSync(file, 'r')
  try {
    for (let length = readSync(handle, bytes); length > 0; length = readSync(handle, bytes))
      yield decoder.write(bytes.subarray(0, length))
    yield decoder.end()
  } finally {
    closeSync(handle)
  }
}

/** @returns whether a file holds this text */
export function isTextOf(file: string, text: Text): boolean {
  const chunks = chunksOf(file)
  let rest = ''
  for (const piece of piecesOf(text)) {
    while (rest.length < piece.length) {
      const chunk = chunks.next()
      if (chunk.done === true) return false
      rest += chunk.value
    }
    if (!rest.startsWith(piece)) return false
    rest = rest.slice(piece.length)
  }
  return rest === '' && [...chunks].every((chunk) => chunk === '')
}

/**
 * Reads a list of records one by one, where it is written as `listText` writes it.
 * @param read makes of each record what is kept of it
 * @returns null when it is written in another way
 */
export function readRecords<T>(file: string, read: (record: unknown, place: number) => T): T[] | null {
  const records: T[] = []
  let [rest, state] = ['', 'before']
  const lines: string[] = []
  for (const chunk of chunksOf(file)) {
    const found = (rest + chunk).split('\n')
    rest = found.pop() ?? ''
    for (const line of found) {
      if (state === 'before' && line === '[') state = 'inside'
      else if (state === 'inside' && line === ']') state = 'after'
      else if (state !== 'inside' || !line.startsWith('  ')) return null
      else {
        const isEnd = line === '  },' || line === '  }'
        lines.push(isEnd ? '}' : line)
        if (!isEnd) continue
        const record = parse(lines.splice(0).join('\n'))
        if (record === undefined) return null
        records.push(read(record, records.length))
      }
    }
  }
  return state === 'after' && rest === '' && lines.length === 0 ? records : null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
