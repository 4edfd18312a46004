import type { CheerioAPI } from 'cheerio/slim'

import type { Page } from '../provider.ts'
import { findElements, textOf, type Element } from './html.ts'

/** Titles and headings of pages that stand where a course should. */
const OTHER_PAGES: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:just a moment|attention required|are you (?:a )?(?:human|robot)|verify (?:that )?you are (?:a )?human|security check|captcha|checking your browser|pardon our interruption|request unsuccessful|ddos protection)\b/i,
    'a bot wall',
  ],
  [
    /\b(?:access denied|403 forbidden|forbidden|not authori[sz]ed|unauthori[sz]ed|permission denied)\b/i,
    'an access-denied page',
  ],
  [
    /^404\b|\b(?:error 404|404 (?:error|page)|page not found|not found|does ?n.t exist|no longer (?:available|exists)|page (?:is )?unavailable|nothing found)\b/i,
    'an error page',
  ],
  [
    /\b(?:500|502|503|504)\b.{0,20}\b(?:error|unavailable|gateway)|\b(?:internal server error|service unavailable|bad gateway|something went wrong|under maintenance|maintenance mode|be right back)\b/i,
    'an error page',
  ],
  [
    /^(?:log ?in|sign ?in|sign ?up|register|create (?:an |your )?account|forgot(?:ten)? (?:your )?password|reset password|(?:member|student|user|account|customer) (?:log ?in|sign ?in|login))\b(?!.{0,40}\b(?:course|for the course))/i,
    'a login page',
  ],
]
const BOT_WALL = /id="challenge-form"|cf-browser-verification|window\._cf_chl_opt|_Incapsula_Resource|px-captcha/i

/**
 * Tells pages that are no page of a course whatever stands on them: bot walls, errors, logins.
 * @param html the markup, for marks that stand in scripts
 * @returns what it is; null when nothing speaks against a course
 */
export function whyNoCourse($: CheerioAPI, html: string): string | null {
  if (BOT_WALL.test(html.slice(0, 100_000))) return 'a bot wall'
  const found = findElements($, ({ name }) => name === 'title' || name === 'h1')
  const titles = ['title', 'h1'].flatMap((wanted) => {
    const element = found.find(({ name }) => name === wanted)
    return element === undefined ? [] : [$(element).text().replace(/\s+/g, ' ').trim().slice(0, 200)]
  })
  for (const [pattern, kind] of OTHER_PAGES) if (titles.some((title) => isTitleOf(title, pattern))) return kind
  // A page that asks for a password and has next to no other text lets nobody in.
  if (findElements($, isPassword).length > 0 && (textOf($('body'), 2000) ?? '').length < 600) return 'a login page'
  return null
}

/**
 * Tells a bot wall or a closed door that answers 200 in place of what was asked for, without building a tree.
 * @returns what it is; null when the page may be what was asked for
 */
export function whyBlocked({ type, body }: Page): string | null {
  if (type !== 'text/html') return null
  if (BOT_WALL.test(body.slice(0, 100_000))) return 'a bot wall'
  const title = /<title[^>]{0,200}>([^<]{0,300})/i.exec(body.slice(0, 20_000))?.[1]?.trim() ?? ''
  return OTHER_PAGES.slice(0, 2).find(([pattern]) => isTitleOf(title, pattern))?.[1] ?? null
}

const isPassword = ({ name, attribs }: Element) => name === 'input' && attribs['type']?.toLowerCase() === 'password'

/** "Page not found - Shop" is an error page; a long title that holds such words is the title of something. */
function isTitleOf(title: string, pattern: RegExp): boolean {
  const [head = ''] = title.split(/\s[|–—-]\s/)
  return head.length <= 60 && pattern.test(head)
}
