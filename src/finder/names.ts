/** Names of what is known by id: all words that lists need beside the tables in the code. */
export interface Names {
  bodies: Readonly<Record<string, string>>
  providers: Readonly<Record<string, string>>
  /** Abbreviation, CMA (AAMA), and the unit that it is renewed in. */
  credentials: Readonly<Record<string, { name: string; unit: string | null }>>
  units: Readonly<Record<string, { one: string; many: string }>>
  memberships: Readonly<Record<string, string>>
}

/** @returns the value of a key; the fallback where the table lacks it */
export const lookUp = <T>(table: Readonly<Record<string, T>>, key: string, otherwise: T): T =>
  Object.hasOwn(table, key) ? (table[key] ?? otherwise) : otherwise

/** @returns the abbreviation of a credential: CMA (AAMA) */
export const nameCredential = (id: string, { credentials }: Pick<Names, 'credentials'>): string =>
  lookUp(credentials, id, { name: id, unit: null }).name

/** @returns the abbreviations of credentials, joined: CMA (AAMA) and RMA (AMT) */
export const nameCredentials = (ids: readonly string[], names: Pick<Names, 'credentials'>): string =>
  ids.map((id) => nameCredential(id, names)).join(' and ')

/** @returns the name of a unit for so many: contact hour, contact hours */
export function nameUnit(id: string, count: number | null, { units }: Pick<Names, 'units'>): string {
  const { one, many } = lookUp(units, id, { one: id, many: id })
  return count === 1 ? one : many
}
