/** Invented course pages of a given size, each another one, marked up as shops do it. */

export const TOPICS = [
  'Hand Hygiene',
  'Wound Care',
  'Phlebotomy',
  'HIPAA Privacy',
  'ECG Basics',
  'Medical Coding',
  'Vaccines',
]
const WORDS =
  'patients arrive with questions about their care and the assistant who rooms them hears most of these first so this part shows how to listen note what matters keep the record clear and hand it on to the clinician without delay or doubt'.split(
    ' ',
  )
export const prose = (seed: number, count: number) =>
  Array.from({ length: count }, (_, at) => WORDS[(seed * 7 + at * 5) % WORDS.length]).join(' ')
const times = (count: number, make: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at)).join('')

/** A page in the shares that real shops have: half scripts and styles, a quarter frame, a quarter what the page is about. */
export function coursePage(origin: string, place: number, bytes: number): string {
  const title = `${TOPICS[place % TOPICS.length] ?? ''} for Medical Assistants, Part A${place + 1}`
  const url = `${origin}/courses/course-${place + 1}/`
  const cents = String((place * 7) % 100).padStart(2, '0')
  const price = `${10 + (place % 40)}.${cents}`
  const hours = 1 + (place % 8) / 2
  const node = {
    '@context': 'https://schema.org',
    '@type': 'Course',
    name: title,
    url,
    description: `${title}. ${prose(place, 30)}.`,
    provider: { '@type': 'Organization', name: 'Sample School' },
    offers: { '@type': 'Offer', price, priceCurrency: 'USD', category: 'Paid' },
    timeRequired: `PT${hours * 60}M`,
  }
  const unit = bytes / 50_000
  const menu = times(Math.round(60 * unit), (at) => {
    const path = `/${['courses', 'about', 'help', 'catalog'][at % 4] ?? ''}/page-${at}/`
    return `<li id="menu-item-${at}" class="menu-item menu-item-type-post_type menu-item-${at}"><a href="${path}"><span class="label">${prose(at, 3)}</span></a></li>\n`
  })
  const paragraphs = times(
    Math.round(14 * unit),
    (at) => `<p class="wp-block-paragraph">${prose(place + at, 90)}.</p>\n`,
  )
  const cards = times(Math.round(8 * unit), (at) => {
    const path = `${origin}/courses/course-${place + at + 2}/`
    return `<li class="product type-product post-${at}"><a href="${path}" class="card-link"><img src="/i/${at}.jpg" alt="" width="300" height="300" loading="lazy"><h3 class="card-title">${prose(at, 5)}</h3></a></li>\n`
  })
  const head = `<!doctype html>
<html lang="en-US"><head><meta charset="utf-8"><title>${title} - Sample School</title>
<link rel="canonical" href="${url}"><meta property="og:title" content="${title}"><meta property="og:site_name" content="Sample School">
<meta property="og:description" content="${prose(place, 20)}"><meta name="viewport" content="width=device-width">
<script type="application/ld+json">${JSON.stringify(node)}</script>
`
  const body = `</head><body class="single single-course postid-${place}"><header class="site-header"><nav class="main-navigation"><ul class="menu">
${menu}</ul></nav></header>
<main id="main"><article class="course type-course"><h1 class="entry-title">${title}</h1>
<p class="price"><span class="amount"><bdi><span class="currency">$</span>${price}</bdi></span></p>
<table class="course-facts"><tr><th>Contact hours</th><td>${hours}</td></tr><tr><th>Duration</th><td>${hours * 60} minutes</td></tr>
<tr><th>Content area</th><td>Clinical</td></tr><tr><th>Format</th><td>Online, self-paced</td></tr></table>
<ul class="highlights"><li>Approved by AAMA for ${hours} CEUs</li><li>Passing score: 70%</li><li>Released: March 3, 2025</li></ul>
<div class="entry-content">${paragraphs}</div></article>
<section class="related products"><h2>Related courses</h2><ul class="products">${cards}</ul></section></main>
<footer class="site-footer"><p>${prose(place, 40)}</p></footer></body></html>
`
  const rest = Math.max(0, bytes - Buffer.byteLength(head) - Buffer.byteLength(body) - 40)
  const style = times(
    Math.ceil(rest / 2 / 90),
    (at) => `.wp-block-${at} > .inner:not(.wide){margin:0 auto;padding:${at % 9}px;max-width:var(--content)}\n`,
  )
  const script = times(
    Math.ceil(rest / 2 / 90),
    (at) => `window.app=window.app||[];window.app.push({"id":${at},"name":"part ${at}","open":a<b&&c});\n`,
  )
  return `${head}<style>${style.slice(0, rest / 2)}</style><script>${script.slice(0, rest / 2)}</script>${body}`
}
