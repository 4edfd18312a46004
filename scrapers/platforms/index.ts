import type { Listing, Page, Platform } from '../provider.ts'
import * as ethosce from './ethosce.ts'
import * as generic from './generic.ts'
import { readCoursePage } from './generic/course-page.ts'
import { readPage as readLearnDash } from './learndash/pages.ts'
import * as learndash from './learndash.ts'
import { readPage as readLearnPress } from './learnpress/pages.ts'
import * as learnpress from './learnpress.ts'
import * as magento from './magento.ts'
import * as medialab from './medialab.ts'
import * as moodle from './moodle.ts'
import * as openedx from './openedx.ts'
import * as oracle from './oracle-atg.ts'
import * as pmpro from './pmpro.ts'
import * as shopify from './shopify.ts'
import { readSinglePage } from './woocommerce/single-page.ts'
import * as woocommerce from './woocommerce.ts'
import * as wordpress from './wordpress.ts'

/** A platform with what a probe needs to know of it. */
export interface KnownPlatform {
  platform: Platform
  /** How sure the marks of one page make us, 0 to 1. */
  recognize: (page: Page) => number
  /** Courses on a single page, for a recording that holds some pages only. */
  readPage: (page: Page, origin: string) => readonly Listing[]
}

const one =
  (read: (page: Page, origin: string) => Listing | null) =>
  (page: Page, origin: string): Listing[] => {
    const listing = read(page, origin)
    return listing === null ? [] : [listing]
  }
/** Any page, by what it states of itself. */
const readAny = one((page, origin) => readCoursePage(page, origin).listing)

/** Every platform; of two that are as sure, the first is tried first. */
export const platforms: readonly KnownPlatform[] = [
  { platform: learnpress.learnpress, recognize: learnpress.recognize, readPage: one(readLearnPress) },
  { platform: learndash.learndash, recognize: learndash.recognize, readPage: one(readLearnDash) },
  { platform: woocommerce.woocommerce, recognize: woocommerce.recognize, readPage: readSinglePage },
  { platform: shopify.shopify, recognize: shopify.recognize, readPage: shopify.readProductsPage },
  { platform: moodle.moodle, recognize: moodle.recognize, readPage: moodle.readPage },
  { platform: openedx.openedx, recognize: openedx.recognize, readPage: openedx.readCatalogPage },
  { platform: magento.magento, recognize: magento.recognize, readPage: one(magento.readProduct) },
  { platform: ethosce.ethosce, recognize: ethosce.recognize, readPage: one(ethosce.readCourse) },
  { platform: medialab.medialab, recognize: medialab.recognize, readPage: one(medialab.readCourse) },
  { platform: oracle.oracleAtg, recognize: oracle.recognize, readPage: one(oracle.readPage) },
  { platform: pmpro.pmpro, recognize: pmpro.recognize, readPage: pmpro.readLevelsPage },
  { platform: wordpress.wordpress, recognize: wordpress.recognize, readPage: readAny },
  { platform: generic.generic, recognize: generic.recognize, readPage: readAny },
]

/** A platform by its id. */
export const findPlatform = (id: string): KnownPlatform | undefined =>
  platforms.find(({ platform }) => platform.id === id)
