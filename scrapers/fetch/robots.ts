import { LIMITS } from './limits.ts'

/**
 * robots.txt as RFC 9309 has it, read the way Google's matcher reads it: groups of one agent are merged, the longest
 * rule wins, Allow wins a tie, only Allow and Disallow end a list of agents (Crawl-delay does not), and the usual
 * slips of the pen (a missing colon, "Dissalow") count as what was meant.
 */

interface Rule {
  allow: boolean
  /** Escaped, with `*` and a closing `$`. */
  pattern: string
}

/** What one robots.txt says to one agent. */
export interface Robots {
  rules: readonly Rule[]
  /** Seconds between requests; null = none is asked for. */
  crawlDelay: number | null
}

/** Longer lines are cut, as Google does. */
const LINE_BYTES = 16_664

const USER_AGENT = /^user[- ]?agent/i
const ALLOW = /^allow/i
const DISALLOW = /^(?:disallow|dissallow|dissalow|disalow|diasllow|disallaw)/i
const CRAWL_DELAY = /^crawl-?delay/i

/**
 * Whether an agent may ask for an address.
 * @param robots the text or the bytes of robots.txt; only the first 500 KiB count
 * @param agent the agent's token ("CECountsBot"); a version behind it is ignored
 */
export function isAllowed({
  robots,
  url,
  agent,
}: {
  robots: string | Uint8Array
  url: string
  agent: string
}): boolean {
  return isAllowedBy(parseRobots(robots, agent), url)
}

/** The same for a robots.txt that was parsed once for many addresses. */
export function isAllowedBy({ rules }: Robots, url: string): boolean {
  const path = tidyEscapes(pathOf(url))
  const plain = normalizePath(path)
  let allowed = 0
  let disallowed = 0
  for (const { allow, pattern } of rules) {
    if (allow) allowed = Math.max(allowed, allowedLength(pattern, path))
    else if (matches(pattern, path) || matches(normalizePattern(pattern), plain)) {
      disallowed = Math.max(disallowed, pattern.length)
    }
  }
  return disallowed <= allowed
}

/** Reads what concerns one agent: its own groups merged, else those of `*`. */
export function parseRobots(robots: string | Uint8Array, agent: string): Robots {
  const token = agent.toLowerCase().split('/', 1)[0] ?? ''
  const own: { rules: Rule[]; crawlDelay: number | null } = { rules: [], crawlDelay: null }
  const everyone: typeof own = { rules: [], crawlDelay: null }
  let named = false
  let isOwn = false
  let isEveryone = false
  let rulesBegan = false
  for (const { key, value } of readLines(robots)) {
    if (USER_AGENT.test(key)) {
      if (rulesBegan) isOwn = isEveryone = rulesBegan = false
      if (/^\*(?:\s|$)/.test(value)) isEveryone = true
      else if (token !== '' && namesOf(value).includes(token)) isOwn = named = true
      continue
    }
    if (!isOwn && !isEveryone) continue
    const group = isOwn ? own : everyone
    if (ALLOW.test(key) || DISALLOW.test(key)) {
      rulesBegan = true
      group.rules.push({ allow: ALLOW.test(key), pattern: escapePattern(value) })
    } else if (CRAWL_DELAY.test(key)) {
      const seconds = /^\d{1,9}(?:\.\d{1,9})?/.exec(value)?.[0]
      if (seconds !== undefined) group.crawlDelay = Math.max(group.crawlDelay ?? 0, Number(seconds))
    }
  }
  return named ? own : everyone
}

function* readLines(robots: string | Uint8Array): Generator<{ key: string; value: string }> {
  const bytes = typeof robots === 'string' ? Buffer.from(robots) : Buffer.from(robots)
  let text = bytes.subarray(0, LIMITS.robotsBytes).toString('latin1')
  // The line that the size limit cuts in two could say the opposite of what it said.
  if (bytes.length > LIMITS.robotsBytes) text = text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')))
  for (const whole of text.replace(/^\xef\xbb\xbf/, '').split(/\r\n|\r|\n/)) {
    const line = (whole.slice(0, LINE_BYTES).split('#', 1)[0] ?? '').trim()
    const colon = line.indexOf(':')
    const parts = colon === -1 ? line.split(/[ \t]+/) : [line.slice(0, colon), line.slice(colon + 1)]
    const [key = '', value = ''] = parts
    if (parts.length === 2 && key.trim() !== '') yield { key: key.trim(), value: value.trim() }
  }
}

/** What a User-agent line may mean: its leading letters, hyphens and underscores, or its first word ("2bot"). */
function namesOf(value: string): string[] {
  const name = Buffer.from(value, 'latin1').toString().toLowerCase()
  return [/^[a-z_-]*/.exec(name)?.[0] ?? '', /^[^\s/]*/.exec(name)?.[0] ?? '']
}

/** Bytes beyond ASCII become %XX. */
function escapePattern(pattern: string): string {
  return tidyEscapes(pattern).replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** Escapes get capital digits; `~` is the one letter that is found both plain and escaped. */
function tidyEscapes(path: string): string {
  return path.replace(/%[0-9a-f]{2}/gi, (found) => (/7e/i.test(found) ? '~' : found.toUpperCase()))
}

/**
 * RFC 9309 compares with unreserved characters unescaped and `*` and `$` of an address escaped; Google's matcher
 * compares as written. A Disallow counts when it matches in either way, an Allow only as written: when in doubt, no.
 */
function normalizePath(path: string): string {
  const bytes = Buffer.from(path).toString('latin1')
  return unescapeUnreserved(escapePattern(bytes).replaceAll('*', '%2A').replaceAll('$', '%24'))
}

function normalizePattern(pattern: string): string {
  return unescapeUnreserved(pattern).replace(/\$(?!$)/g, '%24')
}

function unescapeUnreserved(path: string): string {
  return path.replace(/%(?:2[DE]|3\d|4[1-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])/g, (found) => decodeURIComponent(found))
}

/** Path, parameters and query of an address, without the fragment. */
function pathOf(url: string): string {
  const scheme = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.exec(url)?.[0] ?? ''
  const rest = url.slice(scheme.length).split('#', 1)[0] ?? ''
  const start = scheme === '' && rest.startsWith('/') ? 0 : rest.search(/[/?;]/)
  if (start === -1) return '/'
  const path = rest.slice(start)
  return path.startsWith('/') ? path : `/${path}`
}

/** "Allow: /courses/index.html" is meant to allow "/courses/" too. */
function allowedLength(pattern: string, path: string): number {
  if (matches(pattern, path)) return pattern.length
  const slash = pattern.lastIndexOf('/')
  if (slash === -1 || !pattern.startsWith('/index.htm', slash)) return 0
  const folder = `${pattern.slice(0, slash + 1)}$`
  return matches(folder, path) ? folder.length : 0
}

/** Greedy from the left: the first place where a piece fits leaves most room for the next. */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$')
  const pieces = (anchored ? pattern.slice(0, -1) : pattern).split('*')
  const last = pieces.length - 1
  let at = 0
  for (const [index, piece] of pieces.entries()) {
    if (index === last && anchored && index > 0) return path.length - piece.length >= at && path.endsWith(piece)
    const found = index === 0 ? (path.startsWith(piece) ? 0 : -1) : path.indexOf(piece, at)
    if (found === -1) return false
    at = found + piece.length
  }
  return !anchored || at === path.length
}
