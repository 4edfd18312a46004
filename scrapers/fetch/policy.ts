import { isIP } from 'node:net'
import { NotAllowed } from '../errors.ts'
import { hostAddress, isPublicAddress, resolvePublic, type Resolver } from './address.ts'

/** Where a connection goes: a checked address, so that a name cannot change its mind between check and use. */
interface Route {
  address: string
  port: number
  /** False where a recorded https site is served in plain HTTP on this machine. */
  tls: boolean
}

/** What may be asked for, and where the connection goes. */
export interface Policy {
  /** @throws NotAllowed when the address must not be asked for */
  assertAllowed: (url: URL) => void
  /** @throws NotAllowed when no address behind the name may be connected to */
  route: (url: URL, resolver: Resolver) => Promise<Route>
}

const PORTS: readonly string[] = ['', '80', '443']

/** The policy of every request that leaves this machine. It takes the hosts of one provider and has no other setting. */
export function livePolicy(hosts: readonly string[]): Policy {
  const allowed = new Set(hosts.map((host) => host.toLowerCase()))
  const assertAllowed = (url: URL): void => {
    if (url.protocol !== 'https:') throw refused(url, `the scheme is "${url.protocol}", only https: is asked`)
    if (url.username !== '' || url.password !== '') throw refused(url, 'it carries user info')
    if (!PORTS.includes(url.port)) throw refused(url, `port ${url.port} is neither 80 nor 443`)
    const host = hostAddress(url.hostname)
    if (isIP(host) !== 0 && !isPublicAddress(host)) throw refused(url, `${host} is no public address`)
    if (!allowed.has(url.hostname)) {
      throw refused(url, `host "${url.hostname}" is none of this provider's (${[...allowed].join(', ')})`)
    }
  }
  return {
    assertAllowed,
    route: async (url, resolver) => {
      assertAllowed(url)
      return { address: await resolvePublic(url, resolver), port: Number(url.port === '' ? 443 : url.port), tls: true }
    },
  }
}

function refused(url: URL, why: string): NotAllowed {
  return new NotAllowed(`${url.href} is not asked for: ${why}`)
}
