import type { Credential } from '../schema/credential.ts'

/** The credentials that most medical assistants hold, one of each large body. */
export const MOST_HELD: readonly string[] = ['aama-cma', 'amt-rma', 'nha-ccma', 'ncct-ncma']

const rank = (id: string) => (MOST_HELD.includes(id) ? MOST_HELD.indexOf(id) : MOST_HELD.length)

/** @returns the credentials with the most widely held first, the others by abbreviation */
export const sortCredentials = (credentials: readonly Credential[]): Credential[] =>
  credentials.toSorted((a, b) => rank(a.id) - rank(b.id) || a.abbreviation.localeCompare(b.abbreviation, 'en'))
