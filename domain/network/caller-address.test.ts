import fc from 'fast-check'
import { expect, test } from 'vitest'
import { callerAddress } from '#domain/network/caller-address.ts'
import { isInNetwork, type Network, parseNetwork } from '#domain/network/network.ts'

const networks = (...texts: string[]): Network[] => texts.map((text) => parseNetwork(text) as Network)
const trusted = networks('10.0.0.0/8', '127.0.0.1', '::1', 'fd00:1::/64')

test.each([
  ['203.0.113.9', undefined, '203.0.113.9'],
  ['203.0.113.9', '198.51.100.1', '203.0.113.9'],
  ['10.0.0.7', undefined, '10.0.0.7'],
  ['10.0.0.7', '', '10.0.0.7'],
  ['10.0.0.7', '203.0.113.9', '203.0.113.9'],
  ['10.0.0.7', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
  ['10.0.0.7', '1.1.1.1, 203.0.113.9, 10.9.9.9', '203.0.113.9'],
  ['10.0.0.7', '10.1.1.1,10.2.2.2', '10.1.1.1'],
  ['10.0.0.7', '203.0.113.9, nobody', '10.0.0.7'],
  ['10.0.0.7', '203.0.113.9, nobody, 10.3.3.3', '10.3.3.3'],
  ['10.0.0.7', '203.0.113.9,', '10.0.0.7'],
  ['10.0.0.7', '203.000.113.009', '10.0.0.7'],
  ['::ffff:10.0.0.7', '::FFFF:C000:24D', '192.0.2.77'],
  ['::ffff:127.0.0.1', '192.0.2.77:52112', '192.0.2.77'],
  ['::1', '[2001:DB8::9]:443', '2001:db8::9'],
  ['fd00:1::5%eth0', '2001:DB8:0:0::9', '2001:db8::9'],
  ['fd00:2::5', '2001:db8::9', 'fd00:2::5'],
  ['11.0.0.7', '127.0.0.1', '11.0.0.7'],
  ['unix', '203.0.113.9', 'unix'],
])('from %s with %j calls %s', (peer, forwardedFor, caller) => {
  expect(callerAddress({ peer, forwardedFor, trusted })).toBe(caller)
  expect(callerAddress({ peer, forwardedFor, trusted: [] })).toBe(callerAddress({ peer, forwardedFor: null, trusted }))
})

const ipv4 = fc.tuple(...[0, 1, 2, 3].map(() => fc.nat(255))).map((octets) => octets.join('.'))
const outside = ipv4.filter((address) => !trusted.some((network) => isInNetwork(address, network)))
const inside = ipv4.map((address) => `10.${address.split('.').slice(1).join('.')}`)

test('whatever a stranger writes before it, the last address outside the trusted is who calls', () => {
  const property = fc.property(fc.string(), outside, fc.array(inside, { maxLength: 4 }), (forged, caller, proxies) => {
    const chain = [forged, caller, ...proxies.slice(0, -1)].join(', ')
    expect(callerAddress({ peer: proxies.at(-1) ?? '10.0.0.1', forwardedFor: chain, trusted })).toBe(caller)
    expect(callerAddress({ peer: caller, forwardedFor: chain, trusted })).toBe(caller)
  })
  fc.assert(property)
})

test.each([
  ['10.0.0.0/8', '10.255.255.255', '11.0.0.0'],
  ['192.0.2.64/26', '192.0.2.127', '192.0.2.128'],
  ['0.0.0.0/0', '255.1.2.3', '2001:db8::1'],
  ['2001:db8::/33', '2001:db8:7fff::1', '2001:db8:8000::1'],
  ['::1', '::1', '::2'],
  ['::ffff:10.0.0.0/104', '10.1.2.3', '11.1.2.3'],
])('%s has %s and not %s', (text, within, without) => {
  const [network] = networks(text)
  expect(network && isInNetwork(within, network)).toBe(true)
  expect(network && isInNetwork(without, network)).toBe(false)
})

test.each([
  '',
  '10.0.0.0/33',
  '10.0.0.1/8',
  '10.0.0.0/08',
  '10.0.0.0/-1',
  '10.0.0/8',
  '::/129',
  '2001:db8::1/64',
  'a',
  '10.0.0.0/8/8',
  '10.0.0.0/',
  ' 10.0.0.1',
])('%j is no network', (text) => expect(parseNetwork(text)).toBeNull())
