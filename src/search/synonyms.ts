const GROUPS: readonly (readonly string[])[] = [
  ['ekg', 'ecg', 'electrocardiogram', 'electrocardiograph', 'electrocardiography'],
  ['phlebotomy', 'venipuncture', 'phlebotomist'],
  ['hipaa', 'privacy'],
  ['cpr', 'bls', 'resuscitation'],
  ['bbp', 'bloodborne'],
  ['osha', 'safety'],
  ['vaccine', 'vaccines', 'vaccination', 'immunization', 'immunizations', 'shots'],
  ['tb', 'tuberculosis'],
  ['ehr', 'emr', 'records'],
  ['coding', 'billing'],
  ['smoking', 'tobacco', 'cessation'],
  ['dementia', 'alzheimer', 'alzheimers'],
  ['elderly', 'geriatric', 'geriatrics', 'older'],
  ['dental', 'oral'],
  ['spirometry', 'respiratory'],
  ['hiv', 'aids'],
  ['ma', 'assistant', 'assistants'],
  ['meds', 'medication', 'medications', 'pharmacology'],
]

/** For each word the other words that mean the same to a medical assistant. */
export const SYNONYMS: Readonly<Record<string, readonly string[]>> = Object.assign(
  Object.create(null) as Record<string, readonly string[]>,
  Object.fromEntries(GROUPS.flatMap((group) => group.map((word) => [word, group.filter((other) => other !== word)]))),
)
