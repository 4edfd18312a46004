import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'

import { PENDING_FOLDER, PENDING_MANIFEST, PendingManifest } from '../src/schema/pending.ts'
import { NeedsPerson } from './errors.ts'
import { piecesOf, type Text } from './json-text.ts'

/** The calls that must reach the disk, one by one, so that each can be made to fail in a test. */
export interface Disk {
  makeFolder: (path: string) => void
  /** Writes a new file and waits until it is on the disk. */
  writeFile: (path: string, text: Text) => void
  rename: (from: string, to: string) => void
  remove: (path: string) => void
  /** Waits until the names in a folder are on the disk. */
  syncFolder: (path: string) => void
}

export const DISK: Disk = {
  makeFolder: (path) => void mkdirSync(path, { recursive: true }),
  writeFile(path, text) {
    const file = openSync(path, 'w')
    try {
      for (const piece of piecesOf(text)) {
        const bytes = Buffer.from(piece)
        for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written)
      }
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  },
  rename: renameSync,
  remove: (path) => {
    rmSync(path, { recursive: true, force: true })
  },
  syncFolder(path) {
    const folder = openSync(path, 'r')
    try {
      fsyncSync(folder)
    } finally {
      closeSync(folder)
    }
  },
}

const stagingOf = (folder: string) => join(folder, PENDING_FOLDER)
const manifestOf = (folder: string) => join(folder, PENDING_MANIFEST)

function readManifest(folder: string): PendingManifest | null {
  const path = manifestOf(folder)
  if (!existsSync(path)) return null
  try {
    return PendingManifest.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    throw new NeedsPerson(`${path} is damaged; look at the files beside it, then remove the folder`, { cause: error })
  }
}

/** Moves what was staged into place; doing it twice does no harm. */
function apply(folder: string, manifest: PendingManifest, disk: Disk): void {
  const touched = new Set<string>()
  for (const { path, staged } of manifest.files) {
    const to = join(folder, path)
    if (staged === null) disk.remove(to)
    else {
      const from = join(stagingOf(folder), staged)
      if (!existsSync(from)) continue
      if (!existsSync(dirname(to))) {
        disk.makeFolder(dirname(to))
        touched.add(folder)
      }
      disk.rename(from, to)
    }
    touched.add(dirname(to))
  }
  for (const path of touched) if (existsSync(path)) disk.syncFolder(path)
  disk.remove(manifestOf(folder))
  disk.syncFolder(stagingOf(folder))
  disk.remove(stagingOf(folder))
}

/** Ends what a killed run had begun: forward where its manifest stood, else back. */
export function recover(folder: string, disk: Disk = DISK): void {
  const manifest = readManifest(folder)
  if (manifest !== null) apply(folder, manifest, disk)
  else if (existsSync(stagingOf(folder))) disk.remove(stagingOf(folder))
}

/**
 * Writes several files as one, the old whole is decided until the manifest stands under its name, then the new one: whenever this process ends, `recover` finds either all of the old or all of the new ones.
 * @param files text by path relative to the folder; null removes the file
 */
export function commit(folder: string, files: ReadonlyMap<string, Text | null>, disk: Disk = DISK): void {
  if (files.size === 0) return
  recover(folder, disk)
  const staging = stagingOf(folder)
  disk.makeFolder(staging)
  const manifest: PendingManifest = { files: [] }
  for (const [path, text] of files) {
    const staged = text === null ? null : String(manifest.files.length)
    if (staged !== null && text !== null) disk.writeFile(join(staging, staged), text)
    manifest.files.push({ path, staged })
  }
  disk.writeFile(join(staging, 'manifest.new'), JSON.stringify(PendingManifest.parse(manifest)))
  disk.rename(join(staging, 'manifest.new'), manifestOf(folder))
  disk.syncFolder(staging)
  disk.syncFolder(folder)
  apply(folder, manifest, disk)
}

/** @returns the names of a folder's files as the last decided whole has them, in order */
export function listCurrent(folder: string, name: string): string[] {
  const path = join(folder, name)
  const files = new Set(existsSync(path) ? readdirSync(path) : [])
  for (const { path: moved, staged } of readManifest(folder)?.files ?? []) {
    if (dirname(moved) !== name) continue
    if (staged === null) files.delete(basename(moved))
    else files.add(basename(moved))
  }
  return [...files].sort()
}

/** @returns where a file of the last decided whole stands, null when there is none */
export function findCurrent(folder: string, path: string): string | null {
  const entry = readManifest(folder)?.files.find((file) => file.path === path)
  if (entry?.staged === null) return null
  const staged = entry === undefined ? null : join(stagingOf(folder), entry.staged)
  const file = staged !== null && existsSync(staged) ? staged : join(folder, path)
  return existsSync(file) ? file : null
}

/** @returns the text of a file as the last decided whole has it, null when there is none */
export function readCurrent(folder: string, path: string): string | null {
  const file = findCurrent(folder, path)
  return file === null ? null : readFileSync(file, 'utf8')
}
