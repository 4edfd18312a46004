import type { CheerioAPI } from 'cheerio/slim'

import { findElements } from './html.ts'

/** One `<meta property>` of a page, in the order of the page. */
export type MetaProperty = readonly [name: string, content: string]

/** Open Graph and the vocabularies beside it (`og:title`, `product:price:amount`), written as `property` or, by mistake, as `name`. */
export function extractOpenGraph($: CheerioAPI): MetaProperty[] {
  return findElements($, ({ name, attribs }) => name === 'meta' && attribs['content'] !== undefined)
    .slice(0, 200)
    .flatMap(({ attribs }): MetaProperty[] => {
      const name = (attribs['property'] ?? attribs['name'] ?? '').trim().toLowerCase()
      const content = attribs['content']?.trim() ?? ''
      return name === '' || content === '' ? [] : [[name, content]]
    })
}

/** The first content of any of the names, in the order of the names. */
export function metaContent(properties: readonly MetaProperty[], ...names: readonly string[]): string | null {
  for (const name of names) {
    const found = properties.find(([property]) => property === name)
    if (found !== undefined) return found[1]
  }
  return null
}
