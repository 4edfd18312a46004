import type { Approval } from '../../src/schema/course.ts'
import type { BodyId } from '../../src/schema/ids.ts'
import { MAX_TEXT } from './text.ts'

/** Every name that a body goes by in print; short ones only as capitals. */
const NAMES: readonly (readonly [BodyId, string])[] = [
  ['aama', 'AAMA'],
  ['aama', 'AMMA'],
  ['aama', 'American Association of Medical Assistants'],
  ['amt', 'AMT'],
  ['amt', 'American Medical Technologists'],
  ['nha', 'NHA'],
  ['nha', 'National Healthcareer Association'],
  ['nha', 'NHANOW'],
  ['ncct', 'NCCT'],
  ['ncct', 'National Center for Competency Testing'],
  ['arma', 'ARMA'],
  ['arma', 'American Registry of Medical Assistants'],
  ['amca', 'AMCA'],
  ['amca', 'American Medical Certification Association'],
  ['nahp', 'NAHP'],
  ['nahp', 'National Association for Health Professionals'],
  ['ccbma', 'CCBMA'],
  ['ccbma', 'California Certifying Board for Medical Assistants'],
  ['ncma-association', 'National Certification Medical Association'],
  ['ncma-association', 'ncmanow'],
  ['nps', 'NPS'],
  ['aeca', 'AECA'],
  ['ascp', 'ASCP'],
  ['ascp', 'American Society for Clinical Pathology'],
  ['aapc', 'AAPC'],
  ['ahima', 'AHIMA'],
  ['ahima', 'American Health Information Management Association'],
  ['ijcahpo', 'IJCAHPO'],
  ['ijcahpo', 'JCAHPO'],
  ['ijcahpo', 'International Joint Commission on Allied Health Personnel in Ophthalmology'],
  ['pace', 'P.A.C.E.'],
  ['pace', 'PACE'],
  ['pace', 'ASCLS'],
  ['ancc', 'ANCC'],
  ['ancc', 'American Nurses Credentialing Center'],
  ['ama', 'AMA PRA'],
  ['ama', 'AMA'],
  ['ama', 'PRA Category 1'],
  ['ama', 'ACCME'],
  ['ama', 'American Medical Association'],
  ['acpe', 'ACPE'],
  ['acpe', 'Accreditation Council for Pharmacy Education'],
  ['iacet', 'IACET'],
  ['iacet', 'International Accreditors for Continuing Education and Training'],
  ['aota', 'AOTA'],
  ['aota', 'American Occupational Therapy Association'],
  ['cdr', 'CDR'],
  ['cdr', 'Commission on Dietetic Registration'],
  ['joint-accreditation', 'Joint Accreditation'],
  ['joint-accreditation', 'Jointly Accredited'],
  ['aha', 'American Heart Association'],
  ['aha', 'AHA'],
  ['niosh', 'NIOSH'],
  ['niosh', 'National Institute for Occupational Safety and Health'],
  ['aapa', 'AAPA'],
  ['aapa', 'American Academy of Physician Associates'],
  ['nasw', 'NASW'],
  ['nasw', 'National Association of Social Workers'],
  ['nbphe', 'NBPHE'],
  ['nbphe', 'CPH'],
  ['nbphe', 'National Board of Public Health Examiners'],
  ['nchec', 'NCHEC'],
  ['nchec', 'CHES'],
  ['nchec', 'MCHES'],
  ['nchec', 'National Commission for Health Education Credentialing'],
  ['cmle', 'CMLE'],
  ['cmle', 'continuing medical laboratory education'],
  ['ohio-nurses', 'Ohio Nurses'],
  ['california-brn', 'California Board of Registered Nursing'],
  ['california-brn', 'CA-BRN'],
  ['california-brn', 'CA BRN'],
  ['florida-bon', 'Florida Board of Nursing'],
  ['florida-bon', 'Florida State Board of Nursing'],
  ['florida-clinical-lab', 'Florida Board of Clinical Laboratory'],
  ['california-mbc', 'Medical Board of California'],
  ['nysed', 'NYSED'],
  ['nysed', 'New York State Education Department'],
  ['washington-doh', 'Washington State Department of Health'],
  ['washington-doh', 'Washington State DOH'],
]

interface Name {
  body: BodyId
  pattern: RegExp
}

const PATTERNS: readonly Name[] = NAMES.map(([body, name]) => {
  const words = name.replaceAll('.', '\\.?').replaceAll(' ', '\\s+')
  const isShort = !name.includes(' ') || name === 'AMA PRA' || name.startsWith('CA')
  return { body, pattern: new RegExp(`(?<![\\p{L}\\d])${words}(?![\\p{L}\\d])`, isShort ? 'u' : 'iu') }
})
/** Most sentences name nobody: one pass settles that. */
const ANY = new RegExp(NAMES.map(([, name]) => name.replaceAll('.', '\\.?').replaceAll(' ', '\\s+')).join('|'), 'i')

/** What only a course can be: the sentence speaks of this one. */
const APPROVED =
  /\b(?:approved|accredited|designates|designated|awards?|awarded)\b(?! (?:providers?|sponsors?|organi[sz]ations?|by all))/i
/** The sentence denies or defers it. */
const DENIED =
  /\b(?:not (?:currently |yet )?(?:approved|accredited|accepted|offered|eligible)|pending|applied for|are not|is not|cannot|no longer|seeking|was approved|previously|formerly)\b/i
/** The sentence is about the provider or all that it sells. */
const BLANKET =
  /\b(?:all (?:of )?(?:our|its|their)?\s?(?:courses|programs|activities|classes)|our (?:courses|programs|classes|catalog)|every course|most (?:certif|states|courses)|courses are|we are|is an? [\p{L} -]{0,50}(?:approved|accredited) provider|provider (?:is|of)|approved provider|accredited provider|provider number|provider approved)/iu
const NUMBER =
  /\b(?:(?:approval|course|activity|program|programme|universal activity|accreditation|provider|tracking)\s+(?:number|no\.?|#|id)|(?:UAN|approval #|approval|course #|number))\s*[:#–-]?\s*(?=[\p{L}\d-]{0,20}\d)([\p{L}\d][\p{L}\d./-]{2,40})/iu

/** Bodies named in a text, in the order of the table. */
export function findBodies(text: string): BodyId[] {
  const plain = text.slice(0, MAX_TEXT)
  const found = new Set<BodyId>()
  if (!ANY.test(plain)) return []
  for (const { body, pattern } of PATTERNS) if (pattern.test(plain)) found.add(body)
  return [...found].sort()
}

/**
 * A tag or category that is nothing but the name of a body ("AAMA", "AMT approved", "PACE").
 * @returns null when it says more than that
 */
export function parseBodyName(name: string): BodyId | null {
  const rest = name
    .slice(0, 300)
    .replace(/[®™©().]/g, '')
    .replace(/\b(?:approved|accepted|accredited|ceus?|ce|credits?|courses?|the|for|by)\b/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  for (const [body, alias] of NAMES) if (alias.replaceAll('.', '').toLowerCase() === rest.toLowerCase()) return body
  return null
}

/**
 * Approvals that a text states, sentence by sentence: `approved` where a sentence says it of this course,
 * `provider-claims` where it speaks of everything the provider sells, or of acceptance.
 */
export function parseBodies(text: string): Approval[] {
  const found = new Map<BodyId, Approval>()
  for (const sentence of sentences(text)) {
    if (!ANY.test(sentence) || DENIED.test(sentence)) continue
    const approved = APPROVED.test(sentence) && !BLANKET.test(sentence)
    const claimed =
      approved ||
      /\baccept(?:ed|able|s|ance)?\b|\brecogni[sz]ed\b|\bapprov|\baccredit|\bmeets\b|\brecertification\b|\brenewal\b/i.test(
        sentence,
      )
    const bodies = findBodies(sentence)
    const number = bodies.length === 1 ? (NUMBER.exec(sentence)?.[1]?.replace(/[.,/-]+$/, '') ?? null) : null
    for (const body of bodies) {
      const direct = approved && isDirect(sentence, body)
      if (!claimed && !isUnit(sentence, body)) continue
      const basis = direct ? 'approved' : 'provider-claims'
      if (found.get(body)?.basis === 'approved') continue
      found.set(body, { body, basis, number: direct ? number : null, from: null, until: null })
    }
  }
  return [...found.values()].sort((a, b) => (a.body < b.body ? -1 : 1))
}

/** "P.A.C.E. credits, acceptable for AMT": AMT only accepts what another approved. */
function isDirect(sentence: string, body: BodyId): boolean {
  const accept = /\baccept|\brecogni[sz]/i.exec(sentence)
  if (accept === null) return true
  return PATTERNS.some((name) => name.body === body && name.pattern.test(sentence.slice(0, accept.index)))
}

/** "1.5 AAMA CEUs": the credit itself carries the name. */
function isUnit(sentence: string, body: BodyId): boolean {
  return PATTERNS.some(({ body: other, pattern }) => {
    if (other !== body) return false
    const match = pattern.exec(sentence)
    if (match === null) return false
    const near = sentence.slice(Math.max(0, match.index - 12), match.index + match[0].length + 30)
    return /\b(?:ceus?|credits?|contact hours?|points|ccps?)\b/i.test(near)
  })
}

function sentences(text: string): string[] {
  return text
    .slice(0, MAX_TEXT)
    .replace(/P\.A\.C\.E\.?/g, 'PACE')
    .split(/[\n;|]|(?<=[.!?])\s+(?=\p{Lu})/u)
}
