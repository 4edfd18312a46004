import type { Page } from '../../scrapers/provider.ts'
import { prose, TOPICS } from './course-pages.ts'

const PER_PAGE = 100

/** An invented product in the shape and size of the WooCommerce Store API, images and links included. */
function product(origin: string, place: number) {
  const title = `${TOPICS[place % TOPICS.length] ?? ''} for Medical Assistants, Part B${place}`
  const url = `${origin}/product/course-b${place}/`
  const cents = String(1000 + ((place * 7) % 40) * 125)
  const hours = 1 + (place % 8) / 2
  const image = (name: string) => `${origin}/wp-content/uploads/2025/0${(place % 9) + 1}/course-b${place}${name}.jpg`
  return {
    id: place,
    name: title,
    slug: `course-b${place}`,
    parent: 0,
    type: 'simple',
    variation: '',
    permalink: url,
    sku: `B-${place}`,
    short_description: `<p>${prose(place, 25)}.</p>\n<p>Approved by AAMA for ${hours} CEUs &#8211; ${hours * 60} minutes.</p>`,
    description: `<p>${prose(place, 120)}.</p>\n<ul><li>Passing score: 70%</li><li>Released: March 3, 2025</li></ul>`,
    on_sale: false,
    prices: {
      price: cents,
      regular_price: cents,
      sale_price: cents,
      price_range: null,
      currency_code: 'USD',
      currency_symbol: '$',
      currency_minor_unit: 2,
    },
    price_html: `<span class="woocommerce-Price-amount amount"><bdi><span class="woocommerce-Price-currencySymbol">&#36;</span>${(Number(cents) / 100).toFixed(2)}</bdi></span>`,
    average_rating: '0',
    review_count: 0,
    images: [
      {
        id: place,
        src: image(''),
        thumbnail: image('-300x300'),
        srcset: `${image('')} 800w, ${image('-300x300')} 300w`,
      },
    ],
    categories: [{ id: 17, name: 'Clinical', slug: 'clinical', link: `${origin}/product-category/clinical/` }],
    tags: [{ id: 21, name: 'AAMA', slug: 'aama', link: `${origin}/product-tag/aama/` }],
    attributes: [
      {
        id: 1,
        name: 'Contact hours',
        taxonomy: 'pa_hours',
        has_variations: false,
        terms: [{ id: 3, name: String(hours), slug: 'h' }],
      },
    ],
    variations: [],
    is_purchasable: true,
    is_in_stock: true,
    add_to_cart: {
      text: 'Add to cart',
      description: `Add to cart: &ldquo;${title}&rdquo;`,
      url: `?add-to-cart=${place}`,
    },
  }
}

/** What a shop with so many products answers; only its API is there. */
export function productsAnswer(origin: string, count: number, url: string): Page {
  const page = { requested: url, url, status: 200, type: 'application/json' }
  if (!url.includes('/wp-json/wc/store/v1/products')) return { ...page, status: 404, headers: {}, body: '' }
  const number = Number(/[?&]page=(\d+)/.exec(url)?.[1] ?? 1)
  const from = (number - 1) * PER_PAGE
  const items = Array.from({ length: Math.max(0, Math.min(PER_PAGE, count - from)) }, (_, at) =>
    product(origin, from + at + 1),
  )
  const headers = { 'x-wp-total': String(count), 'x-wp-totalpages': String(Math.ceil(count / PER_PAGE)) }
  return { ...page, headers, body: JSON.stringify(items) }
}
