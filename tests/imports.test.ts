import { readdirSync } from 'node:fs'
import { ESLint, Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import tseslint from 'typescript-eslint'

const eslint = new ESLint()
const linter = new Linter()

/** @returns what the project's own rules on imports and globals say of a file with these lines */
async function complaints(file: string, code: string): Promise<string[]> {
  const { rules }: { rules: Linter.RulesRecord } = await eslint.calculateConfigForFile(file)
  const kept = ['no-restricted-imports', 'no-restricted-globals']
  const config: Linter.Config = {
    files: ['**'],
    languageOptions: { parser: tseslint.parser },
    rules: Object.fromEntries(kept.flatMap((name) => (rules[name] === undefined ? [] : [[name, rules[name]]]))),
  }
  return linter.verify(code, [config], file).map(({ message }) => message)
}

const FORBIDDEN: [file: string, code: string][] = [
  ['src/schema/course.ts', "import { x } from '../catalog/format.ts'"],
  ['src/schema/course.ts', "import { SITE } from '../site.ts'"],
  ['src/schema/course.ts', "import x from 'minisearch'"],
  ['src/schema/url.ts', "import { isIP } from 'node:net'"],
  ['scrapers/run.ts', "import { x } from '../src/catalog/load.ts'"],
  ['scrapers/run.ts', "import type { X } from '../src/finder/row.ts'"],
  ['scrapers/guard.ts', "import { readFileSync } from 'node:fs'"],
  ['scrapers/guard.ts', "import { readFile } from 'fs/promises'"],
  ['scrapers/guard.ts', "import { request } from 'undici'"],
  ['scrapers/guard.ts', "const answer = await fetch('https://shop.example')"],
  ['scrapers/guard.ts', "import courses from '../data/courses/ace.json'"],
  ['scrapers/providers/one/index.ts', "import { two } from '../two/index.ts'"],
  ['scrapers/providers/one/index.ts', "import { providers } from '../index.ts'"],
  ['scrapers/providers/one/index.ts', "import { guard } from '../../guard.ts'"],
  ['scrapers/providers/one/index.ts', "import { diffData } from '../../diff.ts'"],
  ['scrapers/providers/one/index.ts', "import { openStore } from '../../store.ts'"],
  ['scrapers/providers/one/extract.ts', "import { createClient } from '../../fetch/client.ts'"],
  ['scrapers/platforms/shop.ts', "import { one } from '../providers/one/index.ts'"],
  ['scrapers/platforms/shop.ts', "import { createClient } from '../fetch/client.ts'"],
  ['scrapers/normalize/price.ts', "import { openStore } from '../store.ts'"],
  ['src/site.ts', "import { x } from '../scrapers/run.ts'"],
  ['src/catalog/format.ts', "import { x } from '../../scrapers/run.ts'"],
  ['src/catalog/format.ts', "import { x } from '../finder/row.ts'"],
  ['src/catalog/format.ts', "import { x } from '../credentials/verdict.ts'"],
  ['src/catalog/format.ts', "import { readFileSync } from 'node:fs'"],
  ['src/catalog/format.ts', 'export const here = () => document.title'],
  ['src/credentials/verdict.ts', "import { x } from '../finder/row.ts'"],
  ['src/credentials/verdict.ts', "import { x } from '../memberships/compare.ts'"],
  ['src/memberships/compare.ts', "import { useState } from 'react'"],
  ['src/search/search.ts', "import { x } from '../finder/row.ts'"],
  ['src/finder/row.ts', "import { x } from '../islands/Finder.tsx'"],
  ['src/finder/row.ts', "import { getCollection } from 'astro:content'"],
  ['src/finder/row.ts', "import { createRoot } from 'react-dom/client'"],
  ['src/finder/query-string.ts', 'export const query = () => window.location.search'],
  ['src/finder/row.ts', "import courses from '../../data/courses/ace.json'"],
  ['src/islands/Finder.tsx', "import { catalog } from '../catalog/catalog.ts'"],
  ['src/islands/Finder.tsx', "import { x } from '../components/Fact.astro'"],
  ['src/islands/finder/Panel.tsx', "import { x } from '../../pages/finder.json.ts'"],
  ['src/components/Fact.astro', "import { x } from '../pages/finder.json.ts'"],
  ['src/layouts/Page.astro', "import Fact from '../components/Fact.astro'"],
  ['src/pages/index.astro', "import { x } from '../../scrapers/run.ts'"],
  ['src/pages/index.astro', "import { readFileSync } from 'node:fs'"],
]

const ALLOWED: [file: string, code: string][] = [
  ['src/schema/course.ts', "import * as z from 'zod'\nimport { Day } from './values.ts'"],
  ['scrapers/run.ts', "import { Course } from '../src/schema/course.ts'\nimport { SITE } from '../src/site.ts'"],
  ['scrapers/store.ts', "import { readFileSync } from 'node:fs'"],
  ['scrapers/run.test.ts', "import { readFileSync } from 'node:fs'"],
  ['scrapers/fetch/exchange.ts', "import { Client } from 'undici'"],
  [
    'scrapers/providers/one/index.ts',
    "import { shop } from '../../platforms/shop.ts'\nimport { x } from './extract.ts'",
  ],
  ['scrapers/providers/one/extract.ts', "import { Course } from '../../../src/schema/course.ts'"],
  ['scrapers/providers/index.ts', "import { one } from './one/index.ts'"],
  ['src/catalog/load.ts', "import { readFileSync } from 'node:fs'"],
  ['src/finder/row.ts', "import { x } from '../catalog/format.ts'\nimport { y } from '../search/search.ts'"],
  ['src/islands/finder/Panel.tsx', "import { useState } from 'react'\nimport { x } from '../Facet.tsx'"],
  ['src/islands/Finder.tsx', 'export const query = () => window.location.search'],
  [
    'src/pages/for/[id].astro',
    "import Page from '../../layouts/Page.astro'\nimport { x } from '../../catalog/catalog.ts'",
  ],
]

describe('the direction of imports', () => {
  it.each(FORBIDDEN)('%s may not: %s', async (file, code) => {
    expect(await complaints(file, code)).toHaveLength(1)
  })

  it.each(ALLOWED)('%s may: %s', async (file, code) => {
    expect(await complaints(file, code)).toEqual([])
  })

  it('is settled for every folder of src', async () => {
    const folders = readdirSync('src', { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && entry.name !== 'styles',
    )
    for (const { name } of folders) {
      expect(await complaints(`src/${name}/x.ts`, "import { x } from '../../scrapers/run.ts'"), name).toHaveLength(1)
    }
  })
})
