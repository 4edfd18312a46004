import { formatProblem } from '../schema/problem.ts'
import { dataFolder, readData } from './load.ts'
import { findDisorder } from './order.ts'

const HELP = `Checks a data folder, and names file, record, field and value of everything that is wrong.

  npm run data:check                   the folder that CE_COUNTS_DATA names, else data/
  npm run data:check -- <folder>       another one

Exit codes: 0 all in order, 1 something is wrong, 2 wrong arguments
`

function main(): number {
  const [folder = dataFolder(), ...others] = process.argv.slice(2)
  if (folder === '--help') {
    process.stdout.write(HELP)
    return 0
  }
  if (folder.startsWith('-') || others.length > 0) {
    process.stderr.write('Name one data folder, or none. See --help.\n')
    return 2
  }
  const { data, problems } = readData(folder)
  const found = [...problems, ...findDisorder(data)]
  for (const problem of found) console.error(formatProblem(problem))
  const counts = Object.entries(data).map(([kind, records]) => `${String((records as unknown[]).length)} ${kind}`)
  const verdict =
    found.length === 0 ? 'all in order' : `${String(found.length)} ${found.length === 1 ? 'problem' : 'problems'}`
  console.log(`${folder}: ${counts.join(', ')}; ${verdict}`)
  return found.length === 0 ? 0 : 1
}

process.exitCode = main()
