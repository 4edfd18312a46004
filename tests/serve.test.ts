import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { loadCatalog } from '../src/catalog/load.ts'
import { describeData, serveFolder, type Served } from '../src/serve.ts'

describe('the server of the built site', () => {
  let around: string
  let site: Served

  beforeAll(async () => {
    around = mkdtempSync(join(tmpdir(), 'ce-counts-serve-'))
    const folder = join(around, 'dist')
    mkdirSync(join(folder, '_astro'), { recursive: true })
    mkdirSync(join(folder, 'about'))
    writeFileSync(
      join(folder, '_headers'),
      '/*\n  X-Content-Type-Options: nosniff\n\n/_astro/*\n  Cache-Control: max-age=9\n',
    )
    writeFileSync(join(folder, '404.html'), 'no such page')
    writeFileSync(join(folder, 'about/index.html'), 'about')
    writeFileSync(join(folder, '_astro/x.css'), 'a{}')
    writeFileSync(join(around, 'outside.txt'), 'not yours')
    site = await serveFolder(folder, { port: 0, host: '127.0.0.1' })
  })
  afterAll(async () => {
    await site.close()
    rmSync(around, { recursive: true })
  })

  it('answers with a page at the address of its folder', async () => {
    const answer = await fetch(`${site.origin}/about/`)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('about')
  })

  it('sends the headers of the headers file, each on the paths it is for', async () => {
    const page = await fetch(`${site.origin}/about/`)
    const style = await fetch(`${site.origin}/_astro/x.css`)
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(page.headers.get('cache-control')).not.toBe('max-age=9')
    expect(style.headers.get('x-content-type-options')).toBe('nosniff')
    expect(style.headers.get('cache-control')).toBe('max-age=9')
  })

  it('answers 404 with the page for it', async () => {
    const answer = await fetch(`${site.origin}/nowhere/`)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await answer.text()).toBe('no such page')
  })

  it('stays in its folder', async () => {
    expect((await fetch(`${site.origin}/%2e%2e/outside.txt`)).status).toBe(404)
    expect((await fetch(`${site.origin}/..%2foutside.txt`)).status).toBe(404)
  })
})

it('says how much data there is and how old', () => {
  const line = describeData(loadCatalog(), new Date('2030-01-01T12:00:00Z'))
  expect(line).toMatch(/^Data: \d+ courses, newest fact read \d{4}-\d\d-\d\d, \d+ days old$/)
  const newest = /read ([\d-]+)/.exec(line)?.[1] ?? ''
  expect(describeData(loadCatalog(), new Date(`${newest}T23:00:00Z`))).toContain(', 0 days old')
})
