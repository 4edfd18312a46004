import { loadCatalog } from '../../src/catalog/load.ts'
import { TOPIC_WORDS } from '../../src/catalog/words.ts'
import { toRow, type Row } from '../../src/finder/row.ts'
import { TopicId } from '../../src/schema/ids.ts'
import type { Searchable } from '../../src/search/search.ts'
import { splitWords } from '../../src/search/terms.ts'

export const TODAY = '2026-11-22'
const catalog = loadCatalog('data')

/** The courses of `data/` as the finder gets them. */
export const realRows: readonly Row[] = catalog.courses.map((course) => toRow(course, catalog, TODAY))

/** @returns the same numbers in every run, between 0 and 1 */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** @returns places below `size`, the first ones most often, as words are in any language (Zipf) */
function createZipf(size: number, random: () => number): () => number {
  const sums = new Float64Array(size)
  let sum = 0
  for (let at = 0; at < size; at += 1) sums[at] = sum += 1 / (at + 2.7)
  return () => {
    const wanted = random() * sum
    let [low, high] = [0, size - 1]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((sums[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}

const STARTS =
  'adeno angio arthro broncho cardio chole cranio cysto dermato endo entero gastro gyneco hemato hepato hystero immuno laryngo lipo lympho mammo myelo myo naso nephro neuro odonto onco ophthalmo osteo oto patho pharmaco pneumo procto psycho pulmo pyelo radio rhino spleno tendo thrombo tracheo uro vaso'.split(
    ' ',
  )
const ENDS =
  'algia cele cyte ectomy genic gram graphy itis logist logy lysis malacia megaly meter oma osis pathy penia phobia plasty plegia ptosis rrhage rrhea sclerosis scopy spasm stenosis stomy therapy tomy tropic'.split(
    ' ',
  )

/** The words of real titles, most frequent first, then coined ones: a list of courses has more words the longer it is. */
function wordsFor(count: number, random: () => number): string[] {
  const counts = new Map<string, number>()
  for (const { title } of realRows) for (const word of splitWords(title)) counts.set(word, (counts.get(word) ?? 0) + 1)
  const words = new Set([...counts].sort(([, a], [, b]) => b - a).map(([word]) => word))
  const size = Math.round(30 * count ** 0.58)
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? ''
  while (words.size < size) {
    const word = pick(STARTS) + (random() < 0.5 ? '' : pick(STARTS)) + pick(ENDS)
    words.add(word.charAt(0).toUpperCase() + word.slice(1))
  }
  return [...words]
}

const KINDS_OF_PROVIDER = ['Academy', 'Institute', 'CE', 'University', 'Training', 'Association']

/** Rows whose facts are those of real rows, with titles, providers and topics as frequent and as rare as real ones. */
export function createRows(count: number): {
  rows: Row[]
  searchables: Searchable[]
  providers: Record<string, string>
} {
  const random = createRandom(count)
  const words = wordsFor(count, random)
  const nextWord = createZipf(words.length, random)
  const providers = Array.from({ length: Math.round(2 * count ** 0.45) }, (_, at) => {
    const kind = KINDS_OF_PROVIDER[at % KINDS_OF_PROVIDER.length] ?? ''
    return { id: `provider-${at}`, name: `${words[(at * 37 + 11) % words.length] ?? ''} ${kind}` }
  })
  const nextProvider = createZipf(providers.length, random)
  const topics = TopicId.options
  const nextTopic = createZipf(topics.length, random)
  const rows: Row[] = []
  const searchables: Searchable[] = []
  for (let at = 0; at < count; at += 1) {
    const real = realRows[Math.floor(random() * realRows.length)]
    const other = realRows[Math.floor(random() * realRows.length)]
    const provider = providers[nextProvider()]
    if (real === undefined || other === undefined || provider === undefined) throw new Error('data/ has no courses')
    const title = Array.from({ length: 3 + Math.floor(random() * 7) }, () => words[nextWord()] ?? '').join(' ')
    const id = `${provider.id}/${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${at}`
    const chosen = [...new Set(Array.from({ length: random() < 0.7 ? 1 : 2 }, () => topics[nextTopic()]))].flatMap(
      (topic) => topic ?? [],
    )
    const { offers, credits, minutes } = other
    rows.push({ ...real, offers, credits, minutes, id, title, provider: provider.id, topics: chosen })
    const topicWords = chosen.map((topic) => TOPIC_WORDS[topic]).join(', ')
    searchables.push({ id, title, providerName: provider.name, topics: topicWords })
  }
  return { rows, searchables, providers: Object.fromEntries(providers.map(({ id, name }) => [id, name])) }
}
