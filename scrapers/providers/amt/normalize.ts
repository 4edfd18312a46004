import { cut } from '../../normalize/text.ts'
import { ethosce } from '../../platforms/ethosce.ts'
import type { Listing, NormalizeContext, Normalized } from '../../provider.ts'

/** The "CE" that AMT prints on its own courses is AMT's, and AMT accepts what it issues. */
export function normalize(listing: Listing, context: NormalizeContext): Normalized {
  const normalized = ethosce.normalize(listing, context)
  if (normalized.is !== 'course') return normalized
  const { course } = normalized
  const credits =
    course.credits?.map((credit) => (credit.unit === 'ce-credit' ? { ...credit, unit: 'amt-ce' } : credit)) ?? null
  const issued = credits?.some(({ unit }) => unit === 'amt-ce') === true
  const others = course.approvals.filter(({ body }) => body !== 'amt')
  const approvals = issued
    ? [{ body: 'amt', basis: 'approved' as const, number: null, from: null, until: null }, ...others].sort(
        (one, other) => (one.body < other.body ? -1 : 1),
      )
    : course.approvals
  const evidence = issued
    ? { ...course.evidence, approvals: course.evidence['credits'] ?? { source: 'page', printed: null } }
    : course.evidence
  const relevant = listing.labels.find(({ label }) => /^relevant certifications$/i.test(label))?.value
  return {
    is: 'course',
    course: {
      ...course,
      // STEP articles are read, then tested.
      kind: /^STEP \d/.test(course.title) ? 'article-test' : course.kind,
      credits,
      approvals,
      evidence,
      audience: relevant === undefined ? course.audience : cut(relevant, 300),
    },
  }
}
