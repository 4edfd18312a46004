import { STOP_WORDS, toTerms } from './terms.ts'

/** Words and phrases that mean the same to a medical assistant; one may stand in several groups, which do not run together. */
const GROUPS: readonly (readonly string[])[] = [
  // Blood, heart, lungs
  ['EKG', 'ECG', 'electrocardiogram', 'electrocardiograph', 'electrocardiography'],
  ['phlebotomy', 'phlebotomist', 'venipuncture', 'blood draw', 'drawing blood', 'draw blood', 'blood collection'],
  ['finger stick', 'fingerstick', 'heel stick', 'capillary', 'dermal puncture'],
  ['blood pressure', 'BP', 'hypertension'],
  ['vital signs', 'vitals'],
  ['heart', 'cardiac', 'cardiology', 'cardiovascular'],
  ['heart attack', 'myocardial infarction'],
  ['stroke', 'cerebrovascular', 'CVA'],
  ['spirometry', 'pulmonary function', 'lung function', 'PFT'],
  ['lung', 'pulmonary', 'respiratory', 'breathing'],
  ['blood sugar', 'glucose'],
  ['diabetes', 'diabetic', 'blood sugar'],
  ['A1c', 'HbA1c', 'glycated hemoglobin'],
  // First aid
  ['CPR', 'BLS', 'basic life support', 'cardiopulmonary resuscitation', 'resuscitation'],
  ['AED', 'defibrillator', 'defibrillation'],
  ['anaphylaxis', 'allergic reaction', 'EpiPen'],
  // Infection
  ['bloodborne', 'BBP'],
  ['sharps', 'sharps injury', 'needlestick', 'needle safety'],
  ['PPE', 'personal protective equipment', 'gloves', 'gowns'],
  ['hand hygiene', 'handwashing', 'washing hands', 'wash hands'],
  ['infection control', 'infection prevention'],
  ['HAI', 'healthcare associated infection', 'hospital acquired infection', 'nosocomial'],
  ['C diff', 'clostridioides difficile', 'clostridium difficile', 'CDI'],
  ['sterilization', 'autoclave', 'sterile processing'],
  ['asepsis', 'aseptic', 'sterile technique'],
  ['disinfection', 'environmental cleaning'],
  ['vaccine', 'vaccination', 'immunization', 'immunisation', 'shots'],
  ['injection', 'shots'],
  ['flu', 'influenza'],
  ['COVID', 'COVID 19', 'coronavirus', 'SARS CoV 2'],
  ['TB', 'tuberculosis'],
  ['HIV', 'AIDS'],
  ['STD', 'STI', 'sexually transmitted'],
  ['tick', 'tickborne', 'Lyme'],
  ['sore throat', 'strep throat', 'pharyngitis'],
  // Laboratory
  ['lab', 'laboratory'],
  ['specimen', 'sample'],
  ['urinalysis', 'urine testing', 'urine test'],
  ['drug test', 'drug screen', 'drug screening', 'drug testing'],
  ['point of care', 'POCT', 'waived test', 'waived testing'],
  ['shipping', 'packaging', 'transport'],
  // Medicines
  ['medication', 'meds', 'pharmacology', 'drug'],
  ['dosage', 'med math', 'medication math', 'dosage calculation', 'drug calculation'],
  ['opioid', 'opiate', 'narcotic', 'painkiller'],
  ['addiction', 'substance abuse', 'substance use'],
  ['tobacco', 'smoking', 'nicotine', 'quit smoking', 'stop smoking', 'smoking cessation', 'vaping'],
  // Body and specialties
  ['medical terminology', 'medical terms', 'medical words', 'med term'],
  ['stomach', 'digestive', 'gastroenterology', 'GI'],
  ['brain', 'nerves', 'neurology'],
  ['kidney', 'renal', 'nephrology'],
  ['liver', 'hepatic'],
  ['bladder', 'urology', 'OAB'],
  ['skin', 'dermatology'],
  ['eye', 'ophthalmic', 'ophthalmology', 'vision'],
  ['bone', 'orthopedic', 'orthopedics'],
  ['cancer', 'oncology'],
  ['x ray', 'radiography', 'radiology', 'imaging'],
  ['dental', 'oral', 'tooth', 'teeth', 'dentist'],
  ['nutrition', 'diet', 'dietary'],
  ['obesity', 'overweight', 'weight loss'],
  // People
  ['dementia', 'alzheimer', 'memory loss'],
  ['elderly', 'geriatric', 'older adults', 'seniors', 'aging'],
  ['pediatric', 'child', 'children', 'kids'],
  ['pregnancy', 'pregnant', 'prenatal', 'maternal', 'maternity'],
  ['mental health', 'behavioral health'],
  ['suicide', 'suicidal'],
  ['domestic violence', 'intimate partner violence', 'IPV'],
  ['human trafficking', 'sex trafficking'],
  ['bullying', 'harassment', 'incivility'],
  ['LGBTQ', 'LGBT', 'transgender'],
  ['cultural competence', 'cultural competency', 'cultural humility', 'culturally competent', 'diversity'],
  ['implicit bias', 'unconscious bias'],
  ['interpreter', 'language assistance', 'limited English'],
  ['health literacy', 'plain language'],
  ['social determinants', 'SDOH'],
  ['teamwork', 'team based care', 'TeamSTEPPS'],
  ['medical assistant', 'medical assisting', 'MA'],
  ['CNA', 'nursing assistant'],
  // Office and law
  ['HIPAA', 'privacy', 'patient privacy', 'confidentiality', 'PHI'],
  ['coding', 'billing', 'claims'],
  ['coding', 'ICD', 'ICD 10', 'HCPCS'],
  ['EHR', 'EMR', 'electronic health record', 'electronic medical record', 'medical records'],
  ['documentation', 'charting'],
  ['front desk', 'front office', 'receptionist', 'reception'],
  ['scheduling', 'appointments'],
  ['telehealth', 'telemedicine', 'virtual visit'],
  ['customer service', 'patient experience', 'patient satisfaction'],
  ['law', 'legal', 'liability', 'malpractice'],
  ['medical error', 'patient safety'],
  ['quality improvement', 'QI'],
  ['OSHA', 'workplace safety'],
  ['hazard communication', 'HazCom', 'safety data sheet', 'SDS'],
  // Levels
  ['introduction', 'intro', 'basics', 'fundamentals', 'beginner', '101'],
  ['renewal', 'recertification', 'refresher'],
  // Organisations whose full names are typed
  ['AAMA', 'American Association of Medical Assistants'],
  ['AMT', 'American Medical Technologists'],
  ['NHA', 'National Healthcareer Association'],
  ['NCCT', 'National Center for Competency Testing'],
  ['ARMA', 'American Registry of Medical Assistants'],
  ['CDC', 'Centers for Disease Control'],
]

type Terms = readonly string[]

const TABLE = new Map<string, Terms[]>()
for (const group of GROUPS) {
  const phrases = group.map((phrase) => toTerms(phrase).filter((term) => !STOP_WORDS.has(term)))
  for (const phrase of phrases) {
    const key = phrase.join(' ')
    TABLE.set(key, [...(TABLE.get(key) ?? []), ...phrases.filter((other) => other !== phrase)])
  }
}

/** Terms of the longest phrase that has synonyms. */
export const LONGEST_PHRASE = Math.max(...[...TABLE.keys()].map((key) => key.split(' ').length))

/** @returns what else a phrase of these terms is called, each as its terms */
export const synonymsOf = (phrase: Terms): readonly Terms[] => TABLE.get(phrase.join(' ')) ?? []
