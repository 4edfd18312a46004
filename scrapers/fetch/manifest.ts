import { readFileSync, realpathSync, statSync } from 'node:fs'
import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import * as z from 'zod'
import { NeedsPerson } from '../errors.ts'
import { safeHttpUrl } from '../../src/schema/url.ts'

/** One recorded answer. Other keys of the manifest are remarks. */
const Recorded = z.object({
  url: z.string().refine((url) => safeHttpUrl(url) !== null, 'expected an http(s) address'),
  method: z.enum(['GET', 'HEAD']),
  status: z.int().min(200).max(599),
  headers: z.array(z.tuple([z.string(), z.string()])),
  /** Path of the body inside the folder. */
  file: z.string().min(1),
})

export type Recorded = z.infer<typeof Recorded> & {
  /** Absolute path of the body. */
  path: string
}

/**
 * Reads `manifest.json` of a folder of recorded answers.
 * @throws NeedsPerson naming the file, the field and the value that is wrong
 */
export function readManifest(folder: string): Recorded[] {
  const file = join(folder, 'manifest.json')
  const entries = z.array(z.unknown()).min(1).safeParse(parseJson(file))
  if (!entries.success) throw new NeedsPerson(`${file}: expected a list of recorded answers with at least one entry`)
  return entries.data.map((entry, index) => {
    const checked = Recorded.safeParse(entry)
    if (!checked.success) {
      const issue = checked.error.issues[0]
      const field = [index, ...(issue?.path ?? [])].join('.')
      throw new NeedsPerson(`${file}: ${field} is ${show(entry, issue?.path ?? [])}: ${issue?.message ?? 'wrong'}`)
    }
    return { ...checked.data, path: bodyPath(folder, file, index, checked.data.file) }
  })
}

function parseJson(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new NeedsPerson(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new NeedsPerson(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function bodyPath(folder: string, manifest: string, index: number, name: string): string {
  const field = `${manifest}: ${index}.file is ${JSON.stringify(name)}`
  let path: string
  try {
    path = realpathSync(resolve(folder, name))
  } catch {
    throw new NeedsPerson(`${field}: there is no such file`)
  }
  // Links are resolved first, so that one of them cannot lead out of the folder.
  const inside = relative(realpathSync(folder), path)
  if (isAbsolute(inside) || inside.split(sep)[0] === '..') throw new NeedsPerson(`${field}: it lies outside the folder`)
  if (!statSync(path).isFile()) throw new NeedsPerson(`${field}: it is no file`)
  return path
}

function show(entry: unknown, path: readonly PropertyKey[]): string {
  let value = entry
  for (const key of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key]
  return value === undefined ? 'missing' : JSON.stringify(value).slice(0, 120)
}
