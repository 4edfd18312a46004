import { describe, expect, it } from 'vitest'

import { drive } from '../../tests/replay-pages.ts'
import type { Course } from '../../src/schema/course.ts'
import type { Page, Platform } from '../provider.ts'
import { learnpress } from './learnpress.ts'
import { woocommerce } from './woocommerce.ts'
import { wordpress } from './wordpress.ts'

// Pages in the shape of the templates of widely used themes and plug-ins, with invented courses.

const ORIGIN = 'https://shop.example'
const CONTEXT = { provider: 'shop', publisher: 'Shop', today: '2026-11-22' }

/** Reads a site that consists of these pages, in one way, and shortens what was read. */
function readSite(platform: Platform, id: string, pages: Readonly<Record<string, string>>) {
  const answer = (url: string): Page => {
    const body = pages[url.slice(ORIGIN.length)]
    const type = body?.startsWith('[') || body?.startsWith('{') ? 'application/json' : 'text/html'
    return { requested: url, url, status: body === undefined ? 404 : 200, type, headers: {}, body: body ?? '' }
  }
  const way = platform.ways.find((each) => each.id === id)
  if (way === undefined) throw new Error(`there is no way ${id}`)
  const { read, asked } = drive(way.read(ORIGIN), answer)
  const courses = read.listings.flatMap((listing) => {
    const normalized = platform.normalize(listing, CONTEXT)
    return normalized.is === 'course' ? [shorten(normalized.course)] : []
  })
  return { courses, asked, complete: read.complete, announced: read.announced }
}

function shorten({ title, offers, credits, minutes }: Course): string {
  const prices = offers.map(({ price, listPrice }) => {
    const span = [price?.min, price?.max].map((end) => (end == null ? '' : `${end.minor} ${end.currency}`))
    return [...new Set(span)].join('-') + (listPrice?.min == null ? '' : ` (${listPrice.min.minor})`)
  })
  const earned = (credits ?? []).map(({ unit, amount }) => `${amount?.max ?? ''} ${unit}`)
  return [title, ...prices, ...earned, ...(minutes === null ? [] : [`${minutes.max ?? ''} min`])].join(', ')
}

const page = (body: string, classes = '') =>
  `<!DOCTYPE html><html><head><title>Shop</title></head><body class="${classes}">
  <header><nav><a href="/courses/">Courses</a></nav></header>${body}<footer>Shop</footer></body></html>`

describe('WooCommerce', () => {
  const amount = (text: string) => `<span class="woocommerce-Price-amount amount"><bdi>${text}</bdi></span>`
  const SALE = `<del aria-hidden="true">${amount('$30.00')}</del> <span class="screen-reader-text">Original price was: $30.00.</span>
    <ins aria-hidden="true">${amount('$20.00')}</ins><span class="screen-reader-text">Current price is: $20.00.</span>`
  const card = (id: number, title: string, price: string) =>
    `<li class="product type-product post-${id} product-type-simple"><a href="${ORIGIN}/product/${id}/" class="woocommerce-LoopProduct-link">
    <span class="onsale">Sale!</span><h2 class="woocommerce-loop-product__title">${title}</h2><span class="price">${price}</span></a></li>`
  const product = (id: number, title: string, price: string, short: string) =>
    page(
      `<div id="product-${id}" class="product type-product post-${id} product-type-simple"><div class="summary entry-summary">
      <h1 class="product_title entry-title">${title}</h1><p class="price">${price}</p>
      <div class="woocommerce-product-details__short-description"><p>${short}</p></div></div></div>`,
      `single-product postid-${id}`,
    )
  const list = (count: string, cards: string, behind = '') =>
    page(`<p class="woocommerce-result-count">${count}</p><ul class="products">${cards}</ul>${behind}`)

  it('a theme with cards, prices and pages of its own', () => {
    const small = (id: number, title: string, price: string) =>
      `<div class="product-small col has-hover product type-product post-${id} product-type-simple"><div class="product-small box">
      <div class="box-image"><a href="/product/${id}/"><img alt=""></a></div><div class="box-text box-text-products"><div class="title-wrapper">
      <p class="name product-title woocommerce-loop-product__title"><a href="/product/${id}/" class="woocommerce-LoopProduct-link">${title}</a></p>
      </div><div class="price-wrapper"><span class="price">${price}</span></div></div></div></div>`
    const from = `<span class="from">From: </span>${amount('$10.00')}`
    const taxed = `${amount('$15.00')} <small class="woocommerce-price-suffix">(${amount('$16.20')} incl. tax)</small>`
    const { courses, complete } = readSite(woocommerce, 'pages', {
      '/shop/': page(`<p class="woocommerce-result-count">Showing 1–2 of 4 results</p>
        <div class="products row">${small(1, 'Vital Signs', SALE)}${small(2, 'Wound Care', taxed)}</div>
        <nav class="woocommerce-pagination"><ul class="page-numbers nav-pagination"><li><span class="page-number current">1</span></li>
        <li><a class="next page-number" href="/shop/page/2/"></a></li></ul></nav>`),
      '/shop/page/2/': page(`<p class="woocommerce-result-count">Showing 3–4 of 4 results</p>
        <div class="products row">${small(3, 'Scribing', from)}${small(4, 'Suturing', amount('19,90 €'))}</div>`),
      '/product/1/': product(1, 'Vital Signs', SALE, '1.5 contact hours'),
      '/product/2/': product(2, 'Wound Care', taxed, '1 AAMA CEU'),
      '/product/3/': product(3, 'Scribing', from, '2 CEUs'),
      '/product/4/': product(
        4,
        'Suturing',
        `${amount('19,90 €')} or 4 interest-free payments of ${amount('4,98 €')}`,
        '1 CEU',
      ),
    })
    expect(courses).toEqual([
      'Vital Signs, 2000 USD (3000), 1.5 contact-hour, 90 min',
      'Wound Care, 1500 USD, 1 aama-ceu',
      'Scribing, 1000 USD-, 2 bare-ceu',
      'Suturing, 1990 EUR, 1 bare-ceu',
    ])
    expect(complete).toBe(true)
  })

  it.each(['Showing 1–1 of 2 results', 'Affichage de 1–1 sur 2 résultats'])(
    'a list that a script prolongs: "%s"',
    (count) => {
      const { asked, complete, announced } = readSite(woocommerce, 'pages', {
        '/shop/': list(count, card(1, 'One', amount('$5.00')), '<button class="load-more">Load more</button>'),
        '/shop/page/2/': list(count, card(2, 'Two', amount('$6.00'))),
        '/product/1/': product(1, 'One', amount('$5.00'), '1 CEU'),
        '/product/2/': product(2, 'Two', amount('$6.00'), '1 CEU'),
      })
      expect({ complete, announced }).toEqual({ complete: true, announced: 2 })
      expect(asked).toHaveLength(4)
    },
  )

  it('a shop that shows its categories, one inside of another', () => {
    const category = (name: string) =>
      `<li class="product-category product"><a href="${ORIGIN}/product-category/${name}/"><h2 class="woocommerce-loop-category__title">${name}</h2></a></li>`
    const { courses, complete } = readSite(woocommerce, 'pages', {
      '/shop/': list('', category('clinical') + category('office')),
      '/product-category/clinical/': list('Showing all 2 results', card(1, 'One', SALE) + card(2, 'Two', SALE)),
      '/product-category/office/': list('', category('law') + card(2, 'Two', SALE)),
      '/product-category/law/': list('Showing the single result', card(3, 'Three', '')),
      '/product/1/': product(1, 'One', SALE, '1 CEU'),
      '/product/2/': product(2, 'Two', SALE, '1 CEU'),
      '/product/3/': product(3, 'Three', '', '1 CEU'),
    })
    expect(courses).toEqual([
      'One, 2000 USD (3000), 1 bare-ceu',
      'Two, 2000 USD (3000), 1 bare-ceu',
      'Three, 1 bare-ceu',
    ])
    expect(complete).toBe(true)
  })

  it('a shop at an address of its own, with pages from two page builders', () => {
    const { courses } = readSite(woocommerce, 'pages', {
      '/': page('<a href="/store/">Our store</a>'),
      '/store/': list('', card(1, 'Charts', '') + card(2, 'Billing', '')),
      '/product/1/': page(
        `<div class="elementor elementor-location-single post-1 product type-product product-type-variable">
        <h1 class="product_title entry-title elementor-heading-title">Charts</h1><p class="price">${amount('$10.00')} – ${amount('$30.00')}</p>
        <div class="elementor-widget elementor-widget-woocommerce-product-content"><p>Contact hours: 2.0</p></div>
        <section class="related products"><ul class="products">${card(9, 'Other', amount('$99.00'))}</ul></section></div>`,
        'single-product postid-1',
      ),
      '/product/2/': page(
        `<div id="product-2" class="product type-product post-2"><div class="et_pb_module et_pb_wc_title"><h1>Billing</h1></div>
        <div class="et_pb_module et_pb_wc_price"><p class="price">${amount('$25.00')}</p></div>
        <div class="et_pb_module et_pb_wc_description"><p>Worth 3 AAMA CEUs.</p></div></div>`,
        'single-product postid-2',
      ),
    })
    expect(courses).toEqual(['Charts, 1000 USD-3000 USD, 2 contact-hour, 120 min', 'Billing, 2500 USD, 3 aama-ceu'])
  })
})

describe('LearnPress', () => {
  it('version 3', () => {
    const card = (slug: string, id: number) =>
      `<li id="post-${id}" class="post-${id} lp_course type-lp_course course"><a href="${ORIGIN}/courses/${slug}/" class="course-permalink">
      <div class="course-thumbnail"></div><h3 class="course-title">${slug}</h3></a></li>`
    const single = (id: number, title: string, price: string) =>
      page(
        `<div id="learn-press-course" class="course-summary"><h1 class="course-title">${title}</h1><div class="course-price">${price}</div>
        <div class="course-description"><p>Worth 2 contact hours.</p></div>
        <div class="course-curriculum"><span class="item-meta duration">30 min</span></div></div>`,
        `single-lp_course postid-${id}`,
      )
    const { courses, complete } = readSite(learnpress, 'pages', {
      '/courses/': page(`<ul class="learn-press-courses">${card('ekg', 5)}</ul>
        <nav class="learn-press-pagination"><a class="next page-numbers" href="${ORIGIN}/courses/page/2/">&gt;</a></nav>`),
      '/courses/page/2/': page(`<ul class="learn-press-courses">${card('intro', 6)}</ul>`),
      '/courses/ekg/': single(5, 'EKG', '<span class="origin-price">$50.00</span><span class="price">$30.00</span>'),
      '/courses/intro/': single(6, 'Intro', '<span class="price">Free</span>'),
    })
    expect(courses).toEqual(['ekg, 3000 USD (5000), 2 contact-hour, 120 min', 'intro, 0 USD, 2 contact-hour, 120 min'])
    expect(complete).toBe(true)
  })

  it('version 4.1, with the price in a box beside the text', () => {
    const { courses } = readSite(learnpress, 'pages', {
      '/courses/':
        page(`<ul class="learn-press-courses" data-layout="list"><li class="course post-5 lp_course type-lp_course"><div class="course-item">
        <div class="course-thumbnail"><a href="${ORIGIN}/courses/ekg/"><img alt=""></a></div><div class="course-content">
        <div class="course-categories"><a href="/course-category/clinical/">Clinical</a></div>
        <a href="${ORIGIN}/courses/ekg/" class="course-permalink"><h3 class="course-title">EKG</h3></a></div></div></li></ul>`),
      '/courses/ekg/': page(
        `<div class="course-summary"><div class="course-detail-info"><h1 class="course-title">EKG</h1>
        <div class="course-meta course-meta-secondary"><div class="meta-item meta-item-duration">80 Minutes</div><div class="meta-item meta-item-lesson">3 Lessons</div></div></div>
        <div class="course-tabs"><div class="course-description"><p>Contact hours: 1.5</p></div></div>
        <aside class="course-summary-sidebar"><div class="course-price"><span class="course-item-price"><span class="origin-price">$1,050.00</span>
        <span class="price">$1,030.00</span></span></div><button>Buy Now</button></aside></div>`,
        'single-lp_course postid-5',
      ),
    })
    expect(courses).toEqual(['EKG, 103000 USD (105000), 1.5 contact-hour, 80 min'])
  })
})

describe('other plug-ins for courses', () => {
  const api = (type: string) => ({
    '/wp-json/wp/v2/types': JSON.stringify({ [type]: { slug: type, rest_base: type } }),
    [`/wp-json/wp/v2/${type}?per_page=100`]: JSON.stringify([
      { id: 8, link: `${ORIGIN}/course/a/`, title: { rendered: 'Safe Lifting' } },
    ]),
  })

  it('Tutor LMS', () => {
    const { courses } = readSite(wordpress, 'posts', {
      ...api('courses'),
      '/course/a/':
        page(`<div class="tutor-course-details-page"><header class="tutor-course-details-header"><h1 class="tutor-course-details-title">Safe Lifting</h1></header>
        <div class="tutor-row"><main><div class="tutor-course-details-content"><p>This course offers 1 CEU.</p></div></main>
        <aside class="tutor-col-xl-4"><div class="tutor-card tutor-sidebar-card"><div class="tutor-course-sidebar-card-pricing">
        <span class="tutor-fs-4 tutor-fw-bold">$50.00</span><del class="tutor-fs-7">$80.00</del></div><button>Add to cart</button>
        <ul><li><span>All Levels</span></li><li><span>12 Total Enrolled</span></li><li><span>2 hours 30 minutes Duration</span></li></ul></div></aside></div></div>`),
    })
    expect(courses).toEqual(['Safe Lifting, 5000 USD (8000), 1 bare-ceu, 150 min'])
  })

  it('LifterLMS', () => {
    const { courses } = readSite(wordpress, 'posts', {
      ...api('course'),
      '/course/a/':
        page(`<main><article class="post-8 course type-course"><h1 class="entry-title">Safe Lifting</h1><p>1.0 contact hour.</p>
        <div class="llms-meta-info"><div class="llms-meta llms-course-length"><p>Estimated Time: <span class="length">55 minutes</span></p></div></div>
        <section class="llms-access-plans"><div class="llms-access-plan"><h4>One time</h4><div class="llms-access-plan-pricing regular">
        <span class="lifterlms-price"><span class="llms-price-currency-symbol">$</span>25.00</span></div></div></section></article></main>`),
    })
    expect(courses).toEqual(['Safe Lifting, 2500 USD, 1 contact-hour, 55 min'])
  })
})
