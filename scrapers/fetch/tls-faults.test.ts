import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { RetryLater } from '../errors.ts'
import { html, loopbackPolicy, SITE, startSite, type LoopbackSite } from './loopback-site.ts'

/** Comes with the system, not with npm. */
const TOOL = 'openssl'
const absent = spawnSync(TOOL, ['version']).status !== 0

/** Certificates of an authority that this process trusts for the length of these tests. */
function makeCertificates(folder: string): void {
  const openssl = (...args: string[]): void => {
    execFileSync(TOOL, args, { cwd: folder, stdio: 'pipe' })
  }
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  const ours = ['-subj', '/CN=shop.example', '-addext', 'subjectAltName=DNS:shop.example']
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.crt', '-subj', '/CN=Test', '-days', '2')
  openssl('req', '-x509', ...key, '-keyout', 'self.key', '-out', 'self.crt', ...ours, '-days', '2')
  for (const name of ['good', 'expired', 'other']) {
    const names = name === 'other' ? ours.map((word) => word.replace('shop.', 'other.')) : ours
    openssl('req', '-new', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, ...names)
    const sign = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-copy_extensions', 'copy']
    const days = name === 'expired' ? '-1' : '2'
    openssl('x509', '-req', '-in', `${name}.csr`, ...sign, '-days', days, '-out', `${name}.crt`)
  }
}

describe.skipIf(absent)(absent ? 'TLS (skipped: there is no openssl to make certificates)' : 'TLS', () => {
  const trusted = getCACertificates('default')
  let folder = ''
  let server: Server | undefined
  let site: LoopbackSite | undefined
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tls-'))
    makeCertificates(folder)
    setDefaultCACertificates([...trusted, readFileSync(join(folder, 'ca.crt'), 'utf8')])
  })
  afterEach(async () => {
    await site?.close()
    await new Promise((resolve) => (server === undefined ? resolve(null) : server.close(resolve)))
  })
  afterAll(() => {
    setDefaultCACertificates(trusted)
    rmSync(folder, { recursive: true })
  })

  const fetchFrom = async (listening: Server): Promise<unknown> => {
    server = listening
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const policy = loopbackPolicy((server.address() as AddressInfo).port, true)
    site = await startSite(() => undefined, { policy })
    return site.client.fetchPage(`${SITE}/a`).catch((error: unknown) => error)
  }
  const serverWith = (name: string): Server => {
    const [key, cert] = ['key', 'crt'].map((end) => readFileSync(join(folder, `${name}.${end}`)))
    return createServer({ key, cert }, (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(html('secure'))
    })
  }

  it('is accepted when the certificate is good, though the connection goes to an address', async () => {
    expect(await fetchFrom(serverWith('good'))).toMatchObject({ url: `${SITE}/a`, body: html('secure') })
  })

  it.each([
    ['self', 'self-signed certificate'],
    ['expired', 'certificate has expired'],
    ['other', "Host: shop.example. is not in the cert's altnames"],
  ])('ends the run when the certificate is wrong: %s', async (name, why) => {
    const failure = await fetchFrom(serverWith(name))
    expect(failure).toBeInstanceOf(RetryLater)
    expect((failure as Error).message).toContain(`${SITE}/robots.txt cannot be reached: `)
    expect((failure as Error).message).toContain(why)
  })

  it('checks certificates even where the environment says not to', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    expect(await fetchFrom(serverWith('self'))).toBeInstanceOf(RetryLater)
    vi.unstubAllEnvs()
  })

  it.each<[string, () => Server]>([
    ['no TLS', () => createTcpServer((socket) => socket.resume().end('HTTP/1.1 200 OK\r\n\r\n'))],
    ['an end', () => createTcpServer((socket) => socket.destroy())],
  ])('ends the run when the handshake meets %s', async (_, create) => {
    const failure = await fetchFrom(create())
    expect(failure).toBeInstanceOf(RetryLater)
    expect((failure as Error).message).toContain(`${SITE}/robots.txt`)
  })
})
