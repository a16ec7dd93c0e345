import { expect, test } from 'vitest'
import { seenAddress } from './seen-address.ts'

test('the last address is the one the nearest proxy saw', () => {
  expect(seenAddress('203.0.113.9, 10.0.0.7')).toBe('10.0.0.7')
})

test.each([
  ['::ffff:127.0.0.1', '127.0.0.1'],
  ['10.0.0.7, ::FFFF:C000:24D', '192.0.2.77'],
  ['2001:DB8:0:0::9', '2001:db8::9'],
  ['192.0.2.77:52112', '192.0.2.77'],
  ['[2001:DB8::9]:443', '2001:db8::9'],
  ['[::ffff:192.0.2.77]', '192.0.2.77'],
])('one address has one spelling: %s is %s', (header, address) => expect(seenAddress(header)).toBe(address))

test.each([
  null,
  undefined,
  '',
  '10.0.0.7, nobody',
  '<b>1</b>',
  'fe80::1%eth0',
  '999.1.1.1',
  '192.000.002.077',
  '[10.0.0.7',
  '10.0.0.7:x',
])('what is no address is recorded as none: %j', (header) => expect(seenAddress(header)).toBeNull())
