import type { CheerioAPI } from 'cheerio/slim'

import { findElements, type Element } from './html.ts'

type Nodes = ReturnType<CheerioAPI>

/** The frame of a site, and what a page shows of other pages, by tag, role, class and id. */
const FRAME_TAGS = new Set(['nav', 'footer', 'dialog'])
const FRAME_ROLES = new Set(['navigation', 'banner', 'contentinfo', 'search', 'dialog'])
const FRAME_CLASSES = new Set(
  'screen-reader-text sr-only visually-hidden widget menu breadcrumb breadcrumbs comments modal site-footer site-header'.split(
    ' ',
  ),
)
const FRAME_IDS = new Set('comments reviews footer header colophon masthead'.split(' '))

function isFrame({ name, attribs }: Element): boolean {
  const classes = attribs['class']?.split(/\s+/) ?? []
  return (
    FRAME_TAGS.has(name) ||
    FRAME_ROLES.has(attribs['role'] ?? '') ||
    FRAME_IDS.has(attribs['id'] ?? '') ||
    attribs['aria-hidden'] === 'true' ||
    classes.some((word) => FRAME_CLASSES.has(word)) ||
    (name === 'aside' && classes.includes('widget-area'))
  )
}

/** Words in a class or id that mark lists of other courses. */
const OTHERS =
  /(?:^|[\s_-])(?:related|up-?sells?|cross-?sells?|recommended|recommendations?|recently-viewed|you-may|also-(?:like|bought)|similar|curriculum|syllabus|lesson-?list|course-sections?|more-courses|other-courses|upcoming-courses|featured-courses|newsletter|cookies?|testimonials?)(?=$|[\s_-])/i

/** A box beside the text that sells what the page is about: a price, and links that lead to no other course. */
function isOffer($: CheerioAPI, box: Nodes): boolean {
  const prices = box
    .find('[class*="price" i], [class*="pricing" i]')
    .filter((_, element) => /\d|\bfree\b/i.test($(element).text()))
  const away = box
    .find('a[href]')
    .filter(
      (_, link) =>
        !/^#|^mailto:|cart|checkout|log-?in|register|enrol|buy|share|facebook|twitter|linkedin|whatsapp|author|instructor|profile/i.test(
          $(link).attr('href') ?? '',
        ),
    )
  return prices.length > 0 && away.length <= 2
}

const KEPT = new Set(['html', 'body', 'main', 'article'])

/**
 * Takes the frame of the site and lists of other courses out of the tree.
 * @returns the element that holds what the page is about
 */
export function mainContent($: CheerioAPI): Nodes {
  for (const element of findElements($, isFrame)) $(element).remove()
  const isOthers = ({ name, attribs }: Element) => {
    const names = `${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`
    return names.length > 1 && names.length < 500 && !KEPT.has(name) && OTHERS.test(names)
  }
  for (const element of findElements($, isOthers)) if ($(element).find('h1').length === 0) $(element).remove()
  // A header or an aside of the page goes; inside of what the page is about it may hold the title or a box of facts.
  for (const element of $('header, aside').toArray()) {
    const node = $(element)
    const isInside = node.closest('main, article, [role="main"]').length > 0 || node.find('h1').length > 0
    if (!isInside && !(node.is('aside') && isOffer($, node))) node.remove()
  }
  const heading = $('h1').first()
  for (const selector of ['main', '[role="main"]', 'article', '#main-content', '#content', '#main']) {
    const root = $(selector)
    if (root.length === 1 && (heading.length === 0 || root.find('h1').length > 0)) return root
  }
  const body = $('body')
  return body.length > 0 ? body.first() : $.root()
}
