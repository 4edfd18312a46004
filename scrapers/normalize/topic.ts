import type { TopicId } from '../../src/schema/ids.ts'

/** Words of a title or category that settle what a course is about. */
const TOPICS: readonly (readonly [TopicId, RegExp])[] = [
  [
    'abuse-and-trafficking',
    /\bhuman trafficking\b|\bchild abuse\b|\belder abuse\b|\bdomestic violence\b|\bintimate partner violence\b|\babuse (?:and|&) neglect\b|\bmandated report/i,
  ],
  ['anatomy-and-terminology', /\banatomy\b|\bphysiology\b|\bmedical terminolog|\bmedical terms\b/i],
  [
    'behavioral-health',
    /\bmental health\b|\bbehaviou?ral health\b|\bdepression\b|\bsuicid|\banxiety\b|\bburnout\b|\bsubstance (?:use|abuse)\b|\bopioid|\baddiction\b|\bstress\b/i,
  ],
  [
    'cardiology-and-ecg',
    /\be[ck]g\b|\bcardi(?:ac|ology|ovascular)\b|\bhypertension\b|\bblood pressure\b|\bheart\b|\belectrocardio/i,
  ],
  [
    'child-and-maternal-health',
    /\bpediatric|\bchild(?:ren|hood)\b|\bnewborn|\bpregnan|\bmaternal\b|\bprenatal\b|\bbreast-?feeding\b|\binfants?\b/i,
  ],
  [
    'coding-and-billing',
    /\bcoding\b|\bbilling\b|\bicd-?10|\bcpt\b|\breimbursement\b|\bprior authori[sz]ation\b|\bclaims?\b|\bmedicare\b/i,
  ],
  [
    'communication-and-culture',
    /\bcommunicat|\bcultur(?:al|ally)\b|\bhealth equity\b|\bhealth literacy\b|\bimplicit bias\b|\bcomunicaci[oó]n\b|\bdiversity\b|\blimited english\b/i,
  ],
  ['diabetes', /\bdiabet|\binsulin\b|\bglucose\b/i],
  ['documentation-and-records', /\bdocumentation\b|\b(?:health|medical) records?\b|\behr\b|\bemr\b|\bcharting\b/i],
  ['emergency-and-cpr', /\bcpr\b|\bfirst aid\b|\bbls\b|\bacls\b|\bpals\b|\banaphyla|\bemergenc|\baed\b/i],
  ['ethics-and-law', /\bethic|\blegal\b|\blaw\b|\bscope of practice\b|\bmalpractice\b|\bliability\b/i],
  ['immunization', /\bimmuni[sz]ation|\bvaccin/i],
  [
    'infection-control',
    /\binfection (?:control|prevention)|\bbloodborne\b|\bhand hygiene\b|\bsterili[sz]ation\b|\basep|\bsterile\b/i,
  ],
  [
    'infectious-disease',
    /\bhiv\b|\baids\b|\bhepatitis\b|\btuberculosis\b|\bcovid|\binfluenza\b|\bsti\b|\bstds?\b|\bmeasles\b|\binfectious\b|\bebola\b|\bzika\b/i,
  ],
  [
    'laboratory',
    /(?<!skills )\blab(?:oratory|s)?\b|\bclia\b|\burinalysis\b|\bpoint[ -]of[ -]care\b|\bspecimen|\bhematolog|\bmicrobiolog/i,
  ],
  ['medications-and-injections', /\bmedication|\binjection|\bpharmac|\bdrug\b|\bdosage\b/i],
  ['nutrition', /\bnutrition|\bdiet(?:ary)?\b|\bobesity\b|\bweight management\b/i],
  [
    'older-adults-and-dementia',
    /\bgeriatric|\bdementia\b|\balzheimer|\bolder adults?\b|\bfall prevention\b|\baging\b/i,
  ],
  ['oral-health', /\boral health\b|\bdental\b/i],
  [
    'patient-care',
    /\bvital signs\b|\bpatient care\b|\bwound care\b|\bsuture|\bcast\b|\bpatient (?:intake|rooming|positioning)\b|\bphysical exam/i,
  ],
  ['phlebotomy', /\bphlebotom|\bvenipuncture\b|\bblood (?:draw|collection)\b|\border of draw\b/i],
  [
    'practice-management',
    /\bpractice (?:management|finance)\b|\bfront desk\b|\bscheduling\b|\binventory\b|\bleadership\b|\bsupervis|\btelehealth\b|\boffice management\b/i,
  ],
  ['privacy-and-hipaa', /\bhipaa\b|\bprivacy\b|\bcybersecurity\b|\bconfidentiality\b/i],
  [
    'quality-and-patient-safety',
    /\bpatient safety\b|\brisk management\b|\bmedical errors?\b|\bquality (?:improvement|assurance|control)\b|\bincident report/i,
  ],
  ['respiratory', /\basthma\b|\bspirometry\b|\bcopd\b|\brespiratory\b|\bpulse oximetry\b/i],
  [
    'specialty-care',
    /\bdermatolog|\bophthalm|\borthop|\boncolog|\burolog|\bgyn[ea]colog|\bpodiatr|\ballergy\b|\bvisual acuity\b/i,
  ],
  ['tobacco', /\btobacco\b|\bsmoking\b|\bcessation\b|\bnicotine\b|\bvaping\b/i],
  [
    'workplace-safety',
    /\bosha\b|\bworkplace (?:safety|violence)\b|\bhazard|\bneedle-?stick|\bergonomic|\bbloodborne\b/i,
  ],
]

/** What a course is about, where its title or category says so plainly; at most three. */
export function parseTopics(title: string): TopicId[] {
  const text = title.slice(0, 600)
  return TOPICS.filter(([, pattern]) => pattern.test(text))
    .map(([topic]) => topic)
    .slice(0, 3)
}
