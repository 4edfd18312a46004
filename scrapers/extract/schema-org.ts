import type { CheerioAPI } from 'cheerio/slim'

import { safeHttpUrl } from '../../src/schema/url.ts'
import { MAX_TEXT, MAX_TITLE, parseText } from '../normalize/text.ts'
import type { ListedPrice } from '../provider.ts'
import { htmlText, linesOf, tryParseHtml } from './html.ts'
import { asList, asObject, asText, extractJsonLd, isType, type JsonObject } from './json-ld.ts'
import type { Label } from './labels.ts'
import { extractMicrodata } from './microdata.ts'
import { extractRdfa } from './rdfa.ts'
import { readSchemaOffers } from './schema-offers.ts'

/** One course, product or event that a page describes in schema.org terms. */
export interface Described {
  kind: 'course' | 'product' | 'event'
  name: string | null
  /** Its own page, absolute; null when none is named. */
  url: string | null
  description: string | null
  categories: string[]
  prices: ListedPrice[]
  labels: Label[]
}

const COURSES = ['Course', 'CourseInstance', 'EducationalOccupationalProgram', 'LearningResource']
const PRODUCTS = ['Product', 'ProductGroup', 'IndividualProduct', 'ProductModel']
const MAX_DESCRIBED = 200

/** All nodes that a page states, whichever of the three notations it uses. */
export function extractSchemaOrg($: CheerioAPI): JsonObject[] {
  return [...extractJsonLd($).nodes, ...extractMicrodata($), ...extractRdfa($)]
}

/** What of the nodes can be taken or bought, in the order of the page, those in lists included. */
export function describedCourses(nodes: readonly JsonObject[], base: string): Described[] {
  const byId = new Map(
    nodes.flatMap((node): [string, JsonObject][] => (typeof node['@id'] === 'string' ? [[node['@id'], node]] : [])),
  )
  /** A node that is only named by its id stands elsewhere on the page. */
  const resolve = (value: unknown): JsonObject | null => {
    const object = asObject(value)
    if (object === null) return null
    const id = Object.keys(object).length === 1 && typeof object['@id'] === 'string' ? object['@id'] : null
    return id === null ? object : (byId.get(id) ?? null)
  }
  return unfold(nodes, resolve)
    .slice(0, MAX_DESCRIBED)
    .flatMap((node) => {
      const kind = kindOf(node)
      return kind === null ? [] : [describe(node, kind, resolve, base)]
    })
}

type Resolve = (value: unknown) => JsonObject | null

/** The nodes themselves, what a list lists, and what a page is about. */
function unfold(nodes: readonly JsonObject[], resolve: Resolve): JsonObject[] {
  const found = new Set<JsonObject>()
  for (const node of nodes.slice(0, 2000)) {
    found.add(node)
    const inside = [...asList(node.mainEntity), ...asList(node.itemOffered)]
    for (const element of isType(node, 'ItemList', 'OfferCatalog') ? asList(node.itemListElement) : []) {
      const entry = asObject(element)
      inside.push(entry !== null && isType(entry, 'ListItem') ? entry.item : element)
    }
    for (const value of inside) {
      const object = resolve(value)
      if (object !== null) found.add(object)
    }
  }
  return [...found]
}

function kindOf(node: JsonObject): Described['kind'] | null {
  if (isType(node, ...COURSES)) return isPart(node) ? null : 'course'
  if (isType(node, ...PRODUCTS)) return 'product'
  return asList(node['@type']).some((type) => typeof type === 'string' && /(?:^|[/#:])\w*Event$/.test(type))
    ? 'event'
    : null
}

/** A lesson or a page of a tutorial is a learning resource too, and no course. */
const isPart = (node: JsonObject) =>
  isType(node, 'LearningResource') &&
  (node.isPartOf != null || /lesson|tutorial|article|quiz|video|chapter/i.test(asText(node.learningResourceType) ?? ''))

function describe(node: JsonObject, kind: Described['kind'], resolve: Resolve, base: string): Described {
  const all = (value: unknown): JsonObject[] =>
    asList(value)
      .map(resolve)
      .filter((object) => object !== null)
  const instances = all(node.hasCourseInstance)
  const offers = all(node.offers)
  const own = offers.length > 0 ? offers : instances.flatMap((instance) => all(instance.offers))
  const address = asText(node.url)
  return {
    kind,
    name: nameOf(node.name) ?? nameOf(node.headline),
    url: address === null ? null : safeHttpUrl(address, base),
    description: linesIn(asText(node.description) ?? ''),
    categories: asList(node.category)
      .flatMap((value) => (asText(value) ?? '').split(/\s*[>/]\s*/))
      .flatMap((name) => parseText(name, 100) ?? []),
    prices: readSchemaOffers(own),
    labels: readLabels([node, ...instances], kind),
  }
}

/** A description may hold markup. */
function linesIn(html: string): string | null {
  const $ = tryParseHtml(html.slice(0, MAX_TEXT))
  return $ === null ? null : linesOf($.root())
}

/** A name that is an address stood on a link and is none. */
function nameOf(value: unknown): string | null {
  const name = htmlText(asText(value) ?? '', MAX_TITLE)
  return name === null || /^https?:\/\//.test(name) ? null : name
}

/** Properties that say what a label on a page would, and how such a label reads. */
const LABELLED: readonly (readonly [property: string, label: string])[] = [
  ['timeRequired', 'Duration'],
  ['duration', 'Duration'],
  ['courseWorkload', 'Duration'],
  ['courseMode', 'Course mode'],
  ['educationalCredentialAwarded', 'Credential awarded'],
  ['audience', 'Audience'],
  ['expires', 'Expires'],
]

function readLabels(nodes: readonly JsonObject[], kind: Described['kind']): Label[] {
  const labels: Label[] = []
  const add = (label: string, text: string | null) => {
    const value = parseText(text ?? '', 1000)
    if (value !== null && !labels.some((each) => each.label === label && each.value === value))
      labels.push({ label, value })
  }
  for (const node of nodes.slice(0, 20)) {
    for (const [property, label] of LABELLED) {
      // How long an event lasts and how long a video runs are told apart by what they belong to.
      if (property === 'duration' && kind === 'product') continue
      for (const value of asList(node[property]))
        add(label, asText(asObject(value)?.audienceType ?? asObject(value)?.educationalRole ?? value))
    }
    add('Credits', creditsOf(node.numberOfCredits))
    if (kind === 'course') add('Published', asText(node.datePublished))
    const mode = asText(node.eventAttendanceMode) ?? ''
    if (mode.includes('Online')) add('Format', 'live webinar')
    else if (mode.includes('Mixed')) add('Format', 'hybrid')
    else if (mode.includes('Offline')) add('Format', 'in person')
  }
  return labels
}

/** A number of credits says something only with its unit: colleges count otherwise than bodies do. */
function creditsOf(value: unknown): string | null {
  const amount = asObject(value)
  const unit = asText(amount?.unitText) ?? asText(amount?.creditType)
  const number = asText(amount?.value)
  if (amount === null) return typeof value === 'string' && /\p{L}/u.test(value) ? value : null
  return unit === null || number === null ? null : `${number} ${unit}`
}
