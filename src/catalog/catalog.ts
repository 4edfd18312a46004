import { loadCatalog } from './load.ts'

/** The catalog of this build, read once for all pages. */
export const catalog = loadCatalog()

/** The day of this build; dates on the pages are judged by it. */
export const today = new Date().toISOString().slice(0, 10)
