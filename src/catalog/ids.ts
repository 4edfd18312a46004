/** True for the id of a provider, credential, membership or the like. */
export const isId = (value: unknown): value is string => typeof value === 'string' && /^[a-z0-9-]{1,120}$/.test(value)

/** True for the id of a course: its provider and its own name. */
export const isCourseId = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z0-9-]{1,120}\/[a-z0-9-]{1,200}$/.test(value)
