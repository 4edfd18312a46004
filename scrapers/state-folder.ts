import { resolve } from 'node:path'

/** What is remembered between runs besides the data: locks, ETags, pauses that hosts asked for. Losing it costs politeness only. */
export const STATE_FOLDER = resolve(import.meta.dirname, '../.state')
