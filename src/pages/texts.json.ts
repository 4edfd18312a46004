import { texts } from '../finder/rows.ts'

/** The descriptions of all courses, for the browser to search. */
export const GET = () => Response.json(texts)
