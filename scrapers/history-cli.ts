import { parseArgs } from 'node:util'

import { NeedsPerson } from './errors.ts'
import { formatHistory } from './history-report.ts'
import { openStore, PROJECT_DATA } from './store.ts'

const HELP = `Prints what is known of one course or membership over time.

  npm run history -- <id>    such as labce/zika-virus-overview-and-laboratory-testing

  --data <folder>    whose history; without it the project's own data/
  --json             print { record, lines, confirmed, corrected } as JSON and nothing else
  --help             print this

Exit codes
  0  printed
  2  there is no such course or membership, or the data folder is damaged
`

const OPTIONS = {
  data: { type: 'string', default: PROJECT_DATA },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

function main(): string {
  let parsed
  try {
    parsed = parseArgs({ options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new NeedsPerson(`${(error as Error).message} See --help.`)
  }
  const { values, positionals } = parsed
  if (values.help) return HELP
  const [id] = positionals
  if (id === undefined || positionals.length > 1) throw new NeedsPerson('Name one course or membership. See --help.')
  const biography = openStore(values.data, { write: false }).readBiography(id)
  if (biography === null) throw new NeedsPerson(`"${id}" is the id of no course and no membership in ${values.data}.`)
  return values.json ? `${JSON.stringify(biography, null, 2)}\n` : formatHistory(biography)
}

try {
  process.stdout.write(main())
} catch (error) {
  if (!(error instanceof NeedsPerson)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
