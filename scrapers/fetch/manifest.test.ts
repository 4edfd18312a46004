import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NeedsPerson } from '../errors.ts'
import { readManifest } from './manifest.ts'

const GOOD = {
  url: 'https://shop.example/a',
  method: 'GET',
  status: 200,
  headers: [['A', 'b']],
  file: 'a.html',
  bytes: 1,
}

describe('a manifest', () => {
  let folder = ''
  const write = (manifest: unknown): void => {
    writeFileSync(join(folder, 'manifest.json'), typeof manifest === 'string' ? manifest : JSON.stringify(manifest))
  }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'manifest-'))
    writeFileSync(join(folder, 'a.html'), 'x')
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })

  it('is read with its remarks left aside', () => {
    write([{ ...GOOD, core: true, note: 'x' }])
    expect(readManifest(folder)).toMatchObject([{ url: GOOD.url, status: 200, path: join(folder, 'a.html') }])
  })

  it('must be there', () => {
    expect(() => readManifest(folder)).toThrow(NeedsPerson)
    expect(() => readManifest(folder)).toThrow(`${join(folder, 'manifest.json')} cannot be read: ENOENT`)
  })

  it.each([
    ['[{', 'manifest.json is no JSON: '],
    ['{}', 'manifest.json: expected a list of recorded answers'],
    ['[]', 'manifest.json: expected a list of recorded answers'],
    [[null], 'manifest.json: 0 is null: '],
    [
      [GOOD, { ...GOOD, url: 'javascript:alert(1)' }],
      'manifest.json: 1.url is "javascript:alert(1)": expected an http(s) address',
    ],
    [[{ ...GOOD, url: undefined }], 'manifest.json: 0.url is missing: '],
    [[{ ...GOOD, method: 'POST' }], 'manifest.json: 0.method is "POST": '],
    [[{ ...GOOD, status: 99 }], 'manifest.json: 0.status is 99: '],
    [[{ ...GOOD, headers: [['A']] }], 'manifest.json: 0.headers.0'],
    [[{ ...GOOD, file: 'gone.html' }], 'manifest.json: 0.file is "gone.html": there is no such file'],
    [[{ ...GOOD, file: '../manifest.json' }], 'manifest.json: 0.file is "../manifest.json": '],
    [[{ ...GOOD, file: '/etc/hostname' }], 'manifest.json: 0.file is "/etc/hostname": '],
    [[{ ...GOOD, file: '.' }], 'manifest.json: 0.file is ".": it is no file'],
  ])('%j: %s', (manifest, why) => {
    write(manifest)
    expect(() => readManifest(folder)).toThrow(NeedsPerson)
    expect(() => readManifest(folder)).toThrow(why)
  })

  it('does not follow a link out of its folder', () => {
    symlinkSync('/etc/hostname', join(folder, 'link'))
    write([{ ...GOOD, file: 'link' }])
    expect(() => readManifest(folder)).toThrow('0.file is "link": it lies outside the folder')
  })
})
