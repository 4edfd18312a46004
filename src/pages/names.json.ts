import { names } from '../finder/rows.ts'

/** Names of all that lists know by id, for pages that become personal in the browser. */
export const GET = () => Response.json(names)
