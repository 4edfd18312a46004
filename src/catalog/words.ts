import type { Correction } from '../schema/correction.ts'
import type { Course } from '../schema/course.ts'
import type { AreaId, TopicId } from '../schema/ids.ts'
import type { Membership } from '../schema/membership.ts'
import type { Provider } from '../schema/provider.ts'
import type { Run } from '../schema/run.ts'

export const AREA_WORDS: Record<AreaId, string> = {
  administrative: 'Administrative',
  clinical: 'Clinical',
  general: 'General',
}

export const FORMAT_WORDS: Record<NonNullable<Course['format']>, string> = {
  'online-self-paced': 'Online, self-paced',
  'live-webinar': 'Live webinar',
  'in-person': 'In person',
  article: 'Article',
  conference: 'Conference',
  blended: 'Online and in person',
}

export const KIND_WORDS: Record<Course['kind'], string> = {
  course: 'Course',
  'article-test': 'Article with a test',
  event: 'Event',
  bundle: 'Bundle of courses',
  card: 'Card',
  programme: 'Program of many courses',
}

export const MEMBERSHIP_WORDS: Record<Membership['kind'], string> = {
  membership: 'Membership',
  subscription: 'Course subscription',
  bundle: 'Bundle',
  'mandatory-fee': 'Fee to stay certified',
}

export const STATUS_WORDS: Record<Provider['status'], string> = {
  live: 'read by our scraper',
  unproven: 'typed in by hand; our robot has not read the site yet',
  'by-hand': 'typed in by hand',
  'needs-login': 'listings stand behind a login, so we do not read them',
  'robots-forbid': 'the site asks robots to stay away, so we do not read it',
}

export const OUTCOME_WORDS: Record<Run['outcome'], string> = {
  published: 'changes published',
  unchanged: 'nothing new',
  refused: 'held back for a check',
  failed: 'could not be read',
}

/** How the robot reads a shop. */
export const WAY_WORDS: Partial<Record<string, string>> = {
  api: 'from the shop’s data feed',
  'catalog-v1': 'from the shop’s data feed',
  'catalog-v2': 'from the shop’s data feed',
  'json-ld': 'from the data inside its pages',
  posts: 'from the shop’s data feed',
  'products-json': 'from the shop’s data feed',
  'store-api': 'from the shop’s data feed',
}

/** Fields whose coverage is shown. */
export const COVERAGE_WORDS: Partial<Record<string, string>> = {
  price: 'price',
  credits: 'credit',
  minutes: 'time',
  areas: 'area',
  approvals: 'approval',
  date: 'a date',
}

export const TOPIC_WORDS: Record<TopicId, string> = {
  'abuse-and-trafficking': 'Abuse and trafficking',
  'anatomy-and-terminology': 'Anatomy and terminology',
  'behavioral-health': 'Behavioral health',
  'cardiology-and-ecg': 'Heart and ECG',
  'child-and-maternal-health': 'Child and maternal health',
  'coding-and-billing': 'Coding and billing',
  'communication-and-culture': 'Communication and culture',
  diabetes: 'Diabetes',
  'documentation-and-records': 'Documentation and records',
  'emergency-and-cpr': 'Emergency and CPR',
  'ethics-and-law': 'Ethics and law',
  immunization: 'Immunization',
  'infection-control': 'Infection control',
  'infectious-disease': 'Infectious disease',
  laboratory: 'Laboratory',
  'medications-and-injections': 'Medications and injections',
  nutrition: 'Nutrition',
  'older-adults-and-dementia': 'Older adults and dementia',
  'oral-health': 'Oral health',
  'patient-care': 'Patient care',
  phlebotomy: 'Phlebotomy',
  'practice-management': 'Practice management',
  'privacy-and-hipaa': 'Privacy and HIPAA',
  'quality-and-patient-safety': 'Quality and patient safety',
  respiratory: 'Breathing and lungs',
  'specialty-care': 'Specialty care',
  tobacco: 'Tobacco',
  'workplace-safety': 'Workplace safety',
}

/** Fields that a correction by hand can name. */
export const FIELD_WORDS: Record<Correction['field'], string> = {
  kind: 'Kind',
  title: 'Title',
  url: 'Address of its page',
  summary: 'Summary',
  format: 'Format',
  minutes: 'Time',
  credits: 'Credit',
  areas: 'Content area',
  approvals: 'Approval',
  offers: 'Price',
  topics: 'Topics',
  audience: 'Made for',
  creditFor: 'Who may earn the credit',
  certificate: 'Certificate',
  passMark: 'Pass mark',
  attempts: 'Attempts',
  accessMonths: 'Months to finish',
  released: 'Published',
  reviewed: 'Reviewed',
  expires: 'Can be taken until',
  ended: 'Whether it is over',
}
