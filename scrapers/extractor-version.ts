import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Everything that decides what a page turns into. */
const FOLDERS = ['extract', 'normalize', 'platforms', '../src/schema']

/**
 * @returns the version of the code that reads a provider's pages: another one may read the same page differently. It is
 * the hash of that code, so that nobody has to remember to count it up.
 */
export function extractorVersion(provider: string): string {
  const hash = createHash('sha256')
  for (const name of [...FOLDERS, `providers/${provider}`]) {
    const folder = join(import.meta.dirname, name)
    for (const file of filesIn(folder)) hash.update(`${name}/${file}\n${readFileSync(join(folder, file), 'utf8')}\n`)
  }
  return hash.digest('hex').slice(0, 12)
}

function filesIn(folder: string): string[] {
  try {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
    return files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  } catch {
    // A recording has no folder of its own.
    return []
  }
}
