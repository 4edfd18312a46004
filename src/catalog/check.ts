import { formatProblem } from '../schema/problem.ts'
import { dataFolder, readData } from './load.ts'

const folder = process.argv[2] ?? dataFolder()
const { data, problems } = readData(folder)
for (const problem of problems) console.error(formatProblem(problem))
const counts = Object.entries(data).map(([kind, records]) => `${String((records as unknown[]).length)} ${kind}`)
console.log(
  `${folder}: ${counts.join(', ')}; ${problems.length === 0 ? 'all in order' : `${String(problems.length)} problems`}`,
)
process.exitCode = problems.length === 0 ? 0 : 1
