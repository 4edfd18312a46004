import { expect, it, test } from 'vitest'

import { parseHtml } from './html.ts'
import { mainContent } from './main-content.ts'
import { extractPairs } from './pairs.ts'

const pairs = (html: string) => {
  const $ = parseHtml(html)
  return extractPairs($, $.root()).map(({ label, value }) => `${label}=${value}`)
}

test.each<[string, string, string[]]>([
  ['a heading and a paragraph', '<h3>Contact Hours</h3><p>1.5</p>', ['Contact Hours=1.5']],
  ['a heading in a box of its own', '<div><h3>Price</h3></div><div>$5</div>', ['Price=$5']],
  ['two spans', '<span>Duration:</span> <span>1 hour</span>', ['Duration=1 hour']],
  ['bold words and the rest of the line', '<p><b>CE credits:</b> 2 <i>AAMA</i><br>Other</p>', ['CE credits=2 AAMA']],
  [
    'a row and a list',
    '<table><tr><th>Fee</th><td>$1</td></tr></table><dl><dt>Hours</dt><dd>3</dd></dl>',
    ['Fee=$1', 'Hours=3'],
  ],
  ['words of another kind', '<h3>Objectives</h3><p>Learn</p>', []],
  ['a sentence', '<p>How many contact hours do I need?</p><p>60</p>', []],
  ['a label below a label', '<h3>Price</h3><h3>Duration</h3><p>1 hour</p>', ['Duration=1 hour']],
  ['opening hours', '<h3>Hours</h3><p>Mon-Fri 9 am-5 pm</p>', []],
  ['one label twice, with two values', '<h3>Price</h3><p>$1</p><h3>Price</h3><p>$2</p>', []],
  ['one label twice, with one value', '<h3>Price</h3><p>$1</p><h3>Price</h3><p>$1</p>', ['Price=$1']],
])('%s', (_, html, expected) => {
  expect(pairs(html)).toEqual(expected)
})

it('the frame of a site and lists of other courses are not what a page is about', () => {
  const $ = parseHtml(
    '<header>Shop</header><nav>Menu</nav><main><header><h1>One</h1></header><p>Text</p><aside>Facts</aside><div class="related-products">Two</div></main><aside>News</aside><footer>Foot</footer>',
  )
  expect(mainContent($).text()).toBe('OneTextFacts')
})
