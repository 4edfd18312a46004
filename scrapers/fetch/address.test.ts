import { describe, expect, it } from 'vitest'
import { isPublicAddress, resolvePublic } from './address.ts'

const PUBLIC = [
  '1.1.1.1',
  '8.8.8.8',
  '93.184.216.34',
  '172.32.0.1',
  '100.128.0.1',
  '192.0.1.1',
  '2606:4700::1111',
  '2a00:1450::1',
]

const NOT_PUBLIC = [
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.255',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::7f00:1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::1',
  '3fff::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  'shop.example',
  '',
]

describe('addresses', () => {
  it.each(PUBLIC)('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each(NOT_PUBLIC)('%j is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it('refuses a name with one private address among public ones', async () => {
    const url = new URL('https://rebind.example/')
    await expect(resolvePublic(url, () => Promise.resolve(['93.184.216.34', '127.0.0.1']))).rejects.toThrow(
      'https://rebind.example/ is not asked for: rebind.example is 127.0.0.1, which is no public address',
    )
  })

  it('takes the first IPv4 address, else the first', async () => {
    const url = new URL('https://shop.example/')
    expect(await resolvePublic(url, () => Promise.resolve(['2606:4700::1111', '1.1.1.1']))).toBe('1.1.1.1')
    expect(await resolvePublic(url, () => Promise.resolve(['2606:4700::1111']))).toBe('2606:4700::1111')
    await expect(resolvePublic(url, () => Promise.resolve([]))).rejects.toThrow('no address found for shop.example')
  })
})
