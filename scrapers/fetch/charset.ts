/** How far into a page a declaration is looked for: pages with long comments declare late, and browsers follow them. */
const PRESCAN_BYTES = 16_384

/**
 * The encoding of a text, by its standard name (`utf-8`, `windows-1252`, ...).
 * Order: byte order mark, Content-Type header, declaration in the text; else UTF-8 where the bytes are UTF-8 beyond
 * plain ASCII, else windows-1252.
 */
export function detectCharset(body: Uint8Array, contentType: string | null): string {
  return (
    readByteOrderMark(body) ??
    standardName(contentType === null ? null : charsetParameter(contentType)) ??
    readDeclaration(latin1(body.subarray(0, PRESCAN_BYTES))) ??
    guessByContent(body)
  )
}

/** The text of a body; bytes that are no text in its encoding become U+FFFD and are counted by the guard. */
export function decodeText(body: Uint8Array, contentType: string | null): string {
  return new TextDecoder(detectCharset(body, contentType)).decode(body)
}

/** The media type of a Content-Type header without its parameters. */
export function mediaType(contentType: string | null): string | null {
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : null
}

function readByteOrderMark([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return null
}

/** The standard name of a label, null when it is none that can be read. */
function standardName(label: string | null): string | null {
  if (label === null || label === '') return null
  try {
    return new TextDecoder(label).encoding
  } catch {
    return null
  }
}

/** The charset in `text/html; charset="x"` and in the content of a meta element. */
function charsetParameter(value: string): string | null {
  const found = /charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;"']+))/i.exec(value)
  return (found?.[1] ?? found?.[2] ?? found?.[3])?.trim() ?? null
}

/** A name declared inside the text: one that could be read that far is no UTF-16, whatever it says. */
function declaredName(label: string | null): string | null {
  const name = standardName(label)
  if (name === 'x-user-defined') return 'windows-1252'
  return name?.startsWith('utf-16') === true ? 'utf-8' : name
}

/** The prescan of the HTML standard, and the declaration of XML. */
function readDeclaration(head: string): string | null {
  const xml = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/i.exec(head)
  if (xml?.[1] !== undefined) return declaredName(xml[1])
  let at = 0
  while (at < head.length) {
    at = head.indexOf('<', at)
    if (at === -1) return null
    if (head.startsWith('<!--', at)) {
      // `<!-->` is a whole comment.
      const end = head.indexOf('-->', at + 2)
      if (end === -1) return null
      at = end + 3
    } else if (/^<meta[\s/]/i.test(head.slice(at, at + 6))) {
      const { attributes, end } = readAttributes(head, at + 5)
      const name = nameInMeta(attributes)
      if (name !== null) return name
      at = end
    } else if (/^<\/?[a-z]/i.test(head.slice(at, at + 3))) {
      at = readAttributes(head, at + (/^[^\s>]*/.exec(head.slice(at))?.[0].length ?? 1)).end
    } else if (/^<[!/?]/.test(head.slice(at, at + 2))) {
      const end = head.indexOf('>', at)
      if (end === -1) return null
      at = end + 1
    } else {
      at += 1
    }
  }
  return null
}

function nameInMeta(attributes: ReadonlyMap<string, string>): string | null {
  const charset = attributes.get('charset')
  if (charset !== undefined) return declaredName(charset.trim())
  if (attributes.get('http-equiv')?.toLowerCase() !== 'content-type') return null
  return declaredName(charsetParameter(attributes.get('content') ?? ''))
}

/** Attributes of a tag from `start` on; the first of a name counts. */
function readAttributes(head: string, start: number): { attributes: Map<string, string>; end: number } {
  const attributes = new Map<string, string>()
  const attribute = /[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)))?/y
  attribute.lastIndex = start
  let end = start
  for (let found = attribute.exec(head); found !== null; found = attribute.exec(head)) {
    const name = (found[1] ?? '').toLowerCase()
    if (!attributes.has(name)) attributes.set(name, found[2] ?? found[3] ?? found[4] ?? '')
    end = attribute.lastIndex
  }
  const close = head.indexOf('>', end)
  // A tag that is not closed declares nothing.
  return close === -1 ? { attributes: new Map(), end: head.length } : { attributes, end: close + 1 }
}

function guessByContent(body: Uint8Array): string {
  if (body.every((byte) => byte < 0x80)) return 'windows-1252'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body)
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
