/** "Non-member", "Nonmembers", "Public", "Guest": what anyone pays. */
const OPEN =
  /\bnon[ -]?members?\b|\bnon[ -]\p{L}{1,20}[ -]members?\b|\bnot a member\b|\bpublic\b|\bguests?\b|\beveryone\b|\ball others\b|\bstandard\b|\bregular\b|\bgeneral admission\b/iu
const MEMBER = /\bmembers?\b|\bmembership\b|\bsubscribers?\b/i
/** Prices for a few: neither anyone's nor a member's. */
const NARROW =
  /\bstudents?\b|\bretire[de]s?\b|\bmilitary\b|\bveterans?\b|\bseniors?\b|\bgroups?\b|\bemployees?\b|\bearly[ -]?bird\b|\bresidents?\b|\bclients?\b|\bfaculty\b/i

/** True for a tier that anyone can buy because it says so. */
export const isOpenTier = (tier: string) => OPEN.test(tier)
/** True for a tier of members only. */
export const isMemberTier = (tier: string) => MEMBER.test(tier) && !OPEN.test(tier)
/** True for a tier of students, veterans and the like. */
export const isNarrowTier = (tier: string) => NARROW.test(tier) && !OPEN.test(tier)
