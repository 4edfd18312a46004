import * as z from 'zod'

/** Lower-case words joined by hyphens, the shape of every id in `data/`. */
export const Slug = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')
export type Slug = z.infer<typeof Slug>

/** Id of a provider; also the name of its files: `courses/<provider>.json`. */
export const ProviderId = Slug
export type ProviderId = Slug

/** Id of a certifier, accreditor or board in `bodies.json`. */
export const BodyId = Slug
export type BodyId = Slug

/** Id of a credential, body first (`aama-cma`); also its file name. */
export const CredentialId = Slug
export type CredentialId = Slug

/** Id of a membership, subscription, bundle or fee. */
export const MembershipId = Slug
export type MembershipId = Slug

/** Id of a credit unit in `units.json`. */
export const UnitId = Slug
export type UnitId = Slug

/** Id of a source, unique inside the record that carries it. */
export const SourceId = Slug
export type SourceId = Slug

/** `<provider>/<slug>`: stable for ever, never given to another course. */
export const CourseId = z
  .string()
  .max(240)
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/,
    'must be <provider>/<slug>, lower-case words joined by hyphens',
  )
export type CourseId = z.infer<typeof CourseId>

/** The three content areas of the AAMA, the only ones that courses carry. */
export const AreaId = z.enum(['administrative', 'clinical', 'general'])
export type AreaId = z.infer<typeof AreaId>

/** What a course is about, for browsing; judged by hand from its title, or from a shop's own categories. */
export const TopicId = z.enum([
  'abuse-and-trafficking',
  'anatomy-and-terminology',
  'behavioral-health',
  'cardiology-and-ecg',
  'child-and-maternal-health',
  'coding-and-billing',
  'communication-and-culture',
  'diabetes',
  'documentation-and-records',
  'emergency-and-cpr',
  'ethics-and-law',
  'immunization',
  'infection-control',
  'infectious-disease',
  'laboratory',
  'medications-and-injections',
  'nutrition',
  'older-adults-and-dementia',
  'oral-health',
  'patient-care',
  'phlebotomy',
  'practice-management',
  'privacy-and-hipaa',
  'quality-and-patient-safety',
  'respiratory',
  'specialty-care',
  'tobacco',
  'workplace-safety',
])
export type TopicId = z.infer<typeof TopicId>
