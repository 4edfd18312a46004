import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { NotAllowed } from '../errors.ts'

/** Every address of a host name. */
export type Resolver = (hostname: string) => Promise<readonly string[]>

export const systemResolver: Resolver = async (hostname) => {
  const found = await lookup(hostname, { all: true, order: 'verbatim' })
  return found.map((entry) => entry.address)
}

/** IPv4 ranges that are not the public internet (IANA special-purpose registry). */
const NOT_PUBLIC_4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]

/** Parts of 2000::/3 that are reserved, documentation, or hide an IPv4 address inside (Teredo, 6to4). */
const NOT_PUBLIC_6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const notPublic = new BlockList()
for (const [net, prefix] of NOT_PUBLIC_4) notPublic.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of NOT_PUBLIC_6) notPublic.addSubnet(net, prefix, 'ipv6')

/** Only this part of IPv6 is handed out as public; loopback, link-local, unique-local and mapped addresses lie outside. */
const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')

/** Whether a literal address belongs to the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !notPublic.check(address, 'ipv4')
  if (family !== 6 || address.includes('%')) return false
  return global6.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')
}

/** The host of a URL without the brackets of IPv6. */
export function hostAddress(hostname: string): string {
  return hostname.startsWith('[') && hostname.endsWith(']') ? hostname.slice(1, -1) : hostname
}

/**
 * The address to connect to. One private address among several refuses the whole name: a public name has none.
 * @throws NotAllowed when the host is, or resolves to, an address that is not public
 */
export async function resolvePublic(url: URL, resolver: Resolver): Promise<string> {
  const host = hostAddress(url.hostname)
  const addresses = isIP(host) === 0 ? await resolver(host) : [host]
  for (const address of addresses) {
    if (!isPublicAddress(address)) {
      throw new NotAllowed(`${url.href} is not asked for: ${host} is ${address}, which is no public address`)
    }
  }
  const first = addresses.find((address) => isIP(address) === 4) ?? addresses[0]
  if (first === undefined) throw new Error(`no address found for ${host}`)
  return first
}
