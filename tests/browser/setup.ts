import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'

import { serveFolder } from '../../src/serve.ts'
import { findChromium } from './chromium.ts'

/** It talks to the page under test and to nobody else. */
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the served site. */
    origin: string
    /** Address of the browser that all test files share. */
    browser: string
  }
}

/** Serves the built site and starts one browser for all test files. */
export default async function setup({ provide }: TestProject) {
  const folder = resolve('dist')
  if (!existsSync(folder)) throw new Error('There is no built site in dist/. Run: npm run build')
  const site = await serveFolder(folder, { port: 0, host: '127.0.0.1' })
  const browser = await chromium.launchServer({ ...(await findChromium()), args: QUIET, host: '127.0.0.1' })
  provide('origin', site.origin)
  provide('browser', browser.wsEndpoint())
  return async () => {
    await browser.close()
    await site.close()
  }
}
