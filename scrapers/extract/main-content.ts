import type { CheerioAPI } from 'cheerio/slim'

type Nodes = ReturnType<CheerioAPI>

/** The frame of a site, and what a page shows of other pages. */
const FRAME = [
  'nav',
  'footer',
  'dialog',
  'aside.widget-area',
  '[role="navigation"]',
  '[role="banner"]',
  '[role="contentinfo"]',
  '[role="search"]',
  '[role="dialog"]',
  '[aria-hidden="true"]',
  '.screen-reader-text',
  '.sr-only',
  '.visually-hidden',
  '.widget',
  '.menu',
  '.breadcrumb',
  '.breadcrumbs',
  '#comments',
  '.comments',
  '#reviews',
  '.modal',
  '.site-footer',
  '.site-header',
  '#footer',
  '#header',
  '#colophon',
  '#masthead',
].join(', ')

/** Words in a class or id that mark lists of other courses. */
const OTHERS =
  /(?:^|[\s_-])(?:related|up-?sells?|cross-?sells?|recommended|recommendations?|recently-viewed|you-may|also-(?:like|bought)|similar|curriculum|syllabus|lesson-?list|course-sections?|more-courses|other-courses|upcoming-courses|featured-courses|newsletter|cookies?|testimonials?)(?=$|[\s_-])/i

/**
 * Takes the frame of the site and lists of other courses out of the tree.
 * @returns the element that holds what the page is about
 */
export function mainContent($: CheerioAPI): Nodes {
  $(FRAME).remove()
  for (const element of $('[class], [id]').toArray()) {
    const node = $(element)
    const names = `${node.attr('class') ?? ''} ${node.attr('id') ?? ''}`
    if (
      names.length < 500 &&
      OTHERS.test(names) &&
      !node.is('html, body, main, article') &&
      node.find('h1').length === 0
    )
      node.remove()
  }
  // A header or an aside of the page goes; inside of what the page is about it may hold the title or a box of facts.
  for (const element of $('header, aside').toArray()) {
    if ($(element).closest('main, article, [role="main"]').length === 0 && $(element).find('h1').length === 0)
      $(element).remove()
  }
  const heading = $('h1').first()
  for (const selector of ['main', '[role="main"]', 'article', '#main-content', '#content', '#main']) {
    const root = $(selector)
    if (root.length === 1 && (heading.length === 0 || root.find('h1').length > 0)) return root
  }
  const body = $('body')
  return body.length > 0 ? body.first() : $.root()
}
