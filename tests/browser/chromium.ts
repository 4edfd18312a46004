import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join, resolve } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const CACHE = resolve('node_modules/.cache')

/** How to start a Chromium. */
export interface Chromium {
  executablePath: string
  env: Record<string, string>
}

/** Some systems carry a name that only asks to install the browser, so it has to answer too. */
function findInstalled(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(
    (path) => existsSync(path) && spawnSync(path, ['--version'], { timeout: 10_000 }).status === 0,
  )
}

/**
 * Unpacks the Chromium that comes with the package, once per version, together with the fonts and the libraries
 * (NSS, expat) that a bare system lacks. The package unpacks to the folder for temporary files and takes what lies
 * there for whole, so it is given a folder of its own, which gets its final name last.
 */
async function unpack(): Promise<string> {
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { default: packed, inflate } = await import('@sparticuz/chromium')
  const { version } = createRequire(main)('../package.json') as { version: string }
  const folder = join(CACHE, `chromium-${version}`)
  if (existsSync(folder)) return folder
  mkdirSync(CACHE, { recursive: true })
  const partial = mkdtempSync(join(CACHE, 'unpacking-'))
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = partial
  try {
    await packed.executablePath()
    await inflate(join(dirname(main), '../bin/al2023.tar.br'))
    renameSync(partial, folder)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  return folder
}

/** An installed Chromium, else the one that comes with a package. */
export async function findChromium(): Promise<Chromium> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  const installed = findInstalled()
  if (installed !== undefined) return { executablePath: installed, env }
  if (process.arch !== 'x64' || process.platform !== 'linux')
    throw new Error('The browser tests need Chromium or Chrome on the PATH; the packaged one runs on Linux x64 only.')
  const folder = await unpack()
  return {
    executablePath: join(folder, 'chromium'),
    env: { ...env, FONTCONFIG_PATH: join(folder, 'fonts'), LD_LIBRARY_PATH: join(folder, 'al2023/lib') },
  }
}
