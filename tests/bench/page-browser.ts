import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { chromium, type Browser } from 'playwright-core'

import { findChromium } from '../browser/chromium.ts'

/** It talks to the site and to nobody else. */
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}

/** @returns a browser, and the port on which other tools can drive it */
export async function openBrowser(): Promise<{ browser: Browser; port: number }> {
  const port = await findFreePort()
  const args = [...QUIET, `--remote-debugging-port=${port}`]
  return { browser: await chromium.launch({ ...(await findChromium()), args }), port }
}
