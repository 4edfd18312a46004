import { formatCount, formatMonths, formatNumber, formatPrice } from '../catalog/format.ts'
import type { Catalog } from '../catalog/load.ts'
import { AREA_WORDS } from '../catalog/words.ts'
import { sortCredentials } from '../credentials/most-held.ts'
import type { Context } from '../credentials/verdict.ts'
import { costWords } from '../memberships/board.ts'
import { choicesFor } from '../memberships/choices.ts'
import { stayingCertified } from '../memberships/staying.ts'
import type { Credential } from '../schema/credential.ts'
import type { Cell, Comparison, Line } from './comparison.ts'

const LINES: readonly Line[] = [
  { key: 'body', label: 'Whose it is' },
  { key: 'needs', label: 'Credits' },
  { key: 'cycle', label: 'Every' },
  { key: 'credit', label: 'One credit is' },
  { key: 'areas', label: 'Content areas' },
  { key: 'own', label: 'From its own approved courses' },
  { key: 'caps', label: 'Limits' },
  { key: 'year', label: 'A year, as far as we know' },
  { key: 'fees', label: 'Fees' },
  { key: 'lapse', label: 'If the date passes' },
  { key: 'exam', label: 'By exam instead' },
  { key: 'ways', label: 'Other ways to earn' },
  { key: 'sources', label: 'Sources' },
]

const isArea = (id: string): id is keyof typeof AREA_WORDS => Object.hasOwn(AREA_WORDS, id)
const areaName = (id: string) => (isArea(id) ? AREA_WORDS[id] : id.charAt(0).toUpperCase() + id.slice(1))
const text = (words: string | null, notes: readonly (string | null)[] = []): Cell => ({
  text: words,
  notes: notes.filter((note) => note !== null),
})

const listed = (items: readonly string[], none: string | null): Cell =>
  items.length === 0 ? { text: none } : { text: items.join('; '), items }

function areasCell({ areas }: Credential): Cell {
  return listed(
    areas.map(
      ({ id, min }) => `${areaName(id)}: ${min.value === null ? 'not known' : `at least ${formatNumber(min.value)}`}`,
    ),
    'No minimum by area was found',
  )
}

function ownCell({ ownMinimum }: Credential, { bodies }: Catalog): Cell {
  if (ownMinimum === null) return text('No such rule found')
  const { amount, body } = ownMinimum
  if (amount.value === null) return text(null)
  const name = bodies.find(({ id }) => id === body)?.short ?? body
  return text(amount.value === 0 ? 'No minimum' : `At least ${formatNumber(amount.value)}, approved by ${name}`)
}

const capWords = ({ subject, max }: Credential['caps'][number]) =>
  `${subject}: ${max.value === null ? 'limit not known' : max.value === 0 ? 'none' : `at most ${formatNumber(max.value)}`}`

const feeWords = ({ what, price, per }: Credential['fees'][number]) =>
  `${what}: ${price === null ? 'due, amount not known' : `${formatPrice(price)}, ${per}`}`

function examCell({ renewByExam: { available, note } }: Credential): Cell {
  return text(available === null ? null : available ? 'Possible' : 'Not possible', [note])
}

/** @returns every credential that asks for credits, the most widely held first */
export function compareCredentials(catalog: Catalog, context: Context): Comparison {
  const asking = sortCredentials(catalog.credentials.filter(({ needs }) => needs.unit !== null))
  return {
    lines: LINES,
    subjects: asking.map((credential) => {
      const { id, abbreviation, name, needs, cycle, caps, fees, lapse, otherWays, sources } = credential
      const unit = catalog.units.find((one) => one.id === needs.unit)
      const staying = stayingCertified(credential, choicesFor(credential, catalog, context), catalog)
      const href = `/for/${id}/`
      const cells: Record<string, Cell> = {
        body: text(catalog.bodies.find((body) => body.id === credential.body)?.name ?? null, [name]),
        needs: text(
          needs.amount.value === null
            ? null
            : `${formatNumber(needs.amount.value)} ${(needs.amount.value === 1 ? unit?.name : unit?.plural) ?? 'credits'}`,
        ),
        cycle: text(cycle.months.value === null ? null : formatMonths(cycle.months.value)),
        credit: text(
          needs.minutesPerCredit.value === null
            ? null
            : `${formatCount(needs.minutesPerCredit.value, 'minute')} of study`,
        ),
        areas: areasCell(credential),
        own: ownCell(credential, catalog),
        caps: listed(caps.map(capWords), 'None found'),
        year: text(staying.year === null ? null : costWords(staying.year), [
          staying.renewal === null ? 'the renewal fee is not known and not in it' : null,
          staying.courses === null ? 'courses are not in it: too few that surely count have a known price' : null,
        ]),
        fees: listed(fees.map(feeWords), null),
        lapse: text(lapse?.text ?? null),
        exam: examCell(credential),
        ways: listed(
          otherWays.map(({ way }) => way),
          'None found',
        ),
        sources: { text: formatCount(sources.length, 'source'), href },
      }
      return { id, title: abbreviation, href, note: null, cells: LINES.map(({ key }) => cells[key] ?? text(null)) }
    }),
  }
}
