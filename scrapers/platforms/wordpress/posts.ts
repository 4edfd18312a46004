import type { CheerioAPI } from 'cheerio/slim'
import * as z from 'zod'

import { htmlText, linesOf, tryParseHtml } from '../../extract/html.ts'
import { extractLabels } from '../../extract/labels.ts'
import { MAX_TITLE } from '../../normalize/text.ts'
import type { Listing, Page } from '../../provider.ts'
import { ask } from '../ask.ts'
import { createSeen } from '../seen.ts'

const PER_PAGE = 100
const MAX_PAGES = 100

const Rendered = z.looseObject({ rendered: z.string(), protected: z.boolean().optional() })

/** The fields of a post of any type in `wp/v2` that are read; plug-ins leave some of them out. */
const Post = z.looseObject({
  id: z.int(),
  link: z.string(),
  status: z.literal('publish').optional(),
  title: Rendered,
  content: Rendered.optional(),
  excerpt: Rendered.optional(),
  /** A list, or an object with numbers as keys where some were left out. */
  class_list: z.union([z.array(z.string()), z.record(z.string(), z.string())]).optional(),
})
export type Post = z.infer<typeof Post>

/** Posts of one type. */
export interface Posts {
  posts: Post[]
  announced: number | null
  complete: boolean
  notes: string[]
}

/** JSON of an answer; null when it is none. */
export function parseJson(page: Page | null): unknown {
  if (page === null) return null
  try {
    return JSON.parse(page.body)
  } catch {
    return null
  }
}

/** Namespaces of the REST API, which name the plug-ins of a site; [] when the page is not its index. */
export function namespacesOf({ type, body }: Page): string[] {
  if (type?.includes('json') !== true) return []
  const index = z.looseObject({ namespaces: z.array(z.string()) }).safeParse(parseJson({ body } as Page))
  return index.success ? index.data.namespaces : []
}

/**
 * All published posts of a type (`/wp-json/wp/v2/<base>`), page by page.
 * @param why hears the reason where there are none
 * @returns null when the site has no such type or does not answer
 */
export function* readPosts(origin: string, base: string, why: string[] = []): Generator<string, Posts | null, Page> {
  const posts: Post[] = []
  const seen = createSeen()
  const notes: string[] = []
  let announced: number | null = null
  for (let number = 1; number <= MAX_PAGES; number += 1) {
    const url = `${origin}/wp-json/wp/v2/${base}?per_page=${String(PER_PAGE)}${number === 1 ? '' : `&page=${String(number)}`}`
    const page = yield* ask(url, why)
    const items = parseJson(page)
    if (page === null || !Array.isArray(items)) {
      if (number === 1) return null
      notes.push(`page ${String(number)} of ${base} was lost`)
      break
    }
    if (number === 1) announced = countOf(page, 'x-wp-total')
    const before = seen.size
    for (const item of items) {
      const { data: post, error } = Post.safeParse(item)
      if (post === undefined)
        notes.push(`an entry of ${base} was not in the shape of a post: ${z.prettifyError(error).slice(0, 200)}`)
      else if (seen.add(post.id, item) !== 'same') posts.push(post)
    }
    const last = countOf(page, 'x-wp-totalpages')
    if (items.length === 0 || (last !== null && number >= last) || (last === null && items.length < PER_PAGE)) {
      return { posts, announced, complete: announced === null || posts.length >= announced, notes }
    }
    // A site that repeats itself would go on for ever.
    if (seen.size === before) break
  }
  return { posts, announced, complete: false, notes }
}

/** A number in a header. */
export function countOf(page: Page, header: string): number | null {
  const value = page.headers[header]
  return value !== undefined && /^\d{1,7}$/.test(value) ? Number(value) : null
}

/** What a post says of itself; prices stand on its page, or in what a plug-in answers. */
export function postListing(post: Post): Listing {
  const content = post.content?.protected === true ? null : tryParseHtml(post.content?.rendered ?? '')
  const terms = termsOf(post)
  return {
    key: String(post.id),
    url: post.link,
    title: htmlText(post.title.rendered, MAX_TITLE) ?? '',
    type: null,
    categories: terms.flatMap(({ taxonomy, name }) => (taxonomy.endsWith('tag') ? [] : [name])),
    tags: terms.flatMap(({ taxonomy, name }) => (taxonomy.endsWith('tag') ? [name] : [])),
    prices: [],
    labels: content === null ? [] : extractLabels(content, content.root()),
    texts: [excerptOf(post), words(content)],
  }
}

/** A summary that WordPress cut out of the text ends in the middle of a sentence, which could say anything. */
function excerptOf({ excerpt }: Post): string {
  const lines = words(excerpt?.protected === true ? null : tryParseHtml(excerpt?.rendered ?? ''))
  if (!/(?:\[?…\]?|\[\.\.\.\])\s*$/u.test(lines)) return lines
  return lines.slice(0, Math.max(lines.lastIndexOf('. ') + 1, lines.lastIndexOf('\n'), 0))
}

const words = ($: CheerioAPI | null) => ($ === null ? '' : (linesOf($.root()) ?? ''))

/** Categories and tags by their slugs, which is how the classes of a post name them. */
function termsOf(post: Post): { taxonomy: string; name: string }[] {
  const classes = Object.values(post.class_list ?? [])
  const links = (post['_links'] as { 'wp:term'?: { taxonomy?: unknown }[] } | undefined)?.['wp:term']
  const taxonomies = (Array.isArray(links) ? links : []).flatMap(({ taxonomy }) =>
    typeof taxonomy === 'string' ? [taxonomy] : [],
  )
  return taxonomies.flatMap((taxonomy) => {
    const prefix = `${taxonomy === 'post_tag' ? 'tag' : taxonomy}-`
    return classes.flatMap((name) =>
      name.startsWith(prefix) ? [{ taxonomy, name: name.slice(prefix.length).replaceAll('-', ' ') }] : [],
    )
  })
}
